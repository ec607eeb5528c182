"""Quantile curves of the year's total, for many series with the same shape at once."""

from __future__ import annotations

import numpy as np

from .blend import blended, offset, unscaled
from .constants import Constants, constants
from .describe import Description, describe
from .outlook import Curve, Floats
from .rare import is_rare, rare_curve

STEPS = 8  # points between two fitted probabilities


def curves(years: Floats, current: Floats) -> list[Curve]:
    """Return a curve a series, for years (series, years, periods) and current (series, observed periods)."""
    found = describe(years, current)
    fitted = constants()
    steps = years.shape[2] - current.shape[1]
    name = "M" if years.shape[2] == 12 else "Q"
    probabilities = fine(fitted.probabilities)
    rest = np.zeros((len(years), len(probabilities)))
    for kind, rows in (("flow", np.flatnonzero(~found.small)), ("small", np.flatnonzero(found.small))):
        if rows.size:
            table = fitted.shapes[name if kind == "flow" else f"small-{name}"][current.shape[1]]
            rest[rows] = _rest(found.take(rows), fitted, kind, table, offset(kind, years.shape[2], steps))
    totals = current.sum(axis=1)[:, None] + rest * found.unit[:, None]
    return [
        rare_curve(years[row], current[row])
        if is_rare(years[row], current[row])
        else Curve(probabilities, totals[row], "blend-small" if found.small[row] else "blend", bool(found.whole[row]))
        for row in range(len(years))
    ]


def _rest(found: Description, fitted: Constants, kind: str, table: Floats, extra: float) -> Floats:
    centre, spread = blended(found, fitted.blends[kind], kind, extra)
    shape = fine(table)
    return unscaled(centre[:, None] + spread[:, None] * shape, kind, extra)


def fine(probabilities: Floats) -> Floats:
    """Return probabilities, or the shape at them, with further points between: smooth on the scale of the centre."""
    knots = len(probabilities) - 1
    return np.interp(np.arange(STEPS * knots + 1) / STEPS, np.arange(knots + 1), probabilities)
