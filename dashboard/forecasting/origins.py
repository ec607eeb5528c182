"""Past moments of one indicator, each with only what was known then, and the record made from them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .backtest import Backtest, Outcome, record_of
from .count import forecast_count
from .history import aligned, periods_per_year, position
from .level import forecast_level
from .outlook import Floats, ForecastRefused, YearOutlook
from .year import forecast_many

Goal = Callable[[int, float], float]  # year, last year's total as known then -> what the year had to reach


@dataclass(frozen=True)
class Origin:
    """One past moment: the history as known then, its cut-off, what came, and what had to be reached."""

    history: pd.Series
    through: pd.Period
    actual: float
    target: float


def backtest(origins: Sequence[Origin], closures: Collection[pd.Period] = ()) -> Backtest:
    """Return the record of one flow over past origins; those whose forecast is refused are left out."""
    return backtest_many([origins], closures)[0]


def backtest_many(records: Sequence[Sequence[Origin]], closures: Collection[pd.Period] = ()) -> list[Backtest]:
    """Return the record of several flows; all origins of one cut-off are forecast together."""
    groups: dict[pd.Period, list[tuple[int, Origin]]] = {}
    for at, origins in enumerate(records):
        for origin in origins:
            groups.setdefault(origin.through, []).append((at, origin))
    outcomes: list[list[Outcome]] = [[] for _ in records]
    for through, members in groups.items():
        known = [_values(origin) for _, origin in members]
        # a closure that lies after the cut-off was not known then
        past = [period for period in closures if period <= through]
        found = forecast_many(known, through, [[origin.target] for _, origin in members], past)
        for (at, origin), outlook in zip(members, found, strict=True):
            if isinstance(outlook, YearOutlook):
                outcomes[at].append(Outcome(outlook, origin.actual, origin.target, on_schedule(origin)))
    return [record_of(items) for items in outcomes]


def _values(origin: Origin) -> Floats:
    try:
        return aligned(origin.history, origin.through)
    except ForecastRefused:
        return np.full(1, np.nan)  # refused again, and left out


def on_schedule(origin: Origin) -> bool:
    """Tell the status of that moment: year to date against time progress; before a year begins, last year's total."""
    season = periods_per_year(origin.through)
    inside = position(origin.through, season) % season
    first = origin.through - (inside or season)
    index = pd.PeriodIndex(origin.history.index)
    done = float(origin.history[(index > first) & (index <= origin.through)].astype(float).sum())
    return done >= origin.target * (inside / season if inside else 1.0)


def rolling(history: pd.Series, through: pd.Period, target: Goal) -> list[Origin]:
    """Return every origin of the finished years in one history without revisions."""
    known = history[pd.PeriodIndex(history.index) <= through].sort_index()
    periods = pd.PeriodIndex(known.index)
    return _origins({period: known[periods <= period] for period in periods}, _whole_years(known, through), target)


def from_vintages(known: Mapping[pd.Period, pd.Series], target: Goal) -> list[Origin]:
    """Return every origin of the finished years from what each past edition knew, by its cut-off.

    What came is the year's total in the newest edition; histories and targets are those of the edition itself.
    """
    if not known:
        return []
    newest = max(known)
    return _origins(known, _whole_years(known[newest], newest), target)


def _origins(known: Mapping[pd.Period, pd.Series], whole: Mapping[int, float], target: Goal) -> list[Origin]:
    found = []
    for period in sorted(known):
        year, then = int((period + 1).year), _whole_years(known[period], period)
        if year in whole and year - 1 in then:
            found.append(Origin(known[period], period, whole[year], target(year, then[year - 1])))
    return found


def _whole_years(history: pd.Series, through: pd.Period) -> dict[int, float]:
    """Return the totals of the years of which every period is known."""
    periods = pd.PeriodIndex(history.index)
    known = history[(periods <= through) & history.notna().to_numpy()].astype(float)
    years = known.groupby(pd.PeriodIndex(known.index).year).agg(["sum", "count"])
    totals = years[years["count"] == periods_per_year(through)]["sum"]
    return {int(year): float(value) for year, value in totals.items()}  # type: ignore[call-overload]


def backtest_count(events: pd.Series, through: pd.Period, goals: Mapping[int, float]) -> Backtest:
    """Return the record of a cumulative count: ``events`` per month from the first that counts, no pipeline.

    Every month is an origin for the December that follows, in finished years with a goal (cumulative number by year).
    """
    known = events[pd.PeriodIndex(events.index) <= through].sort_index().astype(float)
    months, running = pd.PeriodIndex(known.index), known.to_numpy().cumsum()
    outcomes = []
    for at, month in enumerate(months):
        year = int((month + 1).year)
        end = at + int((pd.Period(f"{year}-12", freq="M") - month).n)
        if end >= len(months) or year not in goals:
            continue
        target = float(goals[year])
        found = forecast_count(int(running[at]), at + 1, end - at, [target])
        status = bool(running[at] >= target * (at + 1) / (end + 1))
        outcomes.append(Outcome(found, float(running[end]), target, status))
    return record_of(outcomes)


def backtest_level(history: pd.Series, through: pd.Period, steps: int, target: Callable[[float], float]) -> Backtest:
    """Return the record of a level: from every past period ``steps`` ahead; ``target`` takes the level of then."""
    known = history[pd.PeriodIndex(history.index) <= through].dropna().sort_index().astype(float)
    levels = dict(zip(pd.PeriodIndex(known.index), known.to_numpy().tolist(), strict=True))
    outcomes = []
    for start, value in levels.items():
        if start + steps not in levels:
            continue
        goal = float(target(value))
        try:
            found = forecast_level(known, start, start + steps, [goal])
        except ForecastRefused:
            continue
        outcomes.append(Outcome(found, levels[start + steps], goal, value >= goal))
    return record_of(outcomes)
