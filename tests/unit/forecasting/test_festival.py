"""Spring Festival in January or February."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dashboard.forecasting import forecast_year
from dashboard.forecasting.festival import february_share, settled

EFFECT = 0.6


def series(last: int, effect: float = EFFECT, noise: float = 0.05, seed: int = 7) -> pd.Series:
    """Return seven years up to December of ``last``, slow where the festival lies."""
    rng = np.random.default_rng(seed)
    months = pd.period_range(f"{last - 6}-01", f"{last}-12", freq="M")
    part = np.array([february_share(m.year) if m.month == 2 else 1 - february_share(m.year) for m in months])
    slow = np.where(months.month <= 2, np.exp(-effect * part), 1.0)
    return pd.Series(1000 * slow * rng.lognormal(0, noise, len(months)), months)


@pytest.mark.parametrize(
    ("year", "share"),
    [(2019, 1.0), (2020, 4 / 14), (2022, 11 / 14), (2023, 1 / 14), (2024, 1.0), (2025, 8 / 14), (2028, 5 / 14)],
)
def test_where_the_festival_lies(year: int, share: float) -> None:
    assert february_share(year) == pytest.approx(share)


def test_past_years_are_moved_and_keep_their_sums() -> None:
    years = series(2022).to_numpy().reshape(7, 12)
    moved = settled(years, 2022, 2023)
    np.testing.assert_allclose(moved.sum(axis=1), years.sum(axis=1))
    np.testing.assert_array_equal(moved[:, 2:], years[:, 2:])
    assert np.std(moved[:, 0] / moved[:, 1]) < 0.6 * np.std(years[:, 0] / years[:, 1])
    assert moved[:, 0].mean() < moved[:, 1].mean()  # in 2023 January is the slow month


def test_without_an_effect_hardly_anything_moves() -> None:
    years = series(2022, effect=0.0).to_numpy().reshape(7, 12)
    assert np.abs(settled(years, 2022, 2023) / years - 1).max() < 0.03


def test_few_years_or_empty_months_are_left_alone() -> None:
    years = series(2022).to_numpy().reshape(7, 12)
    np.testing.assert_array_equal(settled(years[:2], 2022, 2023), years[:2])
    years = years.copy()
    years[3, 1] = 0.0
    np.testing.assert_array_equal(settled(years, 2022, 2023), years)


def loss(seeds: int = 20) -> float:
    """Return the mean error of the year 2023 at a cut-off in January, when the festival has just slowed January."""
    errors = []
    for seed in range(seeds):
        history = series(2023, noise=0.03, seed=seed)
        found = forecast_year(history, pd.Period("2023-01", "M"), [])
        errors.append(abs(found.quantiles[0.5] / float(history[-12:].sum()) - 1))
    return float(np.mean(errors))


def test_a_slow_january_is_no_bad_omen_when_the_festival_lies_there(monkeypatch: pytest.MonkeyPatch) -> None:
    knowing = loss()
    monkeypatch.setattr("dashboard.forecasting.history.settled", lambda years, newest, coming: years)
    assert knowing < 0.8 * loss()


def test_quarters_hold_both_months() -> None:
    history = series(2022)
    quarters = history.groupby(history.index.asfreq("Q")).sum()
    later = pd.Series(quarters.to_numpy(), quarters.index + 4 * 11)
    first = forecast_year(quarters, quarters.index[-1], [])
    assert first == forecast_year(later, later.index[-1], [])
