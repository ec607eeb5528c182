"""催报: the office notes which unit it has reminded of which sheets, how and in which words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dashboard.figures.duty import asked_in
from dashboard.figures.reminding import WAYS, Reminded
from dashboard.plan import lookup
from dashboard.plan.models import Catalogue
from dashboard.reporting import Database, Transaction
from dashboard.reporting.hashing import canonical_json
from dashboard.wording import Refused

_LONGEST = 4000  # characters of a text that are kept


def remind(database: Database, catalogue: Catalogue, given: Sequence[Reminded], actor: str, today: date) -> int:
    """Note reminders that were sent, and return how many units still owed something then.

    What has come meanwhile is left out, and so is a unit that owes nothing any more. Refused when that is true of
    all, for a unit that the plan does not have, a way that there is not, and a day to come.
    """
    for one in given:
        _check(catalogue, one, today)
    plan = catalogue.plan.id
    with database.transaction() as tx:
        tx.lock(plan)
        open_ = [(one, _open(tx, catalogue, one)) for one in given]
        rows = [_row(plan, one, sheets) for one, sheets in open_ if sheets]
        if not rows:
            raise Refused("due.nothing_to_remind", period="、".join(sorted({one.period for one in given})))
        for row in rows:
            _note(tx, row, actor)
    return len(rows)


def _open(tx: Transaction, catalogue: Catalogue, one: Reminded) -> dict[str, str]:
    """Return those sheets of a reminder that are still missing or in question."""
    still = {str(row["subject"]) for row in tx.rows("sender_reports", plan=catalogue.plan.id, sender=one.sender)
             if (row["submission_id"] is None or row["waiting"]) and row["subject"] in one.sheets
             and _quarter(catalogue, one, str(row["subject"]), str(row["period"])) == one.period}  # fmt: skip
    return {subject: how for subject, how in one.sheets.items() if subject in still}


def _quarter(catalogue: Catalogue, one: Reminded, subject: str, period: str) -> str:
    return asked_in(period, lookup.due_day(catalogue, subject, period, one.sender).nominal)


def _row(plan: str, one: Reminded, sheets: Mapping[str, str]) -> dict[str, object]:
    return {
        "plan": plan, "sender": one.sender, "period": one.period, "sheets": canonical_json(sheets), "way": one.way,
        "content": one.content[:_LONGEST], "person": one.person, "sent_on": one.sent_on.isoformat(),
    }  # fmt: skip


def _note(tx: Transaction, row: Mapping[str, object], actor: str) -> None:
    plan, sender, period = row["plan"], row["sender"], row["period"]
    before = [found for found in tx.rows("reminders", plan=plan, sender=sender) if found["period"] == period]
    told = {"count": len(before), "last": before[0]["sent_on"] if before else ""}
    tx.insert("reminder", [row])
    after = {"count": len(before) + 1, "sheets": json.loads(str(row["sheets"])), "way": row["way"],
             "person": row["person"], "sent_on": row["sent_on"]}  # fmt: skip
    tx.audit(actor, "remind", f"{plan}/{sender}/{period}", {"before": told, "after": after})


def _check(catalogue: Catalogue, one: Reminded, today: date) -> None:
    units: Iterable[str] = (unit.id for unit in catalogue.organisations)
    subjects = {lookup.MILESTONES, *(found.id for found in lookup.subjects(catalogue))}
    if one.sender not in units:
        raise Refused("due.unknown_unit", unit=one.sender)
    if unknown := sorted(one.sheets.keys() - subjects):
        raise Refused("due.unknown_sheet", sheet=unknown[0])
    if one.way not in WAYS:
        raise Refused("due.unknown_way", way=one.way, known="、".join(WAYS))
    if one.sent_on > today:
        raise Refused("due.day_to_come", day=one.sent_on.isoformat(), today=today.isoformat())
