"""What a reader sees in a file: values, hidden and struck content, comments, errors, merges; nothing personal."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook as Book
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from dashboard.intake.masking import masked
from dashboard.intake.workbook import Finding, Workbook, read_workbook

LEGACY = Path(__file__).parent / "files" / "pledges.xls"
MOBILE, CARD = "13812345678", "411502199003071234"


def saved(book: Book, tmp_path: Path) -> Workbook:
    book.save(tmp_path / "a.xlsx")
    return read_workbook(tmp_path / "a.xlsx")


def places(found: Workbook, kind: str) -> list[tuple[int, int]]:
    return [(finding.row, finding.column) for finding in found.findings if finding.kind == kind]


@pytest.fixture
def book() -> Book:
    book = Book()
    book.active.title = "甲"
    for row in (["县区", "名称", "金额"], ["固始县", "A", 1], ["新县", "B", 2], ["息县", "C", 3]):
        book.active.append(row)
    return book


def test_an_ordinary_sheet_has_no_findings(book: Book, tmp_path: Path) -> None:
    found = saved(book, tmp_path)
    assert found.findings == ()
    assert found.sheets[0].rows[1] == ("固始县", "A", 1.0)


def test_hidden_content_is_read_and_told(book: Book, tmp_path: Path) -> None:
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.active.auto_filter.ref = "A1:C4"
    book.create_sheet("乙").append(["x"])
    book["乙"].sheet_state = "hidden"
    found = saved(book, tmp_path)
    assert places(found, "hidden_row") == [(3, -1)]
    assert places(found, "hidden_column") == [(0, 1)]
    assert places(found, "filter") == [(0, -1)]
    assert Finding("hidden_sheet", "乙", 0, -1) in found.findings
    assert found.sheets[0].rows[2] == ("新县", "B", 2.0)
    assert [sheet.hidden for sheet in found.sheets] == [False, True]


def test_a_row_struck_through_is_no_single_cell(book: Book, tmp_path: Path) -> None:
    for column in "ABC":
        book.active[f"{column}3"].font = Font(strike=True)
    book.active["B4"].font = Font(strike=True)
    book.active["C4"].font = Font(color="FFFF0000")
    found = saved(book, tmp_path)
    assert found.sheets[0].struck == {3}
    assert places(found, "struck_row") == [(3, -1)]
    assert places(found, "struck_cell") == [(4, 1)]
    assert places(found, "red_font") == [(4, 2)]


def test_text_struck_through_in_part_is_told(book: Book, tmp_path: Path) -> None:
    book.active["B2"] = CellRichText("甲", TextBlock(InlineFont(strike=True), "乙"))
    book.save(tmp_path / "rich.xlsx")
    found = read_workbook(tmp_path / "rich.xlsx")
    assert found.sheets[0].struck == frozenset()
    assert found.sheets[0].rows[1][1] == "甲乙"
    assert places(found, "struck_cell") == [(2, 1)]


def test_comments_and_errors_have_their_place(book: Book, tmp_path: Path) -> None:
    book.active["B2"].comment = Comment(f"请核对，电话{MOBILE}", "x")
    book.active["C4"] = "#REF!"
    book.active["C4"].data_type = "e"
    found = saved(book, tmp_path)
    (comment,) = (finding for finding in found.findings if finding.kind == "comment")
    assert (comment.sheet, comment.row, comment.column) == ("甲", 2, 1)
    assert "请核对" in comment.text and MOBILE not in comment.text
    assert Finding("error", "甲", 4, 2, "#REF!") in found.findings
    assert found.sheets[0].cell(4, 2).text == ""


def test_a_merge_fills_down_inside_itself_only(book: Book, tmp_path: Path) -> None:
    page = book.active
    page["A3"] = page["A4"] = page["C3"] = None
    page.append(["", "D", 4])
    page.merge_cells("A2:A4")
    page.merge_cells("C2:C3")
    found = saved(book, tmp_path)
    assert [found.sheets[0].cell(row, 0).text for row in range(2, 6)] == ["固始县", "固始县", "固始县", ""]
    assert [found.sheets[0].cell(row, 2).text for row in range(2, 6)] == ["1", "", "3", "4"]  # no amount counts twice
    assert places(found, "merged_number") == [(2, 2)]


@pytest.mark.parametrize("name", ["a.xls", "a.et", "A.XLS"])
def test_the_old_binary_format_is_read(tmp_path: Path, name: str) -> None:
    found = read_workbook(shutil.copy(LEGACY, tmp_path / name))
    sheet = found.sheets[0]
    assert [(sheet.name, sheet.hidden) for sheet in found.sheets] == [("固始县", False), ("旧表", True)]
    assert sheet.rows[4] == ("固始县", "信阳示例茶业有限公司 02", date(2024, 9, 1), 350.5)
    assert places(found, "hidden_sheet") == [(0, -1)]
    assert MOBILE not in str(found)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_text_tables_in_every_encoding(tmp_path: Path, encoding: str, separator: str) -> None:
    file = tmp_path / "质押融资.csv"
    rows = [["县区", "出质人", "金额"], ["固始县", '示例"甲"', "1200.5"], ["新县", "两\n行", ""]]
    lines = "\r\n".join(separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    file.write_bytes(lines.encode(encoding))
    found = read_workbook(file)
    assert found.sheets[0].name == "质押融资"
    assert [list(row) for row in found.sheets[0].rows] == rows


def test_phone_numbers_never_reach_the_parent(book: Book, tmp_path: Path) -> None:
    page = book.create_sheet("乙")
    for row in (["名称", "联系电话", "登记号"], ["A", 13812345678, "13912345678"], ["B", "6365123", 60259991]):
        page.append(row)
    page.append(["联系人：张三 0376-6365123", f"身份证{CARD}"])
    page.append(["手机：", 13812345678])
    found = saved(book, tmp_path)
    assert not any(secret in str(found) for secret in (MOBILE, "13812345678", "6365123", CARD))
    assert found.sheets[1].rows[1][2] == "13912345678"  # a column of numbers that are no phones
    assert found.sheets[1].rows[2][2] == 60259991.0
    assert (2, 1) in places(found, "masked")


@pytest.mark.parametrize(
    "text",
    ["ZL201910380558.X", "91411500MA00000001", "Y2024980000001", "600000000", "2024-09-01", "4409718",
     "信市监〔2024〕12345号", "20240901", "202404040008"],
)  # fmt: skip
def test_what_is_no_personal_number_stays(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (MOBILE, "138****5678"),
        ("张三138-1234-5678", "张三138****5678"),
        ("+86 13812345678", "138****5678"),
        ("电话：6365123", "电话：****"),
        ("0376-6365123", "0376-****"),
        (CARD, "4115" + "*" * 14),
        ("证号41150219900307123X，", "证号4115" + "*" * 14 + "，"),
    ],
)
def test_personal_numbers_are_masked(text: str, shown: str) -> None:
    assert masked(text) == shown
