"""Values of every indicator by region, breakdown and period, with completeness; an incomplete sum has no value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from dashboard.plan import periods
from dashboard.plan.lookup import city, counties, report_period, subject, zones
from dashboard.plan.models import Feed, FeedSource, Indicator, Ledger, LedgerSource, RatioSource
from dashboard.publishing import ledgers
from dashboard.publishing.completeness import Completeness, State
from dashboard.publishing.facts import Entry, Facts


@dataclass(frozen=True, slots=True)
class Cell:
    """One value at the indicator's scale; a ratio holds its two parts instead."""

    value: int | None
    expected: int
    missing: tuple[str, ...]
    numerator: int | None = None
    denominator: int | None = None

    @property
    def known(self) -> bool:
        """True when there is a value, or both parts of a ratio."""
        return self.value is not None or self.numerator is not None


Key = tuple[str, str, str]  # indicator, region, breakdown ("" = total)
Series = dict[str, Cell]  # by period
Measures = dict[Key, Series]


class Measuring:
    """Measures every indicator of one set of facts."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.completeness = Completeness(facts)
        self.city = city(facts.catalogue).code
        self._observed: dict[Key, dict[str, int]] = defaultdict(dict)
        self._named: set[tuple[str, str, str]] = set()  # indicator, region, period
        self._spoken: set[tuple[str, str, str]] = set()  # indicator, sender, report period
        sources = {found.id: found.source for found in facts.catalogue.indicators}
        for row in facts.observations:  # ordered by sender: should two state one value, the first is taken
            self._observed[row.indicator, row.region, row.breakdown].setdefault(row.period, row.value)
            self._named.add((row.indicator, row.region, row.period))
            source = sources[row.indicator]
            if isinstance(source, FeedSource):
                told = report_period(subject(facts.catalogue, source.feed), row.period)
                self._spoken.add((row.indicator, row.sender, told))
        self._ledgers: dict[str, dict[str, list[Entry]]] = {}
        self._calendars: dict[tuple[str, str, str], list[tuple[str, str]]] = {}

    def all(self) -> Measures:
        """Return every indicator; ratios come after their parts."""
        found: Measures = {}
        for indicator in self.facts.catalogue.indicators:
            if isinstance(indicator.source, FeedSource):
                found |= self._feed(indicator, indicator.source)
            elif isinstance(indicator.source, LedgerSource):
                found |= self.ledger(indicator, indicator.source)
        for indicator in self.facts.catalogue.indicators:
            if isinstance(indicator.source, RatioSource):
                found |= self._ratio(indicator, indicator.source, found)
        return found

    def _ratio(self, indicator: Indicator, source: RatioSource, known: Measures) -> Measures:
        """Return numerator and denominator of every region and period that has both."""
        found: Measures = {}
        for region in self._regions(indicator):
            above, below = (known.get((part, region, ""), {}) for part in (source.numerator, source.denominator))
            shared = [period for period in above if period in below]
            if shared:
                found[indicator.id, region, ""] = {period: _parts(above[period], below[period]) for period in shared}
        return found

    def ledger(self, indicator: Indicator, source: LedgerSource, first: str | None = None) -> Measures:
        """Return sums or counts from a ledger; cumulative ones from a month on, the plan's unless given."""
        plan = self.facts.catalogue.plan
        cumulative = indicator.aggregation == "cumulative_count"
        start = first or (plan.cumulative_start if cumulative else plan.data_from)
        groups = self._entries(source.ledger)
        found: Measures = {}
        beside = self._zoned(source.ledger)
        for region in (*self._regions(indicator), *(beside if indicator.counties else ())):
            sums: dict[str, int] = defaultdict(int)
            for item in ledgers.counted(groups.get(region, ()), source, start, self.facts.cut_off):
                sums[periods.of_month(item.month, indicator.frequency)] += item.value
            flow = self._series(indicator, source.ledger, region, start, sums)
            found[indicator.id, region, ""] = running(flow) if cumulative else flow
        return found

    def _entries(self, ledger: str) -> dict[str, list[Entry]]:
        if ledger not in self._ledgers:
            self._ledgers[ledger] = ledgers.by_region(ledgers.in_force(self.facts, ledger), self.city)
        return self._ledgers[ledger]

    def _regions(self, indicator: Indicator) -> list[str]:
        below = counties(self.facts.catalogue) if indicator.counties else ()
        return [self.city, *(region.code for region in below)]

    def _zoned(self, code: str) -> list[str]:
        """Return the zones of a ledger that asks for them; elsewhere a zone's number is not known, and not nought."""
        found = subject(self.facts.catalogue, code)
        asks = isinstance(found, Ledger) and found.zone_column is not None
        return [zone.code for zone in zones(self.facts.catalogue)] if asks else []

    def _feed(self, indicator: Indicator, source: FeedSource) -> Measures:
        """Return a fed indicator: counties and zones as sent, the city as the sum of its counties (or as sent)."""
        catalogue, feed = self.facts.catalogue, subject(self.facts.catalogue, source.feed)
        assert isinstance(feed, Feed)
        if feed.region_from == "city":
            return self._totals(indicator, feed, [self.city])
        below = self._totals(indicator, feed, [county.code for county in counties(catalogue)])
        found = below if indicator.counties else {}
        for breakdown in {key[2] for key in below}:
            parts = [series for key, series in below.items() if key[2] == breakdown]
            found[indicator.id, self.city, breakdown] = self._sum(indicator, feed, parts)
        beside = [item for item in catalogue.feeds if item.zone and item.id != feed.id]
        for item in beside:
            if any(value.indicator == indicator.id for value in item.values):
                found |= self._totals(indicator, item, [zone.code for zone in zones(catalogue)])
        return found

    def _totals(self, indicator: Indicator, feed: Feed, regions: Iterable[str]) -> Measures:
        """Return each region's series by breakdown, and the total."""
        options = sorted(feed.breakdown.options.values()) if feed.breakdown else []
        found: Measures = {}
        for region in regions:
            total: dict[str, int] = {}
            for option in options or [""]:
                values = self._observed.get((indicator.id, region, option), {})
                found[indicator.id, region, option] = self._fed(indicator, feed, region, values)
                for period, value in values.items():
                    total[period] = total.get(period, 0) + value
            found[indicator.id, region, ""] = self._fed(indicator, feed, region, total)
        return found

    def _fed(self, indicator: Indicator, feed: Feed, region: str, values: Mapping[str, int]) -> Series:
        """Return one region of a feed. Nought is a 零报告, or a breakdown left out beside another of its period.

        A stock that no row names is not known, nor is a flow that its sender's sheet leaves out beside other rows.
        """
        first, flow = self.facts.catalogue.plan.data_from, indicator.aggregation == "flow"

        def nought(period: str, reported: str, state: State) -> bool:
            if not flow or (indicator.id, region, period) in self._named:
                return flow
            return not any((indicator.id, sender, reported) in self._spoken for sender in state.senders)

        return self._series(indicator, feed.id, region, first, values, nought)

    def _series(
        self, indicator: Indicator, code: str, region: str, first: str, values: Mapping[str, int],
        nought: Callable[[str, str, State], bool] = lambda *_: True,
    ) -> Series:  # fmt: skip
        """Return one region's periods from a month to the edition's last; what is not due yet is left out."""
        found: Series = {}
        for period, reported in self._calendar(code, first, indicator.frequency):
            state = self.completeness.state(code, region, reported)
            if state.senders and (state.due or not state.missing):
                silent = 0 if nought(period, reported, state) else None
                found[period] = _cell(state, values.get(period, silent))
        return found

    def _calendar(self, code: str, first: str, frequency: periods.Frequency) -> list[tuple[str, str]]:
        """Return the periods ended from one month to the edition's last, each with its report period; kept."""
        key = (code, first, frequency)
        if key not in self._calendars:
            source, through = subject(self.facts.catalogue, code), self.facts.through
            self._calendars[key] = [
                (period, report_period(source, period))
                for period in periods.span(first, through, frequency)
                if periods.last_month(period) <= through
            ]
        return self._calendars[key]

    def _sum(self, indicator: Indicator, feed: Feed, parts: list[Series]) -> Series:
        """Return the city's sum; a period that any county lacks has no value and names every debtor."""
        found: Series = {}
        for period in {period for part in parts for period in part}:
            cells = [part[period] for part in parts if period in part]
            whole = len(cells) == len(parts) and all(cell.value is not None for cell in cells)
            state = self.completeness.state(feed.id, self.city, report_period(feed, period))
            if not whole and not state.missing:  # all have reported, but some sheet leaves a row out
                state = replace(state, missing=tuple(dict.fromkeys(name for cell in cells for name in cell.missing)))
            found[period] = _cell(state, sum(cell.value or 0 for cell in cells) if whole else None)
        return dict(sorted(found.items()))


def _cell(state: State, value: int | None) -> Cell:
    """Return a cell; a value that no sheet names (of a stock) is owed by every sender."""
    missing = state.missing if state.missing or value is not None else state.senders
    return Cell(None if missing else value, len(state.senders), missing)


def running(flow: Series) -> Series:
    """Return the cumulative count: a month without a value leaves all later ones without."""
    found: Series = {}
    total, debtors = 0, dict[str, None]()
    for period, cell in flow.items():
        total += cell.value or 0
        debtors.update(dict.fromkeys(cell.missing))
        missing = tuple(debtors)
        found[period] = Cell(None if missing else total, cell.expected, missing)
    return found


def _parts(above: Cell, below: Cell) -> Cell:
    """Return a ratio's cell: both parts, or whoever keeps one from being known."""
    expected, missing = max(above.expected, below.expected), tuple(dict.fromkeys((*above.missing, *below.missing)))
    if above.value is None or below.value is None:
        return Cell(None, expected, missing)
    return Cell(None, expected, missing, above.value, below.value)
