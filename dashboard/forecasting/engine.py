"""The centre and spread of the rest of a year, for many series with the same shape at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import t as student

from .outlook import Floats

_GRID = np.concatenate([[0.001, 0.0025, 0.005], np.arange(0.01, 0.995, 0.01), [0.995, 0.9975, 0.999]])


@dataclass(frozen=True)
class Curves:
    """Quantile curves of the year's total, one row a series."""

    probabilities: Floats
    values: Floats
    method: str


def curves(years: Floats, current: Floats) -> Curves:
    """Return quantile curves for years (series, years, periods) and current (series, observed periods)."""
    inside, season = current.shape[1], years.shape[2]
    observed = current.sum(axis=1)
    rest = np.stack(rules(years, current), axis=1)
    unit = np.maximum(years[:, -1].mean(axis=1), 1e-9) * 0.1
    logs = np.log(rest + unit[:, None])
    centre = logs.mean(axis=1)
    past = np.log(years[:, :, inside:].sum(axis=2) + unit[:, None])
    moves = np.diff(past, axis=1)
    own = np.sqrt((moves**2).sum(axis=1) + 2 * 0.15**2) / np.sqrt(moves.shape[1] + 2)
    spread = 0.75 * own * np.sqrt(1 - 0.35 * inside / season)
    still = (years[:, :, inside:].sum(axis=2).max(axis=1) <= 0) & (observed <= 0)
    shape = student.ppf(_GRID, 5)
    values = np.exp(centre[:, None] + spread[:, None] * shape[None, :]) - unit[:, None]
    values = np.where(still[:, None], 0.0, np.maximum(values, 0.0))
    return Curves(_GRID, observed[:, None] + values, "rules")


def rules(years: Floats, current: Floats) -> list[Floats]:
    """Return simple forecasts of the rest: last year's rest, its growth, the level times the usual share."""
    inside = current.shape[1]
    last = years[:, -1]
    rest = last[:, inside:].sum(axis=1)
    found = [rest]
    recent = np.concatenate([last[:, inside:], current], axis=1).sum(axis=1)
    total = np.maximum(years.sum(axis=2), 1e-12)
    share = (years[:, :, inside:].sum(axis=2) / total).mean(axis=1)
    found.append(recent * share)
    if inside:
        done = last[:, :inside].sum(axis=1)
        growth = np.clip((current.sum(axis=1) + 0.05 * recent) / np.maximum(done + 0.05 * recent, 1e-12), 0.3, 3.0)
        found.append(rest * growth)
    else:
        before = np.maximum(years[:, -2].sum(axis=1), 1e-12)
        found.append(rest * np.clip(last.sum(axis=1) / before, 0.7, 1.4))
    return found
