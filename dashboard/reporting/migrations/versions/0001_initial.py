"""The tables of the first version."""

# fmt: off
from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.mysql import MEDIUMTEXT

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True)


def _code(name: str, length: int = 96, nullable: bool = False) -> sa.Column[str]:
    by_bytes = sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")
    return sa.Column(name, by_bytes, nullable=nullable)


def _text(name: str, nullable: bool = False) -> sa.Column[str]:
    """MariaDB's own TEXT ends at 64 KiB."""
    return sa.Column(name, sa.Text().with_variant(MEDIUMTEXT(), "mysql", "mariadb"), nullable=nullable)


def _number(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=nullable)


def _big(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=nullable)


def _double(name: str) -> sa.Column[float]:
    return sa.Column(name, sa.Double)


def _submission() -> sa.Column[int]:
    return sa.Column("submission_id", sa.BigInteger, sa.ForeignKey("submission.id"), nullable=False)


def _revised() -> tuple[sa.Column[int], sa.Column[int]]:
    return _number("from_edition"), _number("to_edition", nullable=True)


def _create(name: str, *columns: sa.schema.SchemaItem) -> None:
    """MariaDB compares text loosely unless told otherwise."""
    options = {"default_charset": "utf8mb4", "collate": "utf8mb4_bin"}
    by_dialect: dict[str, Any] = {f"{of}_{key}": value for of in ("mysql", "mariadb") for key, value in options.items()}
    op.create_table(name, *columns, **by_dialect)


def _index(table: str, name: str, *columns: str) -> None:
    op.create_index(name, table, columns)


def upgrade() -> None:
    """Make every table and index."""
    _catalogue()
    _received()
    _published()
    _indexes()


def _catalogue() -> None:
    """What was promised."""
    _create(
        "meta",
        _code("name", 64), _text("content"), sa.UniqueConstraint("name", name="uq_meta"),
    )
    _create(
        "plan",
        _id(), _code("plan", 64), _code("code"), _number("seq"), _text("name"), _text("name_en"), _text("definition"),
        *_revised(),
    )
    _create(
        "region",
        _id(), _code("plan", 64), _code("code"), _code("kind"), _number("seq"), _text("name"), _text("name_en"),
        _text("definition"), *_revised(),
    )
    _create(
        "organisation",
        _id(), _code("plan", 64), _code("code"), _code("kind"), _code("region", nullable=True), _number("seq"),
        _text("name"), _text("name_en"), _text("definition"), *_revised(),
    )
    _create(
        "indicator",
        _id(), _code("plan", 64), _code("code"), _code("unit"), _number("scale"), _code("frequency"),
        _code("aggregation"), _number("seq"), _text("name"), _text("name_en"), _text("definition"), *_revised(),
    )
    _create(
        "target",
        _id(), _code("plan", 64), _code("code"), _code("heading"), _code("kind"), _number("seq"), _text("name"),
        _text("name_en"), _text("definition"), *_revised(),
    )
    _create(
        "reading",
        _id(), _code("plan", 64), _code("target"), _code("code"), _number("is_default"), _number("seq"),
        _text("name"), _text("name_en"), _text("definition"), *_revised(),
    )
    _create(
        "rule_set",
        _id(), _code("plan", 64), _code("code"), _code("valid_from"), _code("valid_to", nullable=True),
        _number("seq"), _text("name"), _text("name_en"), _text("definition"), *_revised(),
    )
    _create(
        "task",
        _id(), _code("plan", 64), _code("code"), _code("kind"), _number("seq"), _text("name"), _text("name_en"),
        _text("definition"), *_revised(),
    )
    _create(
        "task_unit",
        _id(), _code("plan", 64), _code("task"), _code("organisation"), _code("role"), _number("seq"), *_revised(),
    )
    _create(
        "milestone",
        _id(), _code("plan", 64), _code("task"), _code("code"), _code("series"), _code("due"), _code("reporter"),
        _number("recurring"), _number("seq"), _text("name"), _text("name_en"), _text("definition"), *_revised(),
    )


def _received() -> None:
    """What was sent."""
    _create(
        "submission",
        _id(), _code("plan", 64), _code("sender"), _code("period_from"), _code("period"), _number("version"),
        _text("file_name"), _code("file_hash", 64), _code("content_hash", 64), _code("template"), _code("data_kind"),
        _code("filled_on", 10, nullable=True), _code("received_at"), *_revised(),
    )
    _create(
        "submission_issue",
        _id(), _submission(), _code("sheet"), _number("row_no"), _text("column_name", nullable=True),
        _code("outcome"), _code("code"), _text("message"),
    )
    _create(
        "receipt",
        _id(), _code("plan", 64), _code("sender"), _code("subject"), _code("period"), _submission(), *_revised(),
    )
    _create(
        "expectation",
        _id(), _code("plan", 64), _code("sender"), _code("subject"), _code("period"), _code("due"), *_revised(),
    )
    _create(
        "observation",
        _id(), _code("plan", 64), _code("indicator"), _code("region"), _code("period"), _code("breakdown"),
        _big("value"), _text("raw_value"), _code("raw_unit"), _code("sender"), _submission(), _code("sheet"),
        _number("row_no"), _code("row_hash", 64), *_revised(),
    )
    _create(
        "ledger_entry",
        _id(), _code("plan", 64), _code("ledger"), _code("entry_key", 255), _code("sender"), _code("region"),
        _code("zone"), _text("title"), _text("attributes"), _text("raw"), _submission(), _code("sheet"),
        _number("row_no"), _code("row_hash", 64), *_revised(),
    )
    _create(
        "entry_event",
        _id(), _code("plan", 64), _code("ledger"), _code("entry_key", 255), _code("sender"), _code("event"),
        _code("event_date", 10), *_revised(),
    )
    _create(
        "milestone_event",
        _id(), _code("plan", 64), _code("milestone"), _code("sender"), _code("state"),
        _code("done_on", 10, nullable=True), _text("doc_no"), _text("note"), _submission(), _code("sheet"),
        _number("row_no"), _code("row_hash", 64), *_revised(),
    )
    _create(
        "commentary",
        _id(), _code("plan", 64), _code("target"), _code("period"), _code("author"), _code("written_at"),
        _text("content"), *_revised(),
    )
    _create(
        "evidence",
        _id(), _code("plan", 64), _code("file_hash", 64), _code("kind"), _text("doc_no", nullable=True),
        _code("doc_date", 10, nullable=True), _code("state"), _code("verifier", nullable=True), _code("subject_kind"),
        _code("subject"), *_revised(),
    )


