"""Cumulative counts, stages and qualitative targets."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dashboard.attainment import Values, judge, milestone_state
from tests.unit.attainment.build import RULES, counted, reading, stage, target

D = Decimal
TEN = target(reading("count", "10", base_year=None))
ONE = target(reading("stages", "1", base_year=None))
WORDS = target(reading("qualitative", None, base_year=None))


@pytest.mark.parametrize(
    ("count", "through", "status", "gap"),
    [
        (5, "2023-12", "on_schedule", "0"),
        (4, "2023-12", "slightly_behind", "-10"),
        (3, "2023-12", "behind", "-20"),
        (10, "2023-12", "completed", "50"),
        (8, "2025-09", "slightly_behind", "-13.75"),
        (0, "2022-03", "slightly_behind", "-6.25"),
    ],
)
def test_a_count_is_compared_with_the_months_of_the_plan(count: int, through: str, status: str, gap: str) -> None:
    found = judge(TEN, counted({through: count}), through, RULES)
    assert (found.status, found.gap_points) == (status, D(gap))
    assert found.time_progress == D(found.months or 0) / 48
    assert found.remaining == 10 - count


def test_a_count_of_another_start_has_another_clock() -> None:
    later = target(reading("count", "10", base_year=None, count_from="2022-08"))
    found = judge(later, counted({"2022-12": 1}), "2022-12", RULES)
    assert (found.months, found.time_progress) == (5, D(5) / 41)


def test_reaching_the_number_is_completed_and_dated() -> None:
    found = judge(TEN, counted({"2024-01": 9, "2024-02": 10, "2024-03": 12}), "2024-03", RULES)
    assert (found.status, found.reached_in, found.remaining, found.completion) == ("completed", "2024-02", 0, D("1.2"))


def test_an_entry_withdrawn_on_audit_lowers_the_count() -> None:
    found = judge(TEN, counted({"2024-02": 10, "2024-03": 9}), "2024-03", RULES)
    assert (found.status, found.reached_in) == ("on_schedule", None)


@pytest.mark.parametrize(("count", "status"), [(9, "final_missed"), (10, "final_met"), (14, "final_met")])
def test_the_end_of_a_count_is_final_and_later_events_do_not_count(count: int, status: str) -> None:
    values = counted({"2025-12": count, "2026-03": 20})
    for through in ("2025-12", "2026-09"):
        found = judge(TEN, values, through, RULES)
        assert (found.status, found.final, found.level, found.period) == (status, True, count, "2025-12")


def test_a_count_without_one_county_is_awaited_even_above_the_number() -> None:
    values = counted({"2024-03": 12}, missing={"2024-06": ("scjg-1",)}, due={"2024-06": date(2024, 7, 10)})
    found = judge(TEN, values, "2024-06", RULES)
    assert (found.status, found.missing, found.due, found.level) == ("awaited", ("scjg-1",), date(2024, 7, 10), None)


def test_a_count_that_never_came_in_is_closed_by_the_settlement() -> None:
    values = counted({"2025-09": 12}, missing={"2025-12": ("scjg-1",)}, settled_by="2026-12")
    assert judge(TEN, values, "2026-09", RULES).status == "awaited"
    found = judge(TEN, values, "2026-12", RULES)
    assert (found.status, found.reason, found.missing) == ("final_missed", "never_reported", ("scjg-1",))


@pytest.mark.parametrize(
    ("values", "through", "reason"),
    [(counted({}), "2021-12", "not_started"), (counted({}), "2022-03", "no_data")],
)
def test_a_count_that_cannot_be_judged_says_why(values: Values, through: str, reason: str) -> None:
    found = judge(TEN, values, through, RULES)
    assert (found.status, found.reason) == ("not_assessed", reason)


STAGES = (stage("set-up", "2023-06", "2023-05-20"), stage("accepted", "2024-12"))


@pytest.mark.parametrize(
    ("count", "stages", "through", "status", "reason"),
    [
        (0, STAGES, "2024-06", "on_stages", "stages_open"),
        (0, STAGES, "2024-12", "behind", "stage_overdue"),
        (1, STAGES, "2024-12", "completed", "count_reached"),
        (
            0,
            (stage("set-up", "2023-06", "2023-08-20"), stage("accepted", "2025-12")),
            "2024-06",
            "on_stages",
            "stages_open",
        ),
        (
            0,
            (stage("set-up", "2023-06", "2024-07-01"),),
            "2024-06",
            "behind",
            "stage_overdue",
        ),  # done after the cut-off
        (0, STAGES, "2025-12", "final_missed", "end_reached"),
        (1, STAGES, "2025-12", "final_met", "end_reached"),
        (0, (), "2024-06", "not_assessed", "no_stages"),
    ],
)
def test_up_to_three_the_stages_decide(count: int, stages: tuple, through: str, status: str, reason: str) -> None:
    found = judge(ONE, counted({through: count}, stages=stages), through, RULES)
    assert (found.status, found.reason) == (status, reason)
    assert (found.completion, found.time_progress, found.gap_points, found.path) == (None, None, None, None)


def test_the_rule_set_says_up_to_which_number_stages_decide() -> None:
    three = target(reading("count", "3", base_year=None))
    values = counted({"2023-12": 1}, stages=STAGES)
    assert judge(three, values, "2023-12", RULES).status == "on_stages"
    counting = RULES.model_copy(update={"stage_limit": 0})
    assert judge(three, values, "2023-12", counting).status == "slightly_behind"


@pytest.mark.parametrize(
    ("stages", "through", "status"),
    [
        (STAGES, "2024-06", "on_stages"),
        (STAGES, "2025-01", "behind"),
        (STAGES[:1], "2024-06", "completed"),
        (STAGES[:1], "2025-12", "final_met"),
        (STAGES, "2025-12", "final_missed"),
        ((), "2024-06", "not_assessed"),
        (STAGES, "2021-12", "not_assessed"),
        ((stage("late", "2023-06", "2026-02-01"),), "2026-03", "final_missed"),  # an event after the end does not count
    ],
)
def test_qualitative_targets_follow_their_stages(stages: tuple, through: str, status: str) -> None:
    values = Values(start="2022-01", stages=stages)
    assert judge(WORDS, values, through, RULES).status == status


def test_a_qualitative_target_whose_unit_did_not_report_is_awaited() -> None:
    values = Values(start="2022-01", stages=STAGES, missing={"2023-09": ("org_kj",)}, settled_by="2026-12")
    found = judge(WORDS, values, "2023-09", RULES)
    assert (found.status, found.missing) == ("awaited", ("org_kj",))
    assert judge(WORDS, values, "2026-12", RULES).reason == "never_reported"


@pytest.mark.parametrize(
    ("fact", "through", "state"),
    [
        (stage("m", "2024-06"), "2024-03", "not_started"),
        (stage("m", "2024-06", reported="under_way"), "2024-03", "under_way"),
        (stage("m", "2024-06", reported="under_way"), "2024-05", "due_soon"),  # 30 days left
        (stage("m", "2024-07"), "2024-05", "not_started"),
        (stage("m", "2024-06", reported="under_way"), "2024-06", "overdue"),
        (stage("m", "2024-06", "2024-06-30"), "2024-06", "done"),
        (stage("m", "2024-06", "2024-07-01"), "2024-06", "overdue"),
        (stage("m", "2024-06", "2024-07-01"), "2024-07", "done_late"),
        (stage("m", "2024-12", recurring=True), "2024-06", "continuous"),
        (stage("m", "2024-12", recurring=True), "2024-12", "overdue"),
        (stage("m", "2024-12", "2024-06-01", recurring=True), "2024-06", "done"),
    ],
)
def test_the_state_of_a_milestone(fact: object, through: str, state: str) -> None:
    assert milestone_state(fact, through) == state  # type: ignore[arg-type]
