"""Where the table stands on a sheet: preamble, header of one to three rows, the rows below by kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from dashboard.intake.cells import normal
from dashboard.intake.line import LineKind, kind_of, numbers_columns, repeats_header
from dashboard.intake.preamble import Preamble, read_preamble
from dashboard.intake.workbook import Sheet, plain

_SEARCHED, _TALLEST = 20, 3
GROUP = re.compile(r"(情况|信息|及其?他?)$")  # what a group's name may add to the thing it is about
Knows = Callable[[str], bool]
"""Says whether a text, normalised and without blanks, is a known header."""


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table: its rows as Excel counts, and by column the names it may go by, the fullest first.

    ``parts`` are the words over each column from top to bottom: its groups, then its own name.
    """

    first: int
    last: int
    names: tuple[tuple[str, ...], ...]
    parts: tuple[tuple[str, ...], ...] = ()

    def name(self, column: int, knows: Knows) -> str:
        """Return the name of a column: the first that is known, else the fullest; "" when it has none."""
        names = self.names[column] if 0 <= column < len(self.names) else ()
        return next((name for name in names if knows(name)), names[0] if names else "")

    def named(self, knows: Knows) -> int:
        """Return how many columns have a known name."""
        return sum(any(map(knows, names)) for names in self.names)


@dataclass(frozen=True, slots=True)
class Line:
    """A row below the header: its number as Excel counts, its kind."""

    row: int
    kind: LineKind


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet taken apart; ``lines`` are the rows below the header that are not blank."""

    sheet: Sheet
    preamble: Preamble
    header: Header
    lines: tuple[Line, ...]

    def rows(self, kind: LineKind = "data") -> tuple[int, ...]:
        """Return the numbers of the rows of one kind."""
        return tuple(line.row for line in self.lines if line.kind == kind)


def read_layout(sheet: Sheet, knows: Knows) -> Layout | None:
    """Take a sheet apart; None when no row among the first twenty names two known columns (or its only one)."""
    header = find_header(sheet, knows)
    if header is None:
        return None
    return Layout(sheet, read_preamble(sheet, header.first), header, tuple(lines_below(sheet, header.last)))


def find_header(sheet: Sheet, knows: Knows) -> Header | None:
    """Return the header that names most known columns; among equals the lowest rows, then the flattest."""
    best, most = None, 0
    filled = min(2, max((sum(plain(v) != "" for v in row) for row in sheet.rows[:_SEARCHED]), default=0))
    for last in range(1, min(_SEARCHED, len(sheet.rows)) + 1):
        for height in range(1, min(_TALLEST, last) + 1):
            header = header_at(sheet, last - height + 1, last)
            score = header.named(knows)
            if score > most:
                best, most = header, score
    return best if most >= max(filled, 1) else None


def header_at(sheet: Sheet, first: int, last: int) -> Header:
    """Return the header that stands in given rows, group names joined to the names below them."""
    width = max(map(len, sheet.rows[first - 1 : last]), default=0)
    grid = [[_word(sheet, row, column) for column in range(width)] for row in range(first, last + 1)]
    _spread(sheet, grid, first)
    parts = [_parts(grid, column) for column in range(width)]
    bottoms = Counter(found[-1] for found in parts if found)
    return Header(first, last, tuple(_names(found, bottoms) for found in parts), tuple(map(tuple, parts)))


def _word(sheet: Sheet, row: int, column: int) -> str:
    value = sheet.cell(row, column).value
    return "".join(normal(value).split()) if isinstance(value, str) else ""


def _spread(sheet: Sheet, grid: list[list[str]], first: int) -> None:
    """Write a group's name above each of its columns: inside its merge, or up to the next name when nothing merges."""
    for merge in sheet.merges:
        for row in range(max(merge.row, first), min(merge.last_row, first + len(grid) - 1) + 1):
            word = _word(sheet, merge.row, merge.column)
            for column in range(merge.column, min(merge.last_column + 1, len(grid[0]))):
                grid[row - first][column] = word
    if sheet.merges:
        return
    for above, below in pairwise(grid):
        for column in range(1, len(above)):
            if not above[column] and below[column] and below[column - 1]:
                above[column] = above[column - 1]


def _parts(grid: list[list[str]], column: int) -> list[str]:
    return list(dict.fromkeys(row[column] for row in grid if row[column]))


def _names(parts: list[str], bottoms: Counter[str]) -> tuple[str, ...]:
    """Return what a column may be called; a name that several columns share needs its group."""
    if len(parts) < 2:
        return tuple(parts)
    about = "".join(GROUP.sub("", part) for part in parts[:-1]) + parts[-1]
    joined = ("".join(parts), "/".join(parts), "".join(parts[-2:]), about)
    alone = (parts[-1],) if bottoms[parts[-1]] == 1 else ()
    return tuple(dict.fromkeys((*joined, *alone)))


def lines_below(sheet: Sheet, header_row: int) -> Iterator[Line]:
    """Yield the rows under a header that are not blank, each with its kind."""
    in_footer = False
    header = tuple(map(plain, sheet.rows[header_row - 1])) if 0 < header_row <= len(sheet.rows) else ()
    for number, values in enumerate(sheet.rows[header_row:], start=header_row + 1):
        texts = tuple(map(plain, values))
        if not any(texts):
            continue
        if (number == header_row + 1 and numbers_columns(texts)) or repeats_header(texts, header):
            kind: LineKind = "numbering"
        else:
            kind = "struck" if number in sheet.struck else kind_of(values, texts, in_footer)
        in_footer = kind == "footer"
        yield Line(number, kind)
