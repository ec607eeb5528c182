"""The path to the year's end."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dashboard.forecasting import expected_in, fan, forecast_year, needed_per_period

MONTHS = pd.period_range("2020-01", periods=54, freq="M")
HISTORY = pd.Series(np.round(100 + 50 * np.sin(np.arange(54) * np.pi / 6)), MONTHS)


def test_fan_ends_in_the_outlook_and_never_falls() -> None:
    outlook = forecast_year(HISTORY, MONTHS[-1], [])
    path = fan(HISTORY, MONTHS[-1], outlook)
    assert list(path.index.astype(str)) == ["2024-07", "2024-08", "2024-09", "2024-10", "2024-11", "2024-12"]
    assert path.iloc[-1].to_dict() == pytest.approx(dict(outlook.quantiles))
    assert (path.diff().dropna() >= 0).all().all()
    assert (path.T.diff().dropna() >= -1e-9).all().all()
    assert (path >= outlook.observed).all().all()


def test_expected_period_of_a_target() -> None:
    outlook = forecast_year(HISTORY, MONTHS[-1], [])
    path = fan(HISTORY, MONTHS[-1], outlook)
    assert expected_in(path, outlook.observed) == MONTHS[-1] + 1
    assert expected_in(path, path[0.5].iloc[2]) == MONTHS[-1] + 3
    assert expected_in(path, outlook.quantiles[0.95] + 1) is None


def test_needed_per_month() -> None:
    assert needed_per_period(1300, 700, pd.Period("2024-09", "M")) == 200
    assert needed_per_period(600, 700, pd.Period("2024-09", "M")) == 0
    assert needed_per_period(1200, 0, pd.Period("2023Q4", "Q")) == 300
