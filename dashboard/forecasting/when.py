"""When a target is reached: the distribution of the date, its median and the interval that holds in 80 %."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .count import NO_PRIOR, USUAL, at_least, further
from .level import forecast_level
from .outlook import ForecastRefused, YearOutlook, chance, curve_of, edge
from .pipeline import PipelineRates, Planned
from .remaining import WIDENING, coming_shares


@dataclass(frozen=True)
class AttainmentDate:
    """``reached[i]`` is the chance that the target is reached by the end of ``periods[i]``, the first being now."""

    periods: tuple[pd.Period, ...]
    reached: tuple[float, ...]

    def quantile(self, probability: float) -> pd.Period | None:
        """Return the first period by which the target is reached with this probability; None: not in sight."""
        return next((p for p, r in zip(self.periods, self.reached, strict=True) if r >= probability), None)

    @property
    def expected(self) -> pd.Period | None:
        """Return the median."""
        return self.quantile(0.5)

    @property
    def interval80(self) -> tuple[pd.Period | None, pd.Period | None]:
        """Return the earliest and the latest period of the interval that holds in 80 %; None: beyond the last."""
        return self.quantile(0.1), self.quantile(0.9)


def _dated(periods: Iterable[pd.Period], reached: Iterable[float]) -> AttainmentDate:
    """Once reached is reached: chances never fall."""
    return AttainmentDate(tuple(periods), tuple(np.maximum.accumulate(list(reached)).tolist()))


def when_year(
    history: pd.Series,
    through: pd.Period,
    outlook: YearOutlook,
    target: float,
    closures: Collection[pd.Period] = (),
) -> AttainmentDate:
    """Return when the total of the running year reaches a target, from the year's outlook (also one of what_if).

    The path of every draw follows the usual season, as ``fan`` does; at the year's end the chance is the outlook's.
    """
    periods, shares = coming_shares(history, through, closures)
    below, values = curve_of(outlook)
    middle, level = outlook.quantiles[0.5], edge(target, outlook.whole)
    known = outlook.observed
    reached = [float(target <= known)]
    for share in shares:
        needed = middle + (level - known - (middle - known) * share) / max(share, 1e-9) ** WIDENING
        reached.append(1.0 if target <= known else chance(below, values, needed))
    if float(target) in outlook.p_attain:
        reached[-1] = outlook.p_attain[float(target)]
    return _dated((through, *periods), np.minimum(reached, max(reached[-1], reached[0])))


def when_count(
    events: int,
    elapsed: float,
    through: pd.Period,
    months: int,
    target: float,
    pipeline: Sequence[Planned] | None = None,
    prior: tuple[float, float] = NO_PRIOR,
    rates: PipelineRates = USUAL,
    factor: float = 1.0,
    added: Sequence[Planned] = (),
) -> AttainmentDate:
    """Return when a cumulative count reaches a target within ``months`` after ``through`` (a month).

    The other arguments are those of ``forecast_count``, whose chance the last period repeats.
    """
    if events < 0 or elapsed <= 0 or months < 0:
        raise ForecastRefused("bad_argument", f"events {events}, elapsed {elapsed}, months {months}")
    needed = int(np.ceil(target)) - events
    chances = [
        at_least(further(events, elapsed, left, pipeline, prior, rates, factor, added), needed)
        for left in range(months + 1)
    ]
    return _dated((through + left for left in range(months + 1)), chances)


def when_level(
    history: pd.Series, through: pd.Period, end: pd.Period, target: float, latest: YearOutlook | None = None
) -> AttainmentDate:
    """Return when a level first stands at a target or above, period by period up to ``end`` (see forecast_level).

    A level may fall again: the chance of having been there is at least the largest chance of being there, given here.
    """
    periods = [through + step for step in range(max(int((end - through).n), 0) + 1)]
    chances = []
    for period in periods:
        start = latest if period > through else None
        chances.append(forecast_level(history, through, period, [target], start).p_attain[float(target)])
    return _dated(periods, chances)
