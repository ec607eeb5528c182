"""A history made fit for forecasting: whole years and the part of the current year, corrections netted, gaps filled."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from .festival import settled
from .outlook import Floats, ForecastRefused

MIN_YEARS = 2
MAX_YEARS = 8
MAX_GAP_SHARE = 0.2


@dataclass(frozen=True)
class Record:
    """Whole past years (rows) and the observed periods of the year to forecast."""

    years: Floats
    current: Floats
    observed: float  # sum of the current year as reported, corrections included
    carried: float  # the same with estimates for the months not reported
    filled: int  # periods filled in

    @property
    def season(self) -> int:
        """Return the periods in a year."""
        return int(self.years.shape[1])


def periods_per_year(through: pd.Period) -> int:
    """Return 12 or 4; refuse any other frequency."""
    name = str(through.freqstr)
    if name.startswith("M"):
        return 12
    if name.startswith("Q"):
        return 4
    raise ForecastRefused("wrong_frequency", name)


def position(period: pd.Period, season: int) -> int:
    """Return the position of a period within its year, from 1."""
    return int(period.month if season == 12 else period.quarter)


def aligned(history: pd.Series, through: pd.Period) -> Floats:
    """Return the values up to the cut-off without holes in time (missing = NaN); later values are never read."""
    season = periods_per_year(through)
    if not isinstance(history.index, pd.PeriodIndex) or periods_per_year(history.index) != season:  # type: ignore[arg-type]
        raise ForecastRefused("wrong_frequency", str(getattr(history.index, "dtype", "")))
    order = history.index.asi8 - history.index.asi8.min() if len(history) else np.zeros(0, dtype=np.int64)
    values = history.to_numpy(dtype=float, na_value=np.nan)
    known = (history.index.asi8 <= through.ordinal) & ~np.isnan(values)
    if not known.any():
        raise ForecastRefused("all_missing")
    full = np.full(int(through.ordinal - history.index.asi8.min()) + 1, np.nan)
    full[order[known]] = values[known]
    return full


def record(values: Floats, through: pd.Period, closures: Collection[pd.Period] = ()) -> Record:
    """Return the record of values that end at the cut-off (NaN = missing, also in front).

    Closed periods keep their value in the year's sum, and teach nothing: elsewhere they are filled like gaps.
    """
    season = periods_per_year(through)
    inside = position(through, season) % season
    known = np.flatnonzero(~np.isnan(values))
    if known.size == 0:
        raise ForecastRefused("all_missing")
    if np.isinf(values).any():
        raise ForecastRefused("not_finite")
    values = values[known[0] :]
    late = len(values) - 1 - (known[-1] - known[0])
    if late > inside:
        raise ForecastRefused("stale", f"{late} periods without a value")
    values, inside = values[: len(values) - late], inside - late
    whole = (len(values) - inside) // season
    if whole < MIN_YEARS:
        raise ForecastRefused("too_short", f"{whole} whole years")
    whole = min(whole, MAX_YEARS)
    values = values[len(values) - whole * season - inside :]
    newest = through.ordinal - late
    places = [len(values) - 1 - (newest - period.ordinal) for period in closures]
    found = _record(values, whole, season, [place for place in places if 0 <= place < len(values)])
    if season != 12:
        return found
    coming = int((through + 1).year)  # the festival of past years is put where it lies in the year to forecast
    return replace(found, years=settled(found.years, coming - 1, coming))


def _record(values: Floats, whole: int, season: int, closed: list[int]) -> Record:
    reported = values
    values = values.copy()
    values[closed] = np.nan
    gaps = int(np.isnan(values).sum())
    if gaps > MAX_GAP_SHARE * len(values):
        raise ForecastRefused("too_many_missing", f"{gaps} of {len(values)}")
    filled = fill(values, season)
    carried = float(np.where(np.isnan(reported), filled, reported)[whole * season :].sum())
    values = netted(filled, whole, season)
    years = values[: whole * season].reshape(whole, season)
    return Record(years, values[whole * season :], float(np.nansum(reported[whole * season :])), carried, gaps)


def fill(values: Floats, season: int) -> Floats:
    """Fill a gap with the same period of the nearest years, scaled by the neighbouring level."""
    if not np.isnan(values).any():
        return values
    level = pd.Series(values).rolling(season, center=True, min_periods=1).mean().interpolate(limit_direction="both")
    base = np.maximum(level.to_numpy(dtype=float), 1e-12)
    relative = values / base
    out = values.copy()
    for at in np.flatnonzero(np.isnan(values)):
        same = relative[at % season :: season]
        out[at] = base[at] * (float(np.nanmean(same)) if not np.isnan(same).all() else 1.0)
    return out


def netted(values: Floats, whole: int, season: int) -> Floats:
    """Set negative corrections off against the other periods of their own year, which keep their proportions."""
    if (values >= 0).all():
        return values
    out = values.copy()
    for start in range(0, len(values), season):
        year = out[start : start + season]
        if (year >= 0).all():
            continue
        positive = np.maximum(year, 0.0)
        if year.sum() < 0 and start < whole * season:
            raise ForecastRefused("negative_year")
        out[start : start + season] = positive * (max(year.sum(), 0.0) / max(positive.sum(), 1e-300))
    return out
