"""Tables of the reporting database, the same on SQLite, PostgreSQL and MariaDB.

Periods are text (2024-09, 2024Q3, 2024), booleans 0/1, money BIGINT 分, other values BIGINT with the
indicator's scale. Rows that can be revised carry ``from_edition`` and ``to_edition``: a row is read as of
edition e when ``from_edition <= e and (to_edition is null or to_edition > e)``.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Double, ForeignKey, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

metadata = MetaData()


def _id() -> Column[int]:
    return Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)


def _plan() -> Column[str]:
    return Column("plan", String(64), nullable=False)


def _code(name: str, *, length: int = 96, nullable: bool = False) -> Column[str]:
    return Column(name, String(length), nullable=nullable)


def _revised() -> tuple[Column[int], Column[int]]:
    return Column("from_edition", Integer, nullable=False), Column("to_edition", Integer)


def _origin() -> tuple[Column[int], Column[str], Column[int], Column[str]]:
    """Provenance to file, sheet, row and hash."""
    return (
        Column("submission_id", BigInteger, ForeignKey("submission.id"), nullable=False),
        _code("sheet"),
        Column("row_no", Integer, nullable=False),
        _code("row_hash", length=64),
    )


def _catalogue(name: str, *columns: Column[object], keys: tuple[str, ...] = ("code",)) -> Table:
    """A table of catalogue rows: codes, names and the whole definition as JSON text."""
    table = Table(
        name, metadata, _id(), _plan(), *columns,
        Column("seq", Integer, nullable=False), Column("name", Text, nullable=False),
        Column("name_en", Text, nullable=False), Column("definition", Text, nullable=False), *_revised(),
    )
    Index(f"ix_{name}", table.c.plan, *(table.c[key] for key in keys), table.c.from_edition)
    return table


meta = Table("meta", metadata, _code("name", length=64), Column("content", Text, nullable=False),
             UniqueConstraint("name", name="uq_meta"))  # data_kind demo|real; lock:<plan>

plan = _catalogue("plan", _code("code"))
region = _catalogue("region", _code("code"), _code("kind"))
organisation = _catalogue("organisation", _code("code"), _code("kind"), _code("region", nullable=True))
indicator = _catalogue("indicator", _code("code"), _code("unit"), Column("scale", Integer, nullable=False),
                       _code("frequency"), _code("aggregation"))
target = _catalogue("target", _code("code"), _code("heading"), _code("kind"))
reading = _catalogue("reading", _code("target"), _code("code"), Column("is_default", Integer, nullable=False),
                     keys=("target", "code"))
rule_set = _catalogue("rule_set", _code("code"), _code("valid_from"), _code("valid_to", nullable=True))
task = _catalogue("task", _code("code"), _code("kind"))
task_unit = Table("task_unit", metadata, _id(), _plan(), _code("task"), _code("organisation"), _code("role"),
                  Column("seq", Integer, nullable=False), *_revised())
milestone = _catalogue("milestone", _code("task"), _code("code"), _code("series"), _code("due"), _code("reporter"),
                       Column("recurring", Integer, nullable=False))  # code: instance such as 1.7@2023

submission = Table(
    "submission", metadata, _id(), _plan(), _code("sender"), _code("period_from"), _code("period"),
    Column("version", Integer, nullable=False), Column("file_name", Text, nullable=False), _code("file_hash", length=64),
    _code("content_hash", length=64), _code("template"), _code("data_kind"), _code("filled_on", length=10, nullable=True),
    _code("received_at"), *_revised(),
)  # to_edition is set when a corrected file supersedes it
Index("ix_submission", submission.c.plan, submission.c.sender, submission.c.period)
Index("ix_submission_hash", submission.c.plan, submission.c.file_hash)
submission_issue = Table(
    "submission_issue", metadata, _id(), Column("submission_id", BigInteger, ForeignKey("submission.id"), nullable=False),
    _code("sheet"), Column("row_no", Integer, nullable=False), Column("column_name", Text), _code("outcome"), _code("code"),
    Column("message", Text, nullable=False),
)
receipt = Table(
    "receipt", metadata, _id(), _plan(), _code("sender"), _code("subject"), _code("period"),
    Column("submission_id", BigInteger, ForeignKey("submission.id"), nullable=False), *_revised(),
)  # a sender has reported a feed or ledger for a period, be it with no row (零报告)
Index("ix_receipt_sender", receipt.c.plan, receipt.c.sender)
Index("ix_receipt", receipt.c.plan, receipt.c.subject, receipt.c.period, receipt.c.sender)
expectation = Table(
    "expectation", metadata, _id(), _plan(), _code("sender"), _code("subject"), _code("period"), _code("due"), *_revised(),
)
Index("ix_expectation", expectation.c.plan, expectation.c.subject, expectation.c.period)

observation = Table(
    "observation", metadata, _id(), _plan(), _code("indicator"), _code("region"), _code("period"), _code("breakdown"),
    Column("value", BigInteger, nullable=False), Column("raw_value", Text, nullable=False), _code("raw_unit"),
    _code("sender"), *_origin(), *_revised(),
)
Index("ix_observation", observation.c.plan, observation.c.indicator, observation.c.region, observation.c.period,
      observation.c.breakdown, observation.c.from_edition)
Index("ix_observation_sender", observation.c.plan, observation.c.sender, observation.c.period)
ledger_entry = Table(
    "ledger_entry", metadata, _id(), _plan(), _code("ledger"), _code("entry_key", length=255), _code("sender"),
    _code("region"), _code("zone"), Column("title", Text, nullable=False), Column("attributes", Text, nullable=False),
    Column("raw", Text, nullable=False), *_origin(), *_revised(),
)  # region and zone: "" when there is none
Index("ix_ledger_entry_sender", ledger_entry.c.plan, ledger_entry.c.sender, ledger_entry.c.ledger)
Index("ix_ledger_entry", ledger_entry.c.plan, ledger_entry.c.ledger, ledger_entry.c.entry_key, ledger_entry.c.sender,
      ledger_entry.c.from_edition)
entry_event = Table(
    "entry_event", metadata, _id(), _plan(), _code("ledger"), _code("entry_key", length=255), _code("sender"),
    _code("event"), _code("event_date", length=10), *_revised(),
)  # every date column of an entry
Index("ix_entry_event", entry_event.c.plan, entry_event.c.ledger, entry_event.c.entry_key)
milestone_event = Table(
    "milestone_event", metadata, _id(), _plan(), _code("milestone"), _code("sender"), _code("state"),
    _code("done_on", length=10, nullable=True), Column("doc_no", Text, nullable=False), Column("note", Text, nullable=False),
    *_origin(), *_revised(),
)  # state: not_started | under_way | done
Index("ix_milestone_event", milestone_event.c.plan, milestone_event.c.milestone)

commentary = Table("commentary", metadata, _id(), _plan(), _code("target"), _code("period"), _code("author"),
                   _code("written_at"), Column("content", Text, nullable=False), *_revised())
evidence = Table("evidence", metadata, _id(), _plan(), _code("file_hash", length=64), _code("kind"), Column("doc_no", Text),
                 _code("doc_date", length=10, nullable=True), _code("state"), _code("verifier", nullable=True),
                 _code("subject_kind"), _code("subject"), *_revised())

edition = Table(
    "edition", metadata, _id(), _plan(), Column("number", Integer, nullable=False), _code("label"), _code("through"),
    _code("cut_off", length=10), _code("kind"), Column("revision", Integer, nullable=False), _code("corrects", nullable=True),
    Column("incomplete", Integer, nullable=False), Column("reason", Text, nullable=False), Column("doc_no", Text, nullable=False),
    Column("publisher", Text, nullable=False), _code("published_at"), _code("catalogue_hash", length=64), _code("rule_set"),
    _code("data_kind"), _code("input_hash", length=64), _code("result_hash", length=64),
    UniqueConstraint("plan", "number", name="uq_edition_number"), UniqueConstraint("plan", "label", name="uq_edition_label"),
)
indicator_value = Table(
    "indicator_value", metadata, _id(), _plan(), _code("indicator"), _code("region"), _code("period"), _code("breakdown"),
    Column("value", BigInteger), Column("numerator", BigInteger), Column("denominator", BigInteger),
    Column("expected", Integer, nullable=False), Column("received", Integer, nullable=False),
    Column("missing", Text, nullable=False), *_revised(),
)  # frozen by publishing; value is null for a ratio (numerator and denominator stand for it) or an incomplete sum
Index("ix_indicator_value", indicator_value.c.plan, indicator_value.c.indicator, indicator_value.c.region,
      indicator_value.c.period, indicator_value.c.breakdown, indicator_value.c.from_edition)
verdict = Table(
    "verdict", metadata, _id(), _plan(), Column("edition", Integer, nullable=False), _code("target"), _code("reading"),
    Column("is_default", Integer, nullable=False), _code("status"), _code("reason"), _code("period"), _code("unit"),
    Column("level", Text), Column("path", Text), Column("base", Text), Column("goal", Text),
    Column("completion", Double), Column("time_progress", Double), Column("seasonal_progress", Double),
    Column("gap_points", Double), Column("pace", Double), Column("required", Double), Column("best", Double),
    Column("months_ahead", Double), Column("final", Integer, nullable=False), Column("small_sample", Integer, nullable=False),
    Column("confirmed", Integer, nullable=False), Column("details", Text, nullable=False),
    UniqueConstraint("plan", "edition", "target", "reading", name="uq_verdict"),
)  # level, path, base, goal: exact decimals as text, in ``unit``; details: every field of the Verdict as JSON
milestone_state = Table(
    "milestone_state", metadata, _id(), _plan(), _code("milestone"), _code("task"), _code("state"), _code("due"),
    _code("done_on", length=10, nullable=True), *_revised(),
)  # frozen by publishing
outlook = Table(
    "outlook", metadata, _id(), _plan(), Column("edition", Integer, nullable=False), _code("target"), _code("reading"),
    _code("region"), _code("horizon"), Column("goal", Text), Column("p_attain", Double), _code("method"), _code("reason"),
    Column("quantiles", Text, nullable=False),
    UniqueConstraint("plan", "edition", "target", "reading", "region", "horizon", name="uq_outlook"),
)
backtest = Table(
    "backtest", metadata, _id(), _plan(), Column("edition", Integer, nullable=False), _code("target"), _code("reading"),
    Column("origins", Integer, nullable=False), Column("coverage_80", Double), Column("brier", Double),
    Column("brier_persistence", Double), _code("reason"),
)
audit_log = Table(
    "audit_log", metadata, _id(), _code("at"), Column("actor", Text, nullable=False), _code("action"),
    Column("object", Text, nullable=False), Column("detail", Text, nullable=False), _code("previous_hash", length=64),
    _code("hash", length=64),
)
