"""The cells of a row brought into the form that the strict readers take, each with what became of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.intake.clean_cell import Column, clean_cell
from dashboard.intake.clean_text import folded, is_as_above, is_error, is_nothing
from dashboard.intake.cleaned import Cleaned, held, refused, repaired
from dashboard.intake.habits import habits
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
    def usable(self) -> bool:
        """True when no cell is doubtful or wrong."""
        return all(issue.outcome == "repaired" for issue in self.issues)


@dataclass(frozen=True)
class Cleaner:
    """Cleans the rows of one sheet; ``columns`` by header."""

    columns: Mapping[str, Column]
    words: Vocabulary

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
                issues.append(_issue(cell, found))
            if found.usable and found.value != cell.text:
                cells[header] = cell._replace(value=found.value, text=found.value)
        if sample := self._sample(source):
            issues = [_issue(sample, refused(sample.text, "sample"))]
        return CleanRow(source, cells, tuple(issues))

    def _sample(self, source: Row) -> Cell | None:
        """Return the cell that shows a row to be an example of the form, not a report."""
        rules = habits()
        first = next((cell for cell in (source[header] for header in self.columns) if cell.text), None)
        if first is not None and folded(first.text).rstrip(":") in rules.samples:
            return first
        named = (source[header] for header, column in self.columns.items() if column.kind == "name")
        return next((cell for cell in named if cell.text and re.match(rules.sample_names, cell.text)), None)

    def _cell(self, cell: Cell, column: Column, above: CleanRow | None) -> Cleaned:
        if isinstance(cell.value, str):
            if is_error(cell.text):
                return held(cell.text, "formula_error")
            if is_as_above(cell.text):
                return self._as_above(cell, column, above)
            if is_nothing(cell.text) and cell.text not in column.options:
                return repaired(cell.text, "", "nothing")
        return self._limited(cell, column, clean_cell(self.words, cell, column))

    def _as_above(self, cell: Cell, column: Column, above: CleanRow | None) -> Cleaned:
        if above is None or not above[cell.header].text:
            return held(cell.text, "nothing_above")
        found = self._cell(above[cell.header]._replace(header=cell.header), column, None)
        return repaired(cell.text, found.value, "as_above") if found.usable else found

    def _limited(self, cell: Cell, column: Column, found: Cleaned) -> Cleaned:
        if column.limits is None or not found.usable:
            return found
        try:
            value = float(found.value)
        except ValueError:
            return found
        least, most = column.limits
        if least <= value <= most:
            return found
        return held(cell.text, "magnitude", least=f"{least:g}", most=f"{most:g}", unit=column.unit)


def _issue(cell: Cell, found: Cleaned) -> Issue:
    return Issue(cell.sheet.name, cell.row, cell.header, _VERDICTS[found.outcome], found.note_key, found.fields)
