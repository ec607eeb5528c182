"""The total of a calendar year from the periods known so far: one series, or many at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from .engine import curves
from .history import Record, aligned, record
from .outlook import Floats, ForecastRefused, YearOutlook, from_curve


def forecast_year(
    history: pd.Series, through: pd.Period, targets: Sequence[float], closures: Collection[pd.Period] = ()
) -> YearOutlook:
    """Return the distribution of the total of the year ``(through + 1).year``.

    ``history`` has a monthly or quarterly PeriodIndex; values after ``through`` are never read. ``targets`` and the
    answer are in the unit of the history. ``closures`` are periods in which work stood still for a known cause: they
    count in their year's sum and teach nothing. Raises ForecastRefused (reason code) when no honest answer exists.
    """
    found = forecast_many([aligned(history, through)], through, [targets], closures)[0]
    if isinstance(found, ForecastRefused):
        raise found
    return found


def forecast_many(
    histories: Sequence[Floats],
    through: pd.Period,
    targets: Sequence[Sequence[float]],
    closures: Collection[pd.Period] = (),
) -> list[YearOutlook | ForecastRefused]:
    """Return one outlook, or the refusal, per history: arrays of periods ending at ``through`` (NaN = missing).

    A two-dimensional array (series, periods) is a sequence of histories too. Series of one shape are computed together.
    """
    if len(histories) != len(targets):
        raise ForecastRefused("bad_argument", f"{len(histories)} histories, {len(targets)} lists of targets")
    out: list[YearOutlook | ForecastRefused | None] = [None] * len(histories)
    groups: dict[tuple[int, int], list[tuple[int, Record]]] = {}
    for at, values in enumerate(histories):
        try:
            found = record(np.asarray(values, dtype=float), through, closures)
        except ForecastRefused as refused:
            out[at] = refused
            continue
        groups.setdefault((len(found.years), len(found.current)), []).append((at, found))
    for members in groups.values():
        for (at, _), outlook in zip(members, _together([r for _, r in members], members, targets), strict=True):
            out[at] = outlook
    return [item for item in out if item is not None]


def _together(
    records: list[Record], members: list[tuple[int, Record]], targets: Sequence[Sequence[float]]
) -> list[YearOutlook]:
    found = curves(np.stack([r.years for r in records]), np.stack([r.current for r in records]))
    outlooks = []
    for curve, (at, item) in zip(found, members, strict=True):
        # the rest is added to what the year holds so far: reports, corrections, and estimates for missing months
        values = np.maximum(curve.values - item.current.sum() + item.carried, item.observed)
        method = curve.method + ("+filled" if item.filled else "")
        outlooks.append(from_curve(curve.probabilities, values, targets[at], method, item.observed, curve.whole))
    return outlooks
