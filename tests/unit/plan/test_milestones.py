"""Recurring milestones expand into dated instances; expectations say who owes what, when."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from dashboard.plan import lookup
from dashboard.plan.milestones import MilestoneInstance
from tests.unit.plan.copying import xinyang, yunze


def _of(series: str) -> list[MilestoneInstance]:
    return [found for found in lookup.milestone_instances(xinyang()) if found.series == series]


def test_one_off_keeps_its_code() -> None:
    assert _of("1.4") == [MilestoneInstance("1.4", "1.4", "task-1", "2023-06", "zone-z01", recurring=False)]


def test_yearly_ends_in_its_month() -> None:
    assert [(found.code, found.due) for found in _of("1.7")] == [
        ("1.7@2022", "2022-12"), ("1.7@2023", "2023-12"), ("1.7@2024", "2024-12"), ("1.7@2025", "2025-12"),
    ]  # fmt: skip
    assert [(found.code, found.due) for found in _of("4.4")] == [("4.4@2024", "2024-02"), ("4.4@2025", "2025-02")]
    assert [found.due for found in _of("3.6")] == ["2024-08", "2025-08"]


def test_half_yearly_and_quarterly() -> None:
    half = _of("5.4")
    assert [found.code for found in half][:3] == ["5.4@2023H1", "5.4@2023H2", "5.4@2024H1"]
    assert [found.due for found in half] == [f"{year}-{month}" for year in (2023, 2024, 2025) for month in ("06", "12")]
    quarterly = _of("2.6")
    assert (quarterly[0].code, quarterly[0].due) == ("2.6@2022Q4", "2022-12")
    assert (quarterly[-1].code, quarterly[-1].due) == ("2.6@2025Q4", "2025-12")
    assert len(quarterly) == 13
    assert all(found.recurring for found in quarterly)


def test_without_a_first_month_instances_begin_with_the_issue_of_the_plan() -> None:
    dues = [found.due for found in lookup.milestone_instances(yunze()) if found.series == "1.2"]
    assert dues == ["2026-11", "2027-11", "2028-11", "2029-11", "2030-11"]
    quarters = [found.code for found in lookup.milestone_instances(yunze()) if found.series == "1.1"]
    assert (quarters[0], quarters[-1], len(quarters)) == ("1.1@2026Q2", "1.1@2030Q4", 19)


def test_codes_are_unique_due_inside_the_plan_and_found_again() -> None:
    found = lookup.milestone_instances(xinyang())
    assert Counter(item.code for item in found).most_common(1)[0][1] == 1
    assert all("2022-08" <= item.due <= "2025-12" for item in found)
    assert all(lookup.milestone_instance(xinyang(), item.code) is item for item in found)


def test_about_ten_units_report_milestones() -> None:
    reporters = {unit.id for unit in lookup.senders_of(xinyang(), lookup.MILESTONES)}
    assert {"org_scjg", "org_tj", "org_jy", "org_ybj", "org_jr", "org_rs", "org_cz", "zone-z01"} <= reporters
    assert 10 <= len(reporters) <= 16


@pytest.mark.parametrize(("subject", "period", "due"), [
    ("transfers", "2024-07", date(2024, 10, 10)),
    ("transfers", "2024Q3", date(2024, 10, 10)),
    ("pledge", "2024Q4", date(2025, 1, 10)),
    ("value_added", "2024", date(2025, 9, 1)),  # 31 August was a Sunday
    ("gi_output", "2024", date(2025, 3, 31)),
    ("milestones", "2024Q2", date(2024, 7, 10)),
])  # fmt: skip
def test_due_dates(subject: str, period: str, due: date) -> None:
    assert lookup.due_date(xinyang(), subject, period) == due


def test_a_sheet_is_owed_from_the_quarter_in_which_it_is_first_asked_for() -> None:
    owed = [item.period for item in lookup.expectations(xinyang(), "2023-03") if item.subject == "evidence"]
    assert owed == ["2022Q3", "2022Q4", "2023Q1"]


def test_expectations_name_every_sender_and_period() -> None:
    found = lookup.expectations(xinyang(), "2025-09")
    counted = Counter(item.subject for item in found)
    quarters = 27  # 2019Q1 ... 2025Q3
    assert counted["transfers"] == 10 * quarters
    assert counted["zone_transfers"] == 8 * quarters
    assert counted["pledge"] == 13 * quarters
    assert counted["contracts"] == counted["trademarks"] == quarters
    assert counted["value_added"] == counted["gi_output"] == 6  # 2019 ... 2024
    milestones = [item for item in found if item.subject == lookup.MILESTONES]
    assert {item.period for item in milestones} >= {"2022Q3", "2025Q3"}
    assert min(item.period for item in milestones) == "2022Q3"
    assert {item.due for item in milestones if item.period == "2025Q3"} == {date(2025, 10, 10)}
    late = [item for item in found if (item.subject, item.period) == ("value_added", "2024")]
    assert [(item.sender, item.due) for item in late] == [("org_tj", date(2025, 9, 1))]
    assert len(found) == len(set(found))


def test_an_unfinished_period_is_not_expected_yet() -> None:
    assert not [item for item in lookup.expectations(xinyang(), "2025-08") if item.period == "2025Q3"]
    assert [item for item in lookup.expectations(xinyang(), "2025-09") if item.period == "2025Q3"]
