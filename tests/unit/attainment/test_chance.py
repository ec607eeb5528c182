"""Bands as intervals, and the chance that is set on them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import exp, fsum, lgamma, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import poisson

from dashboard.attainment import Values, bands, chance, judge
from dashboard.attainment.question import Question
from dashboard.plan.models import Band, Method, RuleSet
from tests.unit.attainment.build import RULES, reading, target, yearly
from tests.unit.plan.copying import xinyang

D, F = Decimal, Fraction
FAST = settings(max_examples=200, deadline=None)
SHIPPED = st.sampled_from(xinyang().rules)
LEVEL = st.decimals(min_value="0", max_value="3000", places=2)
METHOD = st.sampled_from(["compound", "total", "arithmetic", "accumulation", "every_year"])
BIT = F(1, 10**40)  # nearer to a limit than any other limit
Limits = Callable[[Band], "bands.Limit | bool"]


def check(row: tuple[Band, ...], limit_of: Limits, level: Fraction) -> None:
    """Assert that the status is the same everywhere inside the interval of a level, and another one beside it."""
    low, high = bands.interval(row, limit_of, level)
    status = bands.decide(row, limit_of, level).status
    assert (low is None or low <= level) and (high is None or level <= high)
    near_low, near_high = (
        (low + BIT if low is not None else level - 9999),
        (high - BIT if high is not None else level + 9999),
    )
    inside = [near_low, near_high, *(near_low + (near_high - near_low) * F(k, 17) for k in range(1, 17))]
    assert {bands.decide(row, limit_of, at).status for at in inside} == {status}
    if low is not None:
        assert bands.decide(row, limit_of, low - BIT).status != status
    if high is not None:
        assert bands.decide(row, limit_of, high + BIT).status != status


@FAST
@given(SHIPPED, st.integers(1, 12), st.sampled_from((-30, -20, -10, -5, 0)) | st.integers(-100, 100))
def test_interval_of_progress(rules: RuleSet, month: int, points: int) -> None:
    """Levels in whole points of the path hit every limit of every rule set exactly."""
    limit_of = bands.progress_limits(F(1200), F(month, 12))
    check(rules.bands.progress, limit_of, F(1200) * (F(month, 12) + F(points, 100)))


@FAST
@given(SHIPPED, METHOD, st.lists(st.integers(1, 3000).map(D), min_size=1, max_size=3), LEVEL)
def test_interval_of_a_closed_year(rules: RuleSet, method: Method, before: list[Decimal], level: Decimal) -> None:
    base, year = D(1000), 2021 + len(before)
    levels = {2021: base, **{2022 + k: past for k, past in enumerate(before[1:])}, year: level}
    asked = Question(reading(method), base, levels, Values(whole=True), rules)
    path = asked.needed(year)
    if path is None or any(band.when == "required" and asked.goal is None for band in rules.bands.growth):
        return  # what is required of a mean of rates is no limit of the level
    check(rules.bands.growth, asked.limits(year, path, None), F(level))


@pytest.mark.parametrize("quantile", ["0.05", "0.01", "0.5"])
@pytest.mark.parametrize("base", [1, 2, 5, 10, 30, 99, 100, 300, 1000, 2500, 12.5, 0.3])
def test_poisson_floor_is_the_quantile(base: float, quantile: str) -> None:
    found = chance.poisson_floor(base, float(quantile))
    assert found == int(poisson.ppf(float(quantile), base))
    below = fsum(exp(-base + k * log(base) - lgamma(k + 1)) for k in range(found))
    assert below < float(quantile) <= below + exp(-base + found * log(base) - lgamma(found + 1)) + 1e-12


@given(st.integers(1, 3000))
@FAST
def test_poisson_floor_of_any_base(base: int) -> None:
    assert chance.poisson_floor(base, 0.05) == int(poisson.ppf(0.05, base))


@FAST
@given(SHIPPED, st.integers(1, 1500), st.integers(0, 2500), st.booleans())
def test_shares_of_all_bands_are_chances_and_add_up_to_one(rules: RuleSet, base: int, level: int, whole: bool) -> None:
    noise = {} if whole else {2021: D(base) / 7, 2022: D(level + 1) / 5}
    values = Values(whole=whole, noise=noise)
    asked = Question(reading(), D(base), {2021: D(base)}, values, rules)
    limit_of = asked.limits(2022, asked.needed(2022) or D(1), None)
    low, found, shares = F(-1), 0, []
    while True:  # from one band to the next, upwards
        _, high = bands.interval(rules.bands.growth, limit_of, low)
        sure = chance.share(D(level), D(base), low if found else None, high, values, (2021, 2022))
        assert sure is not None and 0 <= sure <= 1
        shares.append(sure)
        if high is None:
            break
        low, found = high + BIT, found + 1
    assert found >= 2 and abs(sum(shares) - 1) < D("0.00001")


@FAST
@given(SHIPPED, st.lists(st.integers(0, 900).map(D), min_size=2, max_size=4))
def test_confidence_of_a_verdict_is_a_chance(rules: RuleSet, levels: list[Decimal]) -> None:
    values = yearly(dict(enumerate(levels, start=2021)), whole=True)
    found = judge(target(), values, f"{2020 + len(levels)}-12", rules)
    assert found.confidence is None or 0 <= found.confidence <= 1
    assert (found.confidence is None) == (levels[0] == 0 or found.reason != "closed_year")


def test_an_amount_without_deals_has_no_chance_and_no_noise() -> None:
    found = judge(target(), yearly({2021: 1000, 2022: 1050, 2023: 999}), "2023-12", RULES)
    assert (found.confidence, found.noise_limit, found.small_sample) == (None, 1000, False)


def test_an_amount_of_deals_is_below_its_base_only_beyond_their_own_deviation() -> None:
    noise = {2021: D(100), 2022: D(100), 2023: D(100)}
    near, far = (
        judge(target(), yearly({2021: 1000, 2022: 1050, 2023: level}, noise=noise), "2023-12", RULES)
        for level in (836, 835)
    )
    assert near.noise_limit is not None and round(near.noise_limit, 1) == D("835.5")  # 1000 - 1.645 x 100
    assert (near.status, far.status) == ("behind", "below_base")
    assert near.confidence is not None and near.confidence < D("0.7") and near.small_sample
