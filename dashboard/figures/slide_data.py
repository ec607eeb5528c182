"""The workbook inside a slide chart, opened for "edit data" in any office program; same chart, same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from dashboard.figures.slide_series import Shown
from dashboard.figures.workbook import risky, safe

SHEET = "Sheet1"
FIRST = 1  # row of the first place, counted from nothing
_MADE = datetime(2000, 1, 1)


def workbook(names: Sequence[str], shown: Sequence[Shown]) -> bytes:
    """Return the workbook: the places of the axis in the first column, then one column a series."""
    held = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(held, options)
    book.set_properties({"created": _MADE})
    page, quoted = book.add_worksheet(SHEET), book.add_format({"quote_prefix": True})
    for row, name in enumerate(names, FIRST):
        page.write_string(row, 0, safe(name), quoted if risky(name) else None)
    for column, one in enumerate(shown, 1):
        page.write_string(0, column, safe(one.name), quoted if risky(one.name) else None)
        for row, value in enumerate(one.values, FIRST):
            if value is not None:
                page.write_number(row, column, value)
    page.set_column(0, len(shown), 14)
    book.close()
    return held.getvalue()


def place(column: int, first: int, last: int) -> str:
    """Return the address of cells in one column, as a chart names them; rows counted from nothing."""
    letter = xl_col_to_name(column)
    cells = f"${letter}${first + 1}"
    return f"{SHEET}!{cells}" if first == last else f"{SHEET}!{cells}:${letter}${last + 1}"
