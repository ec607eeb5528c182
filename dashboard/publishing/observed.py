"""Observations as the feeds brought them, and what a value that is not there means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from dashboard.plan.lookup import report_period, subject
from dashboard.plan.models import FeedSource
from dashboard.publishing.completeness import State
from dashboard.publishing.facts import Facts


class Observed:
    """The observations of one set of facts."""

    def __init__(self, facts: Facts) -> None:
        self._catalogue = facts.catalogue
        self._periods: dict[tuple[str, str], str] = {}  # report period by feed and period
        self._values: dict[tuple[str, str, str], dict[str, int]] = defaultdict(dict)
        self._named: set[tuple[str, str, str]] = set()  # indicator, region, period
        self._spoken: set[tuple[str, str, str]] = set()  # feed, sender, report period
        sources = {found.id: found.source for found in facts.catalogue.indicators}
        self._feeds = {code: source.feed for code, source in sources.items() if isinstance(source, FeedSource)}
        for row in facts.observations:  # ordered by sender: should two state one value, the first is taken
            self._values[row.indicator, row.region, row.breakdown].setdefault(row.period, row.value)
            self._named.add((row.indicator, row.region, row.period))
            feed = self._feeds.get(row.indicator)
            if feed is not None:
                self._spoken.add((feed, row.sender, self._reported(feed, row.period)))
        for feed, told in facts.spoken.items():
            self._spoken |= {(feed, sender, self._reported(feed, period)) for sender, period in told}

    def _reported(self, feed: str, period: str) -> str:
        key = (feed, period)
        if key not in self._periods:
            self._periods[key] = report_period(subject(self._catalogue, feed), period)
        return self._periods[key]

    def values(self, indicator: str, region: str, option: str) -> Mapping[str, int]:
        """Return the values of one breakdown option by period."""
        return self._values.get((indicator, region, option), {})

    def total(self, indicator: str, region: str, options: Collection[str]) -> Mapping[str, int]:
        """Return the sum over breakdown options by period."""
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
        if not flow or (indicator, region, period) in self._named:
            return flow
        return not any((self._feeds[indicator], sender, reported) in self._spoken for sender in state.senders)
