"""County distributions that add up to the city's: shared sample paths, reconciled by shrinkage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from .outlook import Floats, ForecastRefused, YearOutlook, chance, edge, from_curve, positions

SEED = 411500
CLOSEST = 0.9  # the highest correlation between counties that is believed


@dataclass(frozen=True)
class Coherent:
    """A city and its parts on shared paths: draw by draw the parts' samples sum to the city's."""

    city: YearOutlook
    parts: tuple[YearOutlook, ...]


def reconcile(
    city: YearOutlook,
    parts: Sequence[YearOutlook],
    city_targets: Sequence[float],
    part_targets: Sequence[Sequence[float]],
) -> Coherent:
    """Return outlooks that agree, from a city's outlook and those of all its parts, made separately.

    The parts are drawn together with the correlation that gives their sum the city's spread. The city's quantiles and
    those of the sum are averaged, weighted by precision; what remains to be observed in every part is then scaled, draw
    by draw, to the city's. Samples are in path order (not ascending); observed amounts stay floors.
    Raises ForecastRefused without parts.
    """
    if not parts or len(parts) != len(part_targets):
        raise ForecastRefused("bad_argument", f"{len(parts)} parts, {len(part_targets)} lists of targets")
    joint = _joint(np.stack([np.sort(part.samples) for part in parts]), float(np.std(city.samples)))
    observed = np.array([part.observed for part in parts])
    total = joint.sum(axis=0)
    agreed = np.maximum(_agreed(city.samples, total), observed.sum())
    rest = joint - observed[:, None]
    open_now = rest.sum(axis=0)
    even = np.full_like(rest, 1.0 / len(parts))
    share = np.divide(rest, open_now, out=even, where=open_now > 0)
    paths = observed[:, None] + share * (agreed - observed.sum())
    outlooks = [_read(row, t, p, p.observed) for row, t, p in zip(paths, part_targets, parts, strict=True)]
    return Coherent(_read(paths.sum(axis=0), city_targets, city, float(observed.sum())), tuple(outlooks))


def _joint(ascending: Floats, spread: float) -> Floats:
    """Reorder every part's draws so that their sum has the wanted standard deviation, as far as they allow."""
    own = ascending.std(axis=1)
    apart, cross = float((own**2).sum()), float(own.sum() ** 2 - (own**2).sum())
    correlation = float(np.clip((spread**2 - apart) / cross, 0.0, CLOSEST)) if cross > 0 else 0.0
    rng = np.random.default_rng(SEED)
    common = rng.standard_normal(ascending.shape[1])
    alone = rng.standard_normal(ascending.shape)
    score = np.sqrt(correlation) * common + np.sqrt(1 - correlation) * alone
    rank = score.argsort(axis=1).argsort(axis=1)
    return np.asarray(np.take_along_axis(ascending, rank, axis=1), dtype=float)


def _agreed(city: Floats, total: Floats) -> Floats:
    """Average two views of the city by precision, quantile by quantile, in the order of the paths."""
    above, below = float(np.var(city)), float(np.var(total))
    weight = 0.5 if above + below == 0 else below / (above + below)
    rank = total.argsort().argsort()
    own = np.sort(city)[rank * len(city) // len(total)] if len(city) != len(total) else np.sort(city)[rank]
    return np.asarray(weight * own + (1 - weight) * total, dtype=float)


def _read(path: Floats, targets: Sequence[float], before: YearOutlook, observed: float) -> YearOutlook:
    """Read an outlook off shared paths: the curve through the sorted draws, from what is observed upwards."""
    draws = np.sort(path)
    slack = 1e-9 * max(float(np.abs(path).max()), 1.0)  # sums of parts round differently
    below = np.concatenate([[0.0], positions(len(draws))])
    values = np.concatenate([[min(draws[0], observed)], draws])
    found = from_curve(below, values, [], before.method + "+reconciled", observed, before.whole)
    level = {float(t): edge(t, before.whole) - slack for t in targets}
    attain = {t: 1.0 if t <= observed + slack else chance(below, values, e) for t, e in level.items()}
    return replace(found, p_attain=attain, samples=path)
