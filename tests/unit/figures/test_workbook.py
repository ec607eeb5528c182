"""Workbooks: text stays text whatever it begins with, numbers are numbers, the same bytes each time."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest

from dashboard.figures.workbook import Sheet, xlsx

DAY = date(2025, 9, 30)
RISKY = ["=1+1", "+86 376", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\x00=1", "=HYPERLINK(\"http://x\")"]


def opened(*sheets: Sheet) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(xlsx(sheets, DAY)))


@pytest.mark.parametrize("text", RISKY)
@pytest.mark.parametrize("place", ["cell", "header", "note"])
def test_nothing_becomes_a_formula(text: str, place: str) -> None:
    table = Sheet("表", (text if place == "header" else "甲",), ((text if place == "cell" else "乙",),),
                  (text,) if place == "note" else ())  # fmt: skip
    content = xlsx([table], DAY)
    page = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    assert all(cell.data_type in ("s", "n") for row in page.iter_rows() for cell in row)
    assert {"cell": page["A2"], "header": page["A1"], "note": page["A4"]}[place].data_type == "s"
    with ZipFile(BytesIO(content)) as held:
        assert not any(b"<f>" in held.read(name) or b"hyperlink" in held.read(name) for name in held.namelist())


@pytest.mark.parametrize("text", [text for text in RISKY if text[0] not in "\x00"])
def test_a_risky_text_stays_text_when_its_cell_is_edited(text: str) -> None:
    cells = opened(Sheet("表", ("甲",), ((text,), ("平常",)))).worksheets[0]
    assert cells["A2"].quotePrefix and not cells["A3"].quotePrefix


def test_numbers_are_numbers_and_gaps_are_empty() -> None:
    page = opened(Sheet("表", ("甲", "乙", "丙"), ((1.5, None, "1.5"), (-3, 2, "")), ("注",))).worksheets[0]
    assert [cell.value for cell in page[2]] == [1.5, None, "1.5"]
    assert (page["A3"].value, page["A3"].data_type, page["A5"].value) == (-3, "n", "注")


def test_names_that_a_sheet_may_not_bear() -> None:
    assert opened(Sheet("甲/乙[丙]:" + "长" * 40, ("a",), ())).sheetnames == ["甲 乙 丙  " + "长" * 24]


def test_same_tables_same_bytes() -> None:
    table = Sheet("表", ("甲",), (("乙",), (1,)))
    assert xlsx([table], DAY) == xlsx([table], DAY)
    assert xlsx([table], DAY) != xlsx([Sheet("表", ("甲",), (("丙",), (1,)))], DAY)
