"""Bands of a rule set as limits of the level, first match; so a status is an interval, and chance can be set on it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

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
    return _first(((band, True if band.when is None else limit_of(band)) for band in bands), level)


def _first(row: Iterable[tuple[Band, Limit | bool]], level: Fraction) -> Band:
    """Return the first band of a row, each with its limit, that holds; the last one always does."""
    for band, limit in row:
        if limit is True or (isinstance(limit, Limit) and limit.holds(level)):
            return band
    raise ValueError("the last band must hold always")


def interval(bands: Sequence[Band], limit_of: LimitOf, level: Fraction) -> tuple[Fraction | None, Fraction | None]:
    """Return from which level to which the status stays the same; None: without end."""
    row = [(band, True if band.when is None else limit_of(band)) for band in bands]
    edges = sorted({limit.level for _, limit in row if isinstance(limit, Limit)})
    if not edges:
        return None, None
    ends = [edges[0] - 1, *edges, edges[-1] + 1]
    stretches = [_first(row, (low + high) / 2).status for low, high in pairwise(ends)]
    status, at = _first(row, level).status, bisect_right(edges, level)
    if stretches[at] != status:  # a limit that the band above leaves out belongs to the band below
        at = bisect_left(edges, level)
    first, last = at, at
    while first > 0 and stretches[first - 1] == status:
        first -= 1
    while last < len(edges) and stretches[last + 1] == status:
        last += 1
    return (edges[first - 1] if first else None), (edges[last] if last < len(edges) else None)


def progress_limits(path: Fraction, time: Fraction) -> LimitOf:
    """Return limits of ``gap_points`` against time progress: level >= path x (time + points/100)."""

    def limit_of(band: Band) -> Limit | bool:
        points = band.at_least if band.at_least is not None else band.above
        return False if points is None else rising(band, path * (time + Fraction(points) / 100))

    return limit_of


def progress(rules: RuleSet, path: Fraction, time: Fraction, level: Fraction) -> Band:
    """Return the band of a level within a year, or of a count, against time progress."""
    return decide(rules.bands.progress, progress_limits(path, time), level)
