"""The reminders that the demo's office has sent, as its story tells them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dashboard.desk.reminders import remind
from dashboard.figures.reminding import Reminded
from dashboard.plan import lookup
from dashboard.plan.models import Catalogue
from dashboard.reporting import Database
from dashboard.settings import settings


def play(database: Database, catalogue: Catalogue, rows: Sequence[dict[str, Any]]) -> None:
    """Note what the office reminded units of, in the order told; without ``sheets``, of all that they owe."""
    actor = settings().publisher
    for row in rows:
        day = date.fromisoformat(row["sent_on"])
        sheets = dict.fromkeys(row.get("sheets") or _owed(catalogue, row["sender"]), "missing")
        told = Reminded(row["sender"], row["period"], sheets, row["way"], row["content"], actor, day)
        remind(database, catalogue, [told], actor, day)


def _owed(catalogue: Catalogue, sender: str) -> list[str]:
    found = [item.id for item in lookup.subjects_of(catalogue, sender)]
    reports = any(unit.id == sender for unit in lookup.senders_of(catalogue, lookup.MILESTONES))
    return [*found, *([lookup.MILESTONES] if reports else [])]
