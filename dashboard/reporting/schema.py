"""Tables of the reporting database, the same on SQLite, PostgreSQL and MariaDB.

Periods are text (2024-09, 2024Q3, 2024), booleans 0/1, money BIGINT 分, other values BIGINT with the
indicator's scale. Rows that can be revised carry ``from_edition`` and ``to_edition``: a row is read as of
edition e when ``from_edition <= e and (to_edition is null or to_edition > e)``.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, Index, MetaData, Table, UniqueConstraint
from sqlalchemy.dialects.mysql import MEDIUMTEXT

metadata = MetaData()
UNFINISHED = "restore:unfinished"  # in ``meta`` while a restore fills tables that cannot be undone
# fmt: off


def _id() -> Column[int]:
    return Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True)


def _code(name: str, *, length: int = 96, nullable: bool = False) -> Column[str]:
    """Codes and periods compare and sort by bytes on every engine, whatever the server's language."""
    by_bytes = sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")
    return Column(name, by_bytes, nullable=nullable)


def _plan() -> Column[str]:
    return _code("plan", length=64)


def _text(name: str, *, nullable: bool = False) -> Column[str]:
    """MariaDB's own TEXT ends at 64 KiB; a plan's definition may be longer."""
    return Column(name, sa.Text().with_variant(MEDIUMTEXT(), "mysql", "mariadb"), nullable=nullable)


def _number(name: str) -> Column[int]:
    return Column(name, sa.Integer, nullable=False)


def _submission() -> Column[int]:
    return Column("submission_id", sa.BigInteger, sa.ForeignKey("submission.id"), nullable=False)


def _revised() -> tuple[Column[int], Column[int]]:
    return _number("from_edition"), Column("to_edition", sa.Integer)


def _origin() -> tuple[Column[int], Column[str], Column[int], Column[str]]:
    """Provenance to file, sheet, row and hash."""
    return _submission(), _code("sheet"), _number("row_no"), _code("row_hash", length=64)


def _catalogue(name: str, *columns: Column[Any], keys: tuple[str, ...] = ("code",)) -> Table:
    """A table of catalogue rows: codes, names and the whole definition as JSON text."""
    table = Table(
        name, metadata, _id(), _plan(), *columns,
        _number("seq"), _text("name"), _text("name_en"), _text("definition"), *_revised(),
    )
    Index(f"ix_{name}", table.c.plan, *(table.c[key] for key in keys), table.c.from_edition)
    return table


meta = Table("meta", metadata, _code("name", length=64), _text("content"),
             UniqueConstraint("name", name="uq_meta"))  # data_kind demo|real; lock:<plan>; UNFINISHED

plan = _catalogue("plan", _code("code"))
region = _catalogue("region", _code("code"), _code("kind"))
organisation = _catalogue("organisation", _code("code"), _code("kind"), _code("region", nullable=True))
indicator = _catalogue("indicator", _code("code"), _code("unit"), _number("scale"),
                       _code("frequency"), _code("aggregation"))
target = _catalogue("target", _code("code"), _code("heading"), _code("kind"))
reading = _catalogue("reading", _code("target"), _code("code"), _number("is_default"),
                     keys=("target", "code"))
rule_set = _catalogue("rule_set", _code("code"), _code("valid_from"), _code("valid_to", nullable=True))
task = _catalogue("task", _code("code"), _code("kind"))
task_unit = Table("task_unit", metadata, _id(), _plan(), _code("task"), _code("organisation"), _code("role"),
                  _number("seq"), *_revised())
milestone = _catalogue("milestone", _code("task"), _code("code"), _code("series"), _code("due"), _code("reporter"),
                       _number("recurring"))  # code: instance such as 1.7@2023

