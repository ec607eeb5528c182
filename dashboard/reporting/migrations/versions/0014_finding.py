"""Reports of auditors and evaluators from outside, what they find, and what became of it."""

# fmt: off
from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.mysql import MEDIUMTEXT

revision = "0014"
down_revision = "0013"
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
    """Add the tables; no report was kept before."""
    op.create_table(
        "outside_report", _id(), _code("plan", 64), _code("code"), _code("kind"), _text("title"), _text("firm"),
        _code("received_on", 10), _text("doc_no"), _code("file_hash", 64), _text("recorded_by"),
        sa.UniqueConstraint("plan", "code", name="uq_outside_report"),
    )
    op.create_table(
        "outside_finding", _id(), _code("plan", 64), _code("code"), _code("report"), _code("subject_kind"),
        _code("subject"), _code("unit"), _text("matter"), _text("measure"), _code("due", 10), _text("recorded_by"),
        sa.UniqueConstraint("plan", "code", name="uq_outside_finding"),
    )
    op.create_table(
        "finding_step", _id(), _code("plan", 64), _code("finding"), _code("act"), _code("day", 10), _text("person"),
        _text("note"), _text("doc_no"), _code("due", 10, nullable=True), _text("recorded_by"),
    )
    op.create_index("ix_finding_step", "finding_step", ["plan", "finding"])
