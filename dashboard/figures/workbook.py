"""Tables as an XLSX workbook that is safe to open: text stays text; the same tables give the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO

import xlsxwriter

from dashboard.figures.glyphs import width

Value = str | float | int | None
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")  # a spreadsheet takes such text for a formula when it is edited
_LIMIT = 32_767  # characters that a cell may hold
_SIZE = 11.0


@dataclass(frozen=True)
class Sheet:
    """One table: its name, headers with their units, rows, and notes below it."""

    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()


def xlsx(sheets: Sequence[Sheet], made: date) -> bytes:
    """Return the workbook; ``made`` is written as its date, so that the same tables give the same bytes."""
    held = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(held, options)
    book.set_properties({"created": datetime.combine(made, time())})
    face = {"font_name": "Noto Sans CJK SC", "font_size": _SIZE, "valign": "top"}
    formats = {
        "head": book.add_format({**face, "bold": True, "bottom": 1, "text_wrap": True}),
        "text": book.add_format(face),
        "risky": book.add_format({**face, "quote_prefix": True}),
        "note": book.add_format({**face, "font_color": "#56626f"}),
    }
    for sheet in sheets:
        _write(book.add_worksheet(_named(sheet.name)), sheet, formats)
    book.close()
    return held.getvalue()


def safe(text: str) -> str:
    """Return a text without control characters, at most as long as a cell may hold."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)[:_LIMIT]


def risky(text: str) -> bool:
    """True for a text that a spreadsheet would take for a formula when somebody edits its cell."""
    return text.startswith(_RISKY) or (bool(text) and not text[0].isprintable())


def _write(page: xlsxwriter.worksheet.Worksheet, sheet: Sheet, formats: dict[str, object]) -> None:
    page.freeze_panes(1, 1)
    for column, header in enumerate(sheet.headers):
        page.write_string(0, column, safe(header), formats["head"])
        page.set_column(column, column, _wide(sheet, column))
    for place, row in enumerate(sheet.rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                page.write_string(place, column, safe(value), formats["risky" if risky(value) else "text"])
            elif value is not None:
                page.write_number(place, column, value, formats["text"])
    for place, note in enumerate(sheet.notes, len(sheet.rows) + 2):
        page.write_string(place, 0, safe(note), formats["risky" if risky(note) else "note"])


def _wide(sheet: Sheet, column: int) -> float:
    """Return a column's width in digits: that of its longest text, within limits."""
    texts = [sheet.headers[column], *(str(row[column]) for row in sheet.rows if row[column] is not None)]
    return min(max(width(text[:60], 1.0) / 0.555 for text in texts) + 2, 48.0)


def _named(name: str) -> str:
    """Return a name as a sheet may bear it."""
    return "".join(" " if c in "[]:*?/\\'" else c for c in safe(name))[:31] or "1"
