"""More time for a report (延期): a fact of the office, with reason, document and who granted it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.desk import facts
from dashboard.plan import lookup, workdays
from dashboard.plan.models import Catalogue, Fact
from dashboard.reporting import Database, in_force
from dashboard.wording import Refused


@dataclass(frozen=True)
class Asked:
    """Who gets more time ("" for all), for which feed, ledger or ``milestones`` ("" for all) of which report period."""

    unit: str
    sheet: str
    period: str
    until: date
    reason: str
    doc_no: str
    person: str  # who granted it


def extend(database: Database, catalogue: Catalogue, asked: Asked, actor: str, today: date) -> date:
    """Grant more time and return the working day that counts from now on.

    ``catalogue``: the plan as its files say it. Refused without reason, document or person, where nothing is owed, and
    for a day that gives nobody more time.
    """
    for field in ("reason", "doc_no", "person"):
        if not str(getattr(asked, field)).strip():
            raise Refused(f"due.extend_missing_{field}")
    with database.snapshot() as reader:
        now = in_force(reader, catalogue)
    days = [lookup.due_date(now, one.subject, one.period, one.sender)
            for one in lookup.expectations(now, now.plan.settled_by)
            if one.period == asked.period and asked.unit in ("", one.sender)
            and asked.sheet in ("", one.subject)]  # fmt: skip
    if not days:
        raise Refused("due.extend_nothing", period=asked.period)
    until = workdays.following(asked.until, now.notices)
    if until <= min(days):
        raise Refused("due.extend_shorter", day=asked.until.isoformat(), due=min(days).isoformat())
    fact = Fact(kind="extension", key=f"{asked.unit}/{asked.sheet}/{asked.period}",
                text=f"{asked.until.isoformat()} {asked.reason.strip()}", source=asked.reason.strip(),
                person=asked.person.strip(), confirmed_on=today, doc_no=asked.doc_no.strip())  # fmt: skip
    facts.enter(database, catalogue, [fact], actor, today)
    return until
