"""Milestones on a time axis that all rows share: from the plan's first month to the end of the settlement period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.figures import steps
from dashboard.figures.facts import Edition, Step
from dashboard.plan import periods
from dashboard.plan.models import Plan
from dashboard.wording import Language

TRAILING = ("overdue", "done_late")


@dataclass(frozen=True)
class Axis:
    """Positions in percent of the axis: its years, the cut-off and the start of the settlement period (None: none)."""

    first: str
    months: int
    years: tuple[tuple[str, float, float], ...]  # label, left, width
    cut: float
    settling: float | None

    def at(self, day: date) -> float:
        """Return the place of a day on the axis, 0 to 100."""
        month = f"{day.year}-{day.month:02d}"
        done = periods.months_between(self.first, month) - 1 + day.day / periods.last_day(month).day
        return round(min(max(done / self.months, 0.0), 1.0) * 100, 2)


@dataclass(frozen=True)
class Point:
    """A milestone as a mark at the end of its due month; a trail leads to the day it was done late, or to the cut-off.

    Milestones due in one month stand beside and below each other: ``lane`` from the top of the row, ``beside`` to the
    left of the month's end.
    """

    state: str
    left: float
    lane: int
    beside: bool
    tip: str
    trail: tuple[float, float] | None = None  # left, width


def axis(plan: Plan, edition: Edition) -> Axis:
    """Return the axis of a plan with the cut-off of an edition on it."""
    first, end = f"{plan.start_year}-01", f"{plan.end_year}-12"
    last = max(plan.settled_by, end)
    months = periods.months_between(first, last)
    years = []
    for year in range(plan.start_year, periods.year(last) + 1):
        start = periods.months_between(first, f"{year}-01") - 1
        width = periods.months_between(f"{year}-01", min(f"{year}-12", last))
        years.append((str(year), round(start / months * 100, 2), round(width / months * 100, 2)))
    bare = Axis(first, months, tuple(years), 0.0, None)
    settling = bare.at(periods.last_day(end)) if last > end else None
    return Axis(first, months, tuple(years), bare.at(edition.cut_off), settling)


def points(found: Sequence[Step], scale: Axis, cut_off: date, lang: Language) -> tuple[Point, ...]:
    """Return the marks of a row; those with a trail first, so that it starts at the month's end."""
    months: dict[str, list[Step]] = {}
    for step in sorted(found, key=lambda step: step.state not in TRAILING):
        months.setdefault(step.due, []).append(step)
    made = []
    for month, due in months.items():
        left, high = scale.at(periods.last_day(month)), (len(due) + 1) // 2
        for place, step in enumerate(due):
            trail = _trail(step, left, scale, cut_off)
            made.append(Point(step.state, left, place % high, place >= high, steps.tip(step, lang), trail))
    return tuple(made)


def lanes(found: Sequence[Point]) -> int:
    """Return how many lanes a row needs, at least one."""
    return max((point.lane for point in found), default=0) + 1


def _trail(step: Step, left: float, scale: Axis, cut_off: date) -> tuple[float, float] | None:
    end = step.done_on if step.state == "done_late" else cut_off if step.state == "overdue" else None
    width = round(scale.at(end) - left, 2) if end is not None else 0.0
    return (left, width) if width > 0 else None
