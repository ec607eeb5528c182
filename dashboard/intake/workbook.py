"""A workbook file as sheets of cell values, every cell knowing where it stands."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

from python_calamine import CalamineError, CalamineWorkbook

from dashboard.wording import Refused

Value = str | int | float | bool | date | datetime | time | timedelta
EXTENSION = ".xlsx"
_SHOWN = 60  # characters of a value quoted in a refusal


def letter(index: int) -> str:
    """Return the letters Excel gives a column: 0 -> A, 26 -> AA, -1 -> none."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def plain(value: Value) -> str:
    """Return a cell's value as plain text without blanks around it: 12.0 -> 12, a date as 2024-09-01."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ") if value.time() != time() else value.date().isoformat()
    return value.isoformat() if isinstance(value, date | time) else str(value)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's rows of values; row 1 of Excel is ``rows[0]``."""

    file: str
    name: str
    rows: tuple[tuple[Value, ...], ...]

    def cell(self, row: int, index: int, header: str = "") -> Cell:
        """Return the cell at a row as Excel counts and a column counted from 0; empty beyond the edge."""
        values = self.rows[row - 1] if 0 < row <= len(self.rows) else ()
        value = values[index] if 0 <= index < len(values) else ""
        return Cell(value, plain(value), self, row, index, header)


class Cell(NamedTuple):
    """A cell's value, its plain text and its place: sheet, row as in Excel, column, header."""

    value: Value
    text: str
    sheet: Sheet
    row: int
    column: int  # from 0; -1 when the sheet does not have the column
    header: str

    def refuse(self, reason: str, **fields: object) -> Refused:
        """Return the refusal ``reason`` that names this cell's place and value."""
        shown = self.text if len(self.text) <= _SHOWN else self.text[:_SHOWN] + "…"
        place = {"file": self.sheet.file, "sheet": self.sheet.name, "row": self.row, "column": letter(self.column)}
        return Refused(reason, **(place | {"header": self.header, "value": shown} | fields))


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file as received: its name, the SHA-256 of its bytes, its sheets in order."""

    file: str
    hash: str
    sheets: tuple[Sheet, ...]


def read_workbook(path: Path) -> Workbook:
    """Read a workbook; Refused when it is missing, no .xlsx, truncated, damaged or locked by a password."""
    content = _content(path)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if archive.testzip() is not None:  # the fast reader takes damaged cells for values
                raise Refused("load.unreadable", file=path.name)
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            sheets = tuple(_sheet(path.name, name, book) for name in book.sheet_names)
    except (
        CalamineError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise Refused("load.unreadable", file=path.name) from error
    return Workbook(path.name, hashlib.sha256(content).hexdigest(), sheets)


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise Refused("load.missing_file", file=str(path))
    if path.suffix.lower() != EXTENSION:
        raise Refused("load.wrong_extension", file=path.name, value=path.suffix, expected=EXTENSION)
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused("load.unreadable", file=path.name) from error


def _sheet(file: str, name: str, book: CalamineWorkbook) -> Sheet:
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return Sheet(file, name, tuple(tuple(row) for row in rows))
