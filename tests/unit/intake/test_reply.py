"""The workbook that goes back: the sender's own table with remarks, which can be corrected and sent again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook, load_workbook

from dashboard.intake import load
from dashboard.intake.reply import write_reply
from dashboard.intake.rows import Tally
from dashboard.reporting import Database
from dashboard.wording import Language
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


ARMED = ("=cmd|' /C calc'!A0", '=HYPERLINK("https://evil.example")', "=WEBSERVICE(A1)", "='[x.xlsx]a'!A1",
         "=IMPORTXML(A1,A2)", "=DDE(A1,A2,A3)", "=SUM(A1)+cmd|x!A0")  # fmt: skip


def test_a_formula_that_may_reach_out_goes_back_as_a_text_and_a_sum_stays_one(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title, page["A1"], page["A2"] = "=表", "=序号", 1
    for row, text in enumerate((*ARMED, "=SUM(A1:A9)", "=ROUND($B$2*1.1,2)"), 3):
        page.cell(row, 1, text)
    page["B1"] = "链接"
    page["B1"].hyperlink = "https://evil.example"
    book.save(tmp_path / "sent.xlsx")
    asked = [Asked("=表", 3, "=序号", "held")]
    made = load_workbook(write_reply(tmp_path / "sent.xlsx", asked, Tally(0, 0, 1, 0), 1, tmp_path / "reply.xlsx"))
    told = [made["=表"].cell(row, 1) for row in range(3, 12)]
    assert [cell.data_type for cell in told] == ["s"] * 7 + ["f"] * 2
    assert [cell.value for cell in told[:7]] == list(ARMED) and all(cell.quotePrefix for cell in told[:7])
    assert made["=表"]["B1"].hyperlink is None
    assert all(cell.data_type != "f" for row in made["审核结果"].iter_rows() for cell in row)


@dataclass(frozen=True)
class Asked:
    """A remark on a cell."""

    sheet: str
    row_no: int
    column: str
    outcome: str

    def sentence(self, lang: Language) -> str:
        """Return what is asked."""
        return "=1+1"
