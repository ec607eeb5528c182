"""What is known of a series before it is forecast: rules, traits, and what kind it is."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from .outlook import Floats
from .profile import profile
from .rules import all_rules, quarterly
from .smoother import smooth
from .traits import TRAITS, all_traits

SMALL_YEAR = 30.0  # events a year below which whole numbers count as small; above it business growth is what counts


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
    quarters = quarterly(even, coming, grid) if season == 12 else grid
    rules = all_rules(scaled, past, repeated, coming, grid, quarters)
    traits = all_traits(even, scaled, past, index, rules, grid, quarters, inside)
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
