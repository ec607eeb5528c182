"""Periods of a feed or ledger with their completeness: what is due, who owes it, what a silent period is worth."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard.plan import periods
from dashboard.plan.lookup import report_period, subject
from dashboard.publishing.cells import Series, cell
from dashboard.publishing.completeness import Completeness, State
from dashboard.publishing.facts import Facts

Nought = Callable[[str, str, State], bool]  # period, report period, completeness -> a missing value is nought


class Timeline:
    """Lays values out over the periods of one set of facts."""

    def __init__(self, facts: Facts, completeness: Completeness | None = None) -> None:
        self.facts = facts
        self.completeness = completeness or Completeness(facts)
        self._calendars: dict[tuple[str, str, str], list[tuple[str, str]]] = {}

    def series(
        self, code: str, region: str, first: str, frequency: periods.Frequency, values: Mapping[str, int],
        nought: Nought = lambda *_: True,
    ) -> Series:  # fmt: skip
        """Return one region's periods from a month to the edition's last; what is not due yet is left out.

        ``code`` is the feed or ledger.
        """
        found: Series = {}
        for period, reported in self.calendar(code, first, frequency):
            state = self.completeness.state(code, region, reported)
            if state.senders and (state.due or not state.missing):
                silent = 0 if nought(period, reported, state) else None
                found[period] = cell(state, values.get(period, silent))
        return found

    def calendar(self, code: str, first: str, frequency: periods.Frequency) -> list[tuple[str, str]]:
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
