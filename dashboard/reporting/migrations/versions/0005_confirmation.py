"""Rows that were held and that a person has confirmed as they are."""

# fmt: off
from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.mysql import MEDIUMTEXT

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _code(name: str, length: int = 96) -> sa.Column[str]:
    by_bytes = sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")
    return sa.Column(name, by_bytes, nullable=False)


def _text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text().with_variant(MEDIUMTEXT(), "mysql", "mariadb"), nullable=nullable)


def upgrade() -> None:
    """Add the table; nothing was confirmed before."""
    op.create_table(
        "confirmation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        _code("plan", 64), _code("sender"), _code("period"), _code("sheet"),
        sa.Column("row_no", sa.Integer, nullable=False), _text("column_name", nullable=True), _code("code"),
        _text("message"), _code("mark", 64), _text("reason"), _code("person"), _code("confirmed_on", 10),
        sa.Column("from_edition", sa.Integer, nullable=False), sa.Column("to_edition", sa.Integer),
    )
    op.create_index("ix_confirmation", "confirmation", ["plan", "sender"])
