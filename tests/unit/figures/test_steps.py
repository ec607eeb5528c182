"""Milestones in words and on the axis: days overdue, evidence, places, trails."""

from __future__ import annotations

import json
from datetime import date

import pytest

from dashboard.figures import steps, timeline
from dashboard.figures.facts import Step
from dashboard.figures.steps import Asked, Owed, Proofs
from dashboard.wording import Language
from tests.unit.figures import samples

CUT_OFF = date(2025, 9, 30)
STATE = samples.state()


def step(
    code: str, state: str, due: str, done: date | None = None, *, verified: bool = False, name: str = "名单"
) -> Step:
    return Step(code, name, state, due, done, "@" in code, verified, "org_kj")  # type: ignore[arg-type]


def test_a_milestone_is_overdue_from_the_end_of_its_month_to_the_cut_off() -> None:
    assert steps.days_over(step("10.5", "overdue", "2024-12"), CUT_OFF) == 273
    assert steps.days_over(step("10.5", "done_late", "2024-12", date(2025, 1, 9)), CUT_OFF) == 0


def test_the_longest_overdue_is_the_oldest_and_the_first_in_plan_order_of_several() -> None:
    measure = STATE.measures[0]
    found = [Owed(measure, step(code, state, due)) for code, state, due in (
        ("1", "overdue", "2025-03"), ("2", "overdue", "2024-12"), ("3", "overdue", "2024-12"), ("4", "done", "2023-01"),
    )]  # fmt: skip
    worst = steps.longest(found, CUT_OFF)
    assert worst is not None and worst.step.code == "2"
    assert steps.longest(found[3:], CUT_OFF) is None


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("1.1", "名单", "名单"),
        ("1.7@2023", "名单（2023年）", "名单 (2023)"),
        ("5.4@2024H1", "名单（2024年上半年）", "名单 (first half of 2024)"),
        ("2.6@2024Q3", "名单（2024年三季度）", "名单 (Q3 2024)"),
    ],
)
def test_a_recurring_milestone_says_its_period_in_words(code: str, zh: str, en: str) -> None:
    name = f"名单 {code.partition('@')[2]}".strip()
    made = step(code, "done", "2024-09", name=name)
    assert (steps.title(made, "zh"), steps.title(made, "en")) == (zh, en)
    assert steps.plain(made) == "名单"


def evidence(**told: str) -> dict[str, object]:
    return {"attributes": json.dumps({"subject": "任务节点", "document": "甲", **told})}


def test_evidence_is_the_strongest_of_its_documents_and_verified_only_as_frozen() -> None:
    rows = [
        evidence(number="1.1", state="退回"), evidence(number="1.1", state="已提交", document="乙"),
        evidence(number="1.2", state="已核验"), evidence(number="1.3", state="已核验", subject="质押融资"),
        evidence(number="1.4", state="退回"),
    ]  # fmt: skip
    found = steps.proofs(rows, [], {"任务节点"})
    done = {code: step(code, "done", "2024-12", verified=code == "1.5") for code in ("1.1", "1.2", "1.3", "1.4", "1.5")}
    assert {code: found.of(made) for code, made in done.items()} == {
        "1.1": "submitted", "1.2": "submitted", "1.3": "none", "1.4": "returned", "1.5": "verified",
    }  # fmt: skip
    assert found.paper(done["1.1"]) == "乙"
    assert Proofs().of(step("1.6", "under_way", "2025-12")) is None


def test_what_is_asked_for_holds_by_task_unit_and_state() -> None:
    one = Owed(STATE.measures[0], step("1.1", "done", "2024-12"))
    assert Asked().holds(one) and Asked("task-1", "org_kj", "done").holds(one)
    assert not any(Asked(**{key: "x"}).holds(one) for key in ("task", "unit", "state"))


def test_the_axis_runs_from_the_plans_start_to_the_end_of_the_settlement_period() -> None:
    axis = timeline.axis(STATE.plan, STATE.edition)
    assert [label for label, _, _ in axis.years] == ["2022", "2023", "2024", "2025", "2026"]
    assert (axis.cut, axis.settling) == (75.0, 80.0)  # 45 and 48 of 60 months
    assert axis.at(date(2021, 1, 1)) == 0 and axis.at(date(2030, 1, 1)) == 100


def test_a_trail_leads_from_the_due_month_to_the_day_done_or_the_cut_off() -> None:
    axis = timeline.axis(STATE.plan, STATE.edition)
    found = [
        step("1", "done", "2024-12", date(2024, 11, 1)), step("2", "done_late", "2024-12", date(2025, 6, 30)),
        step("3", "overdue", "2024-12"), step("4", "continuous", "2025-12"),
    ]  # fmt: skip
    points = {p.tip[-8:] + p.state: p for p in timeline.points(found, axis, CUT_OFF, "zh")}
    trails = {p.state: p.trail for p in points.values()}
    assert trails == {"done": None, "done_late": (60.0, 10.0), "overdue": (60.0, 15.0), "continuous": None}


def test_milestones_of_one_month_stand_beside_and_below_each_other() -> None:
    axis = timeline.axis(STATE.plan, STATE.edition)
    found = [step(str(n), "done", "2024-12", date(2024, 12, 1)) for n in range(5)]
    points = timeline.points(found, axis, CUT_OFF, "zh")
    assert len({(p.lane, p.beside) for p in points}) == 5
    assert timeline.lanes(points) == 3 and timeline.lanes(()) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_state_of_evidence_has_a_word_and_a_shape_of_its_own(lang: Language) -> None:
    marks = [steps.proof_mark(proof, lang) for proof in ("none", "returned", "submitted", "verified")]
    assert len({mark.shape for mark in marks if mark}) == len({mark.word for mark in marks if mark}) == 4
