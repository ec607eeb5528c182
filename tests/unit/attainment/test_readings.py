"""One clause, several readings: the same levels, different verdicts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dashboard.attainment import judge, paths
from dashboard.plan.models import Method
from tests.unit.attainment.build import RULES, even, months, reading, target, yearly

D = Decimal
LEVELS = dict(zip(range(2021, 2026), (100, 160, 96, 150, 170), strict=True))


@pytest.mark.parametrize(
    ("method", "achieved", "status"),
    [
        ("compound", "14.2", "final_missed"),
        ("arithmetic", "22.4", "final_met"),
        ("accumulation", "15.1", "final_met"),
        ("every_year", "-40.0", "final_missed"),
    ],
)
def test_the_reading_decides(method: Method, achieved: str, status: str) -> None:
    found = judge(target(reading(method, "0.15")), yearly(LEVELS), "2025-12", RULES)
    assert found.achieved is not None and round(found.achieved * 100, 1) == D(achieved)
    assert found.status == status


def test_a_side_reading_is_chosen_by_name() -> None:
    both = target(reading("compound", "0.15"), reading("arithmetic", "0.15"))
    assert judge(both, yearly(LEVELS), "2025-12", RULES).status == "final_missed"
    side = judge(both, yearly(LEVELS), "2025-12", RULES, both.readings[1])
    assert (side.status, side.reading) == ("final_met", "arithmetic")


def test_the_reading_is_given_by_keyword_or_not_at_all() -> None:
    assert judge(target(), yearly(LEVELS), "2025-12", RULES) == judge(
        target(), yearly(LEVELS), "2025-12", RULES, reading()
    )


@pytest.mark.parametrize("rate", ["0.10", "0.15", "0.1275"])
def test_the_path_ends_at_base_times_growth_to_the_last_digit(rate: str) -> None:
    values = yearly({2021: "123.45", 2022: 1, 2023: 1, 2024: 1, 2025: 1})
    goal = D("123.45") * (1 + D(rate)) ** 4
    compound = judge(target(reading(threshold=rate)), values, "2025-12", RULES)
    assert (compound.path, compound.goal) == (goal, goal)
    total = judge(target(reading("total", rate)), values, "2025-12", RULES)
    assert total.path == total.goal == D("123.45") * (1 + D(rate))


def test_total_growth_rises_by_equal_rates() -> None:
    found = judge(target(reading("total", "0.4641")), yearly({2021: 100, 2022: 110}), "2022-12", RULES)
    assert found.path is not None and abs(found.path - 110) < D("1e-20")
    assert found.achieved == D("0.1")
    assert found.pace is not None and abs(found.pace - 1) < D("1e-20")


def test_a_base_of_another_year_is_another_verdict() -> None:
    values = yearly({2021: 100, 2022: 150, 2023: 160})
    later = target(reading(), reading(id="b2022", base_year=2022))
    assert judge(later, values, "2023-12", RULES).status == "attained"
    side = judge(later, values, "2023-12", RULES, later.readings[1])
    assert (side.base, side.n, side.path, side.status) == (150, 3, D("165.0"), "slightly_behind")
    assert judge(later, values, "2022-12", RULES, later.readings[1]).reason == "not_started"


def test_every_year_is_lost_with_the_first_missed_year() -> None:
    strict = target(reading("every_year", "0.10"))
    values = yearly({2021: 100, 2022: 105, 2023: 200})
    found = judge(strict, values, "2023-12", RULES)
    assert (found.status, found.reason) == ("behind", "year_missed")
    kept = judge(strict, yearly({2021: 100, 2022: 110, 2023: 121}), "2023-12", RULES)
    assert (kept.status, kept.goal) == ("on_schedule", None)


def test_every_year_within_a_year_asks_for_last_years_level_and_growth() -> None:
    strict = target(reading("every_year", "0.10"))
    flows = even({2021: 100, 2022: 200}) | months(2023, [55, 0, 0])
    found = judge(strict, yearly({}).__class__(flows), "2023-03", RULES)
    assert (found.path, found.completion, found.status) == (D("220.00"), D("0.25"), "on_schedule")


def test_readings_that_need_every_year_wait_for_the_missing_one() -> None:
    mean = target(reading("arithmetic", "0.10"))
    owing = yearly({2021: 100, 2023: 130}, missing={"2022": ("org_x",)})
    found = judge(mean, owing, "2023-12", RULES)
    assert (found.status, found.reason, found.missing) == ("awaited", "incomplete_history", ("org_x",))
    assert judge(target(), owing, "2023-12", RULES).status == "on_schedule"  # compound needs base and year only
    gone = judge(mean, yearly({2021: 100, 2023: 130}), "2023-12", RULES)
    assert (gone.status, gone.reason) == ("not_assessed", "no_data")


@pytest.mark.parametrize("method", paths.GROWTH)
def test_what_is_required_from_now_reaches_the_goal(method: Method) -> None:
    levels = {2021: D(100), 2022: D(105), 2023: D(130)}
    asked = target(reading(method, "0.10"))
    found = judge(asked, yearly(levels), "2023-12", RULES)
    assert found.required is not None
    for year in (2024, 2025):
        levels[year] = levels[year - 1] * (1 + found.required + D("1e-12"))
    end = judge(asked, yearly(levels), "2025-12", RULES)
    assert end.status == ("final_missed" if method == "every_year" else "final_met")  # 2022 was missed
    assert end.status == "final_met" or end.reason == "end_reached"
