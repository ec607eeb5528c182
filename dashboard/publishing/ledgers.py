"""Ledger entries -> dated values, each counted once: across senders by key, distinct ones at their first date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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


def counted(entries: Iterable[Entry], source: LedgerSource, first: date, cut_off: date) -> list[Counted]:
    """Return what counts from a day up to the cut-off; of each distinct value only its first date (of each year)."""
    found: list[Counted] = []
    earliest: dict[tuple[str, int], date] = {}
    for entry, day in dated(entries, source, first, cut_off):
        if source.distinct is not None:
            name = thing(entry, source, day)
            earliest[name] = min(day, earliest.get(name, day))
        else:
            found.append(Counted(periods.of_date(day, "M"), amount(entry, source)))
    return found + [Counted(periods.of_date(day, "M"), 1) for day in earliest.values()]


def dated(
    entries: Iterable[Entry], source: LedgerSource, first: date, cut_off: date
) -> Iterator[tuple[Entry, date]]:
    """Yield the entries that a source accepts, each with the day that decides, from a day up to the cut-off."""
    for entry in entries:
        day = entry.earliest(source.dates, cut_off)
        if day is not None and day >= first and accepted(entry, source.where):
            yield entry, day


def thing(entry: Entry, source: LedgerSource, day: date) -> tuple[str, int]:
    """Return what is counted once: an entry, or a distinct value (within a year; else the year is 0)."""
    name = (entry.attributes.get(source.distinct, "") if source.distinct else "") or entry.key
    return name, day.year if source.distinct_within == "year" else 0


def amount(entry: Entry, source: LedgerSource) -> int:
    """Return what an entry adds: its amount in the column's own unit (money in 分), or 1 where things are counted."""
    return int(entry.attributes.get(source.value, "") or 0) if source.value else 1


def standing(
    entries: Iterable[Entry], source: LedgerSource, first: date, cut_off: date, days: Sequence[date]
) -> list[int]:
    """Return what is in force on each of some days, in order; a distinct value counts once however many hold it."""
    steps: list[tuple[int, int]] = []  # day number, change
    for spans, amount in _held(entries, source, first, cut_off):
        for start, end in _merged(spans):
            steps += [(start, amount), (end + 1, -amount)]
    steps.sort()
    found, place, total = [], 0, 0
    for day in days:
        while place < len(steps) and steps[place][0] <= day.toordinal():
            total, place = total + steps[place][1], place + 1
        found.append(total)
    return found


def _held(
    entries: Iterable[Entry], source: LedgerSource, first: date, cut_off: date
) -> Iterator[tuple[list[tuple[int, int]], int]]:
    """Yield each thing's spans of day numbers, both ends included, and what it adds while one of them lasts."""
    spans: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for entry, day in dated(entries, source, first, cut_off):
        text = entry.attributes.get(source.until or "", "")
        span = (day.toordinal(), (date.fromisoformat(text) if text else date.max).toordinal())
        if span[1] < span[0]:
            continue
        if source.distinct is None:
            yield [span], amount(entry, source)
        else:
            spans[thing(entry, source, day)].append(span)
    yield from ((found, 1) for found in spans.values())


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans of days without overlaps."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def accepted(entry: Entry, where: dict[str, tuple[str, ...]]) -> bool:
    """True when every named column holds an accepted value."""
    return all(entry.attributes.get(column, "") in values for column, values in where.items())
