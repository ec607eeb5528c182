"""What becomes of each row of a workbook: stored, repaired, held or returned, and told to its sender."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from types import SimpleNamespace

from dashboard.figures.freshness import held
from dashboard.intake import load
from dashboard.reporting import Database
from tests.unit.intake.drafting import Draft, pledge
from tests.unit.intake.invented import CATALOGUE
from tests.unit.intake.looking import dump, freeze, seen
from tests.unit.intake.refusing import CATALOGUES

PLAN = CATALOGUE.plan.id


def dirty(*, corrected: bool = False) -> Draft:
    """Return six deals: one clean, two to repair, one doubtful, one wrong, one repeated."""
    draft = Draft(CATALOGUE, "east", "2024Q3")
    if corrected:
        draft.cover["填报日期"] = "2024-10-12"
    rows = [
        pledge(registration_no="A1"),
        pledge(registration_no="Ａ２", amount="1,200", registered_on="2024年8月5日", county="东"),
        pledge(registration_no="A3", county="同上", amount="三百万元", zone="—"),
        pledge(registration_no="A4", amount=700 if corrected else "约700"),
        pledge(registration_no="A5", kind="专利" if corrected else "版权", amount="≥5" if not corrected else 5),
        pledge(registration_no="A6" if corrected else "A1"),
    ]
    return draft.add("pledge", *rows)


def numbers(database: Database) -> dict[str, int]:
    """Return the stored amounts in 万元 by registration number."""
    rows = seen(database, "ledger_entry")
    return {str(row["entry_key"]): int(json.loads(str(row["attributes"]))["amount"]) // 10**6 for row in rows}


def test_each_row_has_its_own_outcome(database: Database, tmp_path: Path) -> None:
    (result,) = load(database, CATALOGUES, [dirty().save(tmp_path / "a.xlsx")])
    rows = result.rows
    assert (rows.passed, rows.repaired, rows.held, rows.returned) == (1, 2, 1, 2)
    assert numbers(database) == {"A1": 600, "A2": 1200, "A3": 300}
    assert "通过1行，自动规范2行，待核实1行，退回2行" in result.sentence("zh")
    assert "1 passed, 2 standardised, 1 to be verified, 2 returned" in result.sentence("en")
    issues = dump(database)["submission_issue"]
    assert {(row["row_no"], row["outcome"]) for row in issues} >= {
        (5, "repaired"), (6, "repaired"), (7, "held"), (8, "held"), (9, "returned"),
    }  # fmt: skip


def test_a_repaired_cell_says_what_changed_and_what_was_sent_is_kept(database: Database, tmp_path: Path) -> None:
    load(database, CATALOGUES, [dirty().save(tmp_path / "a.xlsx")])
    told = {
        (row["row_no"], row["column_name"]): json.loads(str(row["message"]))["zh"]
        for row in dump(database)["submission_issue"]
    }
    assert all(part in told[5, "登记金额（万元）"] for part in ("1,200", "1200"))
    assert "东县" in told[6, "县区"] and "不作为0" in told[6, "开发区"]
    second = next(row for row in seen(database, "ledger_entry") if row["entry_key"] == "A2")
    assert json.loads(str(second["raw"]))["amount"] == "1,200"


def test_a_rehearsal_says_the_same_and_stores_nothing(database: Database, tmp_path: Path) -> None:
    file, before = dirty().save(tmp_path / "a.xlsx"), dump(database)
    (rehearsed,) = load(database, CATALOGUES, [file], dry_run=True)
    assert dump(database) == before
    assert load(database, CATALOGUES, [file]) == [rehearsed]


def test_the_corrected_workbook_answers_the_questions(database: Database, tmp_path: Path) -> None:
    load(database, CATALOGUES, [dirty().save(tmp_path / "a.xlsx")])
    (result,) = load(database, CATALOGUES, [dirty(corrected=True).save(tmp_path / "b.xlsx")])
    assert (result.outcome, result.rows.held, result.rows.returned) == ("replaced", 0, 0)
    assert numbers(database) == {"A1": 600, "A2": 1200, "A3": 300, "A4": 700, "A5": 5, "A6": 600}
    edition = freeze(database, PLAN, "2024Q3")
    waiting = database.rows("submission_issues", plan=PLAN, edition=edition, scope="")
    assert {row["outcome"] for row in waiting} == {"repaired"}


def test_rows_that_wait_stand_on_the_page_of_what_was_sent(database: Database, tmp_path: Path) -> None:
    load(database, CATALOGUES, [dirty().save(tmp_path / "a.xlsx")])
    rows = database.rows("submission_issues", plan=PLAN, edition=freeze(database, PLAN, "2024Q3"), scope="")
    state = SimpleNamespace(organisations={"east": "东县局"})
    for lang, word in (("zh", "约700"), ("en", "not an exact number")):
        shown = list(held(state, rows, lang, lambda *_, **__: "#"))  # type: ignore[arg-type]
        assert {row.unit for row in shown} == {"东县局"}
        assert len({row.place.split("（")[0] for row in shown}) >= 3
        assert any(word in row.message for row in shown)


def test_the_same_said_twice_counts_once_and_otherwise_not_at_all(database: Database, tmp_path: Path) -> None:
    deals = [pledge(registration_no="B1"), pledge(registration_no="B1"), pledge(registration_no="B2")]
    other = pledge(registration_no="B2", amount=900)
    draft = Draft(CATALOGUE, "east", "2024Q3").add("pledge", *deals, other)
    (result,) = load(database, CATALOGUES, [draft.save(tmp_path / "a.xlsx")])
    assert numbers(database) == {"B1": 600}
    assert (result.rows.passed, result.rows.held, result.rows.returned) == (1, 2, 1)


def test_an_example_row_of_the_form_does_not_count(database: Database, tmp_path: Path) -> None:
    draft = Draft(CATALOGUE, "east", "2024Q3").add(
        "pledge", pledge(registration_no="示例"), pledge(registration_no="C1", pledgor="XXX公司"), pledge()
    )
    (result,) = load(database, CATALOGUES, [draft.save(tmp_path / "a.xlsx")])
    assert (result.rows.passed, result.rows.held, result.rows.returned) == (1, 0, 0)


def test_a_month_without_a_day_counts_at_its_end(database: Database, tmp_path: Path) -> None:
    draft = Draft(CATALOGUE, "east", "2024Q3").add("pledge", pledge(registered_on="2024年8月"), pledge(
        registration_no="D2", registered_on=datetime_serial(date(2024, 8, 15))))  # fmt: skip
    load(database, CATALOGUES, [draft.save(tmp_path / "a.xlsx")])
    days = {event["event_date"] for event in seen(database, "entry_event")}
    assert days == {"2024-08-31", "2024-08-15"}


def datetime_serial(day: date) -> int:
    """Return the number that a workbook keeps for a day."""
    return (day - date(1899, 12, 30)).days
