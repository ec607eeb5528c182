"""Reminders on every engine: noted once each, with what was open, in the audit log, and told to the unit itself."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard.desk.reminders import remind
from dashboard.figures import reminding
from dashboard.figures.reminding import Reminded
from dashboard.intake import load
from dashboard.reporting import Database, init
from dashboard.wording import Refused
from tests.unit.intake.drafting import Draft
from tests.unit.intake.invented import CATALOGUE

PLAN = CATALOGUE.plan.id
DAY = date(2024, 10, 12)
EAST = Reminded("east", "2024Q3", {"transfers": "missing", "pledge": "missing"}, "message", "请补报。", "科员", DAY)


def test_reminders_are_noted_with_what_was_still_open(database: Database, tmp_path: Path) -> None:
    init(database, {PLAN: CATALOGUE})
    sent = Draft(CATALOGUE, "east", "2024Q3").add("transfers", ["2024-07", "转让", 3])
    load(database, {PLAN: CATALOGUE}, [sent.save(tmp_path / "a.xlsx")])
    done = replace(EAST, sheets={"transfers": "missing"})
    assert remind(database, CATALOGUE, [EAST], "甲", DAY) == 1
    assert remind(database, CATALOGUE, [replace(EAST, way="letter", sent_on=date(2024, 10, 15)), done], "甲",
                  date(2024, 10, 15)) == 1  # fmt: skip
    with pytest.raises(Refused) as refusal:
        remind(database, CATALOGUE, [done], "甲", DAY)
    assert refusal.value.key == "due.nothing_to_remind"
    found = reminding.reminded(database.rows("reminders", plan=PLAN, sender="east"))
    assert [(one.way, dict(one.sheets)) for one in found] == [("letter", {"pledge": "missing"}),
                                                              ("message", {"pledge": "missing"})]  # fmt: skip
    assert reminding.told(found, "zh") == "已催2次，最近2024年10月15日（OA、公函）"
    log = [row for row in database.rows("sender_log", prefix=f"{PLAN}/east/", most=9) if row["action"] == "remind"]
    last = json.loads(str(log[0]["detail"]))
    assert (last["before"], last["after"]["count"]) == ({"count": 1, "last": "2024-10-12"}, 2)
    assert not database.rows("reminders", plan=PLAN, sender="west")


@pytest.mark.parametrize(("changes", "key"), [
    ({"sender": "nobody"}, "due.unknown_unit"), ({"sheets": {"shops": "missing"}}, "due.unknown_sheet"),
    ({"way": "pigeon"}, "due.unknown_way"), ({"sent_on": date(2024, 10, 13)}, "due.day_to_come"),
])  # fmt: skip
def test_a_wrong_reminder_is_refused_in_both_languages(changes: dict[str, object], key: str, tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'reporting.db'}")
    init(database, {PLAN: CATALOGUE})
    with pytest.raises(Refused) as refusal:
        remind(database, CATALOGUE, [replace(EAST, **changes)], "甲", DAY)  # type: ignore[arg-type]
    assert refusal.value.key == key and refusal.value.sentence("zh") and refusal.value.sentence("en")
    assert not database.rows("reminders", plan=PLAN, sender="") and not database.rows("audit_last", limit=1)
    database.close()
