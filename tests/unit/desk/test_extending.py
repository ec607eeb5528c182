"""Extensions: a fact of the office that moves due days at once, with who, why and by which document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard.desk.extending import Asked, extend
from dashboard.desk.holidays import Announced, announce
from dashboard.plan.workdays import announced
from dashboard.reporting import Database, init
from dashboard.wording import Refused
from tests.unit.plan.copying import yunze

CATALOGUE = yunze()
PLAN, EAST, WEST = CATALOGUE.plan.id, "ip-980101", "ip-980102"
TODAY = date(2026, 10, 9)
ASKED = Asked(EAST, "licences", "2026Q3", date(2026, 10, 24), "系统切换", "试函〔2026〕3号", "局长")


def database(folder: Path) -> Database:
    made = Database(f"sqlite:///{folder / 'reporting.db'}")
    init(made, {PLAN: CATALOGUE})
    return made


def due(found: Database, sender: str) -> dict[str, str]:
    rows = found.rows("sender_reports", plan=PLAN, sender=sender)
    return {str(row["subject"]): str(row["due"]) for row in rows if row["period"] == "2026Q3"}


def test_an_extension_moves_one_units_sheet_to_the_next_working_day(tmp_path: Path) -> None:
    found = database(tmp_path)
    before, other = due(found, EAST), due(found, WEST)
    assert extend(found, CATALOGUE, ASKED, "甲", TODAY) == date(2026, 10, 26)  # the 24th is a Saturday
    assert due(found, EAST) == before | {"licences": "2026-10-26"} and due(found, WEST) == other
    assert extend(found, CATALOGUE, replace(ASKED, unit="", sheet="", until=date(2026, 12, 2)), "甲", TODAY)
    assert set(due(found, WEST).values()) == {"2026-12-02"}
    init(found, {PLAN: CATALOGUE})  # the plan's files, read again, keep what the office granted
    assert set(due(found, WEST).values()) == {"2026-12-02"}
    assert str(found.rows("audit_last", limit=1)[0]["action"]) == "confirm_fact"
    found.close()


@pytest.mark.parametrize(("changes", "key"), [
    ({"reason": " "}, "due.extend_missing_reason"), ({"doc_no": ""}, "due.extend_missing_doc_no"),
    ({"person": ""}, "due.extend_missing_person"), ({"unit": "nobody"}, "due.extend_nothing"),
    ({"until": date(2026, 10, 8)}, "due.extend_shorter"), ({"period": "2035Q1"}, "due.extend_nothing"),
])  # fmt: skip
def test_an_extension_that_grants_nothing_is_refused(changes: dict[str, object], key: str, tmp_path: Path) -> None:
    found = database(tmp_path)
    before = due(found, EAST)
    with pytest.raises(Refused) as refusal:
        extend(found, CATALOGUE, replace(ASKED, **changes), "甲", TODAY)  # type: ignore[arg-type]
    assert refusal.value.key == key and refusal.value.sentence("en") and due(found, EAST) == before
    found.close()


def test_a_notice_of_holidays_counts_at_once_and_only_once(tmp_path: Path) -> None:
    found = database(tmp_path)
    given = Announced(2027, "2027-04-05 2027-04-06", "2027-04-10", "国办发明电〔2026〕9号", "科员")

    def due_first_quarter() -> str:
        rows = found.rows("sender_reports", plan=PLAN, sender=EAST)
        return next(str(row["due"]) for row in rows if (row["subject"], row["period"]) == ("licences", "2027Q1"))

    if announced(2027):  # the library has learned of it: the office need not
        with pytest.raises(Refused, match="已有"):
            announce(found, CATALOGUE, given, "甲", TODAY)
    else:
        assert due_first_quarter() == "2027-04-06"
        announce(found, CATALOGUE, given, "甲", TODAY)
        assert due_first_quarter() == "2027-04-07"
        for wrong in (replace(given, off=" "), replace(given, off="清明"), replace(given, off="2028-04-05")):
            with pytest.raises(Refused):
                announce(found, CATALOGUE, wrong, "甲", TODAY)
        assert due_first_quarter() == "2027-04-07"
    found.close()
