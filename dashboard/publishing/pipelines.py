"""The pipeline of a count: ledger entries that are on their way, and what became of earlier ones.

An entry is on its way when it is accepted, has an earlier date of its life (立项, 申报, 备案, 批复 ...)
and not yet the one that counts. It is planned for the newest of these dates plus what entries usually take from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from statistics import median

from dashboard.forecasting import PastEntry, PipelineRates, Planned, pipeline_rates
from dashboard.plan.lookup import indicator, subject
from dashboard.plan.models import Ledger, LedgerColumn, LedgerSource, Reading
from dashboard.publishing import ledgers
from dashboard.publishing.facts import Entry
from dashboard.publishing.measures import Measuring

MONTH = 30.4375  # days
USUAL = 12.0  # months from entering the pipeline to counting while no entry of the ledger has told


@dataclass(frozen=True)
class Coming:
    """An entry on its way: its name, the date column reached last with its day, months to when it is planned."""

    key: str
    name: str
    step: LedgerColumn
    since: date
    months: float

    @property
    def planned(self) -> Planned:
        """The entry as the forecast takes it."""
        return Planned(self.months)


@dataclass(frozen=True)
class Pipeline:
    """What a ledger knows at a cut-off of one thing that is counted."""

    entries: Sequence[Entry]
    source: LedgerSource
    ledger: Ledger
    cut_off: date

    @cached_property
    def steps(self) -> tuple[str, ...]:
        """The date columns before the one that counts, in the order of the sheet."""
        dates = [column.name for column in self.ledger.columns if column.type == "date"]
        return tuple(dates[: min(dates.index(name) for name in self.source.dates)])

    @cached_property
    def usual(self) -> dict[str, float]:
        """Usual months from each step to counting."""
        waits: dict[str, list[float]] = {}
        for entry, day in self._came():
            for step in self.steps:
                before = entry.day(step, day)
                if before is not None:
                    waits.setdefault(step, []).append((day - before).days / MONTH)
        return {step: float(median(found)) for step, found in waits.items()}

    def coming(self) -> tuple[Coming, ...]:
        """Return what is on its way and not counted yet, the nearest first; a distinct thing once."""
        counted = {ledgers.thing(entry, self.source, day)[0] for entry, day in self._came()}
        found: dict[str, Coming] = {}
        for entry in self.entries:
            reached = self._reached(entry)
            if reached is None or entry.earliest(self.source.dates, self.cut_off) is not None:
                continue
            thing = ledgers.thing(entry, self.source, reached[0])[0]
            item = self._coming(entry, *reached)
            if thing not in counted and (thing not in found or item.months < found[thing].months):
                found[thing] = item
        return tuple(sorted(found.values(), key=lambda item: (item.months, item.key)))

    def rates(self) -> PipelineRates:
        """Return how often and how late entries of this ledger come, known up to the cut-off."""
        return pipeline_rates(self._past(), self._month(self.cut_off))

    def _coming(self, entry: Entry, since: date, step: str) -> Coming:
        left = self.usual.get(step, USUAL) - (self.cut_off - since).days / MONTH
        name = entry.attributes.get(self.ledger.title, "") or entry.key
        return Coming(entry.key, name, next(c for c in self.ledger.columns if c.name == step), since, left)

    def _past(self) -> Iterable[PastEntry]:
        for entry in self.entries:
            if not ledgers.accepted(entry, self.source.where):
                continue
            day, first = entry.earliest(self.source.dates, self.cut_off), self._first(entry)
            came = None if day is None else self._month(day)
            if first is None or (day is not None and first[0] >= day):
                if came is not None:
                    yield PastEntry(None, came)
                continue
            announced = self._month(first[0])
            yield PastEntry(announced + self.usual.get(first[1], USUAL), came, announced)

    def _came(self) -> list[tuple[Entry, date]]:
        return list(ledgers.dated(self.entries, self.source, date.min, self.cut_off))

    def _first(self, entry: Entry) -> tuple[date, str] | None:
        return min(self._steps_of(entry), default=None)

    def _reached(self, entry: Entry) -> tuple[date, str] | None:
        accepted = ledgers.accepted(entry, self.source.where)
        return max(self._steps_of(entry), default=None) if accepted else None

    def _steps_of(self, entry: Entry) -> list[tuple[date, str]]:
        days = ((entry.day(step, self.cut_off), step) for step in self.steps)
        return [(day, step) for day, step in days if day is not None]

    @staticmethod
    def _month(day: date) -> float:
        return day.toordinal() / MONTH


def pipeline_of(measuring: Measuring, reading: Reading, region: str) -> Pipeline | None:
    """Return the pipeline behind a count; None where its ledger has no date before the one that counts."""
    catalogue = measuring.facts.catalogue
    source = indicator(catalogue, reading.indicator or "").source
    if not isinstance(source, LedgerSource):
        return None
    ledger = subject(catalogue, source.ledger)
    assert isinstance(ledger, Ledger)
    found = Pipeline(measuring.entries(source.ledger, region), source, ledger, measuring.facts.cut_off)
    return found if found.steps else None
