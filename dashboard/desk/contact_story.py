"""Whom the demo's office speaks to at its units, as its story tells it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dashboard.access import Person
from dashboard.desk.contacts import enter, known
from dashboard.figures.contacts import Contact
from dashboard.plan.models import Catalogue
from dashboard.reporting import Database
from dashboard.settings import settings


def play(database: Database, catalogue: Catalogue, rows: Sequence[dict[str, Any]]) -> None:
    """Enter the contacts that are not there yet, in the order told."""
    who = Person(settings().publisher, "publisher")
    there = {(one.unit, one.post, one.valid_from) for one in known(database, catalogue.plan.id, who)}
    for row in rows:
        days = [date.fromisoformat(row[name]) if row.get(name) else None for name in ("valid_from", "valid_to")]
        assert days[0] is not None
        one = Contact(row["unit"], row["post"], days[0], days[1], row["name"], row["line"])
        if (one.unit, one.post, one.valid_from) not in there:
            enter(database, catalogue, one, who)
