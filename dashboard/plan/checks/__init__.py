"""Whether the parts of a catalogue fit together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dashboard.plan.checks import (
    calendars,
    comparable,
    doubles,
    entry_rules,
    indicators,
    ledgers,
    places,
    plans,
    rules,
    senders,
    targets,
    tasks,
)
from dashboard.plan.models import Catalogue
from dashboard.plan.refusing import Invalid


def faults(catalogue: Catalogue, files: Mapping[str, str]) -> Iterator[Invalid]:
    """Yield what does not fit, beginning with what the later checks take for granted.

    ``files`` names the file of each ledger (``ledger:<id>``) and rule set (``rules:<id>``). Take the first fault:
    checks behind it may rest on what is wrong.
    """
    yield from plans.faults(catalogue)
    yield from doubles.faults(catalogue, files)
    yield from places.faults(catalogue)
    yield from senders.faults(catalogue, files)
    yield from ledgers.faults(catalogue, files)
    yield from entry_rules.faults(catalogue, files)
    yield from indicators.faults(catalogue)
    yield from rules.faults(catalogue, files)
    yield from tasks.faults(catalogue)
    yield from targets.faults(catalogue)
    yield from comparable.faults(catalogue)
    yield from calendars.faults(catalogue)
