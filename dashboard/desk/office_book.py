"""The office's workbook: everything that it can confirm on one sheet per kind, filled in with what is known."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.desk.items import Item, shown
from dashboard.plan.models import Catalogue
from dashboard.wording import Language, t

FIRST = 3  # row of the first item, from 0
COLUMNS = ("key", "name", "now", "value", "source", "person", "confirmed_on", "doc_no")
OPEN = ("value", "source", "person", "confirmed_on", "doc_no")  # columns that are filled in
_WIDTHS = {"key": 26, "name": 44, "now": 26, "value": 26, "source": 40, "person": 14, "confirmed_on": 14, "doc_no": 26}
_FONT = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "text_wrap": True, "border": 1}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "border": 0, "text_wrap": False},
    "note": {"font_color": "#666666", "border": 0, "text_wrap": False},
    "head": {"bold": True, "bg_color": "#DCE6F1", "align": "center"},
    "shown": {"font_color": "#595959", "bg_color": "#F2F2F2", "num_format": "@"},
    "open": {"locked": 0, "num_format": "@"},
    "day": {"locked": 0, "num_format": "yyyy-mm-dd", "align": "center"},
}
_MOST_LISTED = 255  # characters of a drop-down that Excel takes


def written(catalogue: Catalogue, found: Sequence[Item], lang: Language = "zh") -> bytes:
    """Return the workbook of a plan; what was confirmed before stands in it. Its bytes depend on its content only."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        title = t("desk.book_title", lang, plan=catalogue.plan.name)
        book.set_properties({"title": title, "created": datetime.combine(catalogue.plan.issued, datetime.min.time())})
        looks = {name: book.add_format(_FONT | look) for name, look in _LOOKS.items()}
        for kind, group in groupby(found, key=lambda item: item.kind):
            _sheet(book.add_worksheet(t(f"desk.kind_{kind}", lang)), title, list(group), looks, lang)
    return content.getvalue()


def _sheet(sheet: Worksheet, title: str, group: list[Item], looks: dict[str, Format], lang: Language) -> None:
    sheet.write_string(0, 0, title, looks["title"])
    sheet.write_string(1, 0, t(f"desk.book_{group[0].kind}", lang), looks["note"])
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, _WIDTHS[column])
        sheet.write_string(FIRST - 1, place, t(f"desk.column_{column}", lang), looks["head"])
    for row, item in enumerate(group, FIRST):
        _item(sheet, row, item, looks, lang)
    sheet.freeze_panes(FIRST, 2)
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _item(sheet: Worksheet, row: int, item: Item, looks: dict[str, Format], lang: Language) -> None:
    name = f"{item.name}：{item.hint}" if item.hint else f"{item.name}（{item.unit}）" if item.unit else item.name
    for place, text in enumerate((item.key, name, shown(item, item.now, lang))):
        sheet.write_string(row, place, text, looks["shown"])
    fact = item.fact
    told: list[str | date] = [""] * len(OPEN)
    if fact is not None:
        told = [shown(item, fact.text, lang), fact.source, fact.person, fact.confirmed_on, fact.doc_no]
    for place, value in enumerate(told, len(COLUMNS) - len(OPEN)):
        _open(sheet, row, place, value, looks)
    names = [name for _, name in item.options]
    if item.kind == "reading" and len(",".join(names)) <= _MOST_LISTED:
        sheet.data_validation(row, COLUMNS.index("value"), row, COLUMNS.index("value"),
                              {"validate": "list", "source": names, "ignore_blank": True})  # fmt: skip


def _open(sheet: Worksheet, row: int, place: int, value: str | date, looks: dict[str, Format]) -> None:
    look = looks["day" if COLUMNS[place] == "confirmed_on" else "open"]
    if isinstance(value, date):
        sheet.write_datetime(row, place, datetime.combine(value, datetime.min.time()), look)
    elif value:
        sheet.write_string(row, place, value, look)
    else:
        sheet.write_blank(row, place, None, look)
