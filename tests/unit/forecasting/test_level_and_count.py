"""Levels at the end of the plan and cumulative counts: edges."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dashboard.forecasting import ForecastRefused, Planned, forecast_count, forecast_level, forecast_year


def annual(values: Sequence[float]) -> pd.Series:
    """Return annual values from 2018 on."""
    return pd.Series(values, pd.period_range("2018", periods=len(values), freq="Y"), dtype=float)


def test_constant_level_stays() -> None:
    stock = annual([500] * 5)
    found = forecast_level(stock, stock.index[-1], stock.index[-1] + 2, [490, 550])
    assert found.quantiles[0.5] == pytest.approx(500)
    assert found.p_attain[490.0] > 0.9 and found.p_attain[550.0] < 0.05


def test_further_ahead_is_wider() -> None:
    stock = annual([100, 108, 121, 128, 140])
    near, far = (forecast_level(stock, stock.index[-1], stock.index[-1] + n, []) for n in (1, 3))
    assert far.quantiles[0.9] / far.quantiles[0.1] > near.quantiles[0.9] / near.quantiles[0.1]


def test_end_already_reached_is_what_was_observed() -> None:
    stock = annual([100, 108, 121])
    found = forecast_level(stock, stock.index[-1], stock.index[-1], [121, 122])
    assert found.p_attain == {121.0: 1.0, 122.0: 0.0}


def test_running_year_is_the_start_of_the_walk() -> None:
    months = pd.Series(100.0, pd.period_range("2021-01", periods=42, freq="M"))
    running = forecast_year(months, months.index[-1], [])
    years = annual([1000, 1000, 1000, 1200, 1200, 1200])
    found = forecast_level(years, years.index[-1], pd.Period("2025", "Y"), [], latest=running)
    assert found.quantiles[0.5] == pytest.approx(running.quantiles[0.5], rel=0.1)
    assert found.quantiles[0.9] > running.quantiles[0.9]


def test_two_points_give_an_interval_and_it_is_wide() -> None:
    found = forecast_level(annual([100, 110]), pd.Period("2019", "Y"), pd.Period("2020", "Y"), [])
    longer = forecast_level(annual([91, 100, 110, 121, 133]), pd.Period("2022", "Y"), pd.Period("2023", "Y"), [])
    assert found.quantiles[0.1] < 110 < found.quantiles[0.9]
    assert found.quantiles[0.9] / found.quantiles[0.1] > 1.15 * longer.quantiles[0.9] / longer.quantiles[0.1]


def test_a_late_series_is_walked_on_from_its_newest_value() -> None:
    stock = annual([100, 108, 121, 128, np.nan])
    late = forecast_level(stock, pd.Period("2022", "Y"), pd.Period("2024", "Y"), [150.0])
    then = forecast_level(stock[:4], pd.Period("2021", "Y"), pd.Period("2024", "Y"), [150.0])
    assert late.method == "damped walk+late"
    assert (late.quantiles, late.p_attain) == (then.quantiles, then.p_attain)
    missing_end = forecast_level(stock, pd.Period("2022", "Y"), pd.Period("2022", "Y"), [130.0])
    assert 0 < missing_end.p_attain[130.0] < 1  # the end has come, its figure has not


def test_quarterly_stock_and_negative_values_work() -> None:
    stock = pd.Series([-3.0, -1, 0, 2, 3, 3, 5], pd.period_range("2023Q1", periods=7, freq="Q"))
    found = forecast_level(stock, stock.index[-1], pd.Period("2025Q4", "Q"), [0.0])
    assert 3 < found.quantiles[0.5] < 12


@pytest.mark.parametrize(
    ("values", "through", "end", "reason"),
    [
        ([1], "2018", "2025", "too_short"),
        ([np.nan] * 4, "2021", "2025", "all_missing"),
        ([1, 2, 3, np.nan, np.nan, np.nan], "2023", "2025", "stale"),
        ([1, 2, 3, 4], "2021", "2020", "bad_argument"),
        ([1, 2, np.inf, 4], "2021", "2025", "not_finite"),
    ],
)
def test_refusals_of_levels(values: list[float], through: str, end: str, reason: str) -> None:
    with pytest.raises(ForecastRefused) as refused:
        forecast_level(annual(values), pd.Period(through, "Y"), pd.Period(end, "Y"), [1.0])
    assert refused.value.reason == reason


def test_a_later_level_changes_nothing() -> None:
    stock = annual([100, 108, 121, 128, 9e9])
    through, end = pd.Period("2021", "Y"), pd.Period("2025", "Y")
    assert forecast_level(stock, through, end, [150]) == forecast_level(stock[:4], through, end, [150])


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 60),
    st.floats(1, 60),
    st.floats(0, 60),
    st.lists(st.tuples(st.floats(-6, 60), st.floats(0, 1)), max_size=6),
)
@example(50, 1.0, 2.0, [])  # sums from the near end rose by a rounding error here
def test_counts_are_ordered_and_never_fall(
    events: int, elapsed: float, left: float, plans: list[tuple[float, float]]
) -> None:
    targets = [0, events, events + 1, events + 5, events + 50]
    found = forecast_count(events, elapsed, left, targets, [Planned(m, p) for m, p in plans])
    chances = [found.p_attain[float(t)] for t in targets]
    quantiles = list(found.quantiles.values())
    assert chances == sorted(chances, reverse=True) and found.p_attain[float(events)] == 1.0
    assert quantiles == sorted(quantiles) and quantiles[0] >= events
    assert (found.samples >= events).all()


def test_no_time_left_and_bad_arguments() -> None:
    assert forecast_count(4, 48, 0, [4, 5]).p_attain == {4.0: 1.0, 5.0: 0.0}
    for arguments in ((-1, 10, 10), (1, 0, 10), (1, 10, -1)):
        with pytest.raises(ForecastRefused, match="bad_argument"):
            forecast_count(*arguments, [1])
