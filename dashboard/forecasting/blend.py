"""The centre and spread of the rest of the year: rules weighted by the traits of the series.

A small network turns traits into weights of the rules (they sum to one), a spread and a bounded shift. The centre is
the weighted mean of the rules on a log scale, for small counts on a square-root scale, where a Poisson count has the
same variance at every level (Anscombe 1948).
"""

from __future__ import annotations

import numpy as np

from .constants import Blend, Member
from .describe import Description
from .outlook import Floats

START_SPREAD = {"flow": -2.3, "small": 0.0}  # log spread of a network with no weights
SHIFT = {"flow": 0.5, "small": 2.0}  # the largest shift, in spreads
OFFSET = {"flow": 0.004, "small": 0.0}  # of a year's level, added before the logarithm


def offset(kind: str, season: int, steps: int) -> float:
    """Return what is added to the rest (in units of a usual period) before its logarithm is taken."""
    return OFFSET[kind] * season * max(steps / season, 0.1)


def scaled(rules: Floats, kind: str, extra: float | Floats) -> Floats:
    """Return rules on the scale they are averaged on."""
    return np.asarray(np.sqrt(rules) if kind == "small" else np.log(rules + extra), dtype=float)


def unscaled(values: Floats, kind: str, extra: float | Floats) -> Floats:
    """Return amounts from the scale of the centre; never below zero."""
    if kind == "small":
        return np.asarray(np.maximum(values, 0.0) ** 2, dtype=float)
    return np.asarray(np.maximum(np.exp(np.minimum(values, 6.0)) - extra, 0.0), dtype=float)


def standardised(traits: Floats, blend: Blend) -> Floats:
    """Return the traits the blend looks at, in standard deviations, clipped at four."""
    return np.asarray(np.clip((traits[:, blend.traits] - blend.centre) / blend.scale, -4.0, 4.0), dtype=float)


def member(net: Member, traits: Floats, rules: Floats, kind: str) -> tuple[Floats, Floats]:
    """Return the centre and the log spread that one network gives."""
    hidden = np.tanh(traits @ net.hidden + net.hidden_bias)
    logits = hidden @ net.logits + 0.3 * (traits @ net.logits_traits) + net.logits_bias
    weight = np.exp(logits - logits.max(axis=1, keepdims=True))
    weight /= weight.sum(axis=1, keepdims=True)
    log_spread = (hidden @ net.spread + traits @ net.spread_traits + net.spread_bias)[:, 0] + START_SPREAD[kind]
    log_spread = np.clip(log_spread, -6.0, 1.2)
    shift = np.tanh((hidden @ net.shift + net.shift_bias)[:, 0])
    return (weight * rules).sum(axis=1) + SHIFT[kind] * np.exp(log_spread) * shift, log_spread


def blended(found: Description, blend: Blend, kind: str, extra: float) -> tuple[Floats, Floats]:
    """Return centre and spread (series,) on the scale of the kind, averaged over the networks."""
    traits = standardised(found.traits, blend)
    rules = scaled(found.rules[:, blend.rules], kind, extra)
    parts = [member(net, traits, rules, kind) for net in blend.members]
    centre = np.mean([part[0] for part in parts], axis=0)
    spread = np.exp(np.mean([part[1] for part in parts], axis=0))
    if kind == "flow":
        spread = np.minimum(spread, found.calm)
    return centre, spread
