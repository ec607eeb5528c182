"""A grid of damped-trend smoothers with fixed parameters, averaged by how well each has fitted.

Gardner and McKenzie (1985) for the damped trend; Hyndman et al. (2008), chapter 6, for the weights of past shocks.
With fixed parameters, errors and final states are linear in the values: one cached matrix a length does all members.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from .outlook import Floats

LEVELS = (0.03, 0.07, 0.13, 0.2, 0.3, 0.42, 0.56, 0.72, 0.9)
TRENDS = (0.0, 0.07, 0.2)
DAMPINGS = (0.8, 0.9, 0.97)


@dataclass(frozen=True)
class Rest:
    """The forecast sum of the coming periods and its standard deviation, one entry a series."""

    mean: Floats
    deviation: Floats


@cache
def grid() -> tuple[Floats, Floats, Floats]:
    """Return the smoothing parameters of every member: level, trend (as a share of level) and damping."""
    rows = [(a, b, d) for a in LEVELS for b in TRENDS for d in (DAMPINGS if b else DAMPINGS[:1])]
    level, share, damping = np.array(rows, dtype=float).T
    return level, share, damping


@cache
def weights(horizon: int) -> tuple[Floats, Floats]:
    """Return per member the trend's growth to each step, and the effect of a shock on each later step."""
    level, share, damping = grid()
    grown = np.cumsum(damping[:, None] ** np.arange(1, horizon + 1), axis=1)
    before = np.concatenate([np.ones((len(level), 1)), 1 + grown[:, :-1]], axis=1)
    impulse = level[:, None] * (1.0 + share[:, None] * before)
    effect = np.zeros((len(level), horizon, horizon))
    for shock in range(horizon):
        effect[:, shock, shock] = 1.0
        effect[:, shock, shock + 1 :] = impulse[:, : horizon - shock - 1]
    return grown, effect


@lru_cache(maxsize=48)
def operator(length: int, season: int) -> tuple[Floats, Floats, Floats]:
    """Return the matrices from values to errors (length, member * length), final levels and slopes (length, member)."""
    gain, share, damping = grid()
    values = np.eye(length)
    first, second = values[:, :season].mean(axis=1), values[:, season : 2 * season].mean(axis=1)
    start = 0.5 * (second - first) / season
    level = np.repeat((first - start * (season + 1) / 2)[:, None], len(gain), axis=1)
    slope = np.where(share > 0, start[:, None], 0.0)
    errors = np.empty((length, len(gain), length))
    for at in range(length):
        step = damping * slope
        expected = level + step
        error = values[:, at, None] - expected
        level = expected + gain * error
        slope = step + (gain * share) * error
        errors[:, :, at] = error
    return errors.reshape(length, -1), level, slope


def smooth(values: Floats, season: int, coming: Floats) -> Rest:
    """Forecast the sum of coming * level for values (series, periods) without season, at least two years of them.

    ``coming`` (series, steps) holds the seasonal index of every period ahead. Members weigh SSE ^ (-n / 2).
    """
    count, length = values.shape
    errors, to_level, to_slope = operator(length, season)
    squares = ((values @ errors).reshape(count, -1, length) ** 2).sum(axis=2)
    floor = 1e-6 * np.maximum((values**2).sum(axis=1, keepdims=True), 1e-12)
    score = -0.5 * length * np.log(squares + floor)
    share = np.exp(score - score.max(axis=1, keepdims=True))
    share /= share.sum(axis=1, keepdims=True)
    grown, effect = weights(coming.shape[1])
    total = values @ to_level * coming.sum(axis=1)[:, None] + values @ to_slope * (coming @ grown.T)
    total = np.maximum(total, 0.0)
    impulse = ((effect @ coming.T) ** 2).sum(axis=1).T
    mean = (share * total).sum(axis=1)
    within = (share * impulse * squares / length).sum(axis=1)
    between = (share * (total - mean[:, None]) ** 2).sum(axis=1)
    return Rest(mean, np.sqrt(within + between))
