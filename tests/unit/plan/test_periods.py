"""Periods as text behave like time."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.plan import periods
from dashboard.plan.periods import Frequency

MONTHS = st.builds(lambda year, month: f"{year}-{month:02d}", st.integers(1990, 2090), st.integers(1, 12))
QUARTERS = st.builds(lambda year, quarter: f"{year}Q{quarter}", st.integers(1990, 2090), st.integers(1, 4))
YEARS = st.integers(1990, 2090).map(str)
PERIODS = st.one_of(MONTHS, QUARTERS, YEARS)
FREQUENCIES: st.SearchStrategy[Frequency] = st.sampled_from(("M", "Q", "A"))
LENGTHS = {"M": 1, "Q": 3, "A": 12}


@given(PERIODS)
def test_a_period_is_the_one_that_holds_each_of_its_months(period: str) -> None:
    freq = periods.frequency(period)
    assert len(periods.months_of(period)) == LENGTHS[freq]
    assert {periods.of_month(month, freq) for month in periods.months_of(period)} == {period}
    assert periods.months_of(period)[-1] == periods.last_month(period)


@given(PERIODS)
def test_last_day_is_followed_by_the_next_period(period: str) -> None:
    freq, day = periods.frequency(period), periods.last_day(period)
    assert periods.of_date(day, freq) == period
    assert periods.of_date(day + timedelta(days=1), freq) > period
    assert day.day == calendar.monthrange(day.year, day.month)[1]


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.dates(date(1990, 1, 1), date(2090, 12, 31)), FREQUENCIES)
def test_text_sorts_as_time(one: date, other: date, freq: Frequency) -> None:
    first, second = sorted((one, other))
    assert periods.of_date(first, freq) <= periods.of_date(second, freq)


@given(MONTHS, st.integers(-600, 600))
def test_shift_goes_there_and_back(month: str, step: int) -> None:
    there = periods.shift(month, step)
    assert periods.shift(there, -step) == month
    assert periods.months_between(month, there) == step + 1


@given(MONTHS, st.integers(0, 120), FREQUENCIES)
def test_span_holds_every_period_once_and_in_order(first: str, step: int, freq: Frequency) -> None:
    last = periods.shift(first, step)
    found = periods.span(first, last, freq)
    assert list(found) == sorted(set(found))
    assert found[0] == periods.of_month(first, freq)
    assert found[-1] == periods.of_month(last, freq)
    inner = {month for period in found for month in periods.months_of(period)}
    assert {periods.shift(first, month) for month in range(step + 1)} <= inner
    assert len(inner) == len(found) * LENGTHS[freq]


@given(MONTHS, st.integers(1, 240))
def test_span_backwards_is_empty(month: str, step: int) -> None:
    assert periods.span(month, periods.shift(month, -step), "M") == ()


@pytest.mark.parametrize("text", [
    "", "2024-13", "2024-00", "2024-9", "2024Q0", "2024Q5", "24Q1", "2024-09-01", "2024 Q3", "2024H1", "2024q3",
    "2024-09\n", "二〇二四", "２０２４-０９",
])  # fmt: skip
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a period"):
        periods.parse(text)


@pytest.mark.parametrize(("period", "day"), [("2024-02", date(2024, 2, 29)), ("2025-02", date(2025, 2, 28)),
                                             ("2024Q3", date(2024, 9, 30)), ("2024", date(2024, 12, 31))])  # fmt: skip
def test_last_day_of_known_periods(period: str, day: date) -> None:
    assert periods.last_day(period) == day
