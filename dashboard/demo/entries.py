"""A ledger entry as a unit learns about it: facts, each known from a day on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboard.plan import periods

Value = str | int | date | Decimal | None


@dataclass(frozen=True)
class Fact:
    """Column values that are known from a day on."""

    known: date
    values: Mapping[str, Value]


@dataclass(frozen=True)
class Entry:
    """One entry of a ledger, told by the senders that hold it."""

    ledger: str
    senders: tuple[str, ...]
    facts: tuple[Fact, ...]


def told(entry: Entry, first: date, last: date) -> dict[str, Value] | None:
    """Return the whole entry as it stands on the last day when something became known since the first, else None."""
    if not any(first <= fact.known <= last for fact in entry.facts):
        return None
    row: dict[str, Value] = {}
    for fact in sorted(entry.facts, key=lambda fact: fact.known):
        if fact.known <= last:
            row |= fact.values
    return row


Rows = dict[tuple[str, str, str], list[dict[str, Value]]]


def by_quarter(entries: Iterable[Entry], quarters: Mapping[str, date]) -> Rows:
    """Return the rows of (ledger, sender, report period): entries that are new or changed in it.

    ``quarters`` gives each report period the first day that it covers.
    """
    rows: Rows = {}
    for entry in entries:
        for quarter, first in quarters.items():
            row = told(entry, first, periods.last_day(quarter))
            if row is not None:
                for sender in entry.senders:
                    rows.setdefault((entry.ledger, sender, quarter), []).append(row)
    return rows
