"""Outlooks of levels: annual series, stocks and ratios at the end of a year and of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from dashboard.forecasting import forecast_level, when_level
from dashboard.publishing import whatifs
from dashboard.publishing.asking import Asked, Horizon
from dashboard.publishing.histories import FREQUENCIES, series_of
from dashboard.publishing.made import BANDS, Made, fanned, text, tried


def made(asked: Sequence[Asked], city: str) -> Iterator[Made]:
    """Yield the outlooks of every reading of a level; a horizon that is known already is left out."""
    for one in asked:
        history = series_of(one.values.levels, one.values.frequency)
        freq, newest = FREQUENCIES[one.values.frequency], history.index[-1]
        for horizon in one.horizons():
            end = pd.Period(horizon.end, freq=freq)
            if end > newest:
                yield _made(one, horizon, history, end, city)


def _made(one: Asked, horizon: Horizon, history: pd.Series, end: pd.Period, city: str) -> Made:
    goal, newest = float(horizon.goal), history.index[-1]
    found, reason = tried(lambda: forecast_level(history, newest, end, [goal]))
    plain = Made(one, horizon, city, text(newest) or "", found, reason, horizon.goal)
    if not plain.leads or found is None:
        return plain
    coming = [newest + step for step in range(1, int((end - newest).n) + 1)]
    steps = [forecast_level(history, newest, period, []).quantiles for period in coming]
    return replace(
        plain,
        middle=found.quantiles[0.5],
        dated=when_level(history, newest, end, goal),
        fan=fanned([str(period) for period in coming], [{p: row[p] for p in BANDS} for row in steps]),
        what_if=whatifs.grown(found, goal, float(history.iloc[-1])) if one.default else {},
    )
