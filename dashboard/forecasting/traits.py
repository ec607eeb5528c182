"""Traits of a series that say which rules to trust, and how far."""

from __future__ import annotations

import numpy as np

from .outlook import Floats
from .rules import RULES
from .smoother import Rest

COMPARED = RULES[:12]  # the last rule differs too little from the first
MIDDLE = [0, 1, 2, 3, 5, 6, 9]  # rules whose mean stands for the usual answer
TRAITS = (
    *("own", "own_year", "drift", "last_growth", "deviation", "deviation_quarters", "noise_year", "noise"),
    *("zeros", "rarity", "dispersion", "season", "shortness", "elapsed", "elapsed_squared", "share", "monthly"),
    *(f"above_{name}" for name in COMPARED),
)


def _rms(values: Floats) -> Floats:
    return np.asarray(np.sqrt((values**2).mean(axis=1)), dtype=float)


def all_traits(
    even: Floats, scaled: Floats, past: Floats, index: Floats, rules: Floats, grid: Rest, quarters: Rest, inside: int
) -> Floats:
    """Return every trait (series, trait); arguments as of ``all_rules``, ``even`` without season; rarity is left 1."""
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
    return np.concatenate([np.stack(found, axis=1), _disagreement(rules, extra * max(1 - part, 0.1))], axis=1)


def _disagreement(rules: Floats, extra: float) -> Floats:
    """Return how far each rule lies above the usual answer, as a difference of logarithms."""
    logs = np.log(rules[:, : len(COMPARED)] + extra)
    return np.asarray(np.clip(logs - logs[:, MIDDLE].mean(axis=1, keepdims=True), -1.0, 1.0), dtype=float)
