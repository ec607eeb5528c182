"""The date by which a target is reached."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dashboard.forecasting import (
    AttainmentDate,
    ForecastRefused,
    Planned,
    forecast_count,
    forecast_level,
    forecast_year,
    what_if,
    when_count,
    when_level,
    when_year,
)

MONTHS = pd.period_range("2020-01", periods=54, freq="M")
HISTORY = pd.Series(np.round(np.random.default_rng(4).lognormal(np.log(100), 0.1, 54)), MONTHS)
JUNE = MONTHS[-1]


def test_quantiles_of_a_date() -> None:
    found = AttainmentDate((JUNE, JUNE + 1, JUNE + 2), (0.0, 0.4, 0.8))
    assert found.expected == JUNE + 2
    assert found.interval80 == (JUNE + 1, None)


def test_year_ends_in_the_chance_of_the_outlook_and_never_falls() -> None:
    for target in (900.0, 1200.0, 1230.0, 1500.0):
        outlook = forecast_year(HISTORY, JUNE, [target])
        found = when_year(HISTORY, JUNE, outlook, target)
        assert found.reached[-1] == outlook.p_attain[target]
        assert list(found.reached) == sorted(found.reached)
        assert found.periods[0] == JUNE and found.periods[-1] == pd.Period("2024-12", "M")


def test_a_near_target_is_expected_soon_and_a_reached_one_now() -> None:
    outlook = forecast_year(HISTORY, JUNE, [])
    soon = when_year(HISTORY, JUNE, outlook, outlook.observed + 150)
    assert soon.expected == JUNE + 2
    early, late = soon.interval80
    assert early is not None and late is not None and early <= JUNE + 2 <= late
    assert when_year(HISTORY, JUNE, outlook, outlook.observed).expected == JUNE
    assert when_year(HISTORY, JUNE, outlook, 9e9).expected is None


def test_what_if_brings_the_date_forward() -> None:
    outlook = forecast_year(HISTORY, JUNE, [])
    target = np.floor(outlook.quantiles[0.5]) - 1
    plain = when_year(HISTORY, JUNE, outlook, target)
    faster = when_year(HISTORY, JUNE, what_if(outlook, [target], 1.5), target)
    assert faster.expected is not None and plain.expected is not None and faster.expected < plain.expected


def test_before_the_year_begins() -> None:
    past = HISTORY.iloc[:48]
    outlook = forecast_year(past, past.index[-1], [1000.0])
    found = when_year(past, past.index[-1], outlook, 1000.0)
    assert len(found.periods) == 13 and found.periods[1] == pd.Period("2024-01", "M")


def test_count_repeats_forecast_count() -> None:
    plans = [Planned(2), Planned(8)]
    found = when_count(3, 24, JUNE, 18, 6, pipeline=plans)
    assert found.reached[-1] == forecast_count(3, 24, 18, [6], pipeline=plans).p_attain[6.0]
    assert found.reached[0] == 0.0 and list(found.reached) == sorted(found.reached)
    assert when_count(3, 24, JUNE, 18, 3).expected == JUNE
    with pytest.raises(ForecastRefused):
        when_count(3, 0, JUNE, 18, 6)


def test_count_by_hand() -> None:
    found = when_count(0, 12, JUNE, 13, 1, prior=(1.0, 0.0))  # P(none in t) = 12 / (12 + t)
    assert found.reached == pytest.approx([1 - 12 / (12 + t) for t in range(14)], abs=1e-6)
    assert found.expected == JUNE + 13


def test_level_repeats_forecast_level() -> None:
    stock = pd.Series([100.0, 110, 121, 133, 146], pd.period_range("2019", periods=5, freq="Y"))
    through, end = stock.index[-1], pd.Period("2026", "Y")
    found = when_level(stock, through, end, 160.0)
    assert found.reached[-1] == forecast_level(stock, through, end, [160.0]).p_attain[160.0]
    assert found.reached[0] == 0.0 and found.expected in (through + 2, end)


def test_a_planted_future_value_changes_no_date() -> None:
    later = pd.concat([HISTORY, pd.Series([9e9, 9e9], [JUNE + 1, JUNE + 2])])
    outlook = forecast_year(HISTORY, JUNE, [1200.0])
    assert forecast_year(later, JUNE, [1200.0]) == outlook
    assert when_year(later, JUNE, outlook, 1200.0) == when_year(HISTORY, JUNE, outlook, 1200.0)
