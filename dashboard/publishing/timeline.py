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
    """Lays values out over the periods of an edition; the facts may be those of any part of it."""

    def __init__(self, facts: Facts, completeness: Completeness | None = None) -> None:
        self.facts = facts
        self.completeness = completeness or Completeness(facts)
        self._calendars: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
        self._states: dict[tuple[str, str, str, str], tuple[State | None, ...]] = {}

    def series(
        self, code: str, region: str, first: str, frequency: periods.Frequency, values: Mapping[str, int],
        nought: Nought = lambda *_: True,
    ) -> Series:  # fmt: skip
        """Return one region's periods from a month to the edition's last; what is not due yet is left out.

        ``code`` is the feed or ledger.
        """
        found: Series = {}
        states = self._asked(code, region, first, frequency)
        for (period, reported), state in zip(self.calendar(code, first, frequency), states, strict=True):
            if state is not None:
                value = values.get(period)
                if value is None and nought(period, reported, state):
                    value = 0
                found[period] = cell(state, value)
        return found

    def _asked(
        self, code: str, region: str, first: str, frequency: periods.Frequency
    ) -> tuple[State | None, ...]:
        """Return the completeness of each period of a calendar, None where nothing is asked of it; kept."""
        key = (code, region, first, frequency)
        if key not in self._states:
            calendar = self.calendar(code, first, frequency)
            known = self.completeness.states(code, region, dict.fromkeys(reported for _, reported in calendar))
            asked = {period: state if state.senders and (state.due or not state.missing) else None
                     for period, state in known.items()}  # fmt: skip
            self._states[key] = tuple(asked[reported] for _, reported in calendar)
        return self._states[key]

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
