"""What a forecast says: quantiles, the chance of each target, equally likely values; and the refusal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

PROBABILITIES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
DRAWS = 400
EDGE = 0.3  # between no correction and the half of a continuity correction: the best calibrated of those tried


class ForecastRefused(ValueError):
    """No honest forecast can be made; ``reason`` is one of REASONS."""

    REASONS = (
        "too_short",  # fewer complete years (or points) than the method needs
        "all_missing",  # not one value up to the cut-off
        "too_many_missing",  # gaps that filling in would invent
        "stale",  # the newest value is older than the year before the one to forecast
        "wrong_frequency",  # neither monthly nor quarterly (for a level: nor annual)
        "not_finite",  # an infinite value
        "negative_year",  # corrections exceed a whole year's sum
        "bad_argument",  # a negative count, an end before the cut-off
    )

    def __init__(self, reason: str, detail: str = "") -> None:
        """Name the reason code and, for logs, what was seen."""
        if reason not in self.REASONS:
            raise ValueError(f"unknown reason {reason!r}")
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True)
class YearOutlook:
    """The distribution of one total or level, in the unit of the history.

    ``samples`` are equally likely values, ascending (in the order of shared paths once reconciled); ``p_attain[t]`` is
    P(value >= t); ``observed`` is the part already known, below which nothing is forecast; ``whole`` says that only
    whole numbers can occur.
    """

    quantiles: Mapping[float, float]
    p_attain: Mapping[float, float]
    samples: Floats = field(compare=False, repr=False)
    method: str
    observed: float = 0.0
    whole: bool = False


@dataclass(frozen=True)
class Curve:
    """One quantile curve: ascending probabilities and totals; ``whole`` when only whole numbers can occur."""

    probabilities: Floats
    values: Floats
    method: str
    whole: bool


def positions(draws: int = DRAWS) -> Floats:
    """Return the probabilities (i + 1/2) / n at which samples are read off a quantile function."""
    return (np.arange(draws) + 0.5) / max(draws, 1)


def from_curve(
    probabilities: Floats,
    values: Floats,
    targets: Sequence[float],
    method: str,
    observed: float = 0.0,
    whole: bool = False,
) -> YearOutlook:
    """Read an outlook off a quantile curve (ascending probabilities and values, ends = bounds).

    ``whole``: only whole numbers can occur, so n is reached by what lies above n - EDGE on the smooth curve.
    """
    quantiles = {p: float(np.interp(p, probabilities, values)) for p in PROBABILITIES}
    samples = np.interp(positions(), probabilities, values)
    attain = {float(t): 1.0 if t <= observed else chance(probabilities, values, edge(t, whole)) for t in targets}
    return YearOutlook(quantiles, attain, samples, method, observed, whole)


def edge(target: float, whole: bool) -> float:
    """Return the value on the smooth curve above which a target counts as reached."""
    return float(np.ceil(target)) - EDGE if whole else float(target)


def curve_of(outlook: YearOutlook) -> tuple[Floats, Floats]:
    """Return ascending probabilities and values through everything an outlook says: samples, quantiles, chances.

    An outlook read back from storage may hold no samples: then the curve is as fine as its quantiles.
    """
    said = {t: p for t, p in outlook.p_attain.items() if 0.0 < p < 1.0}
    draws = np.sort(np.asarray(outlook.samples, dtype=float))
    values = np.array([*draws, *outlook.quantiles.values(), *(edge(t, outlook.whole) for t in said)])
    below = np.array([*positions(len(draws)), *outlook.quantiles, *(1.0 - p for p in said.values())])
    order = np.lexsort((below, values))
    return np.maximum.accumulate(below[order]), values[order]


def chance(probabilities: Floats, values: Floats, target: float) -> float:
    """Return P(value >= target); 1 at or below the lowest value, 0 above the highest."""
    if target <= values[0]:
        return 1.0
    if target > values[-1]:
        return 0.0
    # the left end of a flat piece: mass exactly at the target counts as attained
    right = int(np.searchsorted(values, target, side="left"))
    low, high = values[right - 1], values[right]
    share = (target - low) / (high - low)
    return float(1.0 - (probabilities[right - 1] + share * (probabilities[right] - probabilities[right - 1])))
