"""What is known about a quantity as the pandas series that forecasts take; values in the indicator's unit."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.attainment import Values, flows
from dashboard.plan.models import Catalogue
from dashboard.plan.periods import Frequency

FREQUENCIES: dict[Frequency, str] = {"M": "M", "Q": "Q", "A": "Y"}  # ours -> pandas
Floats = NDArray[np.float64]


def series_of(levels: Mapping[str, Decimal] | Mapping[str, float], frequency: Frequency) -> pd.Series:
    """Return the known periods as floats, oldest first; unknown ones between them are missing."""
    freq, names = FREQUENCIES[frequency], sorted(levels)
    known = pd.Series(np.array([float(levels[name]) for name in names]), index=pd.PeriodIndex(names, freq=freq))
    return known.reindex(pd.period_range(known.index[0], known.index[-1], freq=freq)) if names else known


def up_to(values: Values, last: str) -> dict[str, Decimal]:
    """Return the levels of periods up to one, itself included."""
    return {period: level for period, level in values.levels.items() if period <= last}


def closed(values: Values, before: int) -> pd.Series:
    """Return the totals of the complete calendar years of a flow before a year."""
    years = flows.closed_years(values, f"{before - 1}-12")
    totals = np.array([float(total) for total in years.values()])
    return pd.Series(totals, index=pd.PeriodIndex([str(year) for year in years], freq="Y"))


def coming_year(month: str) -> int:
    """Return the year of the month after one: the year that is open at an edition's cut-off."""
    return int((pd.Period(month, freq="M") + 1).year)


def closures_of(catalogue: Catalogue, frequency: Frequency, through: str) -> tuple[pd.Period, ...]:
    """Return the months up to one in which business stood still; none for other frequencies, which hide them."""
    if frequency != "M":
        return ()
    return tuple(pd.Period(found.month, freq="M") for found in catalogue.plan.closures if found.month <= through)
