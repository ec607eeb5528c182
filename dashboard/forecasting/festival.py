"""Spring Festival: it moves between January and February, and takes work with it.

The effect is read from the series itself, from the balance of January and February over the years, and only as far as
it stands out from their noise; past years are then moved to where the festival lies in the year to forecast. Sums of
January and February, hence of years, stay as they are.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cache

import holidays
import numpy as np

from .outlook import Floats

LEAST_YEARS = 3
AROUND = (-3, 10)  # days from New Year's Day in which work is slow: the eve's rush home, the holiday, the first week
NAME = "Spring Festival"
LARGEST = 1.5  # of the logarithm of January over February between a festival in either
# Variances taken off the square of the effect. Measured on 600 public monthly series put on Chinese calendars: without
# any effect the loss rises by at most 1 % (cut-off January) and 0.1 % (later); with an effect of 0.3 it falls by 6 to
# 19 % at a cut-off in January and by 1 to 3 % at others.
PENALTY = 4.0


@cache
def february_share(year: int) -> float:
    """Return the share of the festival's slow days that lie in February (0 to 1)."""
    days = holidays.country_holidays("CN", years=year, language="en_US")
    first = min(day for day, name in days.items() if NAME in name and day.year == year)
    slow = [first + timedelta(days) for days in range(AROUND[0], AROUND[1] + 1)]
    return sum(day.month == 2 for day in slow) / len(slow)


def settled(years: Floats, newest: int, coming: int) -> Floats:
    """Return years (year, 12 months), the last of them ``newest``, with the festival where it lies in ``coming``."""
    if len(years) < LEAST_YEARS or (years[:, :2] <= 0).any():
        return years
    share = np.array([february_share(year) for year in range(newest - len(years) + 1, newest + 1)])
    balance = np.log(years[:, 0] / years[:, 1])
    moved = balance + _effect(share, balance) * (february_share(coming) - share)
    out = years.copy()
    both = years[:, 0] + years[:, 1]
    out[:, 0] = both / (1.0 + np.exp(-moved))
    out[:, 1] = both - out[:, 0]
    return out


def _effect(share: Floats, balance: Floats) -> float:
    """Return how much a festival in February rather than in January lifts log(January / February); never below 0."""
    apart = share - share.mean()
    spread = float((apart**2).sum())
    if spread < 0.1:
        return 0.0
    effect = float((apart * balance).sum()) / spread
    left = balance - balance.mean() - effect * apart
    # with few years their own noise says little: one pseudo-year of a usual month's noise beside it
    noise = (float((left**2).sum()) + 0.1**2) / (len(share) - 1) / spread
    kept = max(1.0 - PENALTY * noise / max(effect**2, 1e-12), 0.0)
    return float(np.clip(effect * kept, 0.0, LARGEST))