submission = Table(
    "submission", metadata, _id(), _plan(), _code("sender"), _code("period_from"), _code("period"),
    _number("version"), _text("file_name"), _code("file_hash", length=64), _code("content_hash", length=64),
    _code("template"), _code("data_kind"), _code("filled_on", length=10, nullable=True), _code("received_at"),
    *_revised(),
)  # to_edition is set when a corrected file supersedes it
Index("ix_submission", submission.c.plan, submission.c.sender, submission.c.period)
Index("ix_submission_hash", submission.c.plan, submission.c.file_hash)
submission_issue = Table(
    "submission_issue", metadata, _id(), _submission(),
    _code("sheet"), _number("row_no"), _text("column_name", nullable=True), _code("outcome"), _code("code"),
    _text("message"),
)
kept_row = Table(
    "kept_row", metadata, _id(), _submission(), _code("kind"), Column("row_id", sa.BigInteger, nullable=False),
)  # a row of a former version that a correction leaves in force: its own row about the same key waits for an answer
Index("ix_kept_row", kept_row.c.submission_id)
confirmation = Table(
    "confirmation", metadata, _id(), _plan(), _code("sender"), _code("period"), _code("sheet"), _number("row_no"),
    _text("column_name", nullable=True), _code("code"), _text("message"), _code("mark", length=64), _text("reason"),
    _code("person"), _code("confirmed_on", length=10), *_revised(),
)  # a held row is right as it is; mark: of row and question, the same wherever the row is sent again unchanged
Index("ix_confirmation", confirmation.c.plan, confirmation.c.sender)
receipt = Table(
    "receipt", metadata, _id(), _plan(), _code("sender"), _code("subject"), _code("period"),
    _submission(), *_revised(), Column("waiting", sa.Integer, nullable=False, server_default="0"),
)  # a sender has reported a feed or ledger for a period, be it with no row (零报告); waiting: rows held or returned
Index("ix_receipt_sender", receipt.c.plan, receipt.c.sender)
Index("ix_receipt", receipt.c.plan, receipt.c.subject, receipt.c.period, receipt.c.sender)
expectation = Table(
    "expectation", metadata, _id(), _plan(), _code("sender"), _code("subject"), _code("period"), _code("due"),
    *_revised(),
)
Index("ix_expectation", expectation.c.plan, expectation.c.subject, expectation.c.period)

observation = Table(
    "observation", metadata, _id(), _plan(), _code("indicator"), _code("region"), _code("period"), _code("breakdown"),
    Column("value", sa.BigInteger, nullable=False), _text("raw_value"), _code("raw_unit"),
    _code("sender"), *_origin(), *_revised(),
)
Index("ix_observation", observation.c.plan, observation.c.indicator, observation.c.region, observation.c.period,
      observation.c.breakdown, observation.c.from_edition)
Index("ix_observation_sender", observation.c.plan, observation.c.sender, observation.c.period)
ledger_entry = Table(
    "ledger_entry", metadata, _id(), _plan(), _code("ledger"), _code("entry_key", length=255), _code("sender"),
    _code("region"), _code("zone"), _text("title"), _text("attributes"), _text("raw"), *_origin(), *_revised(),
)  # region and zone: "" when there is none
Index("ix_ledger_entry_sender", ledger_entry.c.plan, ledger_entry.c.sender, ledger_entry.c.entry_key)
Index("ix_ledger_entry", ledger_entry.c.plan, ledger_entry.c.ledger, ledger_entry.c.entry_key, ledger_entry.c.sender,
      ledger_entry.c.from_edition, ledger_entry.c.to_edition, ledger_entry.c.id)
Index("ix_ledger_entry_region", ledger_entry.c.plan, ledger_entry.c.ledger, ledger_entry.c.region,
      ledger_entry.c.entry_key, ledger_entry.c.sender)
entry_event = Table(
    "entry_event", metadata, _id(), _plan(), _code("ledger"), _code("entry_key", length=255), _code("sender"),
    _code("event"), _code("event_date", length=10), *_revised(),
)  # every date column of an entry
Index("ix_entry_event", entry_event.c.plan, entry_event.c.ledger, entry_event.c.entry_key)
milestone_event = Table(
    "milestone_event", metadata, _id(), _plan(), _code("milestone"), _code("sender"), _code("state"),
    _code("done_on", length=10, nullable=True), _text("doc_no"), _text("note"), *_origin(), *_revised(),
)  # state: not_started | under_way | done
Index("ix_milestone_event", milestone_event.c.plan, milestone_event.c.milestone)

