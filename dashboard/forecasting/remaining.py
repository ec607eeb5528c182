"""What is still to come: the path to the year's end, what is needed per period, when a target is expected."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from .history import aligned, periods_per_year, record
from .outlook import Floats, YearOutlook
from .profile import profile

# Deviations of a cumulative sum grow with its share of the rest: with the share when the level is wrong, with its
# root when months err alone; between the two.
WIDENING = 0.75


def coming_shares(
    history: pd.Series, through: pd.Period, closures: Collection[pd.Period] = ()
) -> tuple[pd.PeriodIndex, Floats]:
    """Return the coming periods of the year and the usual share of the rest that is there at the end of each."""
    found = record(aligned(history, through), through, closures)
    season, inside = found.season, len(found.current)
    coming = profile(found.years[None])[0, inside:]
    share = coming.cumsum() / max(float(coming.sum()), 1e-12)
    share[-1] = 1.0
    first = pd.Period(f"{int((through + 1).year)}-01", freq=through.freqstr) + inside
    return pd.period_range(first, periods=season - inside, freq=through.freqstr), share


def fan(
    history: pd.Series, through: pd.Period, outlook: YearOutlook, closures: Collection[pd.Period] = ()
) -> pd.DataFrame:
    """Return the cumulative total at the end of every coming period: one row a period, one column a probability.

    The last row is the outlook itself; before it, the median follows the usual season.
    """
    index, share = coming_shares(history, through, closures)
    middle = outlook.quantiles[0.5]
    table = {
        p: outlook.observed + (middle - outlook.observed) * share + (value - middle) * share**WIDENING
        for p, value in outlook.quantiles.items()
    }
    return pd.DataFrame(table, index=index).clip(lower=outlook.observed).cummax()


def needed_per_period(target: float, observed: float, through: pd.Period) -> float:
    """Return what every remaining period of the year must bring on average; 0 when the target is reached."""
    season = periods_per_year(through)
    left = season - (through.month if season == 12 else through.quarter) % season
    return max(target - observed, 0.0) / left


def expected_in(path: pd.DataFrame, target: float, probability: float = 0.5) -> pd.Period | None:
    """Return the first period at whose end the target is reached with this probability; None within the year.

    ``path`` is a fan; P(total >= target) >= probability holds where the quantile at 1 - probability reaches it.
    """
    nearest = int(np.argmin(np.abs(path.columns.to_numpy(dtype=float) - (1.0 - probability))))
    column = path.iloc[:, nearest]
    reached = column[column >= target]
    return None if reached.empty else reached.index[0]
