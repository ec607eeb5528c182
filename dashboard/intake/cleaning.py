"""The cells of a row brought into the form that the strict readers take, each with what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from dashboard.intake.clean_cell import Column, clean_cell
from dashboard.intake.clean_number import shortest
from dashboard.intake.clean_phone import without_phone
from dashboard.intake.clean_text import folded, is_as_above, is_error, is_nothing, stands_in
from dashboard.intake.cleaned import Cleaned, held, repaired
from dashboard.intake.confirmed import NOTHING, Confirmed
from dashboard.intake.issue import Issue, Verdict
from dashboard.intake.table import Row
from dashboard.intake.vocabulary import Vocabulary
from dashboard.intake.workbook import Cell, Sheet

_VERDICTS: Mapping[str, Verdict] = {"repaired": "repaired", "held": "held", "refused": "returned"}


@dataclass(frozen=True, slots=True)
class CleanRow:
    """A row as the readers take it: cleaned cells in front of those as sent, and what became of them."""

    source: Row
    cells: Mapping[str, Cell]
    issues: tuple[Issue, ...] = ()
    sheet: Sheet = field(init=False)
    number: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sheet", self.source.sheet)
        object.__setattr__(self, "number", self.source.number)

    def __getitem__(self, header: str) -> Cell:
        """Return the cleaned cell under a header."""
        return self.cells.get(header) or self.source[header]

    def filled(self, header: str) -> Cell:
        """Return the cleaned cell under a header; Refused when it is empty."""
        cell = self[header]
        if not cell.text:
            raise cell.refuse("load.empty")
        return cell

    def sent(self, header: str) -> str:
        """Return the text as the sender wrote it."""
        index = self.source.columns.get(header, -1)
        return self.source.texts[index] if 0 <= index < len(self.source.texts) else ""

    @property
    def hash(self) -> str:
        """SHA-256 of the row as sent."""
        return self.source.hash

    @property
    def unclear(self) -> frozenset[str]:
        """Headers of the cells that are doubtful or wrong."""
        return frozenset(issue.column for issue in self.issues if not issue.harmless)

    @property
    def usable(self) -> bool:
        """True when no cell is doubtful or wrong."""
        return all(issue.harmless for issue in self.issues)


@dataclass(frozen=True)
class Cleaner:
    """Cleans the rows of one sheet; ``columns`` by header."""

    columns: Mapping[str, Column]
    words: Vocabulary
    on: date = date.max  # the end of the report period: names are those of that day
    confirmed: Confirmed = NOTHING

    def row(self, source: Row, above: CleanRow | None) -> CleanRow:
        """Return a row with its cells cleaned; ``above`` is the one before it."""
        cells: dict[str, Cell] = {}
        issues: list[Issue] = []
        for header, column in self.columns.items():
            cell = cells[header] = source[header]
            if cell.text == "":
                continue
            found = self._cell(cell, column, above)
            if found.outcome != "ok":
                issues.append(self.confirmed.settled(_issue(cell, found), lambda _: source.hash))
                if issues[-1].confirmed:  # a value out of proportion is held with what it was read as
                    found = Cleaned(str(found.fields.get("value", found.value)))
            if found.usable and found.value != cell.text:
                cells[header] = cell._replace(value=found.value, text=found.value)
        return CleanRow(source, cells, tuple(issues))

    def read(self, cell: Cell) -> Cleaned:
        """Return what a cell says, whatever its size; nothing for an empty one and for one of no known column."""
        column = self.columns.get(cell.header)
        if column is None or not cell.text:
            return Cleaned("")
        return self._said(cell, column, None)

    def _cell(self, cell: Cell, column: Column, above: CleanRow | None) -> Cleaned:
        return self._limited(cell, column, self._said(cell, column, above))

    def _said(self, cell: Cell, column: Column, above: CleanRow | None) -> Cleaned:
        if isinstance(cell.value, str):
            if is_error(cell.text):
                return held(cell.text, "formula_error")
            if is_as_above(cell.text):
                return self._as_above(cell, column, above)
            if is_nothing(cell.text) and cell.text not in column.options:
                return repaired(cell.text, "", "nothing")
        if column.kind == "name" and stands_in(without_phone(cell.text)):
            return held(cell.text, "stand_in")
        found = clean_cell(self.words, cell, column)
        return self._named(found, cell) if column.kind == "name" and found.usable else found

    def _named(self, found: Cleaned, cell: Cell) -> Cleaned:
        """Return the name that a university bore on the day, for a short or familiar one; a full name stays."""
        unit = self.words.named.get(folded(found.value))
        if unit is None or any(folded(found.value) == folded(own.name) for own in unit.names):
            return found
        return repaired(cell.text, unit.name_on(self.on).name, "known_as")

    def _as_above(self, cell: Cell, column: Column, above: CleanRow | None) -> Cleaned:
        if above is None or not above[cell.header].text:
            return held(cell.text, "nothing_above")
        found = self._said(above[cell.header]._replace(header=cell.header), column, None)
        return repaired(cell.text, found.value, "as_above") if found.usable else found

    def _limited(self, cell: Cell, column: Column, found: Cleaned) -> Cleaned:
        if column.limits is None or not found.usable:
            return found
        try:
            value = Decimal(found.value)
        except InvalidOperation:
            return found
        least, most = column.limits
        if least <= value <= most:
            return found
        told = {"least": shortest(least), "most": shortest(most), "unit": column.unit, "value": found.value}
        return held(cell.text, "magnitude", **told)


def _issue(cell: Cell, found: Cleaned) -> Issue:
    return Issue(cell.sheet.name, cell.row, cell.header, _VERDICTS[found.outcome], found.note_key, found.fields)
