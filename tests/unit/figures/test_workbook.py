"""Workbooks: text stays text whatever it begins with, numbers are numbers, units and stamp stand where they belong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest

from dashboard.figures.sheet_cells import of_words
from dashboard.figures.workbook import Sheet, risky, xlsx

DAY = date(2025, 9, 30)
MARKED = ("数据截至2025年9月30日", "演示数据")
RISKY = ["=1+1", "+86 376", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\x00=1", "  =1", "＝1", '=HYPERLINK("http://x")']


def opened(*sheets: Sheet) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(xlsx(sheets, DAY, MARKED)))


@pytest.mark.parametrize("text", RISKY)
@pytest.mark.parametrize("place", ["cell", "header", "unit", "note", "title", "mark"])
def test_nothing_becomes_a_formula(text: str, place: str) -> None:
    def put(here: str) -> str:
        return text if place == here else "甲"

    table = Sheet("表", (put("header"),), ((put("cell"),),), (put("note"),), (put("unit"),), put("title"))
    content = xlsx([table], DAY, (put("mark"),))
    page = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    assert all(cell.data_type in ("s", "n") for row in page.iter_rows() for cell in row)
    at = {"title": "A1", "mark": "A2", "header": "A4", "unit": "A5", "cell": "A6", "note": "A8"}[place]
    assert page[at].data_type == "s" and page[at].quotePrefix
    with ZipFile(BytesIO(content)) as held:
        assert not any(b"<f>" in held.read(name) or b"hyperlink" in held.read(name) for name in held.namelist())


def test_what_is_harmless_is_left_alone() -> None:
    assert not any(map(risky, ("平常", "—", "−5", "专利（=）", "")))
    assert not opened(Sheet("表", ("甲",), (("平常",),))).worksheets[0]["A6"].quotePrefix


def test_title_stamp_headers_units_rows_and_notes_stand_in_this_order() -> None:
    table = Sheet(
        "表", ("甲", "乙", "丙"), ((1.5, None, "1.5"), (Decimal("-3"), 2, "")), ("注",), ("亿元", "", ""), "全名"
    )
    page = opened(table).worksheets[0]
    assert page.title == "表" and [page[f"A{row}"].value for row in (1, 2)] == ["全名", " · ".join(MARKED)]
    assert [cell.value for cell in page[4]] == ["甲", "乙", "丙"] and page["A5"].value == "亿元"
    assert [cell.value for cell in page[6]] == [1.5, None, "1.5"]
    assert (page["A7"].value, page["A7"].data_type, page["C7"].value, page["A9"].value) == (-3, "n", None, "注")


def test_words_with_one_unit_become_numbers_and_the_unit_goes_to_the_head() -> None:
    rows = [("甲", "1,234.5 亿元", "+6.1%", "2025年9月", "—"), ("乙", "−3 亿元", "待报", "2024年", "3")]
    made = of_words("表", ("名", "值", "比", "时", "数"), rows)
    assert made.units == ("", "亿元", "%", "", "")
    assert made.rows == (("甲", Decimal("1234.5"), Decimal("6.1"), "2025年9月", None),
                         ("乙", Decimal(-3), "待报", "2024年", Decimal(3)))  # fmt: skip


def test_words_with_different_units_stay_words() -> None:
    made = of_words("表", ("值",), [("1 项",), ("2 次",)])
    assert made.rows == (("1 项",), ("2 次",)) and made.units == ("",)


def test_names_that_a_sheet_may_not_bear_and_names_that_come_twice() -> None:
    long = Sheet("甲/乙[丙]:" + "长" * 40, ("a",), ())
    assert opened(long, long).sheetnames == ["甲 乙 丙  " + "长" * 24, "甲 乙 丙  " + "长" * 21 + " 2"]


def test_same_tables_same_bytes() -> None:
    table = Sheet("表", ("甲",), (("乙",), (1,)))
    assert xlsx([table], DAY) == xlsx([table], DAY)
    assert xlsx([table], DAY) != xlsx([Sheet("表", ("甲",), (("丙",), (1,)))], DAY)
