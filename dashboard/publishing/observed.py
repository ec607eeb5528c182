"""Observations as the feeds brought them, and what a value that is not there means."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from itertools import groupby
from operator import itemgetter

from dashboard.plan.lookup import report_period, subject
from dashboard.plan.models import FeedSource
from dashboard.publishing.completeness import State
from dashboard.publishing.facts import Facts

_place, _breakdown, _value = itemgetter(0, 1), itemgetter(3), itemgetter(2, 5)  # of an observation


class Observed:
    """The observations of one set of facts."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._periods: dict[tuple[str, str], str] = {}  # report period by feed and period
        self._values: dict[tuple[str, str], dict[str, dict[str, int]]] = {}  # by indicator and region, by breakdown
        for place, rows in groupby(facts.observations, _place):
            by_option = self._values.setdefault(place, {})
            for option, same in groupby(sorted(rows, key=_breakdown), _breakdown):
                # ordered by sender: should two state one value, the first is taken
                by_option[option] = {**dict(map(_value, reversed(list(same)))), **by_option.get(option, {})}

    @cached_property
    def _feeds(self) -> dict[str, str]:
        """The feed of every indicator that one brings."""
        sources = {found.id: found.source for found in self._facts.catalogue.indicators}
        return {code: source.feed for code, source in sources.items() if isinstance(source, FeedSource)}

    @cached_property
    def _spoken(self) -> frozenset[tuple[str, str, str]]:
        """Feed, sender and report period of all that was sent; asked for only where some value is not there."""
        found = {(self._feeds[row[0]], row[4], row[2]) for row in self._facts.observations if row[0] in self._feeds}
        found |= {(feed, *told) for feed, every in self._facts.spoken.items() for told in every}
        return frozenset((feed, sender, self._reported(feed, period)) for feed, sender, period in found)

    def _reported(self, feed: str, period: str) -> str:
        key = (feed, period)
        if key not in self._periods:
            self._periods[key] = report_period(subject(self._facts.catalogue, feed), period)
        return self._periods[key]

    def values(self, indicator: str, region: str, option: str) -> Mapping[str, int]:
        """Return the values of one breakdown option by period."""
        return self._values.get((indicator, region), {}).get(option, {})

    def total(self, indicator: str, region: str, options: Collection[str]) -> Mapping[str, int]:
        """Return the sum over breakdown options by period."""
        if len(options) == 1:
            return self.values(indicator, region, *options)
        found: dict[str, int] = {}
        for option in options:
            for period, value in self.values(indicator, region, option).items():
                found[period] = found.get(period, 0) + value
        return found

    def nought(self, indicator: str, region: str, period: str, reported: str, state: State, *, flow: bool) -> bool:
        """Tell whether a value that is not there is nought.

        Nought is a 零报告, or a breakdown left out beside another of its period. A stock that no row names is not
        known, nor is a flow that its sender's sheet leaves out beside other rows or other columns.
        """
        if not flow or any(period in values for values in self._values.get((indicator, region), {}).values()):
            return flow
        return not any((self._feeds[indicator], sender, reported) in self._spoken for sender in state.senders)
