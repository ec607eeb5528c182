"""The record of an indicator's outlook."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.forecasting.backtest import Origin, backtest, on_schedule, rolling


def history(months: int = 84, seed: int = 2) -> pd.Series:
    """Return a noisy monthly series."""
    rng = np.random.default_rng(seed)
    values = np.round(100 * rng.lognormal(0, 0.1, months))
    return pd.Series(values, pd.period_range("2019-01", periods=months, freq="M"))


def tenth(year: int, last: float) -> float:
    """Return last year's total and a tenth."""
    return last * 1.02


def test_record_over_five_years() -> None:
    series = history()
    found = backtest(rolling(series, series.index[-1], tenth))
    assert found.origins == 60  # the years 2021 to 2025, origins from December on
    assert found.held80 > 0.6 and found.brier < found.brier_persistence


def test_only_what_was_known_then() -> None:
    series = history()
    spoiled = series.copy()
    spoiled.iloc[60:] = 1e6
    past = [o for o in rolling(series, series.index[-1], tenth) if o.through < pd.Period("2023-12", "M")]
    same = [Origin(spoiled, o.through, o.actual, o.target) for o in past]
    assert backtest(past) == backtest(same)


def test_too_few_origins_say_so_and_hide_nothing() -> None:
    series = history(48)
    found = backtest(rolling(series, series.index[-1], tenth)[-5:])
    assert (found.reason, found.shown) == ("too_few", True)


def test_intervals_that_did_not_hold_hide_the_outlook() -> None:
    series = history()
    origins = rolling(series, series.index[-1], tenth)
    missed = [Origin(o.history, o.through, o.actual * 3, o.target) for o in origins]
    found = backtest(missed)
    assert (found.reason, found.shown) == ("interval", False)


def test_status_of_a_moment() -> None:
    series = pd.Series([10.0] * 30, pd.period_range("2022-01", periods=30, freq="M"))
    june, december = series.index[-1], pd.Period("2023-12", "M")
    assert on_schedule(Origin(series, june, 0, 120)) and not on_schedule(Origin(series, june, 0, 121))
    assert on_schedule(Origin(series, december, 0, 120)) and not on_schedule(Origin(series, december, 0, 121))
