"""Simple forecasts of the rest of a year, and the traits of a series that say which of them to trust."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

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
)
TRAITS = (
    *("own", "own_year", "drift", "last_growth", "deviation", "deviation_quarters", "noise_year", "noise"),
    *("zeros", "rarity", "dispersion", "season", "shortness", "elapsed", "elapsed_squared", "share", "monthly"),
)
CAP = 8.0  # no rule says more than eight years of the usual level
GROWTH_DAMPING = 0.03  # of a year's level, added above and below before a growth is taken
SMALL_YEAR = 60.0  # events a year below which whole numbers count as small


@dataclass(frozen=True)
class Description:
    """Rules (series, rule) and traits (series, trait) in units of ``unit``, the usual amount of one period."""

    unit: Floats
    rules: Floats
    traits: Floats
    small: NDArray[np.bool_]  # counts that are small, or series with many zeros
    calm: Floats  # the largest relative deviation this series gives reason for
    whole: NDArray[np.bool_]  # only whole numbers were ever seen

    def take(self, rows: NDArray[np.intp]) -> Description:
        """Return some of the series."""
        return Description(*(getattr(self, item.name)[rows] for item in fields(self)))


def describe(years: Floats, current: Floats) -> Description:
    """Return rules and traits for years (series, years, periods) and current (series, observed periods)."""
    count, season, inside = years.shape[0], years.shape[2], current.shape[1]
    flat = np.concatenate([years.reshape(count, -1), current], axis=1)
    usual = np.maximum(years[:, -1].mean(axis=1), 0.05 * years.mean(axis=(1, 2)))
    unit = np.maximum(np.maximum(usual, flat[:, -season:].mean(axis=1)), 1e-12)
    scaled, past = flat / unit[:, None], years / unit[:, None, None]
    index = profile(years)
    repeated = np.take(np.maximum(index, 0.05), np.arange(flat.shape[1]) % season, axis=1)
    even, coming = scaled / repeated, index[:, inside:]
    grid = smooth(even, season, coming)
    quarters = _quarters(even, coming, grid) if season == 12 else grid
    rules = _rules(scaled, past, repeated, coming, grid, quarters)
    traits = _traits(even, scaled, past, index, rules, grid, quarters, inside)
    yearly = years[:, -3:].sum(axis=2).mean(axis=1)
    whole = (flat == np.round(flat)).all(axis=1)
    size = np.where(whole & (yearly < SMALL_YEAR), 1.0, _usual_amount(years[:, -3:]))
    traits[:, TRAITS.index("rarity")] = -0.5 * np.log(np.maximum(yearly / size, 1.0))
    small = ((scaled == 0).mean(axis=1) > 0.1) | (whole & (yearly < SMALL_YEAR))
    calm = np.exp(traits[:, [0, 4, 6, 10]]).sum(axis=1) - 0.1  # offsets of the logs taken off, 0.01 to 0.02 left
    return Description(unit, rules, traits, small, 3.0 * np.maximum(calm, 0.005), whole)


def _usual_amount(years: Floats) -> Floats:
    """Return the median of the amounts above zero: yearly sums over it are events, whatever the unit."""
    amounts = np.sort(years.reshape(len(years), -1), axis=1)
    above = (amounts > 0).sum(axis=1)
    middle = amounts.shape[1] - np.maximum((above + 1) // 2, 1)
    found = amounts[np.arange(len(amounts)), middle]
    return np.where(found > 0, found, 1.0)


def _quarters(even: Floats, coming: Floats, grid: Rest) -> Rest:
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


def _rules(scaled: Floats, past: Floats, index: Floats, coming: Floats, grid: Rest, quarters: Rest) -> Floats:
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
    ]
    return np.asarray(np.clip(np.stack(found, axis=1), 0.0, CAP * season), dtype=float)


def _level(scaled: Floats, index: Floats, size: int, back: int) -> Floats:
    """Return the mean level of ``size`` periods that end ``back`` periods before the newest, season taken out."""
    stop = scaled.shape[1] - back
    part = slice(stop - size, stop)
    return np.asarray(scaled[:, part].sum(axis=1) / index[:, part].sum(axis=1), dtype=float)


def _rms(values: Floats) -> Floats:
    return np.asarray(np.sqrt((values**2).mean(axis=1)), dtype=float)


def _traits(
    even: Floats, scaled: Floats, past: Floats, index: Floats, rules: Floats, grid: Rest, quarters: Rest, inside: int
) -> Floats:
    season, count = past.shape[2], past.shape[1]
    part = inside / season
    extra = 0.02 * season
    rest = np.log(past[:, :, inside:].sum(axis=2) + extra * max(1 - part, 0.1))
    yearly = np.diff(np.log(past.sum(axis=2) + extra), axis=1)
    average = np.maximum(even.mean(axis=1), 1e-12)
    spread = np.log(np.maximum(rules[:, [0, 1, 2, 3, 5, 6, 9, 11]] + extra * max(1 - part, 0.08), 1e-9)).std(axis=1)
    relative = [np.log1p(item.deviation / np.maximum(item.mean, 1e-12)) for item in (grid, quarters)]
    full = np.ones(len(past))
    found = [
        *(np.log(_rms(np.diff(rest, axis=1)) + 0.03), np.log(_rms(yearly) + 0.03)),
        *(np.clip(yearly.mean(axis=1), -0.7, 0.7), np.clip(yearly[:, -1], -0.7, 0.7)),
        *(np.log(relative[0] + 0.01), np.log(relative[1] + 0.01)),
        np.log(_rms(even[:, season:] - even[:, :-season]) / average + 0.03),
        np.log(_rms(np.diff(even, axis=1)) / average + 0.03),
        *((scaled == 0).mean(axis=1), full, np.log(spread + 0.01), np.minimum(index.std(axis=1), 1.0)),
        *(full / count, full * part, full * part**2, index[:, inside:].sum(axis=1) / season, full * (season == 12)),
    ]
    return np.stack(found, axis=1)
