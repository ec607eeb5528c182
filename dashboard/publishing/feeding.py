"""Values of indicators that feeds bring: counties and zones as sent, the city as their sum or as sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dashboard.plan.lookup import city, counties, report_period, subject, zones
from dashboard.plan.models import Feed, FeedSource, Indicator
from dashboard.publishing.cells import Measures, Series, cell
from dashboard.publishing.completeness import State
from dashboard.publishing.facts import Facts
from dashboard.publishing.observed import Observed
from dashboard.publishing.timeline import Timeline


class Feeding:
    """Measures fed indicators of one set of facts."""

    def __init__(self, facts: Facts, timeline: Timeline) -> None:
        self._timeline = timeline
        self._catalogue = facts.catalogue
        self._city = city(self._catalogue).code
        self._observed = Observed(facts)

    def measure(self, indicator: Indicator, source: FeedSource) -> Measures:
        """Return a fed indicator: counties and zones as sent, the city as the sum of its counties (or as sent)."""
        catalogue, feed = self._catalogue, subject(self._catalogue, source.feed)
        assert isinstance(feed, Feed)
        if feed.region_from == "city":
            return self._totals(indicator, source, feed, [self._city])
        below = self._totals(indicator, source, feed, [county.code for county in counties(catalogue)])
        found = below if indicator.counties else {}
        for breakdown in {key[2] for key in below}:
            parts = [series for key, series in below.items() if key[2] == breakdown]
            found[indicator.id, self._city, breakdown] = self._sum(feed, parts)
        beside = [item for item in catalogue.feeds if item.zone and item.id != feed.id and indicator.counties]
        for item in beside:
            if any(value.indicator == (source.of or indicator.id) for value in item.values):
                found |= self._totals(indicator, source, item, [zone.code for zone in zones(catalogue)])
        return found

    def _totals(self, indicator: Indicator, source: FeedSource, feed: Feed, regions: Iterable[str]) -> Measures:
        """Return each region's total, and its series by breakdown unless they are another indicator's."""
        options = source.only or (tuple(sorted(feed.breakdown.options.values())) if feed.breakdown else ("",))
        shown = options if feed.breakdown and source.of is None else ()
        carried = source.of or indicator.id
        found: Measures = {}
        for region in regions:
            for option in shown:
                values = self._observed.values(carried, region, option)
                found[indicator.id, region, option] = self._fed(indicator, carried, feed, region, values)
            total = self._observed.total(carried, region, options)
            found[indicator.id, region, ""] = self._fed(indicator, carried, feed, region, total)
        return found

    def _fed(self, indicator: Indicator, carried: str, feed: Feed, region: str, values: Mapping[str, int]) -> Series:
        """Return one region of a feed that carries the values under some indicator's name."""
        first, flow = self._catalogue.plan.data_from, indicator.aggregation == "flow"

        def nought(period: str, reported: str, state: State) -> bool:
            return self._observed.nought(carried, region, period, reported, state, flow=flow)

        return self._timeline.series(feed.id, region, first, indicator.frequency, values, nought)

    def _sum(self, feed: Feed, parts: list[Series]) -> Series:
        """Return the city's sum; a due period that any county lacks has no value and names every debtor."""
        found: Series = {}
        for period in {period for part in parts for period in part}:
            here = [part[period] for part in parts if period in part]
            whole = len(here) == len(parts) and all(one.value is not None for one in here)
            state = self._timeline.completeness.state(feed.id, self._city, report_period(feed, period))
            if state.missing and not state.due:  # some have sent what is not asked for yet
                continue
            if not whole and not state.missing:  # all have reported, but some sheet leaves a row out
                state = replace(state, missing=tuple(dict.fromkeys(name for one in here for name in one.missing)))
            found[period] = cell(state, sum(one.value or 0 for one in here) if whole else None)
        return dict(sorted(found.items()))
