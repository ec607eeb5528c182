"""Files that prove what is counted, step by step, and the signed copies of circulars."""

# fmt: off
from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.mysql import MEDIUMTEXT

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True)


def _code(name: str, length: int = 96, *, nullable: bool = False) -> sa.Column[str]:
    by_bytes = sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")
    return sa.Column(name, by_bytes, nullable=nullable)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text().with_variant(MEDIUMTEXT(), "mysql", "mariadb"), nullable=False)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=nullable)


def upgrade() -> None:
    """Make the table of evidence anew: nothing ever wrote into the first one."""
    op.drop_table("evidence")
    op.create_table(
        "evidence", _id(), _code("plan", 64), _code("file_hash", 64), _code("kind"), _text("file_name"),
        _text("doc_no"), _code("doc_date", 10, nullable=True), _code("subject_kind"), _code("subject", 255),
        _code("sender"), _code("state"), _text("person"), _code("day", 10), _text("note"), _text("submitted_by"),
        _number("from_edition"), _number("to_edition", nullable=True),
    )
    op.create_index("ix_evidence", "evidence", ["plan", "subject_kind", "subject"])
    op.create_index("ix_evidence_hash", "evidence", ["file_hash"])
    op.create_table(
        "signed_copy", _id(), _code("plan", 64), _code("label"), _code("file_hash", 64), _text("file_name"),
        _text("doc_no"), _code("doc_date", 10), _code("outcome"), _text("differences"), _text("person"),
        _code("kept_on", 10),
    )
    op.create_index("ix_signed_copy", "signed_copy", ["plan", "label"])
