"""Small counts around a known truth: a status is rarely wrong where it is shown as sure (the bench, made small)."""

from __future__ import annotations

import numpy as np
import pytest

from bench import judging_simulation as bench

# shares of the four bands printed by the method for a truth exactly on its 10 % path
PRINTED = {
    (30, 1): (0.52, 0.07, 0.13, 0.28),
    (100, 1): (0.51, 0.15, 0.18, 0.16),
    (100, 2): (0.55, 0.23, 0.20, 0.02),
    (300, 1): (0.53, 0.22, 0.20, 0.04),
    (1000, 3): (0.69, 0.31, 0.0, 0.0),
}


@pytest.mark.parametrize(("base", "years"), PRINTED)
def test_the_printed_shares_of_the_four_bands_come_out(base: int, years: int) -> None:
    found = bench.words(np.random.default_rng(1), base, years, 0.10, 40_000, noise=False)
    assert found == pytest.approx(PRINTED[base, years], abs=0.016)


@pytest.mark.parametrize("years", [1, 2, 3])
@pytest.mark.parametrize("base", [100, 300, 1000])
def test_a_truth_on_its_path_is_shown_below_its_base_in_one_case_of_a_hundred_at_most(base: int, years: int) -> None:
    assert bench.words(np.random.default_rng(2), base, years, 0.10, 40_000, noise=True)[-1] <= 0.01


@pytest.mark.parametrize(("base", "caught"), [(30, 0.16), (100, 0.44), (300, 0.85)])
def test_the_price_is_that_a_fall_of_15_percent_is_caught_this_often(base: int, caught: float) -> None:
    found = bench.words(np.random.default_rng(3), base, 1, -0.15, 40_000, noise=True)[-1]
    assert found == pytest.approx(caught, abs=0.015)


@pytest.mark.parametrize("years", [2, 3])
@pytest.mark.parametrize("base", [100, 300, 1000])
def test_a_solid_symbol_is_wrong_in_a_fifth_of_the_cases_at_most(base: int, years: int) -> None:
    found = bench.quality(np.random.default_rng(4), base, years, 4_000, drawn=False)
    assert found.solid_wrong is not None and found.solid_wrong <= 0.20
    assert found.hollow < 1 and found.solid_wrong < found.wrong


@pytest.mark.parametrize(("base", "years"), [(30, 1), (30, 3), (100, 1), (1000, 1)])
def test_below_a_base_of_100_or_two_years_every_symbol_is_hollow(base: int, years: int) -> None:
    found = bench.quality(np.random.default_rng(5), base, years, 500, drawn=False)
    assert (found.hollow, found.solid_wrong) == (1, None)


def test_over_bases_as_an_office_has_them_a_noisy_base_does_not_break_the_limit() -> None:
    found = bench.quality(np.random.default_rng(6), None, 2, 3_000, drawn=True)
    assert found.solid_wrong is not None and found.solid_wrong <= 0.20
