"""How the outlook of a default reading has done: past forecasts made only from what was known then."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import isnan

import numpy as np
import pandas as pd

from dashboard.forecasting import (
    Backtest,
    backtest,
    backtest_count,
    backtest_level,
    from_vintages,
    rolling,
)
from dashboard.forecasting.backtest import LEAST
from dashboard.plan import periods
from dashboard.publishing.asking import Asked
from dashboard.publishing.histories import FREQUENCIES, coming_year, series_of
from dashboard.publishing.rows import Row
from dashboard.publishing.vintages import Vintages

Closures = tuple[pd.Period, ...]
Known = tuple[str, str, bytes]  # first period, frequency, values: a history that can be kept by


@dataclass(frozen=True)
class Record:
    """A backtest and what it was made from: vintages (earlier editions) or rolling (the history known now)."""

    found: Backtest
    kind: str

    def row(self, asked: Asked, region: str) -> Row:
        """Return the row; shares of nothing are NULL."""
        numbers = (self.found.held80, self.found.brier, self.found.brier_persistence)
        held, brier, naive = (None if isnan(number) else number for number in numbers)
        return {
            "target": asked.verdict.target, "reading": asked.reading.id, "region": region, "kind": self.kind,
            "origins": self.found.origins, "coverage_80": held, "brier": brier, "brier_persistence": naive,
            "reason": self.found.reason,
        }  # fmt: skip


def record(asked: Asked, vintages: Vintages, scale: int, closures: Closures = ()) -> Record:
    """Return the record of one reading at its edition."""
    if asked.kind == "flow":
        return _flow(asked, vintages, scale, closures)
    if asked.kind == "count":
        return Record(_count(asked), "rolling")
    history = series_of(asked.values.levels, asked.values.frequency)
    steps = {"M": 12, "Q": 4, "A": 1}[asked.values.frequency]
    return Record(_level(_kept(history), steps, _yearly(asked)), "rolling")


def _flow(asked: Asked, vintages: Vintages, scale: int, closures: Closures) -> Record:
    """Take earlier editions where enough of them end before the running year, else origins in the history."""
    history = series_of(asked.values.levels, asked.values.frequency)
    freq = FREQUENCIES[asked.values.frequency]
    past = {
        through: series_of({p: v / 10**scale for p, v in held.items()}, asked.values.frequency)
        for through, held in vintages.known(asked.indicator, asked.through).items()
        if coming_year(through) < asked.year
    }
    whole = history[pd.PeriodIndex(history.index).year < asked.year]
    kept = {pd.Period(periods.of_month(t, asked.values.frequency), freq=freq): h for t, h in past.items()}
    if whole.empty:
        return Record(_rolled(_kept(history), _yearly(asked), closures), "rolling")
    kept[whole.index[-1]] = whole  # what came of the finished years, as known now
    found = _from_vintages(tuple((str(cut), _kept(kept[cut])) for cut in sorted(kept)), _yearly(asked), closures)
    if found.origins >= LEAST:
        return Record(found, "vintages")
    return Record(_rolled(_kept(whole), _yearly(asked), closures), "rolling")


def _yearly(asked: Asked) -> float:
    """Return the growth a year that stands for the target in the past: what it asks of a year on the year before."""
    reading = asked.reading
    threshold, years = float(reading.threshold or 0), max(reading.end_year - (reading.base_year or 0), 1)
    return float((1 + threshold) ** (1 / years) - 1) if reading.method == "total" else threshold


def _kept(history: pd.Series) -> Known:
    first = history.index[0]
    return str(first), str(first.freqstr), history.to_numpy(dtype=float).tobytes()


def _series(known: Known) -> pd.Series:
    first, freq, content = known
    values = np.frombuffer(content, dtype=float)
    return pd.Series(values, index=pd.period_range(pd.Period(first, freq=freq), periods=len(values), freq=freq))


# Finished years seldom change from one edition to the next: what follows from them is kept.
@lru_cache(maxsize=256)
def _rolled(known: Known, growth: float, closures: Closures) -> Backtest:
    history = _series(known)
    return backtest(rolling(history, history.index[-1], lambda _, last: last * (1 + growth)), closures)


@lru_cache(maxsize=256)
def _from_vintages(known: tuple[tuple[str, Known], ...], growth: float, closures: Closures) -> Backtest:
    histories = {pd.Period(cut, freq=held[1]): _series(held) for cut, held in known}
    return backtest(from_vintages(histories, lambda _, last: last * (1 + growth)), closures)


@lru_cache(maxsize=256)
def _level(known: Known, steps: int, growth: float) -> Backtest:
    history = _series(known)
    return backtest_level(history, history.index[-1], steps, lambda level: level * (1 + growth))


def _count(asked: Asked) -> Backtest:
    """Try every month of the finished years for the December after it; goals run evenly to the plan's number."""
    reading, goal = asked.reading, float(asked.verdict.goal or 0)
    start = reading.count_from or asked.values.start
    running = series_of({p: v for p, v in asked.values.levels.items() if p >= start}, "M")
    whole = periods.months_between(start, f"{reading.end_year}-12")
    events = running.diff().fillna(running)
    years = range(periods.year(start), reading.end_year + 1)
    goals = {year: float(np.ceil(goal * periods.months_between(start, f"{year}-12") / whole)) for year in years}
    return _counted(_kept(events), tuple(goals.items()))


@lru_cache(maxsize=256)
def _counted(known: Known, goals: tuple[tuple[int, float], ...]) -> Backtest:
    events = _series(known)
    return backtest_count(events, events.index[-1], dict(goals))
