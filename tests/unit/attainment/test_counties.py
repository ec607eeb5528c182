"""Counties beside the city: value, share, growth against their own base; a rate only where a quota is set."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from dashboard.attainment import Values, Verdict, judge
from dashboard.attainment.counties import CountyVerdict, judge_county
from tests.unit.attainment.build import RULES, counted, even, months, reading, target, yearly

D = Decimal
TEN = target()
FORTY_EIGHT = target(reading("count", "48", base_year=None))
YEARS = {2021: 1000, 2022: 1100, 2023: 1210}
BASE = months(2021, [10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 90])
COUNTY = Values(BASE | months(2022, [20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20]), whole=True)


def city(year_to_date: object = 600, month: int = 6, **changes: object) -> Verdict:
    """Return the city's verdict of a year so far; base 1000 in 2021."""
    values = Values({**even({2021: 1000}), **months(2022, [year_to_date] + [0] * (month - 1))}, **changes)  # type: ignore[arg-type]
    return judge(TEN, values, f"2022-{month:02d}", RULES)


def beside(found: Verdict, values: Values = COUNTY, quota: object = None, **options: object) -> CountyVerdict:
    """Return one county beside the city's verdict."""
    wanted = None if quota is None else D(str(quota))
    return judge_county(found, "411502", values, wanted, RULES, **options)  # type: ignore[arg-type]


def test_value_share_and_growth_at_the_same_point_of_the_year() -> None:
    found = beside(city(), base_month="2021-12")
    assert (found.period, found.level, found.share) == ("2022-06", 120, D("0.2"))
    assert (found.base, found.growth) == (60, 1)  # January to June 2021, not the whole year
    assert (found.status, found.reason, found.completion) == ("not_assessed", "no_quota", None)


def test_a_closed_year_is_compared_with_the_whole_base_year() -> None:
    closed = judge(TEN, yearly({2021: 1000, 2022: 1200}), "2022-12", RULES)
    found = beside(closed, base_month="2021-12")
    assert (found.level, found.base, found.growth, found.share) == (240, 200, D("0.2"), D("0.2"))


def test_shares_of_all_counties_add_up_to_one() -> None:
    parts = [Values(months(2022, [flow] * 6)) for flow in (13, 29, 58)]
    assert sum(beside(city(), part).share or 0 for part in parts) == 1


def test_counties_that_do_not_sum_to_the_city_have_no_share() -> None:
    assert beside(city(), additive=False).share is None
    assert beside(replace(city(), level=D(0))).share is None


def test_a_county_without_a_base_has_no_growth() -> None:
    assert beside(city(), Values(months(2022, [1] * 6)), base_month="2021-12").growth is None
    zero = Values(months(2021, [0] * 12) | months(2022, [1] * 6))
    assert (beside(city(), zero, base_month="2021-12").base, beside(city(), zero).growth) == (0, None)


@pytest.mark.parametrize(("base", "small"), [(99, True), (100, False)])
def test_a_small_base_is_marked(base: int, small: bool) -> None:
    values = Values(months(2021, [base] + [0] * 5) | months(2022, [9] * 6), whole=True)
    assert beside(city(), values, base_month="2021-12").small_sample is small


@pytest.mark.parametrize(
    ("quota", "status", "gap"),
    [(240, "on_schedule", 0), (241, "slightly_behind", None), (400, "behind", -20), (399, "slightly_behind", None)],
)
def test_a_quota_of_a_year_is_judged_by_the_bands_of_progress(quota: int, status: str, gap: int | None) -> None:
    found = beside(city(), quota=quota)
    assert (found.status, found.reason, found.quota) == (status, "year_to_date", quota)
    assert (found.completion, found.time_progress) == (D(120) / quota, D("0.5"))
    assert gap is None or found.gap_points == gap


def test_a_quota_reached_before_the_year_is_over_is_on_schedule() -> None:
    assert (beside(city(), quota=100).status, beside(city(), quota=100).reason) == ("on_schedule", "year_to_date")


@pytest.mark.parametrize(("quota", "status"), [(240, "on_schedule"), (241, "slightly_behind"), (300, "behind")])
def test_a_closed_year_against_its_quota(quota: int, status: str) -> None:
    closed = judge(TEN, yearly({2021: 1000, 2022: 900}), "2022-12", RULES)
    found = beside(closed, quota=quota)
    assert (found.status, found.reason, found.time_progress) == (status, "closed_year", 1)


def test_a_quota_of_nought_is_none() -> None:
    assert beside(city(), quota=0).reason == "no_quota"


@pytest.mark.parametrize("month", range(1, 48))
def test_a_count_exactly_on_time_is_on_schedule_in_every_month(month: int) -> None:
    """One thing a month, 48 in 48 months: thirds and sevenths are not rounded."""
    period = f"{2022 + (month - 1) // 12}-{(month - 1) % 12 + 1:02d}"
    values = counted({period: month})
    found = beside(judge(FORTY_EIGHT, values, period, RULES), values, quota=48)
    assert (found.status, found.reason, found.gap_points) == ("on_schedule", "count_share", 0)


