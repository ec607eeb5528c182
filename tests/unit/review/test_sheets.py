"""Tables as files: read back as they were written, and never a formula."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from dashboard.figures.explore_page import Handout
from dashboard.review.sheets import plain, to_csv, to_xlsx

EVIL = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1", "  =1", "\x00=1", "=cmd|' /C calc'!A0", "\n=1",
        "＝1", "＋1", "－1", "＠1", "\ufeff=1", " \u200b=1", "-1+1")
TABLE = Handout(
    "转让（次）", ("时间", "数值", "比上年同期"),
    (("2025年9月", (Decimal("-1.25"), False), (Decimal("0.025"), True)), ("=1+1", None, "—")),
    (("单位", "次"), ("数据性质", "演示数据"), ("@x", "=2")), "次", ("演示数据",),
)  # fmt: skip


@pytest.mark.parametrize("text", EVIL)
def test_no_text_is_read_as_a_formula(text: str) -> None:
    shown = plain(text)
    assert shown.startswith("'") and not set("\t\r\n\x00") & set(shown)
    assert plain("专利（=）") == "专利（=）" and plain("—") == "—"


def test_csv_opens_with_a_byte_order_mark_numbers_as_numbers_and_text_as_text() -> None:
    made = to_csv(TABLE)
    assert made.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(made.decode("utf-8-sig"))))
    assert rows[0] == ["时间", "数值", "比上年同期 (%)"]
    assert rows[1] == ["2025年9月", "-1.25", "2.5"] and rows[2] == ["'=1+1", "", "—"]
    assert ["数据性质", "演示数据"] in rows and ["'@x", "'=2"] in rows


def test_a_workbook_holds_numbers_shares_and_no_formula() -> None:
    sheet = load_workbook(BytesIO(to_xlsx(TABLE))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[4]] == ["时间", "数值", "比上年同期"]
    assert [cell.value for cell in sheet[5]][1:] == ["次", "%"]
    assert [cell.value for cell in sheet[6]] == ["2025年9月", -1.25, 2.5]
    assert sheet["A7"].value == "=1+1" and sheet["A7"].data_type == "s"
    assert sheet["A2"].value == "演示数据" and "单位：次" in [row[0].value for row in sheet.iter_rows(min_row=8)]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert to_xlsx(TABLE) == to_xlsx(TABLE)
