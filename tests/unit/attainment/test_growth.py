"""Growth of flows: one row per rule of design section 5, and the worked numbers of the methodology."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dashboard.attainment import Values, judge
from tests.bands import bands
from tests.unit.attainment.build import RULES, even, months, reading, target, yearly

D = Decimal
TEN = target()
FIFTEEN = target(reading(threshold="0.15"))


def in_2024(year_to_date: object, month: int = 9) -> Values:
    """Base 1000, path of 2024: 1331; a year to date that came in January."""
    return Values({**even({2021: 1000, 2022: 1100, 2023: 1210}), **months(2024, [year_to_date] + [0] * (month - 1))})


@pytest.mark.parametrize(
    ("year_to_date", "month", "status", "gap"),
    [
        ("998.25", 9, "on_schedule", "0"),  # exactly three quarters of 1331
        ("998.24", 9, "slightly_behind", None),
        ("732.06", 9, "slightly_behind", None),
        ("732.05", 9, "behind", "-20"),  # exactly 20 points behind
        ("1400", 9, "on_schedule", None),
        ("1500", 9, "on_schedule", None),  # above T(4): within a year only the bands decide
        ("0", 1, "slightly_behind", None),  # 8.3 points behind in January
        ("0", 3, "behind", "-25"),
    ],
)
def test_year_to_date_is_judged_in_points_against_time(
    year_to_date: str, month: int, status: str, gap: str | None
) -> None:
    found = judge(TEN, in_2024(year_to_date, month), f"2024-{month:02d}", RULES)
    assert (found.status, found.reason, found.period) == (status, "year_to_date", f"2024-{month:02d}")
    assert found.path == D("1331.000")
    assert gap is None or found.gap_points == D(gap)


def test_a_third_is_compared_without_rounding() -> None:
    third = Values({**even({2021: 3000, 2022: 3300, 2023: 3630}), **months(2024, [1331, 0, 0, 0])})
    assert judge(TEN, third, "2024-04", RULES).status == "on_schedule"


def test_every_number_of_a_year_to_date() -> None:
    flows = even({2021: 1000, 2022: 1100, 2023: 1320})
    flows |= months(2024, [100, 50, 150, 100, 100, 100, 100, 100, 98])
    found = judge(TEN, Values(flows), "2024-09", RULES)
    assert (found.level, found.base, found.goal) == (D(898), D(1000), D("1464.1000"))
    assert (found.k, found.n, found.months, found.months_left) == (3, 4, 9, 3)
    assert found.completion == D(898) / D(1331)
    assert found.time_progress == D("0.75")
    assert found.expected == D("998.25")
    assert found.remaining == D(433)
    assert found.required_month == D(433) / 3
    assert (found.best_month, found.best_month_period) == (D(1320), "2023-12")
    assert (found.last_year, found.last_level, found.best, found.best_year) == (2023, D(1320), D("0.2"), 2023)
    assert [(mark.year, mark.met) for mark in found.every_year] == [(2022, True), (2023, True)]
    assert found.required is not None and abs(found.required - ((D("1464.1") / 1320) ** (D(1) / 2) - 1)) < D("1e-20")
    assert not (found.final or found.small_sample) and found.confirmed


@pytest.mark.parametrize(
    ("level", "status"),
    [
        ("1464.1", "attained"),
        ("1464.09", "on_schedule"),
        ("1210", "on_schedule"),
        ("1209.99", "slightly_behind"),
        ("1123.6", "slightly_behind"),  # 1000 x 1.06 squared: R is exactly 0.60
        ("1123.59", "behind"),
        ("1000", "behind"),
        ("960", "behind"),  # below the base, within noise
        ("940", "below_base"),
        ("0", "below_base"),
    ],
)
def test_a_closed_year_takes_the_first_match(level: str, status: str) -> None:
    values = Values(even({2021: 1000, 2022: 1100, 2023: level}), whole=True)
    found = judge(TEN, values, "2023-12", RULES)
    assert (found.status, found.reason, found.period) == (status, "closed_year", "2023")


def test_an_amount_has_no_noise_below_its_base() -> None:
    assert judge(TEN, Values(even({2021: 1000, 2022: "999.99"})), "2022-12", RULES).status == "below_base"


@pytest.mark.parametrize(
    ("level", "status"), [(1464, "final_missed"), ("1464.0999", "final_missed"), ("1464.1", "final_met")]
)
def test_the_end_is_strict_and_final(level: object, status: str) -> None:
    values = Values(even({2021: 1000, 2022: 1, 2023: 1, 2024: 5000, 2025: level}), whole=True)
    for through in ("2025-12", "2026-09", "2027-03"):
        found = judge(TEN, values, through, RULES)
        assert (found.status, found.reason, found.final, found.period) == (status, "end_reached", True, "2025")
        assert found.required is None and not found.small_sample


def test_fifteen_months_behind_and_26_percent_required() -> None:
    found = judge(FIFTEEN, yearly({2021: 100, 2022: 105, 2023: "110.25"}), "2023-12", RULES)
    assert found.months_ahead is not None and found.required is not None and found.pace is not None
    assert round(found.months_ahead, 1) == D("-15.6")
    assert round(found.required * 100, 1) == D("26.0")
    assert round(found.pace, 2) == D("0.33")
    assert found.completion is not None and round((found.completion - 1) * 100, 1) == D("-16.6")
    assert found.status == "behind"


def test_an_annual_series_not_yet_due_is_judged_at_the_latest_published_year() -> None:
    found = judge(TEN, yearly({2021: 100, 2022: 110, 2023: 125}), "2025-03", RULES)
    assert (found.status, found.period, found.level, found.time_progress) == ("on_schedule", "2023", 125, 1)


def test_an_annual_series_that_is_late_is_awaited_with_its_debtor_and_path() -> None:
    values = yearly({2021: 100, 2022: 110, 2023: 125}, missing={"2024": ("org_tj",)}, due={"2024": date(2025, 8, 31)})
    found = judge(TEN, values, "2025-09", RULES)
    assert (found.status, found.reason, found.period) == ("awaited", "overdue", "2024")
    assert (found.missing, found.due, found.level) == (("org_tj",), date(2025, 8, 31), None)
    assert found.path == D("133.1") and found.last_year == 2023


def test_a_short_sum_is_awaited_and_names_who_owes_it() -> None:
    flows = {**even({2021: 1000, 2022: 1100}), **months(2023, [500, 500, 500, 500, 500, 500])}
    owing = dict.fromkeys(("2023-07", "2023-08", "2023-09"), ("scjg-b", "scjg-a"))
    found = judge(TEN, Values(flows, missing=owing, expected=dict.fromkeys(owing, 10)), "2023-09", RULES)
    assert found.expected_senders == 10
    assert (found.status, found.reason, found.missing) == ("awaited", "incomplete_sum", ("scjg-a", "scjg-b"))
    assert found.level is None and found.completion is None


def test_months_not_yet_due_are_left_out_and_said_so() -> None:
    flows = {**even({2021: 1000, 2022: 1100}), **months(2023, [300, 300, 300, 300, 300, 0])}
    found = judge(TEN, Values(flows), "2023-08", RULES)
    assert (found.period, found.months, found.time_progress) == ("2023-06", 6, D("0.5"))


def test_without_a_month_of_the_new_year_the_closed_year_is_judged() -> None:
    found = judge(TEN, Values(even({2021: 1000, 2022: 1100})), "2023-01", RULES)
    assert (found.period, found.reason, found.status) == ("2022", "closed_year", "on_schedule")


@pytest.mark.parametrize(
    ("values", "through", "status", "reason"),
    [
        (yearly({2021: 100}), "2021-12", "not_assessed", "not_started"),
        (yearly({2021: 100}), "2022-09", "not_assessed", "no_complete_year"),
        (yearly({2022: 100}), "2022-12", "not_assessed", "base_missing"),
        (yearly({2021: 0, 2022: 3}), "2022-12", "not_assessed", "base_zero"),
        (yearly({2020: 90, 2022: 100}), "2022-12", "not_assessed", "base_missing"),  # never the year before
        (
            Values(months(2021, [5] * 12) | months(2022, [5]), missing={"2021-05": ("a",)}),
            "2022-01",
            "awaited",
            "incomplete_base",
        ),
    ],
)
def test_what_cannot_be_judged_says_why(values: Values, through: str, status: str, reason: str) -> None:
    found = judge(TEN, values, through, RULES)
    assert (found.status, found.reason, found.level) == (status, reason, None)


def test_a_base_value_of_the_catalogue_goes_before_the_reported_one() -> None:
    values = yearly({2021: 100, 2022: 110}, base=D(200), base_confirmed=False)
    found = judge(TEN, values, "2022-12", RULES)
    assert (found.base, found.status, found.confirmed) == (D(200), "below_base", False)


def test_late_data_for_the_end_year_counts_until_the_settlement() -> None:
    waiting = yearly({2021: 100, 2022: 110, 2023: 121, 2024: 134}, settled_by="2026-12")
    assert judge(TEN, waiting, "2025-12", RULES).period == "2024"
    late = yearly(dict(zip(range(2021, 2026), (100, 110, 121, 134, 147), strict=True)), settled_by="2026-12")
    assert judge(TEN, late, "2026-09", RULES).status == "final_met"


def test_settlement_closes_what_was_never_reported() -> None:
    values = yearly({2021: 100, 2022: 110}, missing={"2025": ("org_tj",)}, settled_by="2026-12")
    assert judge(TEN, values, "2026-11", RULES).status == "awaited"
    found = judge(TEN, values, "2026-12", RULES)
    assert (found.status, found.reason, found.final, found.missing) == (
        "final_missed",
        "never_reported",
        True,
        ("org_tj",),
    )


def test_seasonal_position_is_the_median_of_two_earlier_years_and_decides_nothing() -> None:
    shape = [5, 5, 5, 5, 5, 5, 10, 10, 10, 10, 10, 20]
    flows = months(2021, [10 * part for part in shape]) | months(2022, [11 * part for part in shape])
    begun = flows | months(2023, [242, 0, 0])
    alone = {period: flow for period, flow in begun.items() if period >= "2022"}
    found = judge(TEN, Values(begun), "2023-03", RULES)
    assert (found.seasonal_progress, found.status, found.completion) == (D("0.15"), "slightly_behind", D("0.2"))
    unseasonal = judge(TEN, Values(alone, base=D(1000)), "2023-03", RULES)
    assert (unseasonal.seasonal_progress, unseasonal.status) == (None, "slightly_behind")


@pytest.mark.parametrize(("base", "years", "small"), [(99, 2, True), (100, 1, True), (100, 2, False)])
def test_small_counts_and_first_years_are_small_samples(base: int, years: int, small: bool) -> None:
    levels = {2021 + year: base * (1 + year) for year in range(years + 1)}
    assert judge(TEN, yearly(levels, whole=True), f"{2021 + years}-12", RULES).small_sample is small


def test_an_unconfirmed_reading_is_said_to_be_one() -> None:
    loose = target(reading(confirmed_by=None))
    assert not judge(loose, yearly({2021: 100, 2022: 110}), "2022-12", RULES).confirmed


def test_other_bands_give_another_status() -> None:
    strict = RULES.model_copy(update={"bands": bands("-10")})
    values = in_2024("800")  # 14.9 points behind
    assert judge(TEN, values, "2024-09", RULES).status == "slightly_behind"
    assert judge(TEN, values, "2024-09", strict).status == "behind"


@pytest.mark.parametrize(("due", "reason"), [("2023-10-10", "incomplete_sum"), ("2023-09-30", "overdue")])
def test_nothing_is_called_overdue_before_its_due_date(due: str, reason: str) -> None:
    owing = {"2023-09": ("org_kj",)}
    flows = even({2021: 1000, 2022: 1100}) | months(2023, [9] * 8)
    values = Values(flows, missing=owing, expected={"2023-09": 1}, due={"2023-09": date.fromisoformat(due)})
    found = judge(TEN, values, "2023-09", RULES)
    assert (found.status, found.reason, found.through) == ("awaited", reason, "2023-09")
