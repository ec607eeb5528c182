"""Tables as an XLSX workbook that is safe to open: text stays text; the same tables give the same bytes.

The only writer of workbooks that are handed out, and the only rule on which text a spreadsheet may take for a formula.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from dashboard.figures.glyphs import width

_RISKY = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # the wide ones too
_LIMIT = 32_767  # characters that a cell may hold
_NAME = 31  # characters that the name of a sheet may have
_BETWEEN = " · "
_RIGHT = ">"  # ends the names of looks for columns of numbers
_SHORT = 8  # characters of 待报, Awaited, —
_A4 = 9  # as spreadsheets number paper
_SIZE, _TITLE = 11.0, 14.0
_TO_FILL = 18.0  # digits that a column to be filled in is wide
_DIGITS = 9  # significant digits, as everywhere in the results of an edition
_FACE = {"font_name": "Noto Sans CJK SC", "font_size": _SIZE, "valign": "top"}
_COLUMN = re.compile(r"\{(\d+)\}")


@dataclass(frozen=True)
class Number:
    """A number, how it is shown (0.0%), and how it is computed from others of its row: ``{n}`` names column n."""

    value: Decimal
    form: str = ""
    formula: str = ""


Value = str | float | int | Decimal | Number | None


@dataclass(frozen=True)
class Sheet:
    """One table: its name, headers with the unit of each column ("" for words), rows, and notes below it."""

    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    title: str = ""  # the name, where that is too short to stand alone
    to_fill: tuple[int, ...] = ()  # columns that people write into


def xlsx(sheets: Sequence[Sheet], made: date, marked: Sequence[str] = ()) -> bytes:
    """Return the workbook: each sheet with its title, ``marked`` (cut-off, edition, rules), headers, units and rows.

    ``made`` is written as its date, so that the same tables give the same bytes.
    """
    held = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(held, options)
    book.set_properties({"created": datetime.combine(made, time())})
    looks = _looks(book)
    forms = {cell.form for sheet in sheets for row in sheet.rows for cell in row if isinstance(cell, Number)}
    shown = {form: book.add_format({**_FACE, "num_format": form}) for form in sorted(forms - {""})}
    for sheet, name in zip(sheets, _names(sheets), strict=True):
        page = book.add_worksheet(name)
        page.hide_gridlines(2)
        _printed(page)
        _write(_Page(page, looks, shown), sheet, marked)
    book.close()
    return held.getvalue()


def safe(text: str) -> str:
    """Return a text without control characters, at most as long as a cell may hold."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)[:_LIMIT]


def risky(text: str) -> bool:
    """True for a text that a spreadsheet would take for a formula when it is read from CSV or its cell is edited."""
    return safe(text).lstrip().startswith(_RISKY) or (bool(text) and not text[0].isprintable())


@dataclass(frozen=True)
class _Page:
    """A sheet being written, with the formats of its workbook."""

    page: xlsxwriter.worksheet.Worksheet
    looks: dict[tuple[str, bool], xlsxwriter.format.Format]
    shown: dict[str, xlsxwriter.format.Format]

    def put(self, row: int, column: int, value: Value, look: str = "text") -> None:
        """Write a value: numbers as numbers, everything else as a string cell; nothing for None and empty text."""
        if isinstance(value, str):
            if value:
                self.page.write_string(row, column, safe(value), self.looks[look, risky(value)])
        elif isinstance(value, Number):
            self._number(row, column, value, self.shown.get(value.form, self.looks[look, False]))
        elif value is not None:
            self.page.write_number(row, column, _exact(value), self.looks[look, False])

    def _number(self, row: int, column: int, number: Number, form: xlsxwriter.format.Format) -> None:
        """Write a number; one that is computed as a formula, with what it comes to for programs that do not compute."""
        if not number.formula:
            self.page.write_number(row, column, _exact(number.value), form)
            return
        text = _COLUMN.sub(lambda found: xl_rowcol_to_cell(row, int(found[1])), number.formula)
        self.page.write_formula(row, column, f"={text}", form, _exact(number.value))