office_fact = Table(
    "office_fact", metadata, _id(), _plan(), _code("kind"), _code("code", length=255), _text("content"),
    _text("source"), _code("person"), _code("confirmed_on", length=10), _text("doc_no"), *_revised(),
)  # what the office says of its plan: base values, quotas, days, units, readings, answers to open questions
Index("ix_office_fact", office_fact.c.plan, office_fact.c.kind, office_fact.c.code)
draft_step = Table(
    "draft_step", metadata, _id(), _plan(), _number("number"), _code("act"), _text("actor"), _code("at"),
    _text("content"),
)  # what was done with an edition before it was published: submitted | returned | approved | withdrawn
Index("ix_draft_step", draft_step.c.plan, draft_step.c.number)
reminder = Table(
    "reminder", metadata, _id(), _plan(), _code("sender"), _code("period"), _text("sheets"), _code("way"),
    _text("content"), _text("person"), _code("sent_on", length=10),
)  # the office has reminded a unit: of which sheets (JSON: subject -> missing | held), how, in which words, who, when
Index("ix_reminder", reminder.c.plan, reminder.c.period, reminder.c.sender)
contact = Table(
    "contact", metadata, _id(), _plan(), _code("unit"), _text("post"), _text("name"), _text("line"),
    _code("valid_from", length=10), _code("valid_to", length=10, nullable=True),
)  # whom the office speaks to at a unit, by the office line; of no edition, and for publishers only
Index("ix_contact", contact.c.plan, contact.c.unit)
commentary = Table("commentary", metadata, _id(), _plan(), _code("target"), _code("period"), _code("author"),
                   _code("written_at"), _text("content"), *_revised())
evidence = Table(
    "evidence", metadata, _id(), _plan(), _code("file_hash", length=64), _code("kind"), _text("file_name"),
    _text("doc_no"), _code("doc_date", length=10, nullable=True), _code("subject_kind"),
    _code("subject", length=255), _code("sender"), _code("state"), _text("person"), _code("day", length=10),
    _text("note"), _text("submitted_by"), *_revised(),
)  # a file that proves a subject of a unit, one row a step; subject_kind: a ledger, milestones or commentary
Index("ix_evidence", evidence.c.plan, evidence.c.subject_kind, evidence.c.subject)
Index("ix_evidence_hash", evidence.c.file_hash)
signed_copy = Table(
    "signed_copy", metadata, _id(), _plan(), _code("label"), _code("file_hash", length=64), _text("file_name"),
    _text("doc_no"), _code("doc_date", length=10), _code("outcome"), _text("differences"), _text("person"),
    _code("kept_on", length=10),
)  # the circular of an edition as signed and scanned; differences: its numbers that are not the edition's, as JSON
Index("ix_signed_copy", signed_copy.c.plan, signed_copy.c.label)

slip = Table(
    "slip", metadata, _id(), _plan(), _code("code"), _text("label"), _code("kind"), _code("matter", length=255),
    _code("unit"), _text("title"), _text("title_en"), _text("ground"), _text("document"),
    _code("document_day", length=10, nullable=True), _code("due", length=10), _text("decided_by"), *_revised(),
    UniqueConstraint("plan", "code", name="uq_slip"),
)  # a supervision slip (督办单); code: year and number in it; matter: a unit has one open slip for each
slip_event = Table(
    "slip_event", metadata, _id(), _plan(), _code("slip"), _code("act"), _code("day", length=10), _text("person"),
    _text("note"), _text("reference"), _code("due", length=10, nullable=True), _text("recorded_by"), *_revised(),
)  # what became of it, in order; how it stands is derived from its events alone
Index("ix_slip_event", slip_event.c.plan, slip_event.c.slip)

