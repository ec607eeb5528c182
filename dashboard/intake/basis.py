"""Values of a period against cumulative ones, and against their own past: the 口径 of a series, proven or doubted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median

from dashboard.intake.issue import Issue
from dashboard.intake.observation import ObservationRow
from dashboard.plan import periods
from dashboard.plan.models import Indicator

_LEAST = 10  # what must have been stated before a sum of it says anything
_RUN = 4  # periods from January on that prove a cumulative series within one workbook
_STEPS = 3  # of them that really grow
_SHARE = 0.6  # of a steady flow's cumulative growth
_JUMP = 1000  # times a series' usual value: another unit

Known = Mapping[tuple[str, str, str, str], int]
"""Stored values of a sender by indicator, region, period and breakdown."""


def doubtful(
    rows: Sequence[ObservationRow], known: Known, indicators: Mapping[str, Indicator]
) -> Iterator[Issue]:
    """Yield a question for every row whose value is probably cumulative, falls though it is, or is in another unit."""
    own = {row.key for row in rows}
    earlier = {key: value for key, value in known.items() if key not in own}
    series = _series(earlier)
    yield from _jumps(rows, earlier)
    grouped: dict[tuple[str, str, int], list[ObservationRow]] = defaultdict(list)
    for row in rows:
        grouped[row.indicator, row.region, periods.year(row.period)].append(row)
    for (indicator, region, year), group in grouped.items():
        before = {on: value for on, value in series[indicator, region].items() if periods.year(on) == year}
        match indicators[indicator].aggregation:
            case "flow" if indicators[indicator].frequency != "A":
                yield from _cumulative(group, before, indicators[indicator])
            case "cumulative_count":
                yield from _falling(group, before)


def _series(values: Known) -> dict[tuple[str, str], dict[str, int]]:
    """Return the values of every indicator and region by period, over all breakdowns."""
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for (indicator, region, period, _), value in values.items():
        found[indicator, region][period] += value
    return found


def _cumulative(group: Sequence[ObservationRow], before: Mapping[str, int], indicator: Indicator) -> Iterator[Issue]:
    """Yield the rows of a year that look like running totals: of the periods before, or of the workbook's own."""
    told: dict[str, int] = defaultdict(int)
    for row in group:
        told[row.period] += row.value
    new = [told[on] for on in sorted(told)]
    earlier = {on: value for on, value in before.items() if on < min(told)}
    if any(new[place] > new[place + 1] for place in range(len(new) - 1)):
        return
    sum_before = sum(earlier.values())
    follows = len(earlier) >= 2 and len(earlier) == _place(min(told)) - 1
    whole = len(new) if indicator.frequency == "M" else 0
    after = follows and sum_before >= _LEAST and min(new) >= sum_before and (whole >= 2 or new[-1] < 2 * sum_before)
    if after or (not earlier and _place(min(told)) == 1 and _runs(new)):
        for row in group:
            fields = {"value": row.raw_value, "before": sum_before or new[0], "periods": len(earlier) or len(new)}
            code = "basis.follows" if after else "basis.runs"
            yield Issue(row.sheet, row.row_no, "", "held", code, fields)


def _runs(values: Sequence[int]) -> bool:
    """True when values from January on grow as running totals of a steady flow would."""
    if len(values) < _RUN or values[0] <= 0 or values[-1] < _LEAST:
        return False
    steps = sum(first < second for first, second in pairwise(values))
    return steps >= _STEPS and values[-1] >= _SHARE * len(values) * values[0]


def _place(period: str) -> int:
    """Return the number of a period within its year: 2024-09 -> 9, 2024Q3 -> 3."""
    return int(period[5:]) if period[4] in "-Q" else 1


def _falling(group: Sequence[ObservationRow], before: Mapping[str, int]) -> Iterator[Issue]:
    for row in group:
        most = max((value for on, value in before.items() if on < row.period), default=0)
        if row.value < most:
            yield Issue(row.sheet, row.row_no, "", "held", "basis.falls", {"value": row.raw_value, "before": most})


def _jumps(rows: Sequence[ObservationRow], earlier: Known) -> Iterator[Issue]:
    """Yield values a thousand times their series' usual one, or a thousandth of it."""
    past: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for (indicator, region, _, part), value in earlier.items():
        if value:
            past[indicator, region, part].append(value)
    for row in rows:
        usual = median(past.get((row.indicator, row.region, row.breakdown), [0]))
        if usual and row.value and not usual / _JUMP < row.value < usual * _JUMP:
            yield Issue(row.sheet, row.row_no, "", "held", "basis.jump", {"value": row.raw_value})
