"""Workbooks as people fill them in: the prefilled one, opened, typed into and saved by another program."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import openpyxl
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

FIRST = 6  # row below the header of a sheet
Row = list[object]
Make = Callable[[Row], Row | None]  # a row as it was -> as it is filled in, None to leave it


def filled(content: bytes, **sheets: Make) -> bytes:
    """Return a workbook whose rows, sheet by sheet, are what somebody makes of each."""
    book = openpyxl.load_workbook(BytesIO(content))
    for name, make in sheets.items():
        _fill(book[name], make)
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def _fill(sheet: Worksheet, make: Make) -> None:
    for row in sheet.iter_rows(min_row=FIRST):
        made = make([cell.value for cell in row])
        for cell, value in zip(row, made or (), strict=False):
            cell.value = value


def answered(content: bytes, sheet: str, row: int, values: dict[str, str]) -> bytes:
    """Return the office workbook with the open cells of an item filled in, by header."""
    book = openpyxl.load_workbook(BytesIO(content))
    heads = {str(cell.value): cell.column for cell in book[sheet][3]}
    for head, value in values.items():
        book[sheet].cell(row, heads[head]).value = value
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def red(content: bytes, sheet: str, *places: str) -> bytes:
    """Return a workbook with cells in red: by custom still to be confirmed."""
    book = openpyxl.load_workbook(BytesIO(content))
    for place in places:
        book[sheet][place].font = Font(color="FFFF0000")
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def text(content: bytes) -> str:
    """Return every text of a workbook."""
    book = openpyxl.load_workbook(BytesIO(content))
    return "\n".join(str(cell.value) for sheet in book for line in sheet for cell in line if cell.value is not None)
