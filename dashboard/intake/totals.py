"""Total rows held against the rows they add up: 合计, 小计, 全市. They never become data."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from dashboard.intake.cells import normal
from dashboard.intake.clean_number import shortest
from dashboard.intake.cleaning import Cleaner
from dashboard.intake.issue import Issue
from dashboard.intake.table import Row, Table

_LABEL = re.compile(r"[计和]|全[市县区]|总数")
_GRAND = re.compile(r"总计|总数|总和|共计|全市|全县|全区|县区合计")
_BLOCK = re.compile(r"小计|本页")
_RUNNING = re.compile(r"累计")
_NAMING = ("period", "county", "zone", "choice")
_NOISE = Decimal("1e-9")  # share: a formula's sum of binary fractions
_SHIFTS = (1, 2, 3, 4, 8, -1, -2, -3, -4, -8)  # powers of ten by which a cell is mistyped or in another unit
_MOST = 50  # total rows of one sheet that are asked about

Rows = tuple[int, ...]


def reconcile(table: Table, cleaner: Cleaner) -> Iterator[Issue]:
    """Yield a question for every total row whose figure is not the sum of its rows.

    The rows stay: most of them are right whatever the mistake is. Only a row whose value, moved by a power of ten,
    would make the sum come out is held too.
    """
    totals = list(table.of("total"))
    headers = [header for header, column in cleaner.columns.items() if column.additive and header in table.columns]
    if not totals or not headers:
        return
    sums = _Sums(tuple(table), cleaner)
    marks = [row.number for row in totals]
    asked = 0
    for total in totals:
        issues = [found for header in headers for found in _compare(total, header, sums, marks)]
        yield from issues
        asked += bool(issues)
        if asked >= _MOST:
            return


@dataclass
class _Sums:
    """The data rows of a sheet: their numbers by header, and their sums."""

    rows: tuple[Row, ...]
    cleaner: Cleaner
    _numbers: dict[str, dict[int, Decimal]] = field(default_factory=dict)
    _groups: dict[tuple[str, ...], dict[tuple[str, ...], Rows]] = field(default_factory=dict)
    _added: dict[tuple[str, Rows], Decimal] = field(default_factory=dict)

    def numbers(self, header: str) -> Mapping[int, Decimal]:
        """Return the numbers under a header by row; NaN where nobody can read one, nothing for an empty cell."""
        if header not in self._numbers:
            found = ((row.number, self.number(row, header)) for row in self.rows)
            self._numbers[header] = {row: value for row, value in found if value is not None}
        return self._numbers[header]

    def number(self, row: Row, header: str) -> Decimal | None:
        """Return the number of a row in the column's unit, NaN when unreadable, None when empty."""
        cell = row[header]
        found = self.cleaner.read(cell) if cell.text else None
        if found is None or not found.value:
            return None
        try:
            return Decimal(found.value) if found.usable else Decimal("NaN")
        except InvalidOperation:
            return Decimal("NaN")

    def alike(self, total: Row) -> Rows:
        """Return the rows of a total's own place, period and kind, where it names them beside its label."""
        label = _label(total)
        named = tuple(
            header for header, column in self.cleaner.columns.items()
            if column.kind in _NAMING and total[header].text and normal(total[header].text) != label
        )  # fmt: skip
        if named not in self._groups:
            groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
            for row in self.rows:
                groups[self._named(row, named)].append(row.number)
            self._groups[named] = {key: tuple(rows) for key, rows in groups.items()}
        return self._groups[named].get(self._named(total, named), ())

    def _named(self, row: Row, headers: Sequence[str]) -> tuple[str, ...]:
        return tuple(self.cleaner.read(row[header]).value for header in headers)

    def add(self, header: str, rows: Rows) -> Decimal:
        """Return the sum of some rows."""
        if (header, rows) not in self._added:
            numbers = self.numbers(header)
            self._added[header, rows] = sum((numbers[row] for row in rows if row in numbers), Decimal(0))
        return self._added[header, rows]


def _label(row: Row) -> str:
    return next((normal(text) for text in row.texts if text and _LABEL.search(text)), "")


def _choices(total: Row, alike: Rows, marks: Sequence[int]) -> list[Rows]:
    """Return the sets of rows that a total may add up, the likeliest first."""
    place, label = bisect_left(marks, total.number), _label(total)
    before = marks[place - 1] if place else 0
    after = marks[place + 1] if place + 1 < len(marks) else 10**9
    above = alike[bisect_right(alike, before) : bisect_left(alike, total.number)]
    below = alike[bisect_right(alike, total.number) : bisect_left(alike, after)]
    if _GRAND.search(label) or len(marks) == 1:
        return [alike]
    blocks = [found for found in (above, below) if found]
    return blocks or [alike] if _BLOCK.search(label) else [alike, *blocks]


def _compare(total: Row, header: str, sums: _Sums, marks: Sequence[int]) -> Iterator[Issue]:
    figure = sums.number(total, header)
    if figure is None or figure.is_nan():
        return
    choices = _choices(total, sums.alike(total), marks)
    decimals = _decimals(total[header].text)
    found = [sums.add(header, rows) for rows in choices]
    if any(value.is_nan() or _equal(figure, value, decimals) for value in found):
        return  # one that nobody can read is asked about already
    if _RUNNING.search(_label(total)) and figure >= found[0]:  # with earlier periods, which do not stand here
        return
    told = {"stated": shortest(figure), "sum": shortest(found[0]), "difference": shortest(figure - found[0])}
    yield Issue(total.sheet.name, total.number, header, "held", "clean.total", told)
    numbers = sums.numbers(header)
    known = [row for row in choices[0] if row in numbers]
    moved = [row for row in known if _moved(figure - found[0], numbers[row], decimals)]
    if len(moved) == 1:
        told |= {"total": str(total.number), "value": shortest(numbers[moved[0]])}
        yield Issue(total.sheet.name, moved[0], header, "held", "clean.total_row", told)


def _decimals(text: str) -> int:
    found = re.search(r"\.(\d+)", text)
    return len(found[1]) if found else 0


def _equal(figure: Decimal, found: Decimal, decimals: int) -> bool:
    """True when a figure is the sum, or the sum rounded to the decimals that the figure states."""
    exact = -int(found.normalize().as_tuple().exponent) if found else 0
    allowed = Decimal(5).scaleb(-decimals - 1) if exact > decimals else Decimal(0)
    return abs(figure - found) <= max(allowed, _NOISE * abs(found))


def _moved(gap: Decimal, value: Decimal, decimals: int) -> bool:
    return value != 0 and any(_equal(gap, value.scaleb(shift) - value, decimals) for shift in _SHIFTS)
