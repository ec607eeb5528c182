"""Supervision slips and what became of them."""

# fmt: off
from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.mysql import MEDIUMTEXT

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True)


def _code(name: str, length: int = 96, nullable: bool = False) -> sa.Column[str]:
    by_bytes = sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")
    return sa.Column(name, by_bytes, nullable=nullable)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text().with_variant(MEDIUMTEXT(), "mysql", "mariadb"), nullable=False)


def _revised() -> tuple[sa.Column[int], sa.Column[int]]:
    return sa.Column("from_edition", sa.Integer, nullable=False), sa.Column("to_edition", sa.Integer)


def upgrade() -> None:
    """Add the tables; no slip was kept before."""
    op.create_table(
        "slip", _id(), _code("plan", 64), _code("code"), _text("label"), _code("kind"), _code("matter", 255),
        _code("unit"), _text("title"), _text("title_en"), _text("ground"), _text("document"),
        _code("document_day", 10, nullable=True), _code("due", 10), _text("decided_by"), *_revised(),
        sa.UniqueConstraint("plan", "code", name="uq_slip"),
    )
    op.create_table(
        "slip_event", _id(), _code("plan", 64), _code("slip"), _code("act"), _code("day", 10), _text("person"),
        _text("note"), _text("reference"), _code("due", 10, nullable=True), _text("recorded_by"), *_revised(),
    )
    op.create_index("ix_slip_event", "slip_event", ["plan", "slip"])
