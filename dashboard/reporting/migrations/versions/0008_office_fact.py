"""What the office says of its plan."""

# fmt: off
from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.mysql import MEDIUMTEXT

revision = "0008"
down_revision = "0007"
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
    """Add the table; nothing was confirmed before."""
    op.create_table(
        "office_fact", _id(), _code("plan", 64), _code("kind"), _code("code", 255), _text("content"),
        _text("source"), _code("person"), _code("confirmed_on", 10), _text("doc_no"),
        sa.Column("from_edition", sa.Integer, nullable=False), sa.Column("to_edition", sa.Integer),
    )
    op.create_index("ix_office_fact", "office_fact", ["plan", "kind", "code"])
