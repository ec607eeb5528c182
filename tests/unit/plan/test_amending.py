"""A plan with what the office has confirmed: its values, its readings, its units, and no fact without a place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.plan import lookup
from dashboard.plan.amending import amended
from dashboard.plan.models import Catalogue, Fact
from dashboard.wording import Refused
from tests.unit.plan.copying import yunze

DAY = date(2026, 3, 1)


def fact(kind: str, key: str, text: str) -> Fact:
    return Fact.model_validate({"kind": kind, "key": key, "text": text, "source": "公报", "person": "李四",
                                "confirmed_on": DAY, "doc_no": "1号"})  # fmt: skip


def with_fact(kind: str, key: str, text: str) -> Catalogue:
    return amended(yunze(), [fact(kind, key, text)])


def test_no_fact_leaves_the_plan_as_it_is() -> None:
    assert amended(yunze(), []) is yunze()


def test_a_base_value_takes_the_place_of_the_one_in_the_files() -> None:
    (base,) = with_fact("base_value", "licences/2025", "251.5").base_values
    assert (base.value, base.confirmed_by, base.confirmed_on, base.doc_no) == (Decimal("251.5"), "李四", DAY, "1号")
    (reported,) = with_fact("base_value", "licences/2025", "").base_values
    assert reported.value is None and reported.confirmed


def test_a_reading_becomes_the_target_s_own_and_is_confirmed() -> None:
    target = lookup.target(with_fact("reading", "licence_growth", "every_year"), "licence_growth")
    assert (target.default.id, target.default.method, target.default.confirmed) == ("default", "every_year", True)
    assert [reading.method for reading in target.readings] == ["every_year", "compound"]
    assert [reading.id for reading in target.readings] == ["default", "every_year"]
    assert lookup.target(with_fact("reading", "licence_growth", "default"), "licence_growth").default.doc_no == "1号"


def test_units_change_and_the_former_ones_stay_responsible_until_the_day_before() -> None:
    target = lookup.target(with_fact("owners", "licence_growth", "org_market"), "licence_growth")
    assert target.owners_on(date(2026, 2, 28)) == ("org_ip",) and target.owners_on(DAY) == ("org_market",)


def test_a_quota_is_set_changed_and_taken_away() -> None:
    made = with_fact("quota", "licence_growth/980101/2026", "210")
    assert [quota.value for quota in made.quotas] == [Decimal(210)]
    assert with_fact("quota", "licence_growth/980101/2026", "").quotas == ()


def test_due_days_move_with_the_rule_and_milestones_with_their_month() -> None:
    assert lookup.due_date(with_fact("due", "licences", "2/25"), "licences", "2026Q1") == date(2026, 5, 25)
    assert lookup.due_date(with_fact("due", "milestones", "1/8"), "milestones", "2026Q1") == date(2026, 4, 8)
    step = next(m for task in yunze().tasks for m in task.milestones if m.due is not None)
    moved = with_fact("milestone", step.code, "2027-11")
    assert lookup.milestone_instance(moved, step.code).due == "2027-11"


@pytest.mark.parametrize(
    ("kind", "key", "text", "reason"),
    [
        ("base_value", "nothing/2025", "1", "desk.unknown_key"),
        ("base_value", "licences/soon", "1", "desk.not_whole"),
        ("base_value", "licences/2025", "many", "desk.not_a_number"),
        ("base_value", "licences/2025", "NaN", "desk.not_a_number"),
        ("reading", "licence_growth", "guess", "desk.unknown_key"),
        ("owners", "licence_growth", "org_nobody", "desk.unknown_key"),
        ("owners", "licence_growth", "", "desk.unknown_key"),
        ("quota", "licence_growth/999999/2026", "1", "desk.unknown_key"),
        ("due", "licences", "1/40", "desk.not_a_value"),
        ("due", "licences", "soon", "desk.not_whole"),
        ("milestone", "9.9", "2027-01", "desk.unknown_key"),
        ("milestone", "2.1", "2027-13", "desk.not_a_value"),
        ("answer", "11", "ja", "desk.unknown_key"),
    ],
)
def test_a_fact_without_a_place_or_value_is_refused(kind: str, key: str, text: str, reason: str) -> None:
    with pytest.raises(Refused) as caught:
        with_fact(kind, key, text)
    assert caught.value.key == reason
    assert all(caught.value.sentence(lang) for lang in ("zh", "en"))  # type: ignore[arg-type]


VALUES = st.lists(st.sampled_from([
    fact("base_value", "licences/2025", "251"), fact("base_value", "licences/2025", ""),
    fact("reading", "licence_growth", "every_year"), fact("reading", "licence_growth", "default"),
    fact("owners", "joint_labs", "org_market"), fact("due", "firms", "0/31"),
    fact("quota", "licence_growth/980102/2028", "12"),
]), max_size=5)  # fmt: skip


@given(VALUES)
def test_the_plan_depends_on_the_facts_alone(facts: list[Fact]) -> None:
    kept = list({(one.kind, one.key): one for one in facts}.values())
    once = amended(yunze(), kept)
    assert amended(yunze(), kept) == once
    assert (once.hash == yunze().hash) == (not kept)
