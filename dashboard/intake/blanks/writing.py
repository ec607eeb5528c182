"""A blank as an .xlsx: headers protected without a password, cells to fill in left open, words in drop-downs."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.intake.blanks.page import Blank, Column, Field, Page, Value

_FONT = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
_OPEN = {"border": 1, "locked": 0}
_STYLES: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 16},
    "note": {"font_color": "#666666"},
    "header": {"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True, "align": "center"},
    "required": {"bold": True, "bg_color": "#FFE699", "border": 1, "text_wrap": True, "align": "center"},
    "label": {"bold": True, "bg_color": "#F2F2F2", "border": 1},
    "fixed": {"border": 1, "bg_color": "#F2F2F2"},
    "text": _OPEN | {"num_format": "@"},
    "date": _OPEN | {"num_format": "yyyy-mm-dd", "align": "center"},
    "integer": _OPEN | {"num_format": "0"},
    "number": _OPEN | {"num_format": "#,##0.00##"},
    "fixed_date": {"border": 1, "bg_color": "#F2F2F2", "num_format": "yyyy-mm-dd", "align": "left"},
    **{
        f"{name}_{kind}": {"border": 1, "num_format": form, **look}
        for name, look in (
            ("example", {"italic": True, "font_color": "#7F7F7F", "bg_color": "#FFF9E5"}),
            ("shown", {"font_color": "#7F7F7F", "bg_color": "#F2F2F2"}),
        )
        for kind, form in (("text", "@"), ("date", "yyyy-mm-dd"), ("integer", "0"), ("number", "#,##0.00##"))
    },
}
_ALLOWED = {"format_columns": True, "format_rows": True, "insert_rows": True, "delete_rows": True, "sort": True,
            "autofilter": True}  # fmt: skip
_LAST = 2000  # rows that drop-downs reach
_RULED = 20  # empty rows with a frame under the filled ones
_LONGEST_LIST = 255  # characters of a drop-down that Excel takes


def save(blank: Blank, path: Path) -> None:
    """Write a workbook; its bytes depend on its content only."""
    with xlsxwriter.Workbook(str(path), {"in_memory": True}) as book:
        book.set_properties({"title": blank.title, "created": _moment(blank.made_on)})
        styles = {name: book.add_format(_FONT | style) for name, style in _STYLES.items()}
        _write_cover(book.add_worksheet(blank.cover_sheet), blank, styles)
        for page in blank.pages:
            _write_page(book.add_worksheet(page.name), page, blank, styles)


def _moment(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time())


def _write_cover(sheet: Worksheet, blank: Blank, styles: dict[str, Format]) -> None:
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 2, 40)
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, blank.title, styles["title"])
    row = blank.first_row - 1
    for field in blank.fields:
        _write_field(sheet, row, field, styles)
        row += 1
    for note in blank.notes:
        sheet.write_string(row + 1, 0, f"◆ {note}", styles["note"])
        row += 1
    for number, line in enumerate(blank.contents):
        for place, value in enumerate(line):
            style = "header" if number == 0 else "fixed_date" if isinstance(value, date) else "fixed"
            _write(sheet, row + 2 + number, place, value, styles[style])
    _finish(sheet)


def _write_field(sheet: Worksheet, row: int, field: Field, styles: dict[str, Format]) -> None:
    sheet.write_string(row, 0, field.label, styles["label"])
    style = ("fixed" if field.fixed else "text") if isinstance(field.value, str) else "date"
    _write(sheet, row, 1, field.value or None, styles[style])
    if field.options:
        sheet.data_validation(row, 1, row, 1, _choices(field.options))


def _write_page(sheet: Worksheet, page: Page, blank: Blank, styles: dict[str, Format]) -> None:
    head, example = blank.header_row - 1, blank.example_row - 1
    sheet.set_row(0, 26)
    sheet.set_row(head, 34)
    sheet.write_string(0, 0, page.title, styles["title"])
    sheet.write_string(1, 0, page.note, styles["note"])
    sheet.write_string(2, 0, blank.example_note, styles["note"])
    sheet.freeze_panes(blank.header_row, 1)
    sheet.repeat_rows(head)
    for place, column in enumerate(page.columns):
        sheet.set_column(place, place, _width(column, [row[place] for row in page.rows]), _cell_style(column, styles))
        marked = place == 0 and not str(column.example).startswith(blank.example)
        told = f"{blank.example}：{column.example}" if marked else column.example
        _write(sheet, example, place, told, styles[f"example_{'text' if marked else column.kind}"])
        sheet.write_string(head, place, column.header, styles["required" if column.required else "header"])
        if rule := _rule(column):
            sheet.data_validation(head + 1, place, _LAST, place, rule)
    for number, row in enumerate([*page.rows, *[[None] * len(page.columns)] * _RULED], start=head + 1):
        for place, (column, value) in enumerate(zip(page.columns, row, strict=True)):
            _write(sheet, number, place, value, _cell_style(column, styles))
    _finish(sheet)


def _finish(sheet: Worksheet) -> None:
    sheet.protect("", _ALLOWED)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _cell_style(column: Column, styles: dict[str, Format]) -> Format:
    return styles[f"shown_{column.kind}" if column.shown else column.kind]


def _rule(column: Column) -> dict[str, Any] | None:
    """Return what Excel checks while a cell is typed; the loader checks it all again."""
    if column.shown:
        return None
    if column.options:
        return _choices(column.options)
    stop = {"ignore_blank": True, "error_title": "请更正"}
    match column.kind:
        case "date":
            window = {"criteria": "between", "minimum": date(1950, 1, 1), "maximum": date(2099, 12, 31)}
            return stop | window | {"validate": "date", "error_message": "请填日期，如 2025-09-30。"}
        case "integer":
            return stop | {"validate": "integer", "criteria": ">=", "value": 0, "error_message": "请填不小于0的整数。"}
        case "number":
            return stop | {"validate": "decimal", "criteria": ">=", "value": 0, "error_message": "请填不小于0的数值。"}
        case _:
            return None


def _choices(options: tuple[str, ...]) -> dict[str, Any] | None:
    if len(",".join(options)) > _LONGEST_LIST or any("," in option for option in options):
        return None  # typed by hand, checked by the loader
    return {"validate": "list", "source": list(options), "ignore_blank": True, "error_title": "请更正",
            "error_message": "请从下拉列表中选择。"}  # fmt: skip


def _write(sheet: Worksheet, row: int, place: int, value: Value, style: Format) -> None:
    if value is None or value == "":
        sheet.write_blank(row, place, None, style)
    elif isinstance(value, date):
        sheet.write_datetime(row, place, _moment(value), style)
    elif isinstance(value, (int, Decimal)):
        sheet.write_number(row, place, value, style)
    else:
        sheet.write_string(row, place, value, style)


def _width(column: Column, values: list[Value]) -> float:
    """Return a width that shows the header on two lines and every text of the column, within reason."""
    texts = [str(value) for value in (*values, column.example) if value is not None]
    header = max(10.0, _signs(column.header) * 0.6 + 2.0)
    if column.kind != "text":
        return max(13.0, header)
    return min(40.0, max([header, *(_signs(text) + 2.0 for text in texts)]))


def _signs(text: str) -> float:
    """Return the width of a text in digits; a Chinese character is two wide."""
    return sum(2.0 if sign > "\u2e7f" else 1.0 for sign in text)
