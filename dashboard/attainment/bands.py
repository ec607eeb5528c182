"""Bands of a rule set as limits of the level, first match; so a status is an interval, and chance can be set on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from dashboard.plan.judging import Band, RuleSet


@dataclass(frozen=True, slots=True)
class Limit:
    """Where a band begins (``upward``) or ends. ``strict``: the limit itself does not belong to the band."""

    level: Fraction
    strict: bool = False
    upward: bool = True

    def holds(self, level: Fraction) -> bool:
        """True when a level lies in the band; compared exactly."""
        if self.upward:
            return level > self.level if self.strict else level >= self.level
        return level < self.level if self.strict else level <= self.level


LimitOf = Callable[[Band], "Limit | bool"]  # True or False: the band holds, or not, whatever the level


def rising(band: Band, level: Fraction) -> Limit:
    """Return the limit of a band that holds from a level on; ``above`` leaves the level itself out."""
    return Limit(level, strict=band.above is not None)


def decide(bands: Sequence[Band], limit_of: LimitOf, level: Fraction) -> Band:
    """Return the first band that holds for a level; the last one always does."""
    for band in bands:
        limit = True if band.when is None else limit_of(band)
        if limit is True or (isinstance(limit, Limit) and limit.holds(level)):
            return band
    return bands[-1]


def interval(bands: Sequence[Band], limit_of: LimitOf, level: Fraction) -> tuple[Fraction | None, Fraction | None]:
    """Return from which level to which the status stays the same; None: without end."""
    limits = (limit_of(band) for band in bands if band.when is not None)
    edges = sorted({limit.level for limit in limits if isinstance(limit, Limit)})
    below = [edge for edge in edges if edge <= level]
    above = [edge for edge in edges if edge > level]
    status = decide(bands, limit_of, level).status
    while below and _status(bands, limit_of, *(below[-2:] if len(below) > 1 else (below[0] - 1, below[0]))) == status:
        below.pop()
    while above and _status(bands, limit_of, *(above[:2] if len(above) > 1 else (above[0], above[0] + 1))) == status:
        above.pop(0)
    return (below[-1] if below else None), (above[0] if above else None)


def _status(bands: Sequence[Band], limit_of: LimitOf, low: Fraction, high: Fraction) -> str:
    """Return the status between two neighbouring edges."""
    return decide(bands, limit_of, (low + high) / 2).status


def progress_limits(path: Fraction, time: Fraction) -> LimitOf:
    """Return limits of ``gap_points`` against time progress: level >= path x (time + points/100)."""

    def limit_of(band: Band) -> Limit | bool:
        points = band.at_least if band.at_least is not None else band.above
        return False if points is None else rising(band, path * (time + Fraction(points) / 100))

    return limit_of


def progress(rules: RuleSet, path: Fraction, time: Fraction, level: Fraction) -> Band:
    """Return the band of a level within a year, or of a count, against time progress."""
    return decide(rules.bands.progress, progress_limits(path, time), level)
