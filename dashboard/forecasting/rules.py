"""Simple forecasts of the rest of a year."""

from __future__ import annotations

import numpy as np

from .outlook import Floats
from .profile import profile
from .smoother import Rest, smooth

RULES = (
    "grid",  # damped-trend smoothers on the deseasonalised periods
    "grid_quarters",  # the same on sums of three months
    "last_rest",  # last year's rest
    "last_year",  # level of the last twelve months, times the usual share
    "last_quarter",  # level of the last quarter, times the usual share
    "last_half",  # level of the last half-year, times the usual share
    "rest_grown",  # last year's rest, grown as the last twelve months grew
    "rest_grown_quarter",  # last year's rest, grown as the last quarter grew on the same one a year ago
    "elapsed",  # the part observed, divided by its usual share
    "rest_grown_elapsed",  # last year's rest, grown as the year to date has grown
    "mean_rest",  # the mean rest of all past years
    "mean_rest_two",  # the mean rest of the last two years
    "grid_recent",  # smoothers on the periods without the season of the last two years only
)
CAP = 8.0  # no rule says more than eight years of the usual level
GROWTH_DAMPING = 0.03  # of a year's level, added above and below before a growth is taken


def quarterly(even: Floats, coming: Floats, grid: Rest) -> Rest:
    """Smooth sums of three months, counted back from the newest month."""
    count, steps = coming.shape
    if even.shape[1] < 9:
        return grid
    sums = even[:, even.shape[1] % 3 :].reshape(count, -1, 3).mean(axis=2)
    ahead = np.zeros((count, -(-steps // 3)))
    for step in range(steps):
        ahead[:, step // 3] += coming[:, step]
    return smooth(sums, 4, ahead)


def growth(new: Floats, old: Floats, season: int) -> Floats:
    """Return new / old of yearly amounts, damped near zero and kept within a quarter and four times."""
    extra = GROWTH_DAMPING * season
    return np.asarray(np.clip((new + extra) / (old + extra), 0.25, 4.0), dtype=float)


def all_rules(scaled: Floats, past: Floats, index: Floats, coming: Floats, grid: Rest, quarters: Rest) -> Floats:
    """Return every rule (series, rule) for the rest of the year, in units of a usual period.

    ``scaled`` and ``past`` hold the periods and the whole past years in that unit, ``index`` the seasonal index of
    every known period and ``coming`` that of the periods ahead.
    """
    season = past.shape[2]
    inside, ahead = season - coming.shape[1], coming.sum(axis=1)
    rest, last = past[:, :, inside:].sum(axis=2), past[:, -1, inside:].sum(axis=1)
    year, before = scaled[:, -season:].sum(axis=1), scaled[:, -2 * season : -season].sum(axis=1)
    step = max(season // 4, 1)
    quarter, half = (_level(scaled, index, size, 0) * season for size in (step, 2 * step))
    elapsed = grown = last
    if inside:
        done = scaled[:, -inside:].sum(axis=1)
        share = ahead / season
        elapsed = done * share / np.maximum(1.0 - share, 0.05)
        pace = season / inside
        grown = last * growth(done * pace, past[:, -1, :inside].sum(axis=1) * pace, season)
    found = [
        *(grid.mean, quarters.mean, last, year * ahead / season, quarter * ahead / season),
        *(half * ahead / season, last * growth(year, before, season)),
        *(
            last * growth(quarter, _level(scaled, index, step, season) * season, season),
            elapsed,
            grown,
            rest.mean(axis=1),
        ),
        rest[:, -2:].mean(axis=1),
        _recent(scaled, past, inside),
    ]
    return np.asarray(np.clip(np.stack(found, axis=1), 0.0, CAP * season), dtype=float)


def _recent(scaled: Floats, past: Floats, inside: int) -> Floats:
    """Return the smoothers' rest when only the last two years say what the season is: seasons change."""
    season = past.shape[2]
    index = profile(past[:, -2:])
    known = np.take(np.maximum(index, 0.05), np.arange(scaled.shape[1]) % season, axis=1)
    return smooth(scaled / known, season, index[:, inside:]).mean


def _level(scaled: Floats, index: Floats, size: int, back: int) -> Floats:
    """Return the mean level of ``size`` periods that end ``back`` periods before the newest, season taken out."""
    stop = scaled.shape[1] - back
    part = slice(stop - size, stop)
    return np.asarray(scaled[:, part].sum(axis=1) / index[:, part].sum(axis=1), dtype=float)