outside_report = Table(
    "outside_report", metadata, _id(), _plan(), _code("code"), _code("kind"), _text("title"), _text("firm"),
    _code("received_on", length=10), _text("doc_no"), _code("file_hash", length=64), _text("recorded_by"),
    UniqueConstraint("plan", "code", name="uq_outside_report"),
)  # of an auditor or evaluator from outside the office (第三方): code: year and number in it; file_hash: "" for none
outside_finding = Table(
    "outside_finding", metadata, _id(), _plan(), _code("code"), _code("report"), _code("subject_kind"),
    _code("subject"), _code("unit"), _text("matter"), _text("measure"), _code("due", length=10), _text("recorded_by"),
    UniqueConstraint("plan", "code", name="uq_outside_finding"),
)  # what a report finds; code: that of the report and a number; subject: a target, task or ledger, "" for none
finding_step = Table(
    "finding_step", metadata, _id(), _plan(), _code("finding"), _code("act"), _code("day", length=10), _text("person"),
    _text("note"), _text("doc_no"), _code("due", length=10, nullable=True), _text("recorded_by"),
)  # what became of a finding, in order: answer | extend | close; how it stands is derived from its steps alone
Index("ix_finding_step", finding_step.c.plan, finding_step.c.finding)

edition = Table(
    "edition", metadata, _id(), _plan(), _number("number"), _code("label"), _code("through"),
    _code("cut_off", length=10), _code("kind"), _number("revision"), _code("corrects", nullable=True),
    _number("incomplete"), _text("reason"), _text("doc_no"), _text("publisher"), _code("published_at"),
    _code("catalogue_hash", length=64), _code("rule_set"),
    _code("data_kind"), _code("input_hash", length=64), _code("result_hash", length=64),
    UniqueConstraint("plan", "number", name="uq_edition_number"),
    UniqueConstraint("plan", "label", name="uq_edition_label"),
)
indicator_value = Table(
    "indicator_value", metadata, _id(), _plan(), _code("indicator"), _code("region"), _code("period"),
    _code("breakdown"), Column("value", sa.BigInteger), Column("numerator", sa.BigInteger),
    Column("denominator", sa.BigInteger), _number("expected"), _number("received"), _text("missing"), *_revised(),
)  # frozen by publishing; value is null for a ratio (numerator and denominator stand for it) or an incomplete sum
Index("ix_indicator_value", indicator_value.c.plan, indicator_value.c.indicator, indicator_value.c.region,
      indicator_value.c.breakdown, indicator_value.c.period, indicator_value.c.from_edition,
      indicator_value.c.to_edition)
verdict = Table(
    "verdict", metadata, _id(), _plan(), _number("edition"), _code("target"), _code("reading"),
    _number("is_default"), _code("status"), _code("reason"), _code("period"), _code("unit"),
    _text("level", nullable=True), _text("path", nullable=True), _text("base", nullable=True),
    _text("goal", nullable=True), Column("completion", sa.Double), Column("time_progress", sa.Double),
    Column("seasonal_progress", sa.Double), Column("gap_points", sa.Double), Column("pace", sa.Double),
    Column("required", sa.Double), Column("best", sa.Double), Column("months_ahead", sa.Double), _number("final"),
    _number("small_sample"), _number("confirmed"), _text("details"),
    UniqueConstraint("plan", "edition", "target", "reading", name="uq_verdict"),
)  # level, path, base, goal: exact decimals as text, in ``unit``; details: every field of the Verdict as JSON
rule_verdict = Table(
    "rule_verdict", metadata, _id(), _plan(), _number("edition"), _code("target"), _code("reading"), _code("rules"),
    _code("status"), _code("reason"), _code("light", nullable=True), _number("small_sample"),
    UniqueConstraint("plan", "edition", "target", "reading", "rules", name="uq_rule_verdict"),
)  # default readings under the rule sets that did not judge the edition, for comparison
county_verdict = Table(
    "county_verdict", metadata, _id(), _plan(), _number("edition"), _code("target"), _code("region"),
    _code("status"), _code("reason"), _code("period"), _code("unit"), _text("level", nullable=True),
    _text("base", nullable=True), _text("quota", nullable=True), Column("share", sa.Double),
    Column("growth", sa.Double), Column("completion", sa.Double), Column("time_progress", sa.Double),
    Column("gap_points", sa.Double), _number("final"), _number("small_sample"), _text("missing"),
    UniqueConstraint("plan", "edition", "target", "region", name="uq_county_verdict"),
)  # contribution of a county; judged against its own quota only where one is configured
Index("ix_county_verdict", county_verdict.c.plan, county_verdict.c.edition, county_verdict.c.status,
      county_verdict.c.target)
