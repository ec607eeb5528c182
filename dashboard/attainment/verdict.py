"""The outcome of judging one target under one reading, with every number that led to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Literal, get_args, get_type_hints

from dashboard.plan.judging import Light, StageState
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
    "definition_break",  # the quantity was defined anew after the base: no rate across the break
    "no_quota",  # a county without a quota of its own
    "base_missing", "base_zero", "no_complete_year", "no_data", "no_stages", "no_threshold",
]
# in which unit a number stands: ``amount`` is that of the verdict's own ``unit``; shares and rates are fractions
Unit = Literal["amount", "share", "rate", "points", "months", "years", "multiple", "organisations", "things"]


Amount = Annotated[Decimal, "amount"]
Share = Annotated[Decimal, "share"]
Rate = Annotated[Decimal, "rate"]
Points = Annotated[Decimal, "points"]
Multiple = Annotated[Decimal, "multiple"]
Years = Annotated[Decimal, "years"]
WholeYears = Annotated[int, "years"]
Months = Annotated[Decimal, "months"]
WholeMonths = Annotated[int, "months"]
Things = Annotated[Decimal, "things"]
WholeThings = Annotated[int, "things"]
Organisations = Annotated[int, "organisations"]


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
class RubricMark:
    """One criterion of a qualitative target as the office scored it; ``score`` None: not scored yet."""

    id: str
    score: int | None
    full: int
    scored_on: date | None = None
    evidence: str = ""


@dataclass(frozen=True)
class Override:
    """A status set by a publisher beside the computed one, in force until it expires."""

    status: Status
    author: str
    reason: str
    doc_no: str
    made_on: date
    expires_on: date


@dataclass(frozen=True)
class Verdict:
    """A status by rule and all numbers behind it. Shares are fractions (0.75 = 75 %), rates likewise.

    Amounts are in ``unit`` and unrounded. A number that does not apply to the target, or cannot be had, is None.
    ``units()`` tells the unit of every number.
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
    light: Light | None = None  # where the rule set has lights
    through: str = ""  # last month of the data that was judged
    level: Amount | None = None  # actual: year to date, closed year, stock, ratio or cumulative count
    base: Amount | None = None  # y0
    path: Amount | None = None  # T(k): what the year (count: the elapsed months) asks for
    goal: Amount | None = None  # T(n), or N
    expected: Amount | None = None  # path x time progress: what time alone asks for by now
    gap: Amount | None = None  # level - expected
    threshold: Rate | None = None  # g, G or N, as in force for the period judged
    k: Years | None = None  # years since the base
    n: WholeYears | None = None
    months: WholeMonths | None = None  # months of the year (count: of the plan) that have passed
    completion: Share | None = None  # level / path; counts: level / N
    time_progress: Share | None = None  # months/12; counts: months/all months; closed years and stocks: 1
    gap_points: Points | None = None  # (completion - time progress) x 100
    seasonal_progress: Share | None = None  # median share of earlier years by this month; never decides
    seasonal_expected: Amount | None = None  # E(k, m) = T(k) x that share
    seasonal_points: Points | None = None  # (completion - seasonal progress) x 100; never decides
    last_year: int | None = None  # last closed year after the base
    last_level: Amount | None = None
    achieved: Rate | None = None  # growth reached by the reading's own method
    pace: Multiple | None = None  # R: growth reached / growth asked for, last closed year
    trailing_level: Amount | None = None  # sum of the last twelve months, within a year
    trailing_pace: Multiple | None = None  # R of these twelve months
    required: Rate | None = None  # growth a year from now on that still reaches the goal
    best: Rate | None = None  # best growth from one year to the next ever reached
    best_year: int | None = None
    months_left: WholeMonths | None = None
    remaining: Amount | None = None  # still needed: in the year (flows), to N (counts)
    required_month: Amount | None = None  # remaining / months left
    best_month: Amount | None = None
    best_month_period: str | None = None
    required_quarter: Amount | None = None  # remaining / quarters left
    best_quarter: Amount | None = None
    best_quarter_period: str | None = None
    months_ahead: Months | None = None  # negative: behind
    confidence: Share | None = None  # probability that the status holds, given chance in level and base
    noise_limit: Amount | None = None  # below this a level lies below its base beyond noise
    numerator: Things | None = None  # of a ratio, at the period judged
    denominator: Things | None = None
    numerator_growth: Rate | None = None  # since the base
    denominator_growth: Rate | None = None
    numerator_day: date | None = None  # closing days of the two stocks
    denominator_day: date | None = None
    partial_period: str | None = None  # a period that is not over yet: shown, never compared
    partial_level: Amount | None = None
    break_period: str | None = None  # from here on the quantity is defined anew
    every_year: tuple[YearMark, ...] = ()
    stages: tuple[StageMark, ...] = ()
    rubric: tuple[RubricMark, ...] = ()
    reached_in: str | None = None  # first period at which a count reached N
    verified: WholeThings | None = None  # of the things counted, those with verified evidence
    missing: tuple[str, ...] = ()  # organisations that owe the data
    expected_senders: Organisations | None = None  # 应报; 实报 = this less the missing ones
    due: date | None = None  # day on which awaited data was due
    final: bool = False
    small_sample: bool = False
    tiny_base: bool = False
    over_achieved: bool = False  # so far above what is asked that it must be verified
    confirmed: bool = True
    override: Override | None = None

    @property
    def received_senders(self) -> int | None:
        """实报: how many have reported; a 零报告 is a report."""
        return None if self.expected_senders is None else self.expected_senders - len(self.missing)


def replace(known: Verdict, **changes: object) -> Verdict:
    """Return a verdict with some fields filled in; TypeError for a name that is no field.

    Used instead of ``dataclasses.replace``, which builds all sixty fields anew each of some ten times a verdict.
    """
    if unknown := changes.keys() - known.__dict__.keys():
        raise TypeError(f"no such field: {unknown}")
    found = object.__new__(Verdict)
    found.__dict__.update(known.__dict__, **changes)
    return found


@cache
def units() -> dict[str, Unit]:
    """Return the unit of every number of a verdict, by field."""
    hints = get_type_hints(Verdict, include_extras=True)
    marked = {name: part for name, hint in hints.items() for part in get_args(hint) if hasattr(part, "__metadata__")}
    return {name: part.__metadata__[0] for name, part in marked.items()}
