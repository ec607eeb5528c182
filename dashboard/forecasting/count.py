"""The number of events by the end of a plan: Gamma-Poisson on the time left, informed by the pipeline."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import gammaln
from scipy.stats import nbinom

from .outlook import DRAWS, PROBABILITIES, Floats, ForecastRefused, YearOutlook, positions
from .pipeline import PipelineRates, Planned

# Jeffreys' shape for a rate: half an event before any was seen.
PRIOR_EVENTS = 0.5
NO_PRIOR = (PRIOR_EVENTS, 0.0)
USUAL = PipelineRates()


def forecast_count(
    events: int,
    elapsed: float,
    left: float,
    targets: Sequence[float],
    pipeline: Sequence[Planned] | None = None,
    prior: tuple[float, float] = NO_PRIOR,
    rates: PipelineRates = USUAL,
    factor: float = 1.0,
    added: Sequence[Planned] = (),
) -> YearOutlook:
    """Return the distribution of the cumulative count when ``left`` months have passed.

    ``events`` were seen in ``elapsed`` months; ``prior`` adds pseudo-events and pseudo-months (a city's rate for a
    county). ``pipeline`` None: nothing is known of what is planned, and the usual rate goes on. Otherwise the open
    entries come with the chances and delays of ``rates``, and only what they cannot hold yet comes on top.
    What if: ``factor`` multiplies the rate of unplanned events, ``added`` are further entries on top of everything;
    more of either never lowers a chance. Predictive: negative binomial (Gelman et al., Bayesian Data Analysis,
    section 2.6) convolved with the entries. Raises ForecastRefused (bad_argument).
    """
    if events < 0 or elapsed <= 0 or left < 0 or factor < 0:
        raise ForecastRefused("bad_argument", f"events {events}, elapsed {elapsed}, left {left}, factor {factor}")
    mass = further(events, elapsed, left, pipeline, prior, rates, factor, added)
    method = "gamma-poisson" + ("" if pipeline is None else "+pipeline")
    return _read(events, mass, targets, method + ("+what if" if added or factor != 1.0 else ""))


def further(
    events: int,
    elapsed: float,
    left: float,
    pipeline: Sequence[Planned] | None,
    prior: tuple[float, float] = NO_PRIOR,
    rates: PipelineRates = USUAL,
    factor: float = 1.0,
    added: Sequence[Planned] = (),
) -> Floats:
    """Return P(0), P(1), ... of further events within ``left`` months; arguments as of forecast_count."""
    exposure = left if pipeline is None else rates.unplanned(left)
    mass = arrivals(events + prior[0], elapsed + prior[1], exposure * factor)
    for item in (*(pipeline or ()), *added):
        done = rates.comes(item, left)
        mass = np.convolve(mass, [1.0 - done, done]) if done > 0 else mass
    return mass


def arrivals(shape: float, months: float, exposure: float) -> Floats:
    """Return P(0), P(1), ... of further events, cut where less than 1e-9 is left."""
    if exposure <= 0:
        return np.ones(1)
    success, miss = months / (months + exposure), max(exposure / (months + exposure), 1e-300)
    top = int(nbinom.ppf(1 - 1e-9, shape, success)) + 1
    k = np.arange(top + 1)
    mass = np.exp(gammaln(k + shape) - gammaln(k + 1) - gammaln(shape) + shape * np.log(success) + k * np.log(miss))
    return np.asarray(mass / mass.sum(), dtype=float)


def at_least(mass: Floats, needed: int) -> float:
    """Return the chance of that many further events or more."""
    above = np.cumsum(mass[::-1])[::-1]  # summed from the far end, so that chances never rise
    if needed <= 0:
        return 1.0
    return float(min(above[needed], 1.0)) if needed < len(above) else 0.0


def _read(events: int, mass: Floats, targets: Sequence[float], method: str) -> YearOutlook:
    below = np.cumsum(mass)
    at = np.minimum(np.searchsorted(below, [*PROBABILITIES, *positions(DRAWS)], side="left"), len(mass) - 1)
    values = events + at.astype(float)
    attain = {float(t): at_least(mass, int(np.ceil(t)) - events) for t in targets}
    quantiles = dict(zip(PROBABILITIES, values[: len(PROBABILITIES)].tolist(), strict=True))
    return YearOutlook(quantiles, attain, values[len(PROBABILITIES) :], method, float(events), whole=True)