@pytest.mark.parametrize("waiting", ["count", "flow"])
def test_a_county_that_has_reported_keeps_its_clock_while_the_city_waits_for_another(waiting: str) -> None:
    if waiting == "count":
        own = counted({"2023-12": 24})
        awaited = judge(FORTY_EIGHT, counted({}, missing={"2023-12": ("scjg-w",)}), "2023-12", RULES)
        found = beside(awaited, own, quota=48)
    else:
        own = Values(months(2022, [25] * 4))
        awaited = judge(TEN, Values(even({2021: 1000}), missing={"2022-04": ("scjg-w",)}), "2022-04", RULES)
        found = beside(awaited, own, quota=300)
    assert awaited.status == "awaited"
    assert (found.status, found.gap_points, found.share) == ("on_schedule", 0, None)
    assert found.reason == ("count_share" if waiting == "count" else "year_to_date")


@pytest.mark.parametrize(
    ("level", "status", "reason"), [(1, "not_assessed", "no_stages"), (2, "completed", "count_reached")]
)
def test_a_quota_of_up_to_three_has_no_share_and_no_time(level: int, status: str, reason: str) -> None:
    found = beside(judge(FORTY_EIGHT, counted({"2023-12": 20}), "2023-12", RULES), counted({"2023-12": level}), quota=2)
    assert (found.status, found.reason, found.level) == (status, reason, level)
    assert (found.completion, found.time_progress, found.gap_points) == (None, None, None)


@pytest.mark.parametrize(("quota", "status"), [(10, "final_met"), (11, "final_missed"), (3, "final_met")])
def test_the_end_is_final_for_a_county_too(quota: int, status: str) -> None:
    values = counted({"2025-12": 10})
    found = beside(judge(FORTY_EIGHT, values, "2025-12", RULES), values, quota=quota)
    assert (found.status, found.reason, found.final) == (status, "end_reached", True)


@pytest.mark.parametrize("quota", [None, 100])
def test_a_county_that_owes_a_month_is_awaited_whatever_its_quota(quota: int | None) -> None:
    short = replace(COUNTY, missing={"2022-05": ("scjg-e",), "2022-09": ("later",)})
    found = beside(city(), short, quota=quota)
    assert (found.status, found.missing, found.level, found.share) == ("awaited", ("scjg-e",), None, None)


@pytest.mark.parametrize(("quota", "status"), [(None, "not_assessed"), (5, "final_missed")])
def test_after_the_settlement_nothing_is_awaited(quota: int | None, status: str) -> None:
    owing = {"2025-12": ("scjg-e",)}
    over = judge(FORTY_EIGHT, counted({"2025-09": 30}, missing=owing, settled_by="2026-12"), "2026-12", RULES)
    found = beside(over, counted({"2025-09": 3}, missing=owing), quota=quota)
    assert (found.status, found.reason, found.final, found.missing) == (status, "never_reported", True, ("scjg-e",))


def test_a_stock_grows_from_its_own_closing_day() -> None:
    three_years = target(reading("total", "0.20", end_year=2024))
    levels = {"2021Q4": D(1000), "2022Q1": D(900), "2022Q4": D(1100)}
    whole = judge(three_years, Values(levels, "Q", "stock"), "2022-12", RULES)
    own = Values({"2021Q4": D(100), "2022Q1": D(70), "2022Q4": D(121)}, "Q", "stock")
    found = beside(whole, own, base_month="2021-12")
    assert (found.level, found.base, found.growth, found.share) == (121, 100, D("0.21"), D("0.11"))
    judged = beside(whole, own, quota=125)
    assert (judged.status, judged.reason, judged.time_progress) == ("slightly_behind", "stock_path", 1)


def test_a_ratio_of_a_county_has_no_share() -> None:
    three_years = target(reading("total", "0.20", end_year=2024))
    ratio = Values({"2021Q4": D(200), "2022Q4": D(220)}, "Q", "ratio")
    found = beside(judge(three_years, ratio, "2022-12", RULES), ratio, base_month="2021-12", additive=False)
    assert (found.level, found.share, found.growth) == (220, None, D("0.1"))


@pytest.mark.parametrize(
    ("found", "values", "reason"),
    [
        (judge(TEN, Values(start="2022-01"), "2021-12", RULES), COUNTY, "not_started"),
        (city(), Values(months(2022, [1] * 5)), "no_data"),
        (city(), Values(), "no_data"),
    ],
)
def test_a_county_that_cannot_be_told_says_why(found: Verdict, values: Values, reason: str) -> None:
    told = beside(found, values, quota=100)
    assert (told.status, told.reason, told.level) == ("not_assessed", reason, None)
