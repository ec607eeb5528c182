"""One workbook as a unit sends it: a cover sheet and plain data sheets, the same bytes every time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.demo.entries import Value

LABEL = "演示数据"
_COVER = "填报说明"
_FONT = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
_STYLES: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 16},
    "note": {"font_color": "#666666"},
    "header": {"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True, "align": "center"},
    "label": {"bold": True, "bg_color": "#F2F2F2", "border": 1},
    "text": {"border": 1},
    "date": {"border": 1, "num_format": "yyyy-mm-dd", "align": "center"},
    "integer": {"border": 1, "num_format": "0"},
    "number": {"border": 1, "num_format": "#,##0.00##"},
}
_WIDTHS = {"date": 12.0, "integer": 10.0, "number": 13.0}


@dataclass(frozen=True)
class Column:
    """A column of a data sheet; kind is text, date, integer or number."""

    header: str
    kind: str


@dataclass(frozen=True)
class Sheet:
    """A data sheet: title, unit note, header and rows; no totals."""

    name: str
    title: str
    note: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Value]]


@dataclass(frozen=True)
class Workbook:
    """What one sender reports for one report period."""

    title: str
    cover: tuple[tuple[str, str | date], ...]
    sheets: tuple[Sheet, ...]
    written_on: date


def save(workbook: Workbook, path: Path) -> None:
    """Write a workbook; its bytes depend on its content only."""
    with xlsxwriter.Workbook(str(path), {"in_memory": True}) as book:
        written = datetime.combine(workbook.written_on, datetime.min.time())
        book.set_properties({"title": workbook.title, "created": written})
        styles = {name: book.add_format(_FONT | style) for name, style in _STYLES.items()}
        _write_cover(book.add_worksheet(_COVER), workbook, styles)
        for sheet in workbook.sheets:
            _write_sheet(book.add_worksheet(sheet.name), sheet, styles)


def _write_cover(page: Worksheet, workbook: Workbook, styles: dict[str, Format]) -> None:
    page.set_column(0, 0, 16)
    page.set_column(1, 1, 46)
    page.set_row(0, 28)
    page.write_string(0, 0, workbook.title, styles["title"])
    for number, (label, value) in enumerate(workbook.cover, start=2):
        page.write_string(number, 0, label, styles["label"])
        _write_cell(page, number, 1, value, "date" if isinstance(value, date) else "text", styles)


def _write_sheet(page: Worksheet, sheet: Sheet, styles: dict[str, Format]) -> None:
    page.set_row(0, 26)
    page.set_row(2, 32)
    page.write_string(0, 0, sheet.title, styles["title"])
    page.write_string(1, 0, sheet.note, styles["note"])
    page.freeze_panes(3, 1)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, _width(column, [row[place] for row in sheet.rows]))
        page.write_string(2, place, column.header, styles["header"])
    for number, row in enumerate(sheet.rows, start=3):
        for place, (column, value) in enumerate(zip(sheet.columns, row, strict=True)):
            _write_cell(page, number, place, value, column.kind, styles)


def _write_cell(page: Worksheet, row: int, place: int, value: Value, kind: str, styles: dict[str, Format]) -> None:
    style = styles[kind]
    if value is None:
        page.write_blank(row, place, None, style)
    elif isinstance(value, date):
        page.write_datetime(row, place, datetime.combine(value, datetime.min.time()), style)
    elif isinstance(value, (int, Decimal)):
        page.write_number(row, place, value, style)
    else:
        page.write_string(row, place, value, style)


def _width(column: Column, values: Sequence[Value]) -> float:
    """Return a width that shows the header on one or two lines and every text of the column, within reason."""
    header = max(10.0, _signs(column.header) * 0.6 + 2.0)
    if column.kind in _WIDTHS:
        return max(_WIDTHS[column.kind], header)
    return min(44.0, max([header, *(_signs(str(value)) + 2.0 for value in values if value is not None)]))


def _signs(text: str) -> float:
    """Return the width of a text in digits; a Chinese character is two wide."""
    return sum(2.0 if sign > "\u2e7f" else 1.0 for sign in text)
