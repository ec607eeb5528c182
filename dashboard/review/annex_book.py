"""The annexes as a workbook: ratios are live formulas, numbers are numbers; then every verdict, outlook and county."""

from __future__ import annotations

import re

from dashboard.figures import signing, workbook
from dashboard.figures.slide_labels import grouped
from dashboard.figures.workbook import Number, Sheet, Value
from dashboard.review import annex_sheets, annexes
from dashboard.review.book import Book
from dashboard.review.deck import words
from dashboard.review.papers import Annex, Cell, Column, Table
from dashboard.wording import t

_NAMED = re.compile(r"\{(\w+)\}")
_SHOWN = re.compile(r"([+−]?)[\d,]+(?:\.(\d+))?(%?)")


def xlsx(book: Book) -> bytes:
    """Return the workbook of an edition, dated by its cut-off: the same bytes for the same edition."""
    tables = [(annex, block) for annex in annexes.annexes(book) for block in annex.blocks if isinstance(block, Table)]
    sheets = [sheet(table, annex) for annex, table in tables]
    sheets += annex_sheets.sheets(book)
    marks = (*book.stamp.notes, *((book.stamp.demo,) if book.stamp.demo else ()))
    return workbook.xlsx([_contents(sheets, book), *sheets], book.day, marks)


def _contents(sheets: list[Sheet], book: Book) -> Sheet:
    """Return the first sheet: what the others hold."""
    rows = tuple((at, one.title or one.name) for at, one in enumerate(sheets, 2))
    headers = (t("annexbook.no", book.lang), t("annexbook.sheet", book.lang))
    plan = t("slides.plan", book.lang, plan=book.say(book.plan.name, book.plan.name_en), doc_no=book.plan.doc_no)
    notes = tuple(filter(None, (t("annexbook.note", book.lang), signing.words(book.signing, book.lang))))
    return Sheet(t("annexbook.contents", book.lang), headers, rows, notes, title=plan)


def sheet(table: Table, annex: Annex) -> Sheet:
    """Return an annex table as a sheet."""
    columns = table.columns
    rows = tuple(_row(row, columns) if len(row) > 1 else (row[0].text, *(None,) * (len(columns) - 1))
                 for row in table.rows)  # fmt: skip
    units = tuple(_unit(column, table) for column in columns)
    title = table.title if table.title == annex.title else f"{annex.title} · {table.title}"
    return Sheet(table.title, tuple(column.header for column in columns), rows, table.notes, units, title)


def _unit(column: Column, table: Table) -> str:
    """Return the unit of a column: that of the table for its numbers that are no shares."""
    return column.unit or (table.unit if column.align == "right" and not column.percent else "")


def _row(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> tuple[Value, ...]:
    """Return a row; a ratio is a formula where all it is computed from are numbers."""
    places = {column.key: at for at, column in enumerate(columns)}
    return tuple(_value(cell, column, row, places) for cell, column in zip(row, columns, strict=True))


def _value(cell: Cell, column: Column, row: tuple[Cell, ...], places: dict[str, int]) -> Value:
    if cell.number is None:
        return words(cell)
    known = all(row[places[key]].number is not None for key in _NAMED.findall(column.formula))
    formula = _NAMED.sub(lambda found: f"{{{places[found[1]]}}}", column.formula) if known else ""
    return Number(cell.number, form(cell.text), formula)


def form(text: str) -> str:
    """Return the number format under which a number reads as a text: its decimals, sign and per cent."""
    found = _SHOWN.fullmatch(text)
    if found is None:
        return ""
    sign, decimals, percent = found[1], len(found[2] or ""), found[3]
    if not sign and not percent:
        return grouped(decimals)
    plain = "0" + ("." + "0" * decimals if decimals else "") + percent
    return f"{'+' if sign else ''}{plain};−{plain};{plain}"
