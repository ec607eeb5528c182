"""How the outlook of one indicator would have done in the past, made only from what was known then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .history import periods_per_year, position
from .outlook import ForecastRefused
from .year import forecast_year

LEAST = 12  # origins below which nothing is said
HELD = 0.70  # share of 80 % intervals that must have held; too wide an interval misleads nobody


@dataclass(frozen=True)
class Origin:
    """One past moment: the history as known then, its cut-off, what came, and what had to be reached."""

    history: pd.Series
    through: pd.Period
    actual: float
    target: float


@dataclass(frozen=True)
class Backtest:
    """The record of one indicator; ``reason`` is empty, too_few, interval or brier."""

    origins: int
    held80: float  # share of the 80 % intervals that held
    brier: float
    brier_persistence: float  # of the forecast "the status of that moment persists"
    reason: str

    @property
    def shown(self) -> bool:
        """Tell whether the outlook may be shown."""
        return self.reason in ("", "too_few")


def backtest(origins: Sequence[Origin]) -> Backtest:
    """Return the record over past origins; those whose forecast is refused are left out."""
    held, squares, persistence = [], [], []
    for origin in origins:
        try:
            found = forecast_year(origin.history, origin.through, [origin.target])
        except ForecastRefused:
            continue
        came = float(origin.actual >= origin.target)
        held.append(float(found.quantiles[0.1] <= origin.actual <= found.quantiles[0.9]))
        squares.append((found.p_attain[float(origin.target)] - came) ** 2)
        persistence.append((float(on_schedule(origin)) - came) ** 2)
    if not held:
        return Backtest(0, float("nan"), float("nan"), float("nan"), "too_few")
    share, brier, naive = (float(np.mean(v)) for v in (held, squares, persistence))
    return Backtest(len(held), share, brier, naive, _reason(len(held), share, brier, naive))


def _reason(count: int, share: float, brier: float, naive: float) -> str:
    if count < LEAST:
        return "too_few"
    if share < HELD:
        return "interval"
    return "brier" if brier > naive else ""


def on_schedule(origin: Origin) -> bool:
    """Tell the status of that moment: year to date against time progress; before a year begins, last year's total."""
    season = periods_per_year(origin.through)
    inside = position(origin.through, season) % season
    known = origin.history[origin.history.index <= origin.through].astype(float)
    if inside == 0:
        return bool(known.iloc[-season:].sum() >= origin.target)
    return bool(known.iloc[-inside:].sum() >= origin.target * inside / season)


def rolling(history: pd.Series, through: pd.Period, target: Callable[[int, float], float]) -> list[Origin]:
    """Return every origin of the finished years in one history without revisions.

    ``target(year, last year's total)`` says what a year had to reach. Histories with revisions: build Origin yourself.
    """
    season = periods_per_year(through)
    known = history[history.index <= through].sort_index()
    years = known.groupby(pd.PeriodIndex(known.index).year).agg(["sum", "count"])
    whole = years[years["count"] == season]["sum"].to_dict()
    found = []
    for period in known.index:
        year = int((period + 1).year)
        if year in whole and year - 1 in whole:
            past = known[known.index <= period]
            found.append(Origin(past, period, float(whole[year]), target(year, float(whole[year - 1]))))
    return found
