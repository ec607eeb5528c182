"""Series with hardly any event: a rate with its own uncertainty instead of a smoother."""

from __future__ import annotations

import numpy as np

from .count import PRIOR_EVENTS, arrivals
from .outlook import Curve, Floats

MAX_EVENTS = 2  # periods with a value above zero in the whole record


def is_rare(years: Floats, current: Floats) -> bool:
    """Tell whether a record holds too few periods above zero to be smoothed."""
    return int((years > 0).sum() + (current > 0).sum()) <= MAX_EVENTS


def rare_curve(years: Floats, current: Floats) -> Curve:
    """Return the curve of the total: periods above zero as a Gamma-Poisson count, each of the mean size seen."""
    flat = np.concatenate([years.ravel(), current])
    seen = flat[flat > 0]
    size = float(seen.mean()) if seen.size else 1.0
    mass = arrivals(len(seen) + PRIOR_EVENTS, float(len(flat)), float(years.shape[1] - len(current)))
    upper = np.cumsum(mass)
    amounts = float(current.sum()) + size * np.arange(len(mass))
    # a step of probability at each possible amount
    probabilities = np.concatenate([[0.0], np.repeat(upper[:-1], 2), [1.0]])
    return Curve(probabilities, np.repeat(amounts, 2), "rare events", bool((flat == np.round(flat)).all()))
