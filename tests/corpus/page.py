"""A sheet under way: rows of cells, merges, looks, and where each line of truth has come to stand."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.corpus.cell import Line

Merge = tuple[int, int, int, int]  # first row, first column, last row, last column; from 1


@dataclass(frozen=True, slots=True)
class Truth:
    """A line at its place; ``region`` is the county it belongs to."""

    sheet: str
    row: int
    line: Line
    subject: str
    region: str


@dataclass
class Page:
    """One sheet."""

    name: str
    subject: str = ""
    rows: list[list[object]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck: set[tuple[int, int]] = field(default_factory=set)  # row, column; column 0 for the whole row
    red: set[tuple[int, int]] = field(default_factory=set)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    picture: bool = False
    truths: list[Truth] = field(default_factory=list)

    @property
    def looks(self) -> bool:
        """True when something shows only in how its cells look."""
        return bool(self.hidden or self.hidden_columns or self.struck or self.red or self.comments or self.picture)

    def add(self, *cells: object) -> int:
        """Add a row and return its number."""
        self.rows.append(list(cells))
        return len(self.rows)

    def across(self, text: str, width: int) -> int:
        """Add a row whose one text is merged over the table's width."""
        row = self.add(text)
        if width > 1:
            self.merges.append((row, 1, row, width))
        return row

    def place(self, row: int, line: Line, region: str) -> None:
        """Note where a line stands, and how it looks."""
        self.truths.append(Truth(self.name, row, line, self.subject, region))
        if line.look == "hidden":
            self.hidden.add(row)
        elif line.look == "struck":
            self.struck.add((row, 0))
        elif line.look == "red":
            self.red.add((row, 0))
