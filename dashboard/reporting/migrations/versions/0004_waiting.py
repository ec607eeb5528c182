"""Rows that wait for an answer: what they leave in force, and how many there are behind a receipt."""

# fmt: off
from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table and the column; nothing waits behind what was received before."""
    op.create_table(
        "kept_row",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("submission_id", sa.BigInteger, sa.ForeignKey("submission.id"), nullable=False),
        sa.Column("kind", sa.String(96).with_variant(sa.String(96, collation="C"), "postgresql"), nullable=False),
        sa.Column("row_id", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_kept_row", "kept_row", ["submission_id"])
    op.add_column("receipt", sa.Column("waiting", sa.Integer, nullable=False, server_default="0"))
