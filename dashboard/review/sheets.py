"""A table as a file: CSV that WPS opens with its Chinese right, XLSX with numbers as numbers; no cell is a formula."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

from dashboard.figures.explore_page import Handout, Number
from dashboard.figures.workbook import Sheet, Value, risky, safe, xlsx
from dashboard.wording import t

MADE = date(2000, 1, 1)  # the same content gives the same file


def plain(text: str) -> str:
    """Return a text that no spreadsheet reads as a formula: one that could be starts with an apostrophe."""
    clean = safe(text).replace("\n", " ")
    return f"'{clean}" if risky(text) else clean


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


def to_xlsx(table: Handout) -> bytes:
    """Return a table as a workbook that is the same for the same table."""
    return xlsx([sheet(table)], MADE, table.marked)


def sheet(table: Handout) -> Sheet:
    """Return a table as a sheet: its unit over the numbers, changes in percent, notes below the rows."""
    shares = _shares(table)
    units = tuple("%" if at in shares else table.unit if at else "" for at in range(len(table.headers)))
    notes = tuple(t("explore.note_line", table.lang, label=label, text=text) for label, text in table.notes)
    rows = tuple(tuple(map(_value, row)) for row in table.rows)
    return Sheet(table.title, table.headers, rows, notes, units)


def _shares(table: Handout) -> set[int]:
    """Return the places of the columns that hold fractions."""
    return {at for row in table.rows for at, cell in enumerate(row) if isinstance(cell, tuple) and cell[1]}


def _value(cell: str | Number | None) -> Value:
    return _exact(cell) if isinstance(cell, tuple) else cell


def _text(cell: str | Number | None) -> str:
    if cell is None:
        return ""
    return plain(cell) if isinstance(cell, str) else _number(cell)


def _number(cell: Number) -> str:
    """Return a number without separators, a fraction in percent; as exact as it is known, at most 12 digits."""
    return f"{Decimal(f'{_exact(cell):.12g}').normalize():f}"


def _exact(cell: Number) -> Decimal:
    value, share = cell
    return Decimal(value) * 100 if share else Decimal(value)
