"""The record of an indicator's outlook."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest

from dashboard.forecasting import (
    PROBABILITIES,
    Backtest,
    ForecastRefused,
    Origin,
    Outcome,
    YearOutlook,
    backtest,
    backtest_count,
    backtest_level,
    backtest_many,
    forecast_year,
    from_vintages,
    hidden,
    record_of,
    rolling,
)
from dashboard.forecasting.origins import on_schedule


def history(months: int = 84, seed: int = 2) -> pd.Series:
    """Return a noisy monthly series."""
    rng = np.random.default_rng(seed)
    values = np.round(100 * rng.lognormal(0, 0.1, months))
    return pd.Series(values, pd.period_range("2019-01", periods=months, freq="M"))


def little(year: int, last: float) -> float:
    """Return last year's total and a little."""
    return last * 1.02


def test_record_over_five_years() -> None:
    series = history()
    found = backtest(rolling(series, series.index[-1], little))
    assert found.origins == 60  # the years 2021 to 2025, origins from December on
    assert found.held80 > 0.6 and found.brier < found.brier_persistence


def test_only_what_was_known_then() -> None:
    series = history()
    spoiled = series.copy()
    spoiled.iloc[60:] = 1e6
    past = [o for o in rolling(series, series.index[-1], little) if o.through < pd.Period("2023-12", "M")]
    same = [Origin(spoiled, o.through, o.actual, o.target) for o in past]
    assert backtest(past) == backtest(same)


def test_too_few_origins_say_so_and_hide_nothing() -> None:
    series = history(48)
    found = backtest(rolling(series, series.index[-1], little)[-5:])
    assert (found.reason, found.shown) == ("too_few", True)


def test_intervals_that_did_not_hold_hide_the_outlook() -> None:
    series = history()
    origins = rolling(series, series.index[-1], little)
    missed = [Origin(o.history, o.through, o.actual * 3, o.target) for o in origins]
    found = backtest(missed)
    assert (found.reason, found.shown) == ("interval", False)


def test_status_of_a_moment() -> None:
    series = pd.Series([10.0] * 30, pd.period_range("2022-01", periods=30, freq="M"))
    june, december = series.index[-1], pd.Period("2023-12", "M")
    assert on_schedule(Origin(series, june, 0, 120)) and not on_schedule(Origin(series, june, 0, 121))
    assert on_schedule(Origin(series, december, 0, 120)) and not on_schedule(Origin(series, december, 0, 121))


def test_vintages_use_what_each_edition_knew() -> None:
    final = history()
    first = {}  # every edition saw its newest three months a tenth too low
    for through in final.index[24:]:
        known = final[final.index <= through].copy()
        known.iloc[-3:] *= 0.9
        first[through] = known
    origins = from_vintages(first, little)
    june = next(o for o in origins if o.through == pd.Period("2024-06", "M"))
    assert june.history.iloc[-1] == pytest.approx(0.9 * final["2024-06"])
    assert june.actual == pytest.approx(final["2024"].sum())  # the year as finally known
    assert june.target == pytest.approx(1.02 * final["2023"].sum())
    found = backtest(origins)
    assert found.origins == 59  # from January 2021 to November 2025
    assert found != backtest(rolling(final, final.index[-1], little))
    assert from_vintages({}, little) == []


def test_many_records_are_those_made_one_by_one() -> None:
    records = [rolling(s, s.index[-1], little) for s in (history(seed=1), history(60, seed=2), history(84, seed=3))]
    many = backtest_many(records)
    for found, origins in zip(many, records, strict=True):
        alone = backtest(origins)
        assert (found.origins, found.reason) == (alone.origins, alone.reason)
        assert (found.held80, found.brier) == pytest.approx((alone.held80, alone.brier), rel=1e-6)


@pytest.mark.parametrize(("worse", "reason"), [(0.5, "brier"), (0.15, "")])
def test_a_forecast_plainly_worse_than_persistence_is_hidden(worse: float, reason: str) -> None:
    quantiles = dict.fromkeys(PROBABILITIES, 100.0)
    outlook = YearOutlook(quantiles, {101.0: worse}, np.full(3, 100.0), "hand")
    found = record_of([Outcome(outlook, 100.0, 101.0, status=False)] * 20)
    assert (found.brier, found.brier_persistence) == pytest.approx((worse**2, 0.0))
    assert (found.held80, found.reason) == (1.0, reason)


def test_rule_of_hiding() -> None:
    series = history()
    outlook = forecast_year(series, series.index[-1], [])
    assert hidden(outlook) == ""
    assert hidden(outlook, Backtest(5, 0.2, 0.5, 0.1, "too_few")) == ""
    assert hidden(outlook, Backtest(40, 0.3, 0.1, 0.1, "interval")) == "interval"
    assert hidden(outlook, Backtest(40, 0.8, 0.3, 0.1, "brier")) == "brier"
    assert hidden(ForecastRefused("too_short"), None) == "too_short"


def test_no_origin_at_all() -> None:
    found = backtest([])
    assert (found.origins, found.reason, found.shown) == (0, "too_few", True)
    assert np.isnan(found.held80)


def test_counts_have_a_record_too() -> None:
    rng = np.random.default_rng(3)
    events = pd.Series(rng.poisson(0.8, 48), pd.period_range("2022-01", periods=48, freq="M"))
    found = backtest_count(events, events.index[-1], {2022: 9, 2023: 19, 2024: 28, 2025: 38})
    assert found.origins == 47 and 0 <= found.brier <= 1
    later = pd.concat([events, pd.Series([99], [events.index[-1] + 1])])
    assert backtest_count(later, events.index[-1], {2022: 9, 2023: 19, 2024: 28, 2025: 38}) == found


def test_annual_levels_hardly_ever_have_enough_origins() -> None:
    stock = pd.Series(100 * 1.08 ** np.arange(8.0), pd.period_range("2017", periods=8, freq="Y"))
    found = backtest_level(stock, stock.index[-1], 1, lambda level: level * 1.05)
    assert found.reason == "too_few" and found.origins >= 4


def test_a_few_milliseconds_an_origin() -> None:
    origins = rolling(history(), history().index[-1], little)
    backtest(origins)
    start = time.process_time()
    backtest(origins)
    assert (time.process_time() - start) / len(origins) < 0.01
