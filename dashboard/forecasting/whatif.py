"""What if: a factor on the growth still to come, and named deals or projects on top of it.

Exact where nothing changes: factor 1 and no addition give the same outlook. Chances rise with the factor and with every
addition, because each is a shift or a stretch of the same distribution.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from .outlook import Floats, ForecastRefused, YearOutlook, chance, curve_of, edge

ATOMS = 4096  # different sums of uncertain additions that are told apart
HALVINGS = 60


@dataclass(frozen=True)
class Addition:
    """A named deal or project on top of what is forecast: its amount, in the unit of the outlook, and its chance."""

    name: str
    amount: float
    chance: float = 1.0


def what_if(
    outlook: YearOutlook,
    targets: Sequence[float],
    factor: float = 1.0,
    added: Sequence[Addition] = (),
    base: float | None = None,
) -> YearOutlook:
    """Return the outlook when the remaining growth is multiplied and additions come on top.

    Flows: what lies above ``outlook.observed`` is multiplied by ``factor`` (0 or more). Levels: give ``base``, the
    newest level; the expected growth above it is multiplied and the uncertainty stays as it is. Additions are
    independent of each other and of the rest; the same name draws the same paths in every region. Counts of events
    have ``forecast_count(factor=, added=)`` instead. Raises ForecastRefused (bad_argument).
    """
    _checked(factor, added)
    if factor == 1.0 and not added and all(float(t) in outlook.p_attain for t in targets):
        return replace(outlook, p_attain={float(t): outlook.p_attain[float(t)] for t in targets})
    floor, sure = outlook.observed, 0.0
    if base is not None:
        sure, factor, floor = (factor - 1.0) * max(outlook.quantiles[0.5] - base, 0.0), 1.0, 0.0
    amounts, weights = _sums(added, sure)
    below, values = curve_of(outlook)
    changed = floor + factor * (values - floor)
    least = outlook.observed + float(amounts.min())
    attain = {float(t): _reached(edge(t, outlook.whole), t <= least, below, changed, amounts, weights) for t in targets}
    quantiles = {
        p: _quantile(p, floor + factor * (q - floor), below, changed, amounts, weights)
        for p, q in outlook.quantiles.items()
    }
    samples = floor + factor * (outlook.samples - floor) + sure + _paths(added, len(outlook.samples))
    return YearOutlook(quantiles, attain, samples, outlook.method + "+what if", least, outlook.whole)


def _checked(factor: float, added: Sequence[Addition]) -> None:
    if not (np.isfinite(factor) and factor >= 0):
        raise ForecastRefused("bad_argument", f"factor {factor}")
    for item in added:
        if not (np.isfinite(item.amount) and item.amount >= 0 and 0 <= item.chance <= 1):
            raise ForecastRefused("bad_argument", f"{item.name}: amount {item.amount}, chance {item.chance}")


def _sums(added: Sequence[Addition], sure: float) -> tuple[Floats, Floats]:
    """Return every sum that the additions can make, and its probability."""
    amounts, weights = np.array([sure]), np.ones(1)
    for item in added:
        amounts = np.concatenate([amounts, amounts + item.amount])
        weights = np.concatenate([weights * (1.0 - item.chance), weights * item.chance])
        if len(amounts) > ATOMS:  # sums that hardly differ count as one, the smaller
            step = max(float(np.ptp(amounts)), 1e-300) / (ATOMS // 4)
            amounts = amounts.min() + np.floor((amounts - amounts.min()) / step) * step
        amounts, place = np.unique(amounts, return_inverse=True)
        weights = np.asarray(np.bincount(place, weights), dtype=float)
    kept = weights > 0
    return amounts[kept], weights[kept]


def _reached(level: float, surely: bool, below: Floats, values: Floats, amounts: Floats, weights: Floats) -> float:
    """Return P(value + sum >= level)."""
    if surely:
        return 1.0
    parts = [w * chance(below, values, level - a) for a, w in zip(amounts, weights, strict=True)]
    return float(min(sum(parts), 1.0))


def _quantile(p: float, alone: float, below: Floats, values: Floats, amounts: Floats, weights: Floats) -> float:
    """Return the quantile of value + sum; ``alone`` is the quantile without any sum."""
    if len(amounts) == 1:
        return float(alone + amounts[0])
    low, high = alone + float(amounts[0]), alone + float(amounts[-1])
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        short = float(weights @ np.interp(middle - amounts, values, below, left=0.0, right=1.0))
        low, high = (middle, high) if short < p else (low, middle)
    return high


def _paths(added: Sequence[Addition], draws: int) -> Floats:
    """Return the sum of the additions on every path: as often as their chances say, the same for the same name."""
    total = np.zeros(draws)
    for item in added:
        rng = np.random.default_rng(zlib.crc32(item.name.encode()))
        order = rng.permutation(draws)
        total += item.amount * (order < round(item.chance * draws))
    return total
