"""The streaming pass over one sheet's XML: what values alone do not tell, and how large the sheet is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import IO

from dashboard.intake.finding import Finding, FindingKind
from dashboard.intake.package import Styles
from dashboard.intake.values import letter
from dashboard.intake.xml_scan import on, scan
from dashboard.wording import Refused

MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 200_000, 500, 6_000_000
_MOST_FINDINGS = 200_000  # of one kind on one sheet: each may decide about a row
_REFERENCE = re.compile(r"([A-Z]{1,7})(\d{1,12})$")


class TooLarge(Exception):
    """The sheet has more rows or columns than any honest report."""


def too_large(file: str, sheet: str) -> Refused:
    """Return the refusal of a sheet beyond the limits."""
    return Refused("load.too_large_sheet", file=file, sheet=sheet, rows=MOST_ROWS, columns=MOST_COLUMNS)


@dataclass(slots=True)
class SheetScan:
    """What a pass over a sheet has found; rows as Excel counts, columns from 0."""

    name: str
    styles: Styles
    strings: dict[str, bool]  # struck shared strings -> wholly
    findings: list[Finding] = field(default_factory=list)
    struck_rows: list[int] = field(default_factory=list)
    last_row: int = 0  # with a value
    last_column: int = -1
    _told: Counter[str] = field(default_factory=Counter)
    _row: int = 0
    _column: int = -1
    _style: str = ""
    _type: str = ""
    _filled: int = 0
    _struck: list[int] = field(default_factory=list)
    _text: str | None = None  # of a shared string's number or an error, while it is read

    def run(self, stream: IO[bytes]) -> None:
        """Read the sheet; TooLarge when it exceeds the limits, before anybody builds its cells."""
        scan(stream, self._start, self._end, self._characters)
        self._end_row()

    def tell(self, kind: FindingKind, row: int, column: int, text: str = "") -> None:
        """Note a finding, unless the sheet has told too many of its kind."""
        self._told[kind] += 1
        if self._told[kind] <= _MOST_FINDINGS:
            self.findings.append(Finding(kind, self.name, row, column, text))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._begin_cell(attributes)
        elif name == "v" or name == "is":
            self._value()
        elif name == "row":
            self._begin_row(attributes)
        elif name == "col":
            self._hide_columns(attributes)
        elif name == "strike" and attributes.get("val", "1") not in ("0", "false"):  # within a text of the cell
            self.tell("struck_cell", self._row, self._column)
        elif name == "autoFilter":
            self.tell("filter", 0, -1, attributes.get("ref", ""))

    def _end(self, name: str) -> None:
        if self._text is not None and name == "v":
            self._special(self._text)
            self._text = None

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text += text

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._end_row()
        told = attributes.get("r", "")
        self._row = int(told) if told.isdecimal() and len(told) < 12 else self._row + 1
        self._column = -1
        if on(attributes, "hidden"):
            self.tell("hidden_row", self._row, -1)

    def _end_row(self) -> None:
        if self._struck and len(self._struck) == self._filled:
            self.struck_rows.append(self._row)
            self.tell("struck_row", self._row, -1)
        else:
            for column in self._struck:
                self.tell("struck_cell", self._row, column)
        self._filled, self._struck = 0, []

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            self._row, self._column = place_of(reference)
        self._style, self._type = attributes.get("s", "0"), attributes.get("t", "n")

    def _value(self) -> None:
        self._filled += 1
        self.last_row, self.last_column = max(self.last_row, self._row), max(self.last_column, self._column)
        if self.last_row > MOST_ROWS or self.last_column >= MOST_COLUMNS:
            raise TooLarge
        if self.last_row * (self.last_column + 1) > MOST_CELLS:  # the fast reader also makes the empty ones
            raise TooLarge
        if self._style in self.styles.struck:
            self._struck.append(self._column)
        if self._style in self.styles.red:
            self.tell("red_font", self._row, self._column)
        if self._type == "e" or (self._type == "s" and self.strings):
            self._text = ""

    def _special(self, text: str) -> None:
        if self._type == "e":
            self.tell("error", self._row, self._column, text)
        elif text in self.strings and self._style not in self.styles.struck:
            if self.strings[text]:
                self._struck.append(self._column)
            else:
                self.tell("struck_cell", self._row, self._column)

    def _hide_columns(self, attributes: dict[str, str]) -> None:
        if not on(attributes, "hidden"):
            return
        first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
        for column in range(first - 1, min(last, MOST_COLUMNS)):
            self.tell("hidden_column", 0, column, letter(column))


def place_of(reference: str) -> tuple[int, int]:
    """Return row (as Excel counts) and column (from 0) of a reference such as B4; TooLarge for none of Excel's."""
    found = _REFERENCE.match(reference)
    if found is None:
        raise TooLarge
    column = 0
    for sign in found.group(1):
        column = column * 26 + ord(sign) - 64
    return int(found.group(2)), column - 1
