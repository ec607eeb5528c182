"""The number of events by the end of a plan: Gamma-Poisson on the time left, informed by the pipeline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import nbinom

from .outlook import DRAWS, PROBABILITIES, Floats, ForecastRefused, YearOutlook, positions

# Jeffreys' shape for a rate: half an event before any was seen.
PRIOR_EVENTS = 0.5


@dataclass(frozen=True)
class Planned:
    """One entry of the pipeline: months from the cut-off to its planned date, and its chance of coming at all."""

    months: float
    chance: float = 0.8


def forecast_count(
    events: int,
    elapsed: float,
    left: float,
    targets: Sequence[float],
    pipeline: Sequence[Planned] = (),
    prior: tuple[float, float] = (PRIOR_EVENTS, 0.0),
    delay: float = 3.0,
    unannounced: float = 0.5,
) -> YearOutlook:
    """Return the distribution of the cumulative count when ``left`` months have passed.

    ``events`` were seen in ``elapsed`` months; ``prior`` adds pseudo-events and pseudo-months (a city's rate for a
    county). A planned entry slips by an exponential delay (mean months ``delay``). While the pipeline lasts, only the
    share ``unannounced`` of the usual rate comes on top of it. Predictive: negative binomial (Gelman et al., Bayesian
    Data Analysis, section 2.6) convolved with the pipeline. Raises ForecastRefused.
    """
    if events < 0 or elapsed <= 0 or left < 0:
        raise ForecastRefused("bad_argument", f"events {events}, elapsed {elapsed}, left {left}")
    due = [item for item in pipeline if item.months < left]
    covered = max((max(item.months, 0.0) for item in due), default=0.0)
    exposure = left - covered * (1.0 - unannounced)
    mass = arrivals(events + prior[0], elapsed + prior[1], exposure)
    for item in due:
        done = item.chance * (1.0 - float(np.exp(-(left - max(item.months, 0.0)) / max(delay, 1e-9))))
        mass = np.convolve(mass, [1.0 - done, done])
    return _read(events, mass, targets, "gamma-poisson" + ("+pipeline" if due else ""))


def arrivals(shape: float, months: float, exposure: float) -> Floats:
    """Return P(0), P(1), ... of further events, cut where less than 1e-9 is left."""
    if exposure <= 0:
        return np.ones(1)
    success = months / (months + exposure)
    top = int(nbinom.ppf(1 - 1e-9, shape, success)) + 1
    mass = np.asarray(nbinom.pmf(np.arange(top + 1), shape, success), dtype=float)
    return np.asarray(mass / mass.sum(), dtype=float)


def _read(events: int, mass: Floats, targets: Sequence[float], method: str) -> YearOutlook:
    below, above = np.cumsum(mass), np.cumsum(mass[::-1])[::-1]  # summed from the far end, so that chances never rise
    at = np.minimum(np.searchsorted(below, [*PROBABILITIES, *positions(DRAWS)], side="left"), len(mass) - 1)
    values = events + at.astype(float)
    attain = {float(t): _at_least(above, int(np.ceil(t)) - events) for t in targets}
    quantiles = dict(zip(PROBABILITIES, values[: len(PROBABILITIES)].tolist(), strict=True))
    return YearOutlook(quantiles, attain, values[len(PROBABILITIES) :], method, float(events))


def _at_least(above: Floats, needed: int) -> float:
    """Return the chance of that many further events or more; ``above`` holds the chances from 0 on."""
    if needed <= 0:
        return 1.0
    return float(min(above[needed], 1.0)) if needed < len(above) else 0.0