def _published() -> None:
    """What was published, and by whom."""
    _create(
        "edition",
        _id(), _code("plan", 64), _number("number"), _code("label"), _code("through"), _code("cut_off", 10),
        _code("kind"), _number("revision"), _code("corrects", nullable=True), _number("incomplete"), _text("reason"),
        _text("doc_no"), _text("publisher"), _code("published_at"), _code("catalogue_hash", 64), _code("rule_set"),
        _code("data_kind"), _code("input_hash", 64), _code("result_hash", 64),
        sa.UniqueConstraint("plan", "label", name="uq_edition_label"),
        sa.UniqueConstraint("plan", "number", name="uq_edition_number"),
    )
    _create(
        "indicator_value",
        _id(), _code("plan", 64), _code("indicator"), _code("region"), _code("period"), _code("breakdown"),
        _big("value", nullable=True), _big("numerator", nullable=True), _big("denominator", nullable=True),
        _number("expected"), _number("received"), _text("missing"), *_revised(),
    )
    _create(
        "verdict",
        _id(), _code("plan", 64), _number("edition"), _code("target"), _code("reading"), _number("is_default"),
        _code("status"), _code("reason"), _code("period"), _code("unit"), _text("level", nullable=True),
        _text("path", nullable=True), _text("base", nullable=True), _text("goal", nullable=True),
        _double("completion"), _double("time_progress"), _double("seasonal_progress"), _double("gap_points"),
        _double("pace"), _double("required"), _double("best"), _double("months_ahead"), _number("final"),
        _number("small_sample"), _number("confirmed"), _text("details"),
        sa.UniqueConstraint("plan", "edition", "target", "reading", name="uq_verdict"),
    )
    _create(
        "milestone_state",
        _id(), _code("plan", 64), _code("milestone"), _code("task"), _code("state"), _code("due"),
        _code("done_on", 10, nullable=True), *_revised(),
    )
    _create(
        "outlook",
        _id(), _code("plan", 64), _number("edition"), _code("target"), _code("reading"), _code("region"),
        _code("horizon"), _text("goal", nullable=True), _double("p_attain"), _code("method"), _code("reason"),
        _text("quantiles"),
        sa.UniqueConstraint("plan", "edition", "target", "reading", "region", "horizon", name="uq_outlook"),
    )
    _create(
        "backtest",
        _id(), _code("plan", 64), _number("edition"), _code("target"), _code("reading"), _number("origins"),
        _double("coverage_80"), _double("brier"), _double("brier_persistence"), _code("reason"),
    )
    _create(
        "audit_log",
        _id(), _code("at"), _text("actor"), _code("action"), _text("object"), _text("detail"),
        _code("previous_hash", 64), _code("hash", 64),
    )


def _indexes() -> None:
    """Indexes of what is read most."""
    _index("plan", "ix_plan", "plan", "code", "from_edition")
    _index("region", "ix_region", "plan", "code", "from_edition")
    _index("organisation", "ix_organisation", "plan", "code", "from_edition")
    _index("indicator", "ix_indicator", "plan", "code", "from_edition")
    _index("target", "ix_target", "plan", "code", "from_edition")
    _index("reading", "ix_reading", "plan", "target", "code", "from_edition")
    _index("rule_set", "ix_rule_set", "plan", "code", "from_edition")
    _index("task", "ix_task", "plan", "code", "from_edition")
    _index("milestone", "ix_milestone", "plan", "code", "from_edition")
    _index("submission", "ix_submission", "plan", "sender", "period")
    _index("submission", "ix_submission_hash", "plan", "file_hash")
    _index("receipt", "ix_receipt", "plan", "subject", "period", "sender")
    _index("receipt", "ix_receipt_sender", "plan", "sender")
    _index("expectation", "ix_expectation", "plan", "subject", "period")
    _index("observation", "ix_observation", "plan", "indicator", "region", "period", "breakdown", "from_edition")
    _index("observation", "ix_observation_sender", "plan", "sender", "period")
    _index("ledger_entry", "ix_ledger_entry", "plan", "ledger", "entry_key", "sender", "from_edition")
    _index("ledger_entry", "ix_ledger_entry_sender", "plan", "sender", "entry_key")
    _index("entry_event", "ix_entry_event", "plan", "ledger", "entry_key")
    _index("milestone_event", "ix_milestone_event", "plan", "milestone")
    _index("indicator_value", "ix_indicator_value", "plan", "indicator", "region", "period",
           "breakdown", "from_edition")