verdict_override = Table(
    "verdict_override", metadata, _id(), _plan(), _code("target"), _code("status"), _text("author"),
    _text("reason"), _text("doc_no"), _code("made_on", length=10), _code("expires_on", length=10), *_revised(),
)  # set by a publisher, shown beside the computed status
Index("ix_verdict_override", verdict_override.c.plan, verdict_override.c.target, verdict_override.c.from_edition)
milestone_state = Table(
    "milestone_state", metadata, _id(), _plan(), _code("milestone"), _code("task"), _code("state"), _code("due"),
    _code("done_on", length=10, nullable=True), _number("verified"), *_revised(),
)  # frozen by publishing; verified: 1 when its evidence was checked by the cut-off
outlook = Table(
    "outlook", metadata, _id(), _plan(), _number("edition"), _code("target"), _code("reading"),
    _code("region"), _code("horizon"), _text("goal", nullable=True), Column("p_attain", sa.Double),
    _code("method"), _code("reason"), _text("quantiles"),
    _code("period", nullable=True), _code("known", nullable=True), Column("is_main", sa.Integer),
    Column("middle", sa.Double), _text("dots", nullable=True), _text("fan", nullable=True),
    _text("what_if", nullable=True), _code("expected", nullable=True), _code("earliest", nullable=True),
    _code("latest", nullable=True),
    UniqueConstraint("plan", "edition", "target", "reading", "region", "horizon", name="uq_outlook"),
)  # period: end of the horizon; known: newest period behind it; is_main: stands for its reading; middle: counties add
# up; expected, earliest, latest: when the goal is reached (median, 80 %), NULL beyond the horizon
Index("ix_outlook", outlook.c.plan, outlook.c.edition, outlook.c.region)
backtest = Table(
    "backtest", metadata, _id(), _plan(), _number("edition"), _code("target"), _code("reading"),
    _number("origins"), Column("coverage_80", sa.Double), Column("brier", sa.Double),
    Column("brier_persistence", sa.Double), _code("reason"), _code("region", nullable=True),
    _code("kind", nullable=True),
)  # kind: vintages (earlier editions) | rolling (the history known at the edition); reason: too_few, interval, brier
audit_log = Table(
    "audit_log", metadata, _id(), _code("at"), _text("actor"), _code("action"),
    _text("object"), _text("detail"), _code("previous_hash", length=64), _code("hash", length=64),
)

account = Table(
    "account", metadata, _id(), _code("subject"), _text("name"), _code("role"), _code("unit"), _plan(),
    _code("valid_from", length=10), _code("valid_to", length=10, nullable=True), _text("made_by"),
)  # the office's own table: who has which role; unit and plan: a reporter's, else ""
Index("ix_account", account.c.subject)
token = Table(
    "token", metadata, _id(), _code("code", length=64), _text("name"), _code("role"), _code("unit"), _plan(),
    _code("valid_to", length=10, nullable=True), _text("made_by"), UniqueConstraint("code", name="uq_token"),
)  # code: SHA-256 of the token, which is kept nowhere
login = Table(
    "login", metadata, _id(), _code("code", length=64), _code("subject"), _text("name"), _code("role"), _code("unit"),
    _code("began_at"), _code("seen_at"), UniqueConstraint("code", name="uq_login"),
)  # code: what tells one login from every other
revocation = Table(
    "revocation", metadata, _id(), _code("kind"), _code("code"), _code("at"), _code("reason"), _text("made_by"),
)  # kind: login | subject (every login made before) | token
Index("ix_revocation", revocation.c.code)
