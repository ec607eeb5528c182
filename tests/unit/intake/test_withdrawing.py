"""Taking a submission back: its rows end, nothing older returns, it can be sent again, and it is on record."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dashboard.intake import load, withdraw
from dashboard.intake.storing import Counts
from dashboard.reporting import Database
from dashboard.wording import Refused
from tests.unit.intake.drafting import Draft
from tests.unit.intake.invented import CATALOGUE
from tests.unit.intake.looking import dump, freeze, seen, select
from tests.unit.intake.test_versions import CATALOGUES, Desk, amount_of, told

PLAN = CATALOGUE.plan.id


def back(database: Database, period: str = "2024Q3", reason: str = "误报") -> Counts:
    return withdraw(database, CATALOGUES, PLAN, "east", period, "某人", reason)


def test_its_rows_end_and_no_former_version_returns(database: Database, tmp_path: Path) -> None:
    desk = Desk(database, tmp_path)
    desk.send("2024Q3", {"2024-07": 1}, {"A": 1})
    desk.send("2024Q3", {"2024-07": 2, "2024-08": 3}, {"A": 2})
    assert back(database) == Counts(closed=3)
    for table in ("observation", "ledger_entry", "entry_event", "receipt", "submission"):
        assert seen(database, table) == []


def test_what_another_quarter_said_is_in_force_again(database: Database, tmp_path: Path) -> None:
    desk = Desk(database, tmp_path)
    desk.send("2024Q2", {"2024-06": 1}, {"A": 1})
    desk.send("2024Q3", {"2024-06": 7}, {"A": 2})
    assert back(database) == Counts(changed=2)
    assert told(database) == {"2024-06": 1}
    assert [amount_of(row) for row in seen(database, "ledger_entry")] == [1]
    assert {row["period"] for row in seen(database, "receipt")} == {"2024Q2"}


def test_a_published_edition_keeps_it(database: Database, tmp_path: Path) -> None:
    Desk(database, tmp_path).send("2024Q3", {"2024-07": 1}, {"A": 1})
    first = freeze(database, PLAN, "2024Q3")
    back(database)
    assert len(seen(database, "observation", first)) == len(seen(database, "submission", first)) == 1
    assert seen(database, "observation") == []


def test_what_a_question_kept_goes_with_it(database: Database, tmp_path: Path) -> None:
    Desk(database, tmp_path).send("2024Q3", {"2024-07": 1})
    draft = Draft(CATALOGUE, "east", "2024Q3", filled_on=date(2024, 11, 1)).add("transfers", ["2024-07", "转让", "约2"])
    load(database, CATALOGUES, [draft.save(tmp_path / "b.xlsx")])
    assert told(database) == {"2024-07": 1}
    back(database)
    assert told(database) == {}


def test_the_same_workbook_can_be_sent_again(database: Database, tmp_path: Path) -> None:
    file = Draft(CATALOGUE, "east", "2024Q3").add("transfers", ["2024-07", "转让", 1]).save(tmp_path / "a.xlsx")
    load(database, CATALOGUES, [file])
    back(database)
    (again,) = load(database, CATALOGUES, [file])
    assert (again.outcome, again.version, told(database)) == ("loaded", 2, {"2024-07": 1})


def test_it_is_on_record_with_its_reason(database: Database, tmp_path: Path) -> None:
    Desk(database, tmp_path).send("2024Q3", {"2024-07": 1})
    back(database, reason=" 误报 ")
    record = select(database, "select actor, action, object, detail from audit_log order by id")[-1]
    assert (record["actor"], record["action"], record["object"]) == ("某人", "withdraw", f"{PLAN}/east/2024Q3")
    assert all(part in str(record["detail"]) for part in ('"reason":"误报"', '"version":1', '"closed":1'))
    with database.snapshot() as reader:
        assert reader.audit_chain().wrong is None


def test_without_a_reason_or_a_submission_it_is_refused_unchanged(database: Database, tmp_path: Path) -> None:
    Desk(database, tmp_path).send("2024Q3", {"2024-07": 1})
    before = dump(database)
    with pytest.raises(Refused, match="理由"):
        back(database, reason=" ")
    with pytest.raises(Refused, match="没有有效报送"):
        back(database, period="2024Q2")
    assert dump(database) == before
    back(database)
    with pytest.raises(Refused, match="没有有效报送"):
        back(database)
