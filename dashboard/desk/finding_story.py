"""What the demo's office did with reports from outside in a quarter, done again as it would be on the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dashboard.access import Person
from dashboard.desk.findings import act, enter_finding, enter_report, known
from dashboard.figures.findings import Finding, Report, Step
from dashboard.plan.models import Catalogue
from dashboard.reporting import Database
from dashboard.settings import settings


def tell(database: Database, catalogue: Catalogue, rows: Sequence[Mapping[str, Any]]) -> None:
    """Enter reports and findings and take steps; what was entered already stays as it is."""
    who = Person(settings().publisher, "publisher")
    for row in rows:
        told, found = known(database, catalogue.plan.id)
        day, due = date.fromisoformat(row["day"]), date.fromisoformat(row["due"]) if row.get("due") else None
        if "title" in row:
            if not any(one.title == row["title"] for one in told):
                enter_report(database, catalogue, Report("", row["kind"], row["title"], row["firm"], day,
                                                         row.get("doc_no", "")), who, day)  # fmt: skip
        elif "matter" in row and due is not None:
            if not any(one.matter == row["matter"] for one in found):
                given = Finding("", row["report"], row["matter"], row["unit"], due, row.get("measure", ""),
                                row.get("subject_kind", ""), row.get("subject", ""))  # fmt: skip
                enter_finding(database, catalogue, given, who)
        elif not any(step.act == row["act"] and step.day == day
                     for one in found if one.code == row["finding"] for step in one.steps):  # fmt: skip
            step = Step(row["act"], day, row["person"], row["note"], row.get("doc_no", ""), due)
            act(database, catalogue, row["finding"], step, who, day)
