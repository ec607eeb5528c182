"""What the demo's office did at its desk in a quarter, done again as it would be on the page."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.access import Person
from dashboard.desk import contact_story, drafts, extending, facts, finding_story, reminder_story, slip_story
from dashboard.desk.drafts import Proof
from dashboard.desk.evidence_story import Story
from dashboard.desk.signed_story import Copies
from dashboard.plan.models import Catalogue, Fact
from dashboard.publishing.freezing import Request, publish
from dashboard.reporting import Database, editions, in_force, working
from dashboard.settings import settings

FILE = "desk.json"  # beside the workbooks of a quarter: kind of act -> its acts
Rows = Sequence[dict[str, Any]]


def teller(database: Database, catalogue: Catalogue, papers: Path) -> Callable[[Path], Catalogue]:
    """Return what does the acts in a quarter's folder and returns the plan in force then.

    ``catalogue``: the plan as its files say it; ``papers``: where evidence and signed copies are kept. What was done
    by an earlier run is not done again.
    """
    kept: Mapping[str, Callable[[Rows], None]] = {"evidence": Story(database, catalogue, papers).play,
                                                   "signed": Copies(database, catalogue, papers).play}  # fmt: skip

    def tell(folder: Path) -> Catalogue:
        file = folder / FILE
        told: dict[str, Rows] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        for kind, rows in told.items():
            if kind in kept:
                kept[kind](rows)
            else:
                _ACTS[kind](database, catalogue, rows)
        with database.snapshot() as reader:
            return in_force(reader, catalogue)

    return tell


def _facts(database: Database, catalogue: Catalogue, rows: Rows) -> None:
    given = [Fact.model_validate(row) for row in rows]
    facts.enter(database, catalogue, given, given[0].person, max(fact.confirmed_on for fact in given))


def _extensions(database: Database, catalogue: Catalogue, rows: Rows) -> None:
    for row in rows:
        until, today = (date.fromisoformat(row[name]) for name in ("until", "granted_on"))
        asked = extending.Asked(row["unit"], row.get("sheet", ""), row["period"], until, row["reason"], row["doc_no"],
                                row["person"])  # fmt: skip
        extending.extend(database, catalogue, asked, settings().publisher, today)


def _flash(database: Database, catalogue: Catalogue, rows: Rows) -> None:
    with database.transaction() as tx:
        known, plan = {one.label for one in editions(tx, catalogue.plan.id)}, in_force(tx, catalogue)
    for row in rows:
        if row["through"] not in known:
            publish(database, plan, row["through"], publisher=settings().publisher)


def _drafts(database: Database, catalogue: Catalogue, rows: Rows) -> None:
    plan = catalogue.plan.id
    with database.transaction() as tx:
        done = len(drafts.draft(tx, plan, working(tx, plan)).steps)
    for row in rows[done:]:
        if row["act"] == "submitted":
            asked = Request(str(row["through"]), publisher=row["actor"])
            proof = Proof(row["label"], "", told=tuple(row["told"]))
            drafts.submit(database, plan, asked, proof, Person(row["actor"], "publisher"), row["at"])
        else:
            drafts.approve(database, plan, Person(row["actor"], "reviewer"), row["note"], apart=True, at=row["at"])


_ACTS: dict[str, Callable[[Database, Catalogue, Rows], None]] = {
    "facts": _facts, "extensions": _extensions, "flash": _flash, "drafts": _drafts, "slips": slip_story.tell,
    "reminders": reminder_story.play, "contacts": contact_story.play, "findings": finding_story.tell,
}  # fmt: skip
