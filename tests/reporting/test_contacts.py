"""Contacts on every engine: one of a post at a time, for publishers alone, never with a number in the log."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard.access import Person
from dashboard.desk.contacts import end, enter, known, office_line
from dashboard.figures.contacts import Contact, current, ending, gaps
from dashboard.reporting import Database, init
from dashboard.settings import ROLES
from dashboard.wording import Refused
from tests.unit.intake.invented import CATALOGUE

PLAN = CATALOGUE.plan.id
WHO = Person("甲", "publisher")
FIRST = Contact("east", "综合科", date(2024, 3, 1), None, "乙某某", "（0999）6001234转8")
DAY = date(2024, 10, 12)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Database]:
    """A database with the invented plan."""
    made = Database(f"sqlite:///{tmp_path / 'reporting.db'}")
    init(made, {PLAN: CATALOGUE})
    yield made
    made.close()


def refusal(database: Database, one: Contact, who: Person = WHO) -> str:
    with pytest.raises(Refused) as found:
        enter(database, CATALOGUE, one, who)
    assert found.value.sentence("zh") and found.value.sentence("en")
    return found.value.key


def test_a_change_ends_the_one_before_it_and_the_log_names_nobody(database: Database) -> None:
    init(database, {PLAN: CATALOGUE})
    assert enter(database, CATALOGUE, FIRST, WHO).line == "0999-6001234-8"
    second = replace(FIRST, valid_from=date(2024, 9, 1), name="丙某某", line="0999-6005678")
    enter(database, CATALOGUE, second, WHO)
    enter(database, CATALOGUE, replace(second, post="分管领导", name="丁某某"), WHO)
    found = known(database, PLAN, WHO)
    assert [(one.post, one.name, one.valid_to) for one in found] == [
        ("综合科", "乙某某", date(2024, 8, 31)), ("综合科", "丙某某", None), ("分管领导", "丁某某", None),
    ]  # fmt: skip
    assert [one.name for one in current(found, DAY)["east"]] == ["丙某某", "丁某某"]
    assert refusal(database, replace(second, valid_from=date(2024, 8, 1))) == "contacts.later"
    end(database, CATALOGUE, ("east", "综合科"), DAY, WHO)
    assert known(database, PLAN, WHO)[1].valid_to == DAY
    log = [row for row in database.rows("audit_last", limit=9) if row["action"] == "contact_change"]
    assert len(log) == 4 and {row["object"] for row in log} == {f"{PLAN}/east"}
    told = "".join(str(row["detail"]) for row in log)
    assert "综合科" in told and "2024-08-31" not in told and "2024-10-12" in told
    assert not [text for text in ("乙某某", "丙某某", "丁某某", "600") if text in told]
    assert json.loads(str(log[-2]["detail"]))["before"] == {"post": "综合科", "valid_from": "2024-03-01",
                                                            "valid_to": None}  # fmt: skip


@pytest.mark.parametrize("role", [role for role in ROLES if role != "publisher"])
def test_nobody_but_publishers_sees_or_enters_them(small: Database, role: str) -> None:
    who = Person("乙", role)  # type: ignore[arg-type]
    assert refusal(small, FIRST, who) == "contacts.closed"
    for act in (lambda: known(small, PLAN, who), lambda: end(small, CATALOGUE, ("east", "综合科"), DAY, who)):
        with pytest.raises(Refused, match="仅限发布人员"):
            act()
    assert not small.rows("contacts", plan=PLAN) and not small.rows("audit_last", limit=1)


@pytest.mark.parametrize(("changes", "key"), [
    ({"line": "13800138000"}, "contacts.mobile"), ({"line": "+86 138-0013-8000"}, "contacts.mobile"),
    ({"line": "１３８００１３８０００"}, "contacts.mobile"), ({"line": "0376-13800138000"}, "contacts.mobile"),
    ({"line": "013800138000"}, "contacts.mobile"), ({"line": "6365012"}, "contacts.no_line"),
    ({"line": ""}, "contacts.no_line"), ({"line": "0376-6365012 13800138000"}, "contacts.mobile"),
    ({"name": "乙 13800138000"}, "contacts.number_in_name"), ({"post": "科长6365012"}, "contacts.number_in_post"),
    ({"name": "411500198001011234"}, "contacts.number_in_name"), ({"post": " "}, "contacts.post_needed"),
    ({"name": "某" * 41}, "contacts.name_needed"), ({"unit": "nobody"}, "contacts.no_unit"),
    ({"valid_to": date(2024, 2, 1)}, "contacts.ends_early"),
])  # fmt: skip
def test_what_is_no_office_line_of_a_unit_is_refused_with_a_sentence(
    small: Database, changes: dict[str, object], key: str
) -> None:
    assert refusal(small, replace(FIRST, **changes)) == key  # type: ignore[arg-type]
    assert not small.rows("contacts", plan=PLAN)


@pytest.mark.parametrize(("text", "kept"), [
    ("0376 - 6365012", "0376-6365012"), ("03766365012", "0376-6365012"), ("010-12345678", "010-12345678"),
    ("（0376）6365012—801", "0376-6365012-801"), ("０３７６－６３６５０１２", "0376-6365012"),
])  # fmt: skip
def test_an_office_line_is_kept_in_one_form(text: str, kept: str) -> None:
    assert office_line(text) == kept


def test_there_is_nothing_to_end_and_no_end_before_the_beginning(small: Database) -> None:
    with pytest.raises(Refused, match="没有在任联系人"):
        end(small, CATALOGUE, ("east", "综合科"), DAY, WHO)
    enter(small, CATALOGUE, FIRST, WHO)
    with pytest.raises(Refused, match="早于起始日期"):
        end(small, CATALOGUE, ("east", "综合科"), date(2024, 1, 1), WHO)


def test_a_wrong_entry_is_replaced_from_its_own_first_day_on(small: Database) -> None:
    enter(small, CATALOGUE, FIRST, WHO)
    enter(small, CATALOGUE, replace(FIRST, name="丙某某"), WHO)
    assert [one.name for one in known(small, PLAN, WHO)] == ["丙某某"]


def test_a_unit_is_missing_one_when_nobody_is_in_charge_on_the_day(small: Database) -> None:
    enter(small, CATALOGUE, replace(FIRST, valid_to=date(2024, 12, 31)), WHO)
    found = known(small, PLAN, WHO)
    assert gaps(("west", "east"), found, DAY) == ("west",)
    assert gaps(("west", "east"), found, date(2025, 1, 1)) == ("west", "east")
    assert [one.unit for one in ending(found, DAY, date(2025, 3, 31))] == ["east"]
    enter(small, CATALOGUE, replace(FIRST, valid_from=date(2024, 12, 1)), WHO)  # somebody follows
    assert not ending(known(small, PLAN, WHO), DAY, date(2025, 3, 31))
