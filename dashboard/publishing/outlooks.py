"""Outlooks of growth and count targets: probability at the year's end and at the plan's end, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

import numpy as np
import pandas as pd

from dashboard.attainment import Values, Verdict, flows, paths
from dashboard.forecasting import ForecastRefused, YearOutlook, forecast_count, forecast_level, forecast_year
from dashboard.plan import periods
from dashboard.plan.models import Reading
from dashboard.publishing.rows import Row, exact
from dashboard.reporting.hashing import canonical_json

NONE_FOR = ("completed", "final_met", "final_missed")  # nothing is open any more
NOT_FOR = ("awaited", "not_assessed")  # nothing to build on; the reason is stored
_FREQUENCIES = {"M": "M", "Q": "Q", "A": "Y"}


def rows_of(verdict: Verdict, reading: Reading, values: Values, region: str) -> list[Row]:
    """Return the outlooks of a default verdict, from what the edition knows only."""
    goal = verdict.goal
    if verdict.status in NONE_FOR or goal is None:
        return []
    if verdict.status in NOT_FOR:
        return [_row(verdict, region, "plan_end", goal, None, verdict.status)]
    if values.aggregation == "flow" and values.frequency != "A":
        return list(_flow(verdict, reading, values, region))
    ask = _count if values.aggregation == "cumulative_count" else _level
    return [_asked(verdict, region, "plan_end", goal, lambda level: ask(verdict, reading, values, level))]


def _flow(verdict: Verdict, reading: Reading, values: Values, region: str) -> Iterator[Row]:
    """Yield the year (against its path) and the plan's end; in the last year they are the same."""
    history = _history(values)
    last = history.index[-1]
    year, base_year, goal = int((last + 1).year), reading.base_year or 0, verdict.goal or Decimal(0)
    base, threshold, n = verdict.base or goal, verdict.threshold or goal, verdict.n or 1
    if year > reading.end_year:
        return
    path = paths.level(verdict.method, base, threshold, n, Decimal(year - base_year))
    yield _asked(verdict, region, "year", path, lambda level: forecast_year(history, last, [level]))

    def plan_end(level: float) -> YearOutlook:
        running = forecast_year(history, last, [level])
        if year == reading.end_year:
            return running
        years = _closed(values, year)
        end = pd.Period(str(reading.end_year), freq="Y")
        return forecast_level(years, years.index[-1], end, [level], latest=running)

    yield _asked(verdict, region, "plan_end", goal, plan_end)


def _level(verdict: Verdict, reading: Reading, values: Values, goal: float) -> YearOutlook:
    """Forecast an annual series, a stock or a ratio to the end of its reading."""
    freq = _FREQUENCIES[values.frequency]
    end = pd.Period(f"{reading.end_year}-12", freq=freq)
    return forecast_level(_history(values), pd.Period(verdict.period, freq=freq), end, [goal])


def _count(verdict: Verdict, reading: Reading, values: Values, goal: float) -> YearOutlook:
    """Forecast a cumulative count to the end of its reading."""
    start = reading.count_from or values.start
    elapsed = periods.months_between(start, verdict.period)
    left = periods.months_between(start, f"{reading.end_year}-12") - elapsed
    return forecast_count(int(verdict.level or 0), elapsed, left, [goal])


def _history(values: Values) -> pd.Series:
    """Return the known periods as floats; unknown ones between them are missing."""
    freq = _FREQUENCIES[values.frequency]
    names = sorted(values.levels)
    known = pd.Series(np.array([float(values.levels[name]) for name in names]), index=pd.PeriodIndex(names, freq=freq))
    return known.reindex(pd.period_range(known.index[0], known.index[-1], freq=freq))


def _closed(values: Values, before: int) -> pd.Series:
    """Return the complete calendar years of a flow before a year."""
    years = flows.closed_years(values, f"{before - 1}-12")
    totals = np.array([float(total) for total in years.values()])
    return pd.Series(totals, index=pd.PeriodIndex([str(year) for year in years], freq="Y"))


def _asked(verdict: Verdict, region: str, horizon: str, goal: Decimal, ask: Callable[[float], YearOutlook]) -> Row:
    """Return one outlook row; a refused forecast keeps its reason."""
    try:
        return _row(verdict, region, horizon, goal, ask(float(goal)), "")
    except ForecastRefused as refused:
        return _row(verdict, region, horizon, goal, None, refused.reason)


def _row(
    verdict: Verdict, region: str, horizon: str, goal: Decimal, found: YearOutlook | None, reason: str
) -> Row:
    return {
        "target": verdict.target, "reading": verdict.reading, "region": region, "horizon": horizon,
        "goal": exact(goal), "p_attain": found.p_attain[float(goal)] if found else None,
        "method": found.method if found else "", "reason": reason,
        "quantiles": canonical_json({str(p): value for p, value in found.quantiles.items()} if found else {}),
    }  # fmt: skip
