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
class Values:
    """Numbers of one indicator in one region, in the indicator's unit, complete periods only.

    ``levels``: flows per native period, stocks and ratios at the end of a period, cumulative counts as they
    stood in each month. ``missing``: who owes a period that should be there by now; such a period has no level.
    ``expected``: how many were to report a missing period. A period in neither is not due yet, or was never
    asked for. ``unit``: of the levels; empty: the target's. ``base``: a base value set in the catalogue; None
    takes the reported one. ``whole``: the quantity counts things, so chance moves it. ``start``: the plan's
    first month. ``settled_by``: the last month in which late data is taken.
    """

    levels: Mapping[str, Decimal] = field(default_factory=dict)
    frequency: Frequency = "M"
    aggregation: Aggregation = "flow"
    missing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    expected: Mapping[str, int] = field(default_factory=dict)
    due: Mapping[str, date] = field(default_factory=dict)
    unit: str = ""
    base: Decimal | None = None
    base_confirmed: bool = True
    whole: bool = False
    start: str = "0001-01"
    settled_by: str = "9999-12"
    stages: tuple[StageFact, ...] = ()
