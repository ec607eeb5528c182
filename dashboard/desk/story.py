"""What the demo's office did at its desk in a quarter, done again as it would be on the page."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from dashboard.desk import contact_story, drafts, facts, reminder_story, slip_story
from dashboard.desk.drafts import Proof
from dashboard.desk.evidence_story import Story
from dashboard.plan.models import Catalogue, Fact
from dashboard.publishing.freezing import Request
from dashboard.reporting import Database

FILE = "desk.json"  # beside the workbooks of a quarter: kind of act -> its acts
Rows = Sequence[dict[str, Any]]


def teller(database: Database, catalogue: Catalogue, papers: Path) -> Callable[[Path], None]:
    """Return what does the acts in a quarter's folder.

    ``catalogue``: the plan as its files say it; ``papers``: where evidence and signed copies are kept.
    """
    kept: Mapping[str, Callable[[Rows], None]] = {"evidence": Story(database, catalogue, papers).play}

    def tell(folder: Path) -> None:
        file = folder / FILE
        told: dict[str, Rows] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        for kind, rows in told.items():
            if kind in kept:
                kept[kind](rows)
            else:
                _ACTS[kind](database, catalogue, rows)

    return tell


def _facts(database: Database, catalogue: Catalogue, rows: Rows) -> None:
    given = [Fact.model_validate(row) for row in rows]
    facts.enter(database, catalogue, given, given[0].person, max(fact.confirmed_on for fact in given))


def _drafts(database: Database, catalogue: Catalogue, rows: Rows) -> None:
    plan = catalogue.plan.id
    for row in rows:
        if row["act"] == "submitted":
            asked = Request(str(row["through"]), publisher=row["actor"])
            drafts.submit(database, plan, asked, Proof(row["label"], "", told=tuple(row["told"])), row["actor"])
        else:
            drafts.approve(database, plan, row["actor"], row["note"], apart=True)


_ACTS: dict[str, Callable[[Database, Catalogue, Rows], None]] = {
    "facts": _facts, "drafts": _drafts, "slips": slip_story.tell, "reminders": reminder_story.play,
    "contacts": contact_story.play,
}  # fmt: skip
