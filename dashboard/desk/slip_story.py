"""What the demo's office did with supervision slips in a quarter, done again as it would be on the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from dashboard.desk.slip_decisions import decided
from dashboard.desk.slip_offers import offers
from dashboard.desk.slips import Draft, act, known, make
from dashboard.figures.slips import Event, Slip
from dashboard.plan.models import Catalogue
from dashboard.reporting import Database
from dashboard.review.book import Book, editions, opened
from dashboard.settings import settings
from dashboard.wording import Refused

Row = Mapping[str, Any]


def tell(database: Database, catalogue: Catalogue, rows: Sequence[Row]) -> None:
    """Take the steps of a quarter: slip, act, day and what the act needs.

    What was taken already stays as it is, so a second run goes on where the first one stopped. Refused as by hand.
    """
    story = _Story(database, catalogue)
    for row in rows:
        found = {slip.code: slip for slip in known(database, catalogue.plan.id)}
        if not _taken(found.get(row["slip"]), row):
            story.step(row, tuple(found.values()))


def _taken(slip: Slip | None, row: Row) -> bool:
    told = (row["act"], date.fromisoformat(row["day"]))
    return slip is not None and any((event.act, event.day) == told for event in slip.events)


@dataclass(frozen=True)
class _Story:
    """The steps of one quarter, during which no edition is published."""

    database: Database
    catalogue: Catalogue

    def step(self, row: Row, found: Sequence[Slip]) -> None:
        """Take a step; ``found`` are the slips that there are."""
        today, actor = date.fromisoformat(row["day"]), settings().publisher
        due = date.fromisoformat(row["due"]) if row.get("due") else None
        if row["act"] != "make":
            texts = (row.get("person", actor), row.get("note", ""), row.get("reference", ""))
            event = Event(row["act"], today, *texts, due)
            act(self.database, self.catalogue, row["slip"], event, actor, today)
        elif due is not None:
            make(self.database, self.catalogue, self.draft(row, found, today, due), actor, today)

    def draft(self, row: Row, found: Sequence[Slip], today: date, due: date) -> Draft:
        """Return what a slip is made from: a decision as told, or an offer of the newest edition."""
        if told := row.get("decision"):
            day = date.fromisoformat(told["document_day"])
            made = decided(told["unit"], told["text"], told["document"], day, due)
            return replace(made, title_en=told["text_en"])
        wanted = ("owed", row["owed"]["period"]) if "owed" in row else ("milestone", row["milestone"])
        offered = [offer.draft for offer in offers(*self.books, found, today)]
        draft = next((one for one in offered if (one.kind, one.matter) == wanted), None)
        if draft is None:
            raise Refused("slips.not_offered", matter=wanted[1])
        return replace(draft, due=due, decided_by=row.get("decided_by", ""), confirmed="decided_by" in row)

    @cached_property
    def books(self) -> tuple[Book, Book]:
        """The newest edition of a quarter, in both languages."""
        plan, read = self.catalogue.plan.id, self.database.rows
        label = [one.label for one in editions(read, plan) if one.kind == "quarter"][-1]
        return opened(read, plan, label, "zh"), opened(read, plan, label, "en")
