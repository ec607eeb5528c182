"""Whom the office speaks to at each unit."""

# fmt: off
from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.mysql import MEDIUMTEXT

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True)


def _code(name: str, length: int = 96, *, nullable: bool = False) -> sa.Column[str]:
    by_bytes = sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")
    return sa.Column(name, by_bytes, nullable=nullable)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text().with_variant(MEDIUMTEXT(), "mysql", "mariadb"), nullable=False)


def upgrade() -> None:
    """Add the table; nobody was named before."""
    op.create_table(
        "contact", _id(), _code("plan", 64), _code("unit"), _text("post"), _text("name"), _text("line"),
        _code("valid_from", 10), _code("valid_to", 10, nullable=True),
    )
    op.create_index("ix_contact", "contact", ["plan", "unit"])
