"""What is done with an edition before it is published."""

# fmt: off
from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.mysql import MEDIUMTEXT

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True)


def _code(name: str, length: int = 96, nullable: bool = False) -> sa.Column[str]:
    by_bytes = sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")
    return sa.Column(name, by_bytes, nullable=nullable)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text().with_variant(MEDIUMTEXT(), "mysql", "mariadb"), nullable=False)


def upgrade() -> None:
    """Add the table; nothing was handed in before."""
    op.create_table(
        "draft_step", _id(), _code("plan", 64), sa.Column("number", sa.Integer, nullable=False), _code("act"),
        _text("actor"), _code("at"), _text("content"),
    )
    op.create_index("ix_draft_step", "draft_step", ["plan", "number"])
