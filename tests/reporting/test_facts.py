"""What the office confirms, on every engine: in force at once, never in what is published, and on record."""

from __future__ import annotations

import json
from datetime import date

import pytest

from dashboard.desk import facts as acts
from dashboard.plan.models import Fact
from dashboard.reporting import Database, in_force, init, office_facts
from dashboard.reporting.dump import revision
from dashboard.wording import Refused
from tests.unit.plan.copying import yunze

TODAY, PLAN = date(2026, 4, 1), "yunze-2026"


def fact(text: str, **said: object) -> Fact:
    given = {"kind": "base_value", "key": "licences/2025", "text": text, "source": "公报", "person": "李四",
             "confirmed_on": date(2026, 3, 1), "doc_no": "云统〔2026〕1号", **said}  # fmt: skip
    return Fact.model_validate(given)


def stored(database: Database) -> str:
    row = database.rows("plans")[0]
    return next(f"{base['value']}" for base in json.loads(str(row["definition"]))["base_values"])


def test_a_fact_is_in_force_stays_over_init_and_is_taken_back(database: Database) -> None:
    init(database, {PLAN: yunze()})
    assert acts.enter(database, yunze(), [fact("251")], "李四", TODAY) == 1
    assert acts.enter(database, yunze(), [fact("251")], "李四", TODAY) == 0
    init(database, {PLAN: yunze()})
    assert stored(database) == "251"
    with database.snapshot() as reader:
        assert in_force(reader, yunze()).base_values[0].value == 251
        assert revision(reader)
    acts.take_back(database, yunze(), ("base_value", "licences/2025"), "李四", "数字有误")
    assert stored(database) == "240" and office_facts(database, PLAN) == []


def test_every_act_is_on_record_with_before_and_after(database: Database) -> None:
    init(database, {PLAN: yunze()})
    acts.enter(database, yunze(), [fact("251")], "李四 (li)", TODAY)
    acts.enter(database, yunze(), [fact("252")], "王五 (wang)", TODAY)
    rows = database.rows("audit_page", actor="", action="confirm_fact", first="", last="9", most=9, skipped=0)
    told = [(row["actor"], json.loads(str(row["detail"]))) for row in rows]
    assert [(who, one["before"].get("text"), one["after"]["text"]) for who, one in told] == [
        ("王五 (wang)", "251", "252"), ("李四 (li)", "240", "251"),  # first what the plan itself says
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"source": " "}, "desk.missing_source"), ({"person": ""}, "desk.missing_person"),
        ({"doc_no": ""}, "desk.missing_doc_no"), ({"confirmed_on": date(2026, 4, 2)}, "desk.day_to_come"),
        ({"key": "nothing/2025"}, "desk.unknown_key"),
    ],
)  # fmt: skip
def test_what_is_refused_leaves_nothing(database: Database, wrong: dict[str, object], reason: str) -> None:
    init(database, {PLAN: yunze()})
    with pytest.raises(Refused) as caught:
        acts.enter(database, yunze(), [fact("251"), fact("1", **wrong)], "李四", TODAY)
    assert caught.value.key == reason
    assert office_facts(database, PLAN) == [] and stored(database) == "240"
