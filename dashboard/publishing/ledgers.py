"""Ledger entries -> dated values, each counted once: across senders by key, distinct ones at their first date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dashboard.plan import periods
from dashboard.plan.lookup import sender, subject
from dashboard.plan.models import Catalogue, Ledger, LedgerSource
from dashboard.publishing.facts import Entry, Facts


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing that counts: the month that decides its period, and its amount (1 where things are counted)."""

    month: str
    value: int


def in_force(facts: Facts, ledger: str) -> list[Entry]:
    """Return the entries of a ledger, senders in the order in which they are counted."""
    found = subject(facts.catalogue, ledger)
    order = _order(facts.catalogue, found) if isinstance(found, Ledger) else {}
    entries = [entry for entry in facts.entries if entry.ledger == ledger]
    return sorted(entries, key=lambda entry: (order.get(entry.sender, len(order)), entry.sender, entry.key))


def _order(catalogue: Catalogue, ledger: Ledger) -> dict[str, int]:
    """Return the place of each sender: by its kind in ``counted_from``, kinds that are not named last."""
    kinds = {kind: place for place, kind in enumerate(ledger.counted_from)}
    units = [organisation.id for organisation in catalogue.organisations]
    return {unit: kinds.get(sender(catalogue, unit).kind, len(kinds)) for unit in units}


def once(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the first entry of each key: a deal that county and bank both send counts once."""
    seen: set[str] = set()
    for entry in entries:
        if entry.key not in seen:
            seen.add(entry.key)
            yield entry


def by_region(entries: Iterable[Entry], city: str) -> dict[str, list[Entry]]:
    """Return the entries of the city and of each county and zone, each counted on its own."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for place in {city, entry.region, entry.zone} - {""}:
            groups[place].append(entry)
    return {place: list(once(group)) for place, group in groups.items()}


def counted(entries: Iterable[Entry], source: LedgerSource, first: str, cut_off: date) -> list[Counted]:
    """Return what counts from a month up to the cut-off; of each distinct value only its first date."""
    found: list[Counted] = []
    earliest: dict[str, date] = {}
    for entry in entries:
        day = entry.day(source.date, cut_off)
        if day is None or periods.of_date(day, "M") < first or not accepted(entry, source.where):
            continue
        if source.distinct is not None:
            name = entry.attributes.get(source.distinct, "") or entry.key
            earliest[name] = min(day, earliest.get(name, day))
        else:
            amount = int(entry.attributes[source.value] or 0) if source.value else 1
            found.append(Counted(periods.of_date(day, "M"), amount))
    return found + [Counted(periods.of_date(day, "M"), 1) for day in earliest.values()]


def accepted(entry: Entry, where: dict[str, tuple[str, ...]]) -> bool:
    """True when every named column holds an accepted value."""
    return all(entry.attributes.get(column, "") in values for column, values in where.items())
