"""What evidence is asked for: entries that a count counts, and milestones that are done; nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.plan.lookup import MILESTONES, indicator, milestone_instances
from dashboard.plan.models import Catalogue, LedgerSource, Reading
from dashboard.publishing import ledgers
from dashboard.publishing.facts import Entry, Facts, entry
from dashboard.publishing.measures import first_day
from dashboard.publishing.values import counted_from

COMMENTARY = "commentary"  # words about a target and report period may be proved, too; nobody asks for it
Place = tuple[str, str]  # kind (ledger, milestones or commentary) and key
Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Subject:
    """Something on which a count or the state of a task rests: of which unit, since which day it does."""

    kind: str
    key: str
    sender: str
    day: str
    title: str = ""

    @property
    def place(self) -> Place:
        """By which it is known."""
        return self.kind, self.key


def counting(catalogue: Catalogue) -> list[tuple[Reading, LedgerSource]]:
    """Return the readings by which entries of ledgers are counted, those used by default."""
    found = []
    for target in catalogue.targets:
        code = target.default.indicator
        made = indicator(catalogue, code) if code else None
        if made and made.aggregation == "cumulative_count" and isinstance(made.source, LedgerSource):
            found.append((target.default, made.source))
    return found


def entries(catalogue: Catalogue, rows: Iterable[Row], today: date, proved: Collection[Place]) -> Iterator[Subject]:
    """Yield the entries that count by a day, from the rows of ``evidence_entries``.

    Of several that are counted as one thing the one that has evidence (``proved``), else the earliest.
    """
    stored = list(rows)
    titles = {(str(row["ledger"]), str(row["entry_key"]), str(row["sender"])): str(row["title"]) for row in stored}
    known = Facts(catalogue, f"{today:%Y-%m}", today, (), tuple(map(entry, stored)), {}, frozenset())
    seen = set[Place]()
    for reading, source in counting(catalogue):
        for day, found in _things(known, reading, source, proved):
            subject = Subject(found.ledger, found.key, found.sender, day.isoformat(),
                              titles[found.ledger, found.key, found.sender])  # fmt: skip
            if subject.place not in seen:
                seen.add(subject.place)
                yield subject


def _things(
    known: Facts, reading: Reading, source: LedgerSource, proved: Collection[Place]
) -> Iterable[tuple[date, Entry]]:
    first = counted_from(reading) or first_day(known.catalogue.plan.cumulative_start)
    last = min(known.cut_off, date(reading.end_year, 12, 31))
    every = ledgers.once(ledgers.in_force(known, source.ledger))
    chosen: dict[tuple[str, int], tuple[bool, date, str, Entry]] = {}
    for found, day in ledgers.dated(every, source, first, last):
        name = ledgers.thing(found, source, day)
        mine = ((source.ledger, found.key) not in proved, day, found.key, found)
        chosen[name] = min(mine, chosen.get(name, mine), key=lambda one: one[:3])
    return [(day, found) for _, day, _, found in chosen.values()]


def milestones(catalogue: Catalogue, rows: Iterable[Row], today: date) -> Iterator[Subject]:
    """Yield the milestones that their reporter says are done, from the rows of ``evidence_milestones``."""
    told = {(str(row["milestone"]), str(row["sender"])): str(row["done_on"] or "") for row in rows}
    for found in milestone_instances(catalogue):
        day = told.get((found.code, found.reporter))
        if day is not None and day <= today.isoformat():
            yield Subject(MILESTONES, found.code, found.reporter, day)


def comments(rows: Iterable[Row]) -> Iterator[Subject]:
    """Yield the newest words about each target, from the rows of ``commentary_as_of``."""
    newest = {str(row["target"]): row for row in sorted(rows, key=lambda row: str(row["period"]))}
    for target, row in newest.items():
        yield Subject(COMMENTARY, f"{target}@{row['period']}", "", str(row["written_at"])[:10], str(row["period"]))