def _looks(book: xlsxwriter.Workbook) -> dict[tuple[str, bool], xlsxwriter.format.Format]:
    kinds: dict[str, dict[str, object]] = {
        "title": {"bold": True, "font_size": _TITLE},
        "mark": {"font_color": "#56626f"},
        "head": {"bold": True, "text_wrap": True, "top": 1, "align": "left", "indent": 1},
        "unit": {"font_color": "#56626f", "bottom": 1, "align": "left", "indent": 1},
        "text": {"align": "left", "indent": 1},
        "note": {"font_color": "#56626f"},
    }
    kinds |= {f"{name}{_RIGHT}": {**kinds[name], "align": "right", "indent": 0} for name in ("head", "unit", "text")}
    return {
        (name, quoted): book.add_format({**_FACE, **kind, **({"quote_prefix": True} if quoted else {})})
        for name, kind in kinds.items()
        for quoted in (False, True)
    }


def _printed(page: xlsxwriter.worksheet.Worksheet) -> None:
    """Have a sheet printed across A4, as wide as the paper, its headers on every page."""
    page.set_paper(_A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(3, 4)


def _write(page: _Page, sheet: Sheet, marked: Sequence[str]) -> None:
    page.put(0, 0, sheet.title or sheet.name, "title")
    page.put(1, 0, _BETWEEN.join(marked), "mark")
    units = sheet.units or ("",) * len(sheet.headers)
    numeric = {column for column in range(len(sheet.headers)) if _numeric(sheet, column)}
    for column, (header, unit) in enumerate(zip(sheet.headers, units, strict=True)):
        side = _RIGHT if column in numeric else ""
        page.put(3, column, header, f"head{side}")
        page.page.write_string(4, column, safe(unit), page.looks[f"unit{side}", risky(unit)])
        page.page.set_column(column, column, _wide(sheet, column))
    page.page.freeze_panes(5, 1)
    for place, row in enumerate(sheet.rows, 5):
        for column, value in enumerate(row):
            page.put(place, column, value, f"text{_RIGHT if column in numeric else ''}")
    for place, note in enumerate(filter(None, sheet.notes), len(sheet.rows) + 6):
        page.put(place, 0, note, "note")


def _numeric(sheet: Sheet, column: int) -> bool:
    """True for a column of numbers; what stands in it for a number that is not there is a short word."""
    found = [row[column] for row in sheet.rows if row[column] is not None]
    words = [value for value in found if isinstance(value, str)]
    return len(words) < len(found) and all(len(word) <= _SHORT for word in words)


def _exact(value: float | int | Decimal) -> float:
    return float(f"{value:.{_DIGITS}g}") if isinstance(value, Decimal | float) else value


def _wide(sheet: Sheet, column: int) -> float:
    """Return a column's width in digits: that of its longest text, within limits; room to write in where nothing is."""
    if column in sheet.to_fill:
        return _TO_FILL
    texts = [sheet.headers[column], *(_told(row[column]) for row in sheet.rows if row[column] is not None)]
    return min(max(width(text[:60], 1.0) / 0.555 for text in texts) + 2, 48.0)


def _told(value: Value) -> str:
    if isinstance(value, Number):
        return "0" * 9 if value.form else str(_exact(value.value))
    return str(_exact(value)) if isinstance(value, Decimal) else str(value)


def _names(sheets: Sequence[Sheet]) -> list[str]:
    """Return the names as sheets may bear them, each once."""
    found: list[str] = []
    for sheet in sheets:
        name = "".join(" " if c in "[]:*?/\\'" else c for c in safe(sheet.name))[:_NAME] or "1"
        same = sum(name[: _NAME - 3] == known[: _NAME - 3] for known in found)
        found.append(f"{name[: _NAME - 3]} {same + 1}" if same else name)
    return found
