"""Where the columns of an original stand: the row of its headers, and the letter of each header that is used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from dashboard.intake.csv_file import read_csv
from dashboard.intake.headers import under
from dashboard.intake.table import read_table
from dashboard.intake.template import templates
from dashboard.intake.values import Value, letter, plain
from dashboard.intake.workbook import Sheet
from dashboard.wording import Refused

_FIRST = 12  # rows in which a header is looked for before it is read as the intake reads it


@dataclass(frozen=True)
class Place:
    """The header's row of a sheet as Excel counts, and the letter of each column by header ("" where none is)."""

    header_row: int
    columns: Mapping[str, str] = field(default_factory=dict)

    def letter(self, header: str) -> str:
        """Return the letter of a header's column; empty when the sheet has none."""
        return self.columns.get(header, "")


@dataclass(frozen=True)
class Original:
    """An original: where it is kept (None: it is not), the name it came under, its template's version."""

    path: Path | None
    name: str
    template: str

    @cached_property
    def content(self) -> bytes:
        """The bytes as received; empty where they were not kept."""
        return self.path.read_bytes() if self.path is not None else b""

    @cached_property
    def _book(self) -> CalamineWorkbook | None:
        if not self.content or self.name.lower().endswith(".csv"):
            return None
        try:
            return CalamineWorkbook.from_filelike(BytesIO(self.content))
        except (CalamineError, ValueError, RuntimeError):
            return None

    def _rows(self, sheet: str, most: int | None = None) -> list[list[Value]]:
        book = self._book
        if book is None:
            csv = self.name.lower().endswith(".csv") and self.content
            return [list(row) for row in read_csv(self.content, self.name)] if csv else []
        if sheet not in book.sheet_names:
            return []
        return book.get_sheet_by_name(sheet).to_python(skip_empty_area=False, nrows=most)

    def place(self, sheet: str, headers: Sequence[str]) -> Place:
        """Return where headers stand: as the template writes them, else as the intake has understood them."""
        wanted = {_folded(header): header for header in headers}
        for number, row in enumerate(self._rows(sheet, _FIRST), start=1):
            found = _named(row, wanted)
            if len(found) == len(wanted):
                return Place(number, found)
        return self._understood(sheet, headers)

    def _understood(self, sheet: str, headers: Sequence[str]) -> Place:
        """Return where headers stand that the sender writes in words of the own."""
        usual = templates()[self.template].header_row if self.template in templates() else 3
        rows = tuple(tuple(row) for row in self._rows(sheet))
        if not rows:
            return Place(usual)
        try:
            headed = under(Sheet(self.name, sheet, rows), usual, list(headers)).sheet
            table = read_table(headed, usual, list(headers))
        except Refused:
            return Place(usual)
        return Place(table.header_row, {header: letter(index) for header, index in table.columns.items()})


def _named(row: Iterable[Value], wanted: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for index, value in enumerate(row):
        header = wanted.get(_folded(plain(value)))
        if header is not None:
            found.setdefault(header, letter(index))
    return found


def _folded(text: str) -> str:
    return "".join(text.split())
