"""Verdicts of counties and under other rule sets, and statuses set by a publisher."""

# fmt: off
from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.mysql import MEDIUMTEXT

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True)


def _code(name: str, length: int = 96, nullable: bool = False) -> sa.Column[str]:
    by_bytes = sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")
    return sa.Column(name, by_bytes, nullable=nullable)


def _text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text().with_variant(MEDIUMTEXT(), "mysql", "mariadb"), nullable=nullable)


def _number(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=nullable)


def _double(name: str) -> sa.Column[float]:
    return sa.Column(name, sa.Double)


def _create(name: str, *columns: sa.schema.SchemaItem) -> None:
    """MariaDB compares text loosely unless told otherwise."""
    options = {"default_charset": "utf8mb4", "collate": "utf8mb4_bin"}
    by_dialect: dict[str, Any] = {f"{of}_{key}": value for of in ("mysql", "mariadb") for key, value in options.items()}
    op.create_table(name, *columns, **by_dialect)


def upgrade() -> None:
    """Add the tables."""
    _create(
        "rule_verdict",
        _id(), _code("plan", 64), _number("edition"), _code("target"), _code("reading"), _code("rules"),
        _code("status"), _code("reason"), _code("light", nullable=True), _number("small_sample"),
        sa.UniqueConstraint("plan", "edition", "target", "reading", "rules", name="uq_rule_verdict"),
    )
    _create(
        "county_verdict",
        _id(), _code("plan", 64), _number("edition"), _code("target"), _code("region"), _code("status"),
        _code("reason"), _code("period"), _code("unit"), _text("level", nullable=True), _text("base", nullable=True),
        _text("quota", nullable=True), _double("share"), _double("growth"), _double("completion"),
        _double("time_progress"), _double("gap_points"), _number("final"), _number("small_sample"), _text("missing"),
        sa.UniqueConstraint("plan", "edition", "target", "region", name="uq_county_verdict"),
    )
    _create(
        "verdict_override",
        _id(), _code("plan", 64), _code("target"), _code("status"), _text("author"), _text("reason"),
        _text("doc_no"), _code("made_on", 10), _code("expires_on", 10), _number("from_edition"),
        _number("to_edition", nullable=True),
    )
    op.create_index("ix_verdict_override", "verdict_override", ["plan", "target", "from_edition"])
    op.add_column("milestone_state", sa.Column("verified", sa.Integer, nullable=False, server_default="0"))
    with op.batch_alter_table("milestone_state") as table:
        table.alter_column("verified", server_default=None)
