"""A data sheet as rows of cells under known headers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from dashboard.intake.cells import normal
from dashboard.intake.layout import Header, Line, find_header, header_at, lines_below
from dashboard.intake.line import LineKind, kind_of
from dashboard.intake.workbook import Cell, Sheet, letter, plain
from dashboard.reporting.hashing import hash_of


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
        """SHA-256 of the sheet's name and the row's texts by header; a form with more empty columns changes nothing."""
        texts = {header: self.texts[index] for header, index in self.columns.items() if index < len(self.texts)}
        return hash_of([self.sheet.name, {header: text for header, text in texts.items() if text}])


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a sheet from the line under the header on; iterating yields the data, without blank rows."""

    sheet: Sheet
    header_row: int
    columns: dict[str, int]
    lines: tuple[Line, ...]
    lacking: tuple[str, ...] = ()  # required headers that the sheet does not have
    twice: tuple[str, ...] = ()  # headers of more than one column: nobody can tell which one holds
    strange: tuple[str, ...] = ()  # filled columns that nobody asks for, by header, else by letter

    def __iter__(self) -> Iterator[Row]:
        return self.of("data")

    def of(self, kind: LineKind) -> Iterator[Row]:
        """Yield the rows of one kind: totals for reconciling, samples, footers, rows struck through."""
        for line in self.lines:
            if line.kind == kind:
                yield self.row(line.row)

    def row(self, number: int) -> Row:
        """Return a row by its number in Excel, of whatever kind."""
        return Row(self.sheet, number, tuple(map(plain, self.sheet.rows[number - 1])), self.columns)

    def restored(self, numbers: Collection[int]) -> Table:
        """Return the table in which some rows are no longer struck through, but what their words make them."""
        if not numbers:
            return self
        lines = (replace(line, kind=self._unstruck(line.row)) if line.row in numbers else line for line in self.lines)
        return replace(self, lines=tuple(lines))

    def _unstruck(self, number: int) -> LineKind:
        row = self.row(number)
        return kind_of(self.sheet.rows[number - 1], row.texts, in_footer=False)


def read_table(sheet: Sheet, header_row: int, required: Collection[str], optional: Collection[str] = ()) -> Table:
    """Find the columns of a sheet; what is missing, said twice or not known is told beside them.

    The header stands in ``header_row``, unless other rows among the first name more of the columns.
    """
    known = {_key(header): header for header in (*required, *optional)}
    header = _header(sheet, header_row, known)
    lines = tuple(lines_below(sheet, header.last))
    columns: dict[str, int] = {}
    twice, strange = list[str](), list[str]()
    for index in range(max(map(len, sheet.rows), default=0)):
        name = header.name(index, known.__contains__) or sheet.cell(header.last, index).text
        found = known.get(_key(name)) if name else None
        if found is None:
            if _is_filled(sheet, lines, index):
                strange.append(name or letter(index))
        elif found in columns:
            twice.append(found)
        else:
            columns[found] = index
    lacking = tuple(name for name in required if name not in columns)
    return Table(sheet, header.last, columns, lines, lacking, tuple(twice), tuple(strange))


def _key(header: str) -> str:
    return "".join(normal(header).split())


def _header(sheet: Sheet, header_row: int, known: Collection[str]) -> Header:
    """Return the header where the template has it, or where more of its columns stand."""
    usual = header_at(sheet, header_row, header_row)
    found = find_header(sheet, known.__contains__)
    return found if found is not None and found.named(known.__contains__) > usual.named(known.__contains__) else usual


def _is_filled(sheet: Sheet, lines: tuple[Line, ...], index: int) -> bool:
    """True for a column in which a row of data holds something."""
    return any(line.kind == "data" and sheet.cell(line.row, index).text for line in lines)
