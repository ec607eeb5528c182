"""A table as a file: CSV that WPS opens with its Chinese right, XLSX with numbers as numbers; no cell is a formula."""

from __future__ import annotations

import csv
from datetime import datetime
from decimal import Decimal
from io import BytesIO, StringIO

import xlsxwriter

from dashboard.figures.explore_page import Handout, Number

MADE = datetime(2000, 1, 1)  # the same content gives the same file
_FORMULA = ("=", "+", "-", "@")
_WIDE, _NARROW = 22, 14


def plain(text: str) -> str:
    """Return a text that no spreadsheet reads as a formula: one that could be starts with an apostrophe."""
    clean = "".join(c if c.isprintable() else " " for c in text)
    risky = clean.lstrip()[:1] in _FORMULA or text[:1] != clean[:1]
    return f"'{clean}" if risky else clean


def to_csv(table: Handout) -> bytes:
    """Return a table as CSV in UTF-8 with a byte order mark; changes in percent, notes below the rows."""
    file = StringIO(newline="")
    writer = csv.writer(file)
    shares = _shares(table)
    writer.writerow([plain(f"{name} (%)" if at in shares else name) for at, name in enumerate(table.headers)])
    writer.writerows([[_text(cell) for cell in row] for row in table.rows])
    writer.writerow([])
    writer.writerow([plain(table.title)])
    writer.writerows([[plain(label), plain(text)] for label, text in table.notes])
    return ("\ufeff" + file.getvalue()).encode("utf-8")


def _shares(table: Handout) -> set[int]:
    """Return the places of the columns that hold fractions."""
    return {at for row in table.rows for at, cell in enumerate(row) if isinstance(cell, tuple) and cell[1]}


def _text(cell: str | Number | None) -> str:
    if cell is None:
        return ""
    return plain(cell) if isinstance(cell, str) else _number(cell)


def _number(cell: Number) -> str:
    """Return a number without separators, a fraction in percent; as exact as it is known, at most 12 digits."""
    value, share = cell
    exact = value * 100 if share else value
    return f"{Decimal(f'{exact:.12g}').normalize():f}"


def to_xlsx(table: Handout) -> bytes:
    """Return a table as a workbook: title, table, notes."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": MADE})
    sheet = book.add_worksheet()
    bold, head = book.add_format({"bold": True, "font_size": 13}), book.add_format({"bold": True, "bottom": 1})
    number, share = book.add_format({"num_format": "#,##0.######"}), book.add_format({"num_format": "+0.0%;-0.0%;0.0%"})
    sheet.write_string(0, 0, table.title, bold)
    for at, name in enumerate(table.headers):
        sheet.write_string(2, at, name, head)
    for line, row in enumerate(table.rows, 3):
        for at, cell in enumerate(row):
            if isinstance(cell, tuple):
                sheet.write_number(line, at, float(cell[0]), share if cell[1] else number)
            elif cell is not None:
                sheet.write_string(line, at, cell)
    for line, (label, text) in enumerate(table.notes, len(table.rows) + 4):
        sheet.write_string(line, 0, label)
        sheet.write_string(line, 1, text)
    sheet.set_column(0, 0, _WIDE)
    sheet.set_column(1, max(len(table.headers) - 1, 1), _NARROW)
    sheet.freeze_panes(3, 1)
    book.close()
    return file.getvalue()
