"""A data sheet as rows of cells under known headers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from dashboard.intake.cells import normal
from dashboard.intake.workbook import Cell, Sheet, plain
from dashboard.reporting.hashing import hash_of
from dashboard.wording import Refused


@dataclass(frozen=True, slots=True)
class Row:
    """One row with data: its number as in Excel, its plain texts and the column of every header."""

    sheet: Sheet
    number: int
    texts: tuple[str, ...]
    columns: dict[str, int]

    def __getitem__(self, header: str) -> Cell:
        """Return the cell under a header; an empty one when the sheet leaves that column out."""
        index = self.columns.get(header, -1)
        values = self.sheet.rows[self.number - 1]
        if 0 <= index < len(values):
            return Cell(values[index], self.texts[index], self.sheet, self.number, index, header)
        return Cell("", "", self.sheet, self.number, index, header)

    def filled(self, header: str) -> Cell:
        """Return the cell under a header; Refused when it is empty."""
        cell = self[header]
        if not cell.text:
            raise cell.refuse("load.empty")
        return cell

    @property
    def hash(self) -> str:
        """SHA-256 of the sheet's name and the row's texts by header."""
        texts = {header: self.texts[index] for header, index in self.columns.items() if index < len(self.texts)}
        return hash_of([self.sheet.name, texts])


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a sheet from the line under the header on; empty rows are left out."""

    sheet: Sheet
    header_row: int
    columns: dict[str, int]

    def __iter__(self) -> Iterator[Row]:
        for number, values in enumerate(self.sheet.rows[self.header_row :], start=self.header_row + 1):
            texts = tuple(map(plain, values))
            if any(texts):
                yield Row(self.sheet, number, texts, self.columns)


def read_table(sheet: Sheet, header_row: int, required: Collection[str], optional: Collection[str] = ()) -> Table:
    """Find the columns of a sheet; Refused for an unknown, repeated or missing header and for a cell without one."""
    known = {normal(header): header for header in (*required, *optional)}
    columns: dict[str, int] = {}
    for index in range(max(map(len, sheet.rows), default=0)):
        cell = sheet.cell(header_row, index)
        if not cell.text:
            _refuse_stray(sheet, header_row, index)
            continue
        header = known.get(normal(cell.text))
        if header is None:
            raise cell.refuse("load.unknown_header", options="、".join(known.values()))
        if header in columns:
            raise cell.refuse("load.header_twice")
        columns[header] = index
    _require(sheet, header_row, [header for header in required if header not in columns])
    return Table(sheet, header_row, columns)


def _require(sheet: Sheet, header_row: int, missing: list[str]) -> None:
    if missing:
        place = {"file": sheet.file, "sheet": sheet.name, "row": header_row}
        raise Refused("load.missing_header", **place, column=missing[0], header="、".join(missing))


def _refuse_stray(sheet: Sheet, header_row: int, index: int) -> None:
    for number in range(header_row + 1, len(sheet.rows) + 1):
        cell = sheet.cell(number, index)
        if cell.text:
            raise cell.refuse("load.cell_without_header", header_row=header_row)
