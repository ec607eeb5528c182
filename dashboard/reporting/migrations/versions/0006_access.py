"""Accounts, tokens, logins and what was revoked."""

# fmt: off
from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.mysql import MEDIUMTEXT

revision = "0006"
down_revision = "0005"
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
    """Add the tables; nobody logged in before."""
    op.create_table(
        "account", _id(), _code("subject"), _text("name"), _code("role"), _code("unit"), _code("plan", 64),
        _code("valid_from", 10), _code("valid_to", 10, nullable=True), _text("made_by"),
    )
    op.create_index("ix_account", "account", ["subject"])
    op.create_table(
        "token", _id(), _code("code", 64), _text("name"), _code("role"), _code("unit"), _code("plan", 64),
        _code("valid_to", 10, nullable=True), _text("made_by"), sa.UniqueConstraint("code", name="uq_token"),
    )
    op.create_table(
        "login", _id(), _code("code", 64), _code("subject"), _text("name"), _code("role"), _code("unit"),
        _code("began_at"), _code("seen_at"), sa.UniqueConstraint("code", name="uq_login"),
    )
    op.create_table(
        "revocation", _id(), _code("kind"), _code("code"), _code("at"), _code("reason"), _text("made_by"),
    )
    op.create_index("ix_revocation", "revocation", ["code"])
