"""The registers of reports from outside and their findings: entered, answered, extended, closed; nothing is changed.

They belong to no edition: what is published says nothing of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date

from dashboard.access import Person
from dashboard.figures.findings import KINDS, Finding, Report, Step, findings, reports, taken
from dashboard.plan.models import Catalogue
from dashboard.reporting import Database, Transaction
from dashboard.reporting.editions import Source
from dashboard.wording import Refused

_HASH = re.compile(r"[0-9a-f]{64}")
_LONGEST = 500  # characters of a text


def known(source: Source, plan: str) -> tuple[tuple[Report, ...], tuple[Finding, ...]]:
    """Return every report and every finding of a plan as they stand."""
    told = reports(source.rows("outside_reports", plan=plan))
    return told, findings(source.rows("outside_findings", plan=plan))


def enter_report(database: Database, catalogue: Catalogue, given: Report, who: Person, today: date) -> Report:
    """Enter a report with the next number of the year in which it was received, and return it.

    Refused for who is no publisher, without title or firm, for a day to come and a hash that is none.
    """
    _require(who)
    _check_report(given, today)
    plan = catalogue.plan.id
    with database.transaction() as tx:
        tx.lock(plan)
        year = given.received_on.year
        count = sum(one.code.startswith(f"{year}-") for one in known(tx, plan)[0])
        made = replace(given, code=f"{year}-{count + 1}", title=given.title.strip(), firm=given.firm.strip(),
                       doc_no=given.doc_no.strip())  # fmt: skip
        row = {**asdict(made), "received_on": made.received_on.isoformat()}
        tx.insert("outside_report", [{"plan": plan, **row, "recorded_by": who.actor}])
        tx.audit(who.actor, "outside_report", made.code, {"before": None, "after": row})
    return made


def enter_finding(database: Database, catalogue: Catalogue, given: Finding, who: Person) -> Finding:
    """Enter a finding of a report with the next number in it, and return it.

    Refused for who is no publisher, without a matter, for a report, unit or subject that does not exist, and for a
    day before the report was received.
    """
    _require(who)
    plan = catalogue.plan.id
    with database.transaction() as tx:
        tx.lock(plan)
        told, every = known(tx, plan)
        _check_finding(catalogue, given, told)
        count = sum(one.report == given.report for one in every)
        made = replace(given, code=f"{given.report}-{count + 1}", matter=given.matter.strip(),
                       measure=given.measure.strip(), steps=())  # fmt: skip
        row = _columns(made)
        tx.insert("outside_finding", [{"plan": plan, **row, "recorded_by": who.actor}])
        tx.audit(who.actor, "finding_enter", made.code, {"before": None, "after": row})
    return made


def act(database: Database, catalogue: Catalogue, code: str, step: Step, who: Person, today: date) -> Finding:
    """Take one step with a finding and return it; Refused for who is no publisher and as ``figures.findings.taken``."""
    _require(who)
    plan = catalogue.plan.id
    with database.transaction() as tx:
        tx.lock(plan)
        before = next((one for one in known(tx, plan)[1] if one.code == code), None)
        if before is None:
            raise Refused("findings.unknown", number=code)
        after = taken(before, step, today)
        _write(tx, plan, code, step, who)
        told = {"before": _told(before, today), "after": _told(after, today)}
        tx.audit(who.actor, f"finding_{step.act}", code, told)
    return after


def _write(tx: Transaction, plan: str, code: str, step: Step, who: Person) -> None:
    row = {"plan": plan, "finding": code, "act": step.act, "day": step.day.isoformat(), "person": step.person.strip(),
           "note": step.note.strip(), "doc_no": step.doc_no.strip(), "recorded_by": who.actor,
           "due": step.due.isoformat() if step.due else None}  # fmt: skip
    tx.insert("finding_step", [row])


def _check_report(given: Report, today: date) -> None:
    if given.kind not in KINDS or not given.title.strip() or not given.firm.strip():
        raise Refused("findings.report_needs")
    if given.received_on > today:
        raise Refused("findings.to_come", day=given.received_on, today=today)
    if given.file_hash and not _HASH.fullmatch(given.file_hash):
        raise Refused("findings.no_hash")
    if max(map(len, (given.title, given.firm, given.doc_no))) > _LONGEST:
        raise Refused("findings.too_long", most=_LONGEST)


def _check_finding(catalogue: Catalogue, given: Finding, told: Sequence[Report]) -> None:
    report = next((one for one in told if one.code == given.report), None)
    if report is None:
        raise Refused("findings.no_report", report=given.report)
    if not given.matter.strip():
        raise Refused("findings.matter_needed", report=report.code)
    if given.unit not in {unit.id for unit in catalogue.organisations}:
        raise Refused("findings.no_unit", unit=given.unit)
    if (given.subject_kind, given.subject) not in {("", ""), *subjects(catalogue)}:
        raise Refused("findings.no_subject", subject=given.subject)
    if given.first_due < report.received_on:
        raise Refused("findings.before_report", day=given.first_due, received=report.received_on)
    if max(len(given.matter), len(given.measure)) > _LONGEST:
        raise Refused("findings.too_long", most=_LONGEST)


def subjects(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Return what a finding can be about: targets, tasks and ledgers by kind and id."""
    return [*(("target", one.id) for one in catalogue.targets), *(("task", one.id) for one in catalogue.tasks),
            *(("ledger", one.id) for one in catalogue.ledgers)]  # fmt: skip


def _columns(one: Finding) -> dict[str, object]:
    names = ("code", "report", "subject_kind", "subject", "unit", "matter", "measure")
    return {**{name: getattr(one, name) for name in names}, "due": one.first_due.isoformat()}


def _told(one: Finding, today: date) -> dict[str, object]:
    """Return how a finding stands, and its last step, for the audit log."""
    step = one.steps[-1] if one.steps else None
    names = ("act", "day", "person", "note", "doc_no")
    last = {name: getattr(step, name) for name in names} if step else {}
    return {"standing": one.standing(today), "due": one.due, **last}


def _require(who: Person) -> None:
    if not who.publishes:
        raise Refused("findings.closed")
