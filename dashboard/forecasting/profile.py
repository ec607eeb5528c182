"""The seasonal profile of a year: how its periods stand to its average, shrunk towards flat by its own noise."""

from __future__ import annotations

import numpy as np

from .outlook import Floats


def profile(years: Floats) -> Floats:
    """Return seasonal indices (series, periods) with mean one, from years (series, years, periods).

    The trend within a year is taken out first (straight lines between the centres of the years); the indices are
    ratios of sums over the years, shrunk towards one by the part of their variance that noise explains.
    """
    count, season = years.shape[1], years.shape[2]
    level = trend(years)
    weight = np.maximum(level.sum(axis=1), 1e-12)
    raw = years.sum(axis=1) / weight
    average = np.maximum(raw.mean(axis=1, keepdims=True), 1e-12)
    index: Floats = np.where(average > 1e-9, raw / average, 1.0)
    ratio = years / np.maximum(level, 1e-12)
    ratio = np.where(level > 1e-9, np.minimum(ratio, 20.0), index[:, None, :])
    noise = ((ratio - index[:, None, :]) ** 2).sum(axis=1).mean(axis=1)
    noise = noise / max((count - 1) * season / (season - 1), 1e-12)
    spread = ((index - 1.0) ** 2).sum(axis=1) / (season - 1)
    kept = np.clip(1.0 - noise / count / np.maximum(spread, 1e-12), 0.0, 1.0)
    return np.asarray(1.0 + kept[:, None] * (index - 1.0), dtype=float)


def trend(years: Floats) -> Floats:
    """Return the level of every past period: lines between the yearly means, half the slope beyond the outer ones."""
    season = years.shape[2]
    mean = years.mean(axis=2)
    slope = np.diff(mean, axis=1)
    offset = (np.arange(season) + 0.5) / season - 0.5
    before = np.concatenate([0.5 * slope[:, :1], slope], axis=1)
    after = np.concatenate([slope, 0.5 * slope[:, -1:]], axis=1)
    level = mean[:, :, None] + np.where(offset < 0, before[:, :, None], after[:, :, None]) * offset
    return np.asarray(np.maximum(level, 0.1 * mean[:, :, None]), dtype=float)
