"""The interface the rest of the house relies on."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest

from dashboard.forecasting import (
    PROBABILITIES,
    ForecastRefused,
    Planned,
    YearOutlook,
    forecast_count,
    forecast_level,
    forecast_many,
    forecast_year,
)


def monthly(years: int = 5, inside: int = 6, seed: int = 0) -> pd.Series:
    """Return a seasonal monthly series of whole years and some further months."""
    rng = np.random.default_rng(seed)
    n = years * 12 + inside
    season = 1 + 0.3 * np.sin(np.arange(n) * np.pi / 6)
    values = np.round(100 * 1.01 ** np.arange(n) * season * rng.lognormal(0, 0.1, n))
    return pd.Series(values, pd.period_range("2019-01", periods=n, freq="M"))


def test_year_has_every_quantile_and_target() -> None:
    series = monthly()
    outlook = forecast_year(series, series.index[-1], [1000, 2500.5])
    assert tuple(outlook.quantiles) == PROBABILITIES
    assert set(outlook.p_attain) == {1000.0, 2500.5}
    assert np.isfinite(outlook.samples).all() and outlook.method


def test_single_call_wraps_many() -> None:
    series = [monthly(seed=s) for s in range(3)]
    through = series[0].index[-1]
    for single, found in zip(
        series, forecast_many([s.to_numpy() for s in series], through, [[2000.0]] * 3), strict=True
    ):
        assert isinstance(found, YearOutlook)
        alone = forecast_year(single, through, [2000.0])
        assert found.samples == pytest.approx(alone.samples, rel=1e-9)
        assert found.p_attain == pytest.approx(alone.p_attain, rel=1e-9)


def test_a_refusal_names_its_reason() -> None:
    series = monthly(years=1)
    with pytest.raises(ForecastRefused) as refused:
        forecast_year(series, series.index[-1], [1.0])
    assert refused.value.reason == "too_short"


def test_level_moves_on_from_the_newest_value() -> None:
    stock = pd.Series([100.0, 110, 121, 133, 146], pd.period_range("2019", periods=5, freq="Y"))
    outlook = forecast_level(stock, stock.index[-1], pd.Period("2025", "Y"), [146.0, 300.0])
    assert 146 < outlook.quantiles[0.5] < 190
    assert outlook.p_attain[146.0] > 0.7 > 0.1 > outlook.p_attain[300.0]


def test_count_matches_the_negative_binomial_by_hand() -> None:
    outlook = forecast_count(3, 24, 12, [3, 4], prior=(1.0, 0.0))
    assert outlook.p_attain[3.0] == 1.0
    assert outlook.p_attain[4.0] == pytest.approx(1 - (24 / 36) ** 4, abs=1e-6)


def test_pipeline_raises_the_chance() -> None:
    bare = forecast_count(3, 24, 12, [6])
    informed = forecast_count(3, 24, 12, [6], pipeline=[Planned(1, 0.9), Planned(2, 0.9), Planned(3, 0.9)])
    assert informed.p_attain[6.0] > bare.p_attain[6.0]


def test_time_of_one_forecast_and_of_many() -> None:
    series = monthly(years=6)
    forecast_year(series, series.index[-1], [2000.0])
    start = time.process_time()
    for _ in range(20):
        forecast_year(series, series.index[-1], [2000.0])
    assert (time.process_time() - start) / 20 < 0.010
    table = np.stack([monthly(years=6, seed=s).to_numpy() for s in range(200)])
    start = time.process_time()
    forecast_many(table, series.index[-1], [[2000.0, 2500.0]] * 200)
    assert (time.process_time() - start) / 200 < 0.0015


def test_no_global_state_is_read_or_changed() -> None:
    series = monthly()
    np.random.seed(1)
    first = forecast_year(series, series.index[-1], [2000.0])
    before = np.random.get_state()[1].tolist()  # type: ignore[index,union-attr]
    np.random.seed(2)
    second = forecast_year(series, series.index[-1], [2000.0])
    np.random.seed(1)
    assert np.random.get_state()[1].tolist() == before  # type: ignore[index,union-attr]
    assert first == second
    np.testing.assert_array_equal(first.samples, second.samples)
