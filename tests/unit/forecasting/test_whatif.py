"""What if the rest of the year grows faster, or named deals come on top."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.forecasting import Addition, ForecastRefused, YearOutlook, forecast_level, forecast_year, what_if
from dashboard.forecasting.outlook import PROBABILITIES

MONTHS = pd.period_range("2020-01", periods=54, freq="M")
TARGETS = [900.0, 1150.0, 1200.0, 1250.0, 1500.0]


def outlook(whole: bool = True) -> YearOutlook:
    """Return an outlook at the end of June."""
    values = np.random.default_rng(5).lognormal(np.log(100), 0.15, 54)
    history = pd.Series(np.round(values) if whole else values, MONTHS)
    return forecast_year(history, MONTHS[-1], TARGETS)


@pytest.mark.parametrize("whole", [True, False])
def test_no_change_is_the_same_to_the_last_bit(whole: bool) -> None:
    before = outlook(whole)
    same = what_if(before, TARGETS)
    assert same == before
    np.testing.assert_array_equal(same.samples, before.samples)


def test_next_to_no_change_is_next_to_the_same() -> None:
    before = outlook()
    after = what_if(before, TARGETS, 1 + 1e-12)
    assert after.p_attain == pytest.approx(before.p_attain, abs=1e-9)
    assert after.quantiles == pytest.approx(before.quantiles, rel=1e-9)


def test_a_factor_multiplies_only_what_is_still_to_come() -> None:
    before = outlook()
    doubled = what_if(before, [], 2.0)
    rest = before.quantiles[0.5] - before.observed
    assert doubled.quantiles[0.5] == pytest.approx(before.observed + 2 * rest)
    nothing = what_if(before, [before.observed, before.observed + 1], 0.0)
    assert list(nothing.p_attain.values()) == [1.0, 0.0]
    assert set(nothing.samples) == {before.observed}


def test_a_sure_deal_shifts_everything_and_an_unsure_one_mixes() -> None:
    before = outlook(whole=False)
    sure = what_if(before, [1300.0], added=[Addition("deal", 100)])
    assert sure.quantiles == pytest.approx({p: q + 100 for p, q in before.quantiles.items()})
    assert sure.p_attain[1300.0] == pytest.approx(before.p_attain[1200.0])
    unsure = what_if(before, [1300.0], added=[Addition("deal", 100, 0.25)])
    without = what_if(before, [1300.0]).p_attain[1300.0]
    assert unsure.p_attain[1300.0] == pytest.approx(0.25 * sure.p_attain[1300.0] + 0.75 * without)
    assert float(unsure.samples.mean() - before.samples.mean()) == pytest.approx(25)


@settings(max_examples=60, deadline=None)
@given(
    st.floats(0, 3),
    st.floats(0, 1),
    st.lists(st.tuples(st.floats(0, 300), st.floats(0, 1)), max_size=5),
    st.tuples(st.floats(0, 300), st.floats(0, 1)),
)
def test_more_is_never_worse(
    factor: float, more: float, deals: list[tuple[float, float]], last: tuple[float, float]
) -> None:
    added = [Addition(str(at), *deal) for at, deal in enumerate(deals)]
    plain = what_if(outlook(), TARGETS, factor, added)
    for better in (
        what_if(outlook(), TARGETS, factor + more, added),
        what_if(outlook(), TARGETS, factor, [*added, Addition("last", *last)]),
    ):
        assert all(better.p_attain[t] >= plain.p_attain[t] - 1e-9 for t in TARGETS)
        assert all(better.quantiles[p] >= plain.quantiles[p] - 1e-6 for p in PROBABILITIES)
        assert (better.samples >= plain.samples - 1e-9).all()


def test_many_unsure_deals_are_added_up() -> None:
    added = [Addition(str(at), 3.0 + at / 7, 0.5) for at in range(40)]
    after = what_if(outlook(), [1400.0], added=added)
    gained = after.quantiles[0.5] - outlook().quantiles[0.5]
    assert gained == pytest.approx(sum(item.amount for item in added) / 2, rel=0.05)


def test_levels_stretch_the_expected_growth_and_keep_their_uncertainty() -> None:
    stock = pd.Series([100.0, 110, 121, 133], pd.period_range("2020", periods=4, freq="Y"))
    before = forecast_level(stock, stock.index[-1], stock.index[-1] + 2, [160.0])
    after = what_if(before, [160.0], 2.0, base=133.0)
    grown = before.quantiles[0.5] - 133
    assert after.quantiles[0.9] - after.quantiles[0.1] == pytest.approx(before.quantiles[0.9] - before.quantiles[0.1])
    assert after.quantiles[0.5] == pytest.approx(133 + 2 * grown)
    assert after.p_attain[160.0] > before.p_attain[160.0]


def test_stored_outlooks_without_samples_work() -> None:
    full = outlook()
    bare = YearOutlook(full.quantiles, full.p_attain, np.zeros(0), full.method, full.observed, full.whole)
    assert what_if(bare, TARGETS) == bare
    there = what_if(full, [1250.0], 1.1).p_attain[1250.0]
    assert what_if(bare, [1250.0], 1.1).p_attain[1250.0] == pytest.approx(there, abs=0.05)


@pytest.mark.parametrize("factor", [-0.1, np.nan, np.inf])
def test_bad_factors_are_refused(factor: float) -> None:
    with pytest.raises(ForecastRefused, match="bad_argument"):
        what_if(outlook(), TARGETS, factor)


def test_bad_additions_are_refused() -> None:
    for bad in (Addition("x", -1), Addition("x", 1, 1.5), Addition("x", np.nan)):
        with pytest.raises(ForecastRefused, match="bad_argument"):
            what_if(outlook(), TARGETS, added=[bad])
