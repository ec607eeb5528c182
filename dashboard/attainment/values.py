"""What is known about one quantity in one region when a target is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from dashboard.plan.periods import Frequency

Aggregation = Literal["flow", "stock", "ratio", "cumulative_count"]


@dataclass(frozen=True)
class StageFact:
    """A dated step: ``due`` is a month, ``done_on`` the day it was done, ``reported`` what its unit says."""

    id: str
    due: str
    done_on: date | None = None
    reported: Literal["not_started", "under_way", "done"] = "not_started"
    recurring: bool = False


@dataclass(frozen=True)
class RubricFact:
    """A criterion of a qualitative target: the points it can have, and the office's score with its evidence."""

    id: str
    full: int
    score: int | None = None
    scored_on: date | None = None
    evidence: str = ""


@dataclass(frozen=True)
class Parts:
    """The two stocks of a ratio by period, each with the day of the period's last month on which it closes."""

    numerator: Mapping[str, Decimal]
    denominator: Mapping[str, Decimal]
    numerator_day: int = 31
    denominator_day: int = 31


@dataclass(frozen=True)
class Values:
    """Numbers of one indicator in one region, in the indicator's unit, complete periods only.

    ``levels``: flows per native period, stocks and ratios at the end of a period, cumulative counts as they
    stood in each month. ``missing``: who owes a period that should be there by now; such a period has no level.
    ``expected``: how many were to report a period. A period in neither is not due yet, or was never
    asked for. ``partial``: values of periods that are not over yet, shown and never compared. ``unit``: of the
    levels; empty: the target's. ``base``: a base value set in the catalogue; None takes the reported one.
    ``whole``: the quantity counts things, so chance moves it. ``noise``: standard deviation of a year's amount
    where a few large deals make it up, in the unit. ``breaks``: periods from which the quantity is defined anew.
    ``start``: the plan's first month. ``settled_by``: the last month in which late data is taken.
    """

    levels: Mapping[str, Decimal] = field(default_factory=dict)
    frequency: Frequency = "M"
    aggregation: Aggregation = "flow"
    missing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    expected: Mapping[str, int] = field(default_factory=dict)
    due: Mapping[str, date] = field(default_factory=dict)
    partial: Mapping[str, Decimal] = field(default_factory=dict)
    unit: str = ""
    base: Decimal | None = None
    base_confirmed: bool = True
    whole: bool = False
    noise: Mapping[int, Decimal] = field(default_factory=dict)
    parts: Parts | None = None
    breaks: tuple[str, ...] = ()
    start: str = "0001-01"
    settled_by: str = "9999-12"
    stages: tuple[StageFact, ...] = ()
    rubric: tuple[RubricFact, ...] = ()
    verified: int | None = None
