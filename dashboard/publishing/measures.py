"""Values of every indicator by region, breakdown and period, with completeness; an incomplete sum has no value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from dashboard.plan import periods
from dashboard.plan.lookup import city, counties, subject, zones
from dashboard.plan.measures import parts_of
from dashboard.plan.models import (
    FeedSource,
    IndexSource,
    Indicator,
    Ledger,
    LedgerSource,
    RatioSource,
    SumSource,
)
from dashboard.publishing import cells, ledgers
from dashboard.publishing.cells import Cell, Key, Measures, Series
from dashboard.publishing.facts import Entry, Facts
from dashboard.publishing.feeding import Feeding
from dashboard.publishing.timeline import Timeline

__all__ = ["Cell", "Key", "Measures", "Measuring", "Series"]


class Measuring:
    """Measures every indicator of one set of facts; ``timeline``: of the same receipts, when it is known."""

    def __init__(self, facts: Facts, timeline: Timeline | None = None) -> None:
        self.facts = facts
        self.city = city(facts.catalogue).code
        self._timeline = timeline or Timeline(facts)
        self.completeness = self._timeline.completeness
        self._feeding = Feeding(facts, self._timeline)
        self._ledgers: dict[str, dict[str, list[Entry]]] = {}
        self.partials: dict[str, frozenset[str]] = {}  # by indicator; see ``values.partial``
        self._squares: dict[str, dict[int, int]] = {}
        self._since: dict[tuple[str, date, str], Series] = {}

    def all(self, only: Sequence[Indicator] | None = None) -> Measures:
        """Return every indicator; those made of others come after them, sums before ratios and indices.

        ``only``: some of them with all that they are made of, in plan order.
        """
        found: Measures = {}
        wanted = self.facts.catalogue.indicators if only is None else only
        for indicator in wanted:
            if isinstance(indicator.source, FeedSource):
                found |= self._feeding.measure(indicator, indicator.source)
            elif isinstance(indicator.source, LedgerSource):
                found |= self._ledger(indicator, indicator.source)
        for kinds in ((SumSource,), (RatioSource, IndexSource)):
            for indicator in wanted:
                if isinstance(indicator.source, kinds):
                    found |= self._made(indicator, found)
        return found

    def _made(self, indicator: Indicator, known: Measures) -> Measures:
        """Return an indicator that is made of others, in every region that has all of them."""
        found: Measures = {}
        for region in self._regions(indicator):
            parts = {name: known.get((name, region, ""), {}) for name in parts_of(indicator.source)}
            series = _combined(indicator, parts)
            if series:
                found[indicator.id, region, ""] = series
        return found

    def since(self, indicator: Indicator, source: LedgerSource, first: date, region: str) -> Series:
        """Return a region's series of what a ledger counts from a day on; kept."""
        key = (indicator.id, first, region)
        if key not in self._since:
            self._since[key] = self._counted(indicator, source, region, first)
        return self._since[key]

    def start(self, indicator: Indicator) -> date:
        """Return the day from which an indicator counts unless a reading says otherwise."""
        plan = self.facts.catalogue.plan
        month = plan.cumulative_start if indicator.aggregation == "cumulative_count" else plan.data_from
        return first_day(month)

    def entries(self, ledger: str, region: str) -> list[Entry]:
        """Return the entries of a ledger that concern a region, each once."""
        if ledger not in self._ledgers:
            self._ledgers[ledger] = ledgers.by_region(ledgers.in_force(self.facts, ledger), self.city)
        return self._ledgers[ledger].get(region, [])

    def squares(self, indicator: Indicator, source: LedgerSource) -> dict[int, int]:
        """Return the city's sum of squared amounts of a ledger by year; kept: several years are asked for."""
        if indicator.id not in self._squares:
            found: dict[int, int] = defaultdict(int)
            entries = self.entries(source.ledger, self.city)
            for entry, day in ledgers.dated(entries, source, date.min, self.facts.cut_off):
                found[day.year] += ledgers.amount(entry, source) ** 2
            self._squares[indicator.id] = dict(found)
        return self._squares[indicator.id]

    def _ledger(self, indicator: Indicator, source: LedgerSource) -> Measures:
        """Return sums, counts or what is in force of a ledger for every region."""
        beside = self._zoned(source.ledger) if indicator.counties else []
        regions, first = (*self._regions(indicator), *beside), self.start(indicator)
        return {(indicator.id, region, ""): self._counted(indicator, source, region, first) for region in regions}

    def _counted(self, indicator: Indicator, source: LedgerSource, region: str, first: date) -> Series:
        """Return one region's sums or counts from a day on; cumulative ones run up, stocks stand on period ends."""
        found, month = self.entries(source.ledger, region), f"{first:%Y-%m}"
        if source.until is not None:
            ends = [period for period, _ in self._timeline.calendar(source.ledger, month, indicator.frequency)]
            held = ledgers.standing(found, source, first, self.facts.cut_off, [periods.last_day(end) for end in ends])
            standing = dict(zip(ends, held, strict=True))
            return cells.carried(self._timeline.series(source.ledger, region, month, indicator.frequency, standing))
        sums: dict[str, int] = defaultdict(int)
        for item in ledgers.counted(found, source, first, self.facts.cut_off):
            sums[periods.of_month(item.month, indicator.frequency)] += item.value
        flow = self._timeline.series(source.ledger, region, month, indicator.frequency, sums)
        return cells.running(flow) if indicator.aggregation == "cumulative_count" else flow

    def _regions(self, indicator: Indicator) -> list[str]:
        below = counties(self.facts.catalogue) if indicator.counties else ()
        return [self.city, *(region.code for region in below)]

    def _zoned(self, code: str) -> list[str]:
        """Return the zones of a ledger that asks for them; elsewhere a zone's number is not known, and not nought."""
        found = subject(self.facts.catalogue, code)
        asks = isinstance(found, Ledger) and found.zone_column is not None
        return [zone.code for zone in zones(self.facts.catalogue)] if asks else []


def first_day(month: str) -> date:
    """Return the first day of a month."""
    return date.fromisoformat(f"{month}-01")


def _combined(indicator: Indicator, parts: Mapping[str, Series]) -> Series:
    """Return a ratio, sum or index from the series of its parts."""
    match indicator.source:
        case RatioSource() as source:
            return cells.divided(parts[source.numerator], parts[source.denominator])
        case SumSource() as source:
            return cells.added([parts[name] for name in source.plus], [parts[name] for name in source.minus])
        case IndexSource() as source:
            return cells.indexed([parts[name] for name in source.parts], source.base_year, indicator.scale)
        case _:
            return {}
