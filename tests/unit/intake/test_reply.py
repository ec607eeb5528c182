"""The workbook that goes back: the sender's own table with remarks, which can be corrected and sent again."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from dashboard.intake import load
from dashboard.reporting import Database
from tests.unit.intake.refusing import CATALOGUES
from tests.unit.intake.test_rows import dirty, numbers

SHEET = "质押台账"


def test_a_reply_says_in_the_senders_own_table_what_became_of_each_row(database: Database, tmp_path: Path) -> None:
    file = dirty().save(tmp_path / "a.xlsx")
    before = file.read_bytes()
    (result,) = load(database, CATALOGUES, [file])
    answer = result.reply(tmp_path / "replies")
    assert answer is not None and answer.name == "a_问题说明.xlsx" and file.read_bytes() == before
    sent, page = load_workbook(file)[SHEET], load_workbook(answer)[SHEET]
    last = sent.max_column + 1
    told = {row: page.cell(row, last).value for row in range(3, page.max_row + 1)}
    assert told[3] == "问题说明" and told[4] is None
    words = {5: "自动规范", 6: "自动规范", 7: "待核实", 8: "退回", 9: "退回"}
    assert all(word in str(told[row]) for row, word in words.items())
    assert page["G7"].fill.fgColor.rgb != page["G4"].fill.fgColor.rgb
    kept = [[cell.value for cell in row[: last - 1]] for row in page.iter_rows()]
    assert kept == [[cell.value for cell in row] for row in sent.iter_rows()]


def test_the_summary_counts_what_was_done_and_lists_every_issue(database: Database, tmp_path: Path) -> None:
    (result,) = load(database, CATALOGUES, [dirty().save(tmp_path / "a.xlsx")])
    answer = result.reply(tmp_path / "replies")
    assert answer is not None
    rows = [list(row) for row in load_workbook(answer)["审核结果"].values]
    counts = {row[0]: row[1] for row in rows[1:5]}
    assert counts == {"通过": 1, "自动规范": 2, "待核实": 1, "退回": 2}
    assert len(rows) == 7 + len(result.issues)


def test_a_reply_corrected_by_its_sender_is_read_again(database: Database, tmp_path: Path) -> None:
    (result,) = load(database, CATALOGUES, [dirty().save(tmp_path / "a.xlsx")])
    answer = result.reply(tmp_path / "replies")
    assert answer is not None
    book = load_workbook(answer)
    book[SHEET]["G7"] = 700
    book.save(answer)
    (again,) = load(database, CATALOGUES, [answer])
    assert (again.outcome, again.rows.held) == ("replaced", 0)
    assert numbers(database)["A4"] == 700
