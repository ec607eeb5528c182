"""The outcome of judging one target under one reading, with every number that led to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from dashboard.plan.models import Method

Status = Literal[
    "completed", "attained", "on_schedule", "on_stages", "slightly_behind", "behind", "below_base", "awaited",
    "not_assessed", "final_met", "final_missed",
]
Reason = Literal[
    "year_to_date",  # flow within a year against m/12
    "closed_year",  # flow of a closed year against its path
    "year_missed",  # every-year reading: a closed year fell short
    "stock_path",  # stock or ratio against its path
    "count_share",  # cumulative count against months since the start
    "count_reached",  # cumulative count has reached the number
    "stages_open",  # no stage is overdue
    "stage_overdue",
    "stages_done",
    "end_reached",  # final: judged at the end of the reading, strictly
    "never_reported",  # final: the settlement date passed and the end's data never came
    "overdue",  # awaited: the due date has passed and nobody has reported
    "incomplete_sum",  # awaited: some or all of those who make up the sum have not reported
    "incomplete_base",  # awaited: the base period's sum is incomplete
    "incomplete_history",  # awaited: a year that the reading needs is incomplete
    "not_started",  # the plan, or the reading's first year, has not begun
    "base_missing", "base_zero", "no_complete_year", "no_data", "no_stages", "no_threshold",
]
StageState = Literal["not_started", "under_way", "due_soon", "overdue", "done", "done_late", "continuous"]


@dataclass(frozen=True)
class YearMark:
    """One square of the every-year strip; None where a year cannot be compared."""

    year: int
    growth: Decimal | None
    met: bool | None


@dataclass(frozen=True)
class StageMark:
    """One stage as it stood at the cut-off."""

    id: str
    due: str
    done_on: date | None
    state: StageState


@dataclass(frozen=True)
class Verdict:
    """A status by rule and all numbers behind it. Shares are fractions (0.75 = 75 %), rates likewise.

    Amounts are in ``unit`` and unrounded. A number that does not apply to the target, or cannot be had, is None.
    """

    target: str
    reading: str
    method: Method
    status: Status
    reason: Reason
    period: str  # what was judged: month of a year to date or count, closed year, quarter of a ratio
    unit: str
    indicator: str | None = None
    rules: str = ""
    through: str = ""  # last month of the data that was judged
    level: Decimal | None = None  # actual: year to date, closed year, stock, ratio or cumulative count
    base: Decimal | None = None  # y0
    path: Decimal | None = None  # T(k): what the year (count: the elapsed months) asks for
    goal: Decimal | None = None  # T(n), or N
    expected: Decimal | None = None  # path x time progress: what time alone asks for by now
    threshold: Decimal | None = None  # g, G or N
    k: Decimal | None = None  # years since the base
    n: int | None = None
    months: int | None = None  # months of the year (count: of the plan) that have passed
    completion: Decimal | None = None  # level / path; counts: level / N
    time_progress: Decimal | None = None  # months/12; counts: months/all months; closed years and stocks: 1
    seasonal_progress: Decimal | None = None  # median share of earlier years by this month; never decides
    gap_points: Decimal | None = None  # (completion - time progress) x 100
    last_year: int | None = None  # last closed year after the base
    last_level: Decimal | None = None
    achieved: Decimal | None = None  # growth reached by the reading's own method
    pace: Decimal | None = None  # R: growth reached / growth asked for
    required: Decimal | None = None  # growth a year from now on that still reaches the goal
    best: Decimal | None = None  # best growth from one year to the next ever reached
    best_year: int | None = None
    months_left: int | None = None
    remaining: Decimal | None = None  # still needed: in the year (flows), to N (counts)
    required_month: Decimal | None = None  # remaining / months left
    best_month: Decimal | None = None
    best_month_period: str | None = None
    months_ahead: Decimal | None = None  # negative: behind
    every_year: tuple[YearMark, ...] = ()
    stages: tuple[StageMark, ...] = ()
    reached_in: str | None = None  # first period at which a count reached N
    missing: tuple[str, ...] = ()  # organisations that owe the data
    expected_senders: int | None = None  # 应报, of awaited data; 实报 = this less the missing ones
    due: date | None = None  # day on which awaited data was due
    final: bool = False
    small_sample: bool = False
    confirmed: bool = True
