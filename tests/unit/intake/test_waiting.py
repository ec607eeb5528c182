"""A row in question takes nothing back: what was said before stays until a person decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from dashboard.intake import LoadResult, load
from dashboard.reporting import Database
from tests.unit.intake.drafting import Draft, pledge
from tests.unit.intake.invented import CATALOGUE
from tests.unit.intake.looking import freeze, seen
from tests.unit.intake.test_versions import CATALOGUES, amount_of, told

PLAN = CATALOGUE.plan.id
Send = Callable[..., LoadResult]
DAYS, MAY = count(1), date(2024, 5, 6)


@pytest.fixture
def send(database: Database, tmp_path: Path) -> Send:
    """Write a workbook of the eastern county with monthly values and deals, and load it."""

    def sent(months: dict[str, object], deals: dict[object, object], period: str = "2024Q3") -> LoadResult:
        draft = Draft(CATALOGUE, "east", period, filled_on=date(2024, 1, next(DAYS) % 28 + 1))
        draft.add("transfers", *([month, "转让", value] for month, value in months.items()))
        rows = (pledge(registration_no=name, amount=amount, registered_on=MAY) for name, amount in deals.items())
        draft.add("pledge", *rows)
        (result,) = load(database, CATALOGUES, [draft.save(tmp_path / f"{next(DAYS)}.xlsx")])
        return result

    return sent


def deals(database: Database) -> dict[object, int]:
    return {row["entry_key"]: amount_of(row) for row in seen(database, "ledger_entry")}


def receipts(database: Database) -> dict[tuple[object, object], object]:
    return {(row["subject"], row["period"]): row["waiting"] for row in seen(database, "receipt")}


def test_a_held_row_of_a_correction_leaves_its_value_and_an_absent_one_is_withdrawn(
    database: Database, send: Send
) -> None:
    send({"2024-07": 1, "2024-08": 2}, {"A": 1, "B": 2, "C": 3})
    result = send({"2024-07": "约3"}, {"A": "约7", "C": 5})
    assert (told(database), deals(database)) == ({"2024-07": 1}, {"A": 1, "C": 5})
    assert (result.changed, result.closed, result.rows.held) == (1, 2, 2)
    assert {row["entry_key"] for row in seen(database, "entry_event")} == {"A", "C"}


def test_a_returned_or_doubly_stated_row_leaves_its_value_too(database: Database, send: Send, tmp_path: Path) -> None:
    send({}, {"A": 1, "B": 2})
    draft = Draft(CATALOGUE, "east", "2024Q3").add("transfers").add(
        "pledge", pledge(registration_no="A", kind="版权"),
        pledge(registration_no="B", amount=3), pledge(registration_no="B", amount=4),
    )  # fmt: skip
    load(database, CATALOGUES, [draft.save(tmp_path / "b.xlsx")])
    assert deals(database) == {"A": 1, "B": 2}


def test_a_row_whose_key_cannot_be_read_takes_nothing_back_and_says_so(database: Database, send: Send) -> None:
    send({"2024-07": 1, "2024-08": 2}, {"A": 1, "B": 2})
    result = send({"上月": 9, "2024-08": 4}, {2.5e17: 5, "B": 6})
    assert (told(database), deals(database)) == ({"2024-07": 1, "2024-08": 4}, {"A": 1, "B": 6})
    asked = [issue.sentence("zh") for issue in result.issues if issue.code == "load.cannot_tell"]
    assert any("1条（示例科技有限公司 A等）" in sentence for sentence in asked), result.issues
    stored = {row["code"] for row in database.rows("submission_issues", plan=PLAN, edition=1, scope="")}
    assert "load.cannot_tell" in stored


def test_an_answer_in_the_next_correction_settles_it(database: Database, send: Send) -> None:
    send({}, {"A": 1, "B": 2, "C": 3})
    send({}, {"A": "约7", "B": "约8", "C": "约9"})
    send({}, {"A": "约7", "B": 8})
    assert deals(database) == {"A": 1, "B": 8}
    send({}, {"A": 7, "B": 8})
    assert deals(database) == {"A": 7, "B": 8}
    send({}, {"B": "8.5万左右"})
    assert deals(database) == {"B": 8}
    send({}, {})
    assert deals(database) == {}


def test_what_was_withdrawn_before_does_not_return_with_a_row_in_question(database: Database, send: Send) -> None:
    send({}, {"A": 1})
    send({}, {})
    send({}, {"A": "约7"})
    assert deals(database) == {}


def test_a_later_report_goes_before_what_was_kept_and_gives_it_back(database: Database, send: Send) -> None:
    send({}, {"A": 1}, "2024Q2")
    send({}, {"A": "约7"}, "2024Q2")
    send({}, {"A": 4}, "2024Q3")
    assert deals(database) == {"A": 4}
    freeze(database, PLAN, "2024Q3")
    send({}, {}, "2024Q3")
    assert deals(database) == {"A": 1}
    send({}, {"A": "约8"}, "2024Q2")
    assert deals(database) == {"A": 1}
    send({}, {}, "2024Q2")
    assert deals(database) == {}


def test_a_receipt_says_how_many_rows_are_in_question(database: Database, send: Send) -> None:
    send({"2024-07": 1, "2024-08": "约3"}, {"A": 1})
    assert receipts(database) == {("transfers", "2024Q3"): 1, ("pledge", "2024Q3"): 0}
    standing = database.rows("receipts_as_of", plan=PLAN, edition=1, through="2024-09")
    told = [(row["subject"], row["period"], row["waiting"]) for row in standing]
    assert told == [("pledge", "2024Q3", 0), ("transfers", "2024Q3", 1)]
    send({"2024-07": 1, "2024-08": 3}, {"A": 1})
    assert set(receipts(database).values()) == {0}


def test_a_row_said_twice_leaves_nothing_out(database: Database, tmp_path: Path) -> None:
    draft = Draft(CATALOGUE, "east", "2024Q3").add("pledge", pledge(), pledge())
    (result,) = load(database, CATALOGUES, [draft.save(tmp_path / "a.xlsx")])
    assert result.rows.returned == 1
    assert receipts(database) == {("pledge", "2024Q3"): 0}


def test_a_year_in_question_does_not_touch_another(database: Database, tmp_path: Path) -> None:
    draft = Draft(CATALOGUE, "org_city", "2025Q1").add("output", ["2023", "东县", 5], ["2024", "东县", "约6"])
    load(database, CATALOGUES, [draft.save(tmp_path / "a.xlsx")])
    assert receipts(database) == {("output", "2023"): 0, ("output", "2024"): 1}
