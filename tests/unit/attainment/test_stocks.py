"""Growth of a ratio of stocks between two closing days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dashboard.attainment import Values, judge
from tests.unit.attainment.build import RULES, reading, target

D = Decimal
RATIO = target(reading("total", "0.20", end_year=2024), reading("total", "0.20", id="w2", base_year=2022))


def ratio(levels: dict[str, object], **changes: object) -> Values:
    return Values({p: D(str(v)) for p, v in levels.items()}, frequency="Q", aggregation="ratio", **changes)


@pytest.mark.parametrize(
    ("period", "through", "level", "status"),
    [
        ("2022Q4", "2022-12", 1200, "attained"),
        ("2022Q4", "2022-12", 1199, "on_schedule"),
        ("2022Q4", "2022-12", 1063, "on_schedule"),
        ("2022Q4", "2022-12", 1062, "slightly_behind"),
        ("2022Q4", "2022-12", 1038, "slightly_behind"),
        ("2022Q4", "2022-12", 1037, "behind"),
        ("2022Q4", "2022-12", 1000, "behind"),
        ("2022Q4", "2022-12", 999, "below_base"),
        ("2022Q2", "2022-06", 1031, "on_schedule"),
        ("2022Q2", "2022-06", 1030, "slightly_behind"),
    ],
)
def test_a_ratio_is_compared_with_its_path_of_fractional_years(
    period: str, through: str, level: int, status: str
) -> None:
    found = judge(RATIO, ratio({"2021Q4": 1000, period: level}), through, RULES)
    assert (found.status, found.period, found.reason) == (status, period, "stock_path")
    assert (found.base, found.goal, found.time_progress) == (1000, D(1200), 1)


@pytest.mark.parametrize(("level", "status"), [("1199.999", "final_missed"), (1200, "final_met"), (1486, "final_met")])
def test_the_window_ends_with_its_own_year_and_stays(level: object, status: str) -> None:
    values = ratio(
        {"2021Q4": 1000, "2022Q4": 1100, "2024Q4": level, "2025Q3": 900, "2025Q4": 1500}, settled_by="2026-12"
    )
    for through in ("2024-12", "2025-09", "2026-12"):
        found = judge(RATIO, values, through, RULES)
        assert (found.status, found.final, found.period) == (status, True, "2024Q4")


def test_the_other_window_still_runs() -> None:
    values = ratio({"2021Q4": 1000, "2022Q4": 1100, "2024Q4": 1300, "2025Q3": 1310})
    found = judge(RATIO, values, "2025-09", RULES, RATIO.readings[1])
    assert (found.final, found.k, found.n, found.base) == (False, D("2.75"), 3, 1100)
    assert judge(RATIO, values, "2022-12", RULES, RATIO.readings[1]).reason == "not_started"


def test_a_quarter_within_the_end_year_is_not_final() -> None:
    found = judge(RATIO, ratio({"2021Q4": 1000, "2024Q3": 1250}), "2024-09", RULES)
    assert (found.status, found.final, found.months_left) == ("attained", False, 3)


def test_a_closing_day_that_is_owed_is_awaited() -> None:
    values = ratio(
        {"2021Q4": 1000, "2022Q4": 1100}, missing={"2023Q1": ("org_scjg",)}, due={"2023Q1": date(2023, 4, 10)}
    )
    found = judge(RATIO, values, "2023-03", RULES)
    assert (found.status, found.period, found.missing, found.due) == (
        "awaited",
        "2023Q1",
        ("org_scjg",),
        date(2023, 4, 10),
    )


@pytest.mark.parametrize(
    ("values", "through", "status", "reason"),
    [
        (ratio({"2021Q4": 1000}), "2021-12", "not_assessed", "not_started"),
        (ratio({"2022Q1": 1000}), "2022-03", "not_assessed", "base_missing"),
        (ratio({"2021Q4": 0, "2022Q1": 5}), "2022-03", "not_assessed", "base_zero"),
        (ratio({"2021Q4": 1000}), "2022-03", "not_assessed", "no_data"),
        (ratio({"2022Q1": 9}, missing={"2021Q4": ("x",)}), "2022-03", "awaited", "incomplete_base"),
        (ratio({"2021Q4": 1000}, settled_by="2026-12"), "2026-12", "final_missed", "never_reported"),
    ],
)
def test_what_cannot_be_judged_says_why(values: Values, through: str, status: str, reason: str) -> None:
    found = judge(RATIO, values, through, RULES)
    assert (found.status, found.reason) == (status, reason)


def test_pace_and_required_growth_of_a_ratio() -> None:
    found = judge(RATIO, ratio({"2021Q4": 1000, "2022Q4": 1030, "2023Q4": 1040}), "2023-12", RULES)
    assert found.pace is not None and found.required is not None
    assert round(found.required * 100, 1) == D("15.4")  # 1200 / 1040
    assert round(found.pace, 2) == D("0.32")
    assert (found.best, found.best_year) == (D("0.03"), 2022)
