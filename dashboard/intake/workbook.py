"""A workbook file as sheets of cell values, every cell knowing where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from dashboard.intake.finding import Finding
from dashboard.intake.gate import MOST_BYTES
from dashboard.intake.isolation import read_apart
from dashboard.intake.merging import Merge
from dashboard.intake.values import Value, letter, plain
from dashboard.wording import Refused

__all__ = ["Cell", "Finding", "Merge", "Sheet", "Value", "Workbook", "letter", "plain", "read_workbook"]
_SHOWN = 60  # characters of a value quoted in a refusal


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's rows of values; row 1 of Excel is ``rows[0]``."""

    file: str
    name: str
    rows: tuple[tuple[Value, ...], ...]
    hidden: bool = False
    struck: frozenset[int] = frozenset()  # rows as Excel counts that the sender has struck through
    merges: tuple[Merge, ...] = ()
    findings: tuple[Finding, ...] = ()  # what was seen on this sheet beside its values
    county: str = ""  # code of the one county that the sheet is about, where it says so

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
    """A file as received: its name, the SHA-256 of its bytes, its sheets in order, what else was seen in it."""

    file: str
    hash: str
    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...] = ()


def read_workbook(path: Path) -> Workbook:
    """Read a .xlsx, .xls, .et or .csv file in a process of its own; Refused when it is missing, damaged or harmful."""
    try:
        if not path.is_file():
            raise Refused("load.missing_file", file=str(path))
        if path.stat().st_size > MOST_BYTES:
            raise Refused("load.too_heavy", file=path.name)
        with path.open("rb"):
            return _built(path.name, read_apart(path))
    except OSError as error:
        raise Refused("load.unreadable", file=path.name) from error


def _built(file: str, messages: Iterable[Sequence[Any]]) -> Workbook:
    """Return the workbook that a reading process has told."""
    digest, known = "", dict[str, str]()  # words that stand in many cells are held once
    findings, sheets, rows = list[Finding](), list[Sheet](), list[list[tuple[Value, ...]]]()
    for kind, *told in messages:
        match kind:
            case "file":
                (digest,) = told
            case "finding":
                findings.append(Finding(*told))
            case "sheet":
                name, hidden, struck, merges = told
                sheets.append(Sheet(file, name, (), hidden, frozenset(struck), tuple(Merge(*m) for m in merges)))
                rows.append([])
            case "rows":
                rows[-1].extend(tuple(known.setdefault(v, v) if type(v) is str else v for v in row) for row in told[0])
                told[0].clear()  # a large file is not held twice
    seen: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        seen[finding.sheet].append(finding)
    whole = (
        replace(sheet, rows=tuple(own), findings=tuple(seen[sheet.name]))
        for sheet, own in zip(sheets, rows, strict=True)
    )
    return Workbook(file, digest, tuple(whole), tuple(findings))
