"""Which outlooks an edition makes: of which reading, until when, and what must be reached by then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from dashboard.attainment import Values, Verdict, paths
from dashboard.plan import periods
from dashboard.plan.models import Reading
from dashboard.publishing.histories import coming_year

Kind = Literal["flow", "count", "level"]
CLOSED = ("completed", "final_met", "final_missed")  # nothing is open any more
UNKNOWN = ("awaited", "not_assessed")  # nothing to build on; the reason is stored


@dataclass(frozen=True)
class Horizon:
    """``name``: year | plan_end; ``end``: its last period; ``goal``: what it asks, in the indicator's unit."""

    name: str
    end: str
    goal: Decimal


@dataclass(frozen=True)
class Asked:
    """One reading of a numeric target that is still open, with what is known about it."""

    verdict: Verdict
    reading: Reading
    values: Values
    default: bool
    through: str  # last month of the edition

    @property
    def kind(self) -> Kind:
        """How it is forecast: a sum over the year, a number of events, or a level (also of an annual series)."""
        if self.values.aggregation == "cumulative_count":
            return "count"
        return "flow" if self.values.aggregation == "flow" and self.values.frequency != "A" else "level"

    @property
    def indicator(self) -> str:
        """The quantity."""
        return self.reading.indicator or ""

    @property
    def year(self) -> int:
        """The year to forecast: of a flow the one after its newest value, else the one open at the cut-off."""
        if self.kind != "flow":
            return coming_year(self.through)
        return coming_year(periods.last_month(max(self.values.levels)))

    def horizons(self) -> Iterator[Horizon]:
        """Yield the running year where the reading has a path for it, and the end of its plan."""
        if self.kind == "count":
            yield from self._of_count()
        elif self.verdict.base is not None and self.year <= self.reading.end_year:
            yield from self._of_growth(self.verdict.base)

    def _of_count(self) -> Iterator[Horizon]:
        """Stages have no path by time: only their end counts."""
        goal, last = self.verdict.goal or Decimal(0), f"{self.reading.end_year}-12"
        clock = max(self.reading.count_from or "", self.values.start)
        if self.verdict.time_progress is not None and self.year <= self.reading.end_year:
            end = f"{self.year}-12"
            share = Decimal(periods.months_between(clock, end)) / periods.months_between(clock, last)
            yield Horizon("year", end, goal * share)
        yield Horizon("plan_end", last, goal)

    def _of_growth(self, base: Decimal) -> Iterator[Horizon]:
        reading, first = self.reading, self.reading.base_year or 0
        if reading.method in paths.FROM_BASE:
            for name, year in (("year", self.year), ("plan_end", reading.end_year)):
                if year > first:
                    yield Horizon(name, self._period(year), paths.asked(reading, base, Decimal(year - first)))
        elif self.verdict.reason == "year_to_date" and self.verdict.path is not None:
            yield Horizon("year", self._period(self.year), self.verdict.path)

    def _period(self, year: int) -> str:
        """Return the last period of a year; a reading of stocks may close it before December."""
        return periods.of_month(f"{year}-{self.reading.closing_month:02d}", self.values.frequency)


def leading(asked: Asked) -> str:
    """Return the horizon that stands for a target: the year of a flow, else the end of the plan."""
    return "year" if asked.kind == "flow" else "plan_end"


def wanted(verdict: Verdict, reading: Reading, values: Values, default: bool, through: str) -> Asked | None:
    """Return what is asked about a reading; None when nothing is open, known or measured."""
    if verdict.status in (*CLOSED, *UNKNOWN) or reading.indicator is None or not values.levels or verdict.final:
        return None
    return Asked(verdict, reading, values, default, through)
