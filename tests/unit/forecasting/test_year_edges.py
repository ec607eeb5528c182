"""Odd histories: a sensible answer or a clear refusal, never nonsense."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dashboard.forecasting import ForecastRefused, YearOutlook, forecast_many, forecast_year


def series(values: Sequence[float] | np.ndarray, first: str = "2020-01", freq: str = "M") -> pd.Series:
    """Return a series of periods."""
    return pd.Series(np.asarray(values, dtype=float), pd.period_range(first, periods=len(values), freq=freq))


def outlook(values: Sequence[float] | np.ndarray, targets: Sequence[float] = (), **where: str) -> YearOutlook:
    """Return the outlook at the last value."""
    history = series(values, **where)
    return forecast_year(history, history.index[-1], targets)


def seasonal(months: int, growth: float = 0.0, seed: int = 1) -> np.ndarray:
    """Return a noisy seasonal series with a yearly growth."""
    rng = np.random.default_rng(seed)
    t = np.arange(months)
    return np.round(200 * (1 + growth) ** (t / 12) * (1 + 0.3 * np.sin(t * np.pi / 6)) * rng.lognormal(0, 0.05, months))


def test_constant_series_is_nearly_certain() -> None:
    found = outlook([100.0] * 54, [1100, 1300])
    assert found.quantiles[0.5] == pytest.approx(1200, rel=0.01)
    assert found.quantiles[0.95] - found.quantiles[0.05] < 60
    assert found.p_attain[1100.0] > 0.98 and found.p_attain[1300.0] < 0.02


def test_all_zeros_leave_a_small_chance() -> None:
    found = outlook([0.0] * 42, [1, 5])
    assert found.quantiles[0.5] == 0.0
    assert 0.0 < found.p_attain[1.0] < 0.25 and found.p_attain[5.0] < 0.01


def test_one_month_above_zero_gives_a_rare_event() -> None:
    values = np.zeros(42)
    values[20] = 7
    found = outlook(values, [7])
    assert found.quantiles[0.5] == 0.0
    assert 0.02 < found.p_attain[7.0] < 0.5


@pytest.mark.parametrize("inside", [0, 3, 6, 11])
def test_growth_of_half_a_year_on_year_is_followed(inside: int) -> None:
    t = np.arange(48 + inside)
    values = 100 * 1.5 ** (t / 12)
    whole = float(sum(100 * 1.5 ** (month / 12) for month in range(48, 60)))
    found = outlook(values)
    assert found.quantiles[0.5] == pytest.approx(whole, rel=0.15 if inside == 0 else 0.08)
    assert found.quantiles[0.05] < whole < found.quantiles[0.95]


def test_level_shift_is_taken_over_within_half_a_year() -> None:
    values = seasonal(54)
    values[48:] *= 2
    assert 1.5 * 2400 < outlook(values).quantiles[0.5] < 2.2 * 2400


def test_missing_month_is_filled_and_said() -> None:
    values = seasonal(54)
    whole = outlook(values)
    values[30] = np.nan
    gapped = outlook(values)
    assert gapped.method.endswith("+filled")
    assert gapped.quantiles[0.5] == pytest.approx(whole.quantiles[0.5], rel=0.03)


def test_missing_month_of_this_year_is_expected_but_not_observed() -> None:
    values = seasonal(54)
    whole = outlook(values)
    values[49] = np.nan
    found = outlook(values)
    assert found.quantiles[0.5] == pytest.approx(whole.quantiles[0.5], rel=0.03)
    assert found.observed == pytest.approx(float(np.nansum(values[48:])))
    assert found.quantiles[0.05] > found.observed


def test_negative_correction_is_set_off_in_its_own_year() -> None:
    values = seasonal(54)
    whole = outlook(values)
    corrected = values.copy()
    corrected[46] -= 300
    assert corrected[46] < 0
    found = outlook(corrected)
    assert np.isfinite(found.samples).all()
    assert found.quantiles[0.5] == pytest.approx(whole.quantiles[0.5], rel=0.25)
    assert found.quantiles[0.95] - found.quantiles[0.05] < 3000


def test_negative_correction_in_the_running_year_lowers_what_is_observed() -> None:
    values = seasonal(54)
    values[53] = -150
    found = outlook(values)
    assert found.observed == pytest.approx(values[48:].sum())
    assert found.quantiles[0.05] >= found.observed


def test_a_marked_closure_teaches_nothing_but_counts() -> None:
    values = seasonal(54)
    plain = outlook(values).quantiles[0.5]
    values[38:40] = 0.0  # two months shut last year
    values[49] = 0.0  # and one this year
    history = series(values)
    marked = forecast_year(history, history.index[-1], [], closures=history.index[[38, 39, 49]])
    assert marked.observed == values[48:].sum()
    assert marked.quantiles[0.5] == pytest.approx(plain - seasonal(54)[49], rel=0.04)
    unmarked = forecast_year(history, history.index[-1], [])
    assert unmarked.quantiles[0.9] - unmarked.quantiles[0.1] > marked.quantiles[0.9] - marked.quantiles[0.1]


def test_year_of_negative_sum_is_refused() -> None:
    values = seasonal(54)
    values[40] = -9000
    assert refusal(values) == "negative_year"


def refusal(values: Sequence[float] | np.ndarray, **where: str) -> str:
    """Return the reason of a refusal."""
    with pytest.raises(ForecastRefused) as found:
        outlook(values, **where)
    return found.value.reason


def test_refusals() -> None:
    assert refusal([np.nan] * 40) == "all_missing"
    assert refusal(seasonal(23)) == "too_short"
    holes = seasonal(54)
    holes[5:40:3] = np.nan
    assert refusal(holes) == "too_many_missing"
    assert refusal([*seasonal(40), np.inf]) == "not_finite"
    assert refusal(seasonal(12), first="2010", freq="Y") == "wrong_frequency"


def test_stale_series_is_refused_but_a_year_not_begun_is_not() -> None:
    values = seasonal(51)
    values[48:] = np.nan  # nothing of the year observed yet, cut-off in March
    late = outlook(values)
    assert late.observed == 0.0
    assert late.quantiles[0.5] == pytest.approx(outlook(values[:48]).quantiles[0.5])
    values[40:] = np.nan
    assert refusal(values) == "stale"


def test_three_years_and_no_month_of_the_year() -> None:
    found = outlook(seasonal(36), [2000])
    assert 2000 < found.quantiles[0.5] < 2800
    assert found.quantiles[0.95] / found.quantiles[0.05] > 1.03


@pytest.mark.parametrize("inside", range(12))
def test_every_month_is_an_origin(inside: int) -> None:
    found = outlook(seasonal(48 + inside))
    assert found.quantiles[0.5] == pytest.approx(2400, rel=0.1)


@pytest.mark.parametrize("inside", range(4))
def test_every_quarter_is_an_origin(inside: int) -> None:
    values = seasonal(60).reshape(-1, 3).sum(axis=1)[: 16 + inside]
    found = outlook(values, first="2020Q1", freq="Q")
    assert found.quantiles[0.5] == pytest.approx(2400, rel=0.1)


def test_history_that_starts_within_a_year() -> None:
    assert outlook(seasonal(58)[4:], first="2020-05").quantiles[0.5] == pytest.approx(2400, rel=0.1)


def test_a_planted_future_value_changes_nothing() -> None:
    history = series(seasonal(54))
    through = history.index[-1]
    future = series([9e9] * 8, first=str(through + 1))
    assert_same(forecast_year(pd.concat([history, future]), through, [2500]), forecast_year(history, through, [2500]))


def test_same_input_same_output_in_any_order() -> None:
    history = series(seasonal(54))
    before = history.copy()
    first = forecast_year(history, history.index[-1], [2500])
    np.random.default_rng().random(10)
    assert_same(first, forecast_year(history.iloc[::-1], history.index[-1], [2500]))
    pd.testing.assert_series_equal(history, before)


def assert_same(first: YearOutlook, second: YearOutlook) -> None:
    """Fail unless two outlooks agree to the last bit."""
    assert first == second
    np.testing.assert_array_equal(first.samples, second.samples)


def test_one_refusal_does_not_stop_the_others() -> None:
    good, bad = seasonal(54), np.full(54, np.nan)
    found = forecast_many([good, bad, good[:40] * 3], pd.Period("2024-06", "M"), [[1.0]] * 3)
    assert [type(item) for item in found] == [YearOutlook, ForecastRefused, YearOutlook]


def test_scale_of_the_unit_does_not_matter() -> None:
    values = seasonal(54) + 0.25  # no whole numbers: amounts
    small, large = outlook(values), outlook(values * 1e8)
    assert large.quantiles[0.5] == pytest.approx(small.quantiles[0.5] * 1e8, rel=1e-4)


@settings(max_examples=80, deadline=None)
@given(
    values=arrays(
        float,
        st.integers(24, 80),
        elements=st.one_of(st.integers(0, 30).map(float), st.floats(0, 1e9, allow_nan=False), st.just(0.0)),
    ),
    targets=st.lists(st.floats(0, 1e10), min_size=2, max_size=6),
)
def test_any_history_gives_an_ordered_outlook(values: np.ndarray, targets: list[float]) -> None:
    found = outlook(values, targets)
    inside = len(values) % 12
    observed = values[len(values) - inside :].sum() if inside else 0.0
    quantiles = list(found.quantiles.values())
    assert np.isfinite(quantiles).all() and np.isfinite(found.samples).all()
    assert quantiles == sorted(quantiles)
    assert (np.diff(found.samples) >= 0).all()
    assert found.samples[0] >= observed * (1 - 1e-9) and found.quantiles[0.05] >= observed * (1 - 1e-9)
    chances = [found.p_attain[t] for t in sorted(targets)]
    assert all(0.0 <= p <= 1.0 for p in chances)
    assert chances == sorted(chances, reverse=True)
    assert all(found.p_attain[t] == 1.0 for t in targets if t <= observed)
