"""Which size of type and which widths a table needs: no word is wider than its column, rows are as low as can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.figures import glyphs
from dashboard.figures.glyphs import Weight
from dashboard.review.files import Flawed
from dashboard.review.papers import Cell, Table

SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)  # points
PADDING = 3.0  # points between a line of the table and its text, at each side
_SPARE = 1.05  # another reader's face may be a little wider
_SIGN = 1.4  # the shape before a status, in ems
_WHOLE = 7  # a status of so many characters (达到序时进度*) is not broken ...
_SHORT = 4  # ... nor any other text of so many
_LINES = 2.5  # lines of a row on average, above which smaller type is tried ...
_READABLE = 8.5  # ... down to this size
_STEPS = 80  # portions in which free room is dealt out


@dataclass(frozen=True)
class Fit:
    """The size of a table's type and the width of each column, in points."""

    size: float
    widths: tuple[float, ...]


def fitted(table: Table, width: float, sizes: Sequence[float] = SIZES) -> Fit:
    """Return the largest size at which a table reads well in so many points; Flawed where a word has no room in any.

    A column has what its widest word needs; the rest of the room goes where it makes the rows lower, then by the
    shares that the table asks for.
    """
    found: Fit | None = None
    heads = tuple(Cell(column.header) for column in table.columns)
    for size in sizes:
        needs = [_need(table, at, size) for at in range(len(table.columns))]
        if sum(needs) > width or (found and size < _READABLE):
            continue
        rows = [[_wide(cell, size) for cell in row] for row in (heads, *table.rows) if len(row) == len(needs)]
        found = Fit(size, _dealt(table, rows, needs, width))
        if _lines(rows, found.widths) <= _LINES:
            return found
    if found is None:
        raise Flawed("typeset.wide_word", title=table.title, text=_widest(table, sizes[-1]))
    return found


def _dealt(table: Table, rows: list[list[float]], needs: list[float], width: float) -> tuple[float, ...]:
    """Return widths that add up to the whole: free room is dealt out in portions, each where rows gain most."""
    widths, left = list(needs), width - sum(needs)
    portion = left / _STEPS
    while left > portion / 2:
        gains = _gains(rows, widths, portion)
        best = max(range(len(widths)), key=gains.__getitem__)
        if gains[best] <= 0:
            break
        widths[best] += portion
        left -= portion
    shares = sum(column.width for column in table.columns)
    return tuple(wide + max(left, 0.0) * column.width / shares
                 for wide, column in zip(widths, table.columns, strict=True))  # fmt: skip


def _gains(rows: list[list[float]], widths: list[float], portion: float) -> list[float]:
    """Return by how many lines all rows together become lower when a column gets a portion."""
    gains = [0.0] * len(widths)
    for row in rows:
        heights = [wide / (width - 2 * PADDING) for wide, width in zip(row, widths, strict=True)]
        highest = max(range(len(heights)), key=heights.__getitem__)
        if heights[highest] > 1:
            second = max((high for at, high in enumerate(heights) if at != highest), default=0.0)
            lower = row[highest] / (widths[highest] + portion - 2 * PADDING)
            gains[highest] += heights[highest] - max(lower, min(second, heights[highest] - 1e-6), 1.0)
    return gains


def _lines(rows: list[list[float]], widths: Sequence[float]) -> float:
    """Return how many lines a row has on average."""
    highs = [max(wide / (width - 2 * PADDING) for wide, width in zip(row, widths, strict=True)) for row in rows]
    return sum(highs) / len(highs) if highs else 0.0


def _wide(cell: Cell, size: float) -> float:
    """Return the width of a cell's text on one line."""
    return (_SIGN * size if cell.shape else 0.0) + _SPARE * glyphs.width(cell.text, size, _weight(cell))


def _need(table: Table, at: int, size: float) -> float:
    """Return the width that the widest word of a column needs with its padding."""
    return _SPARE * max(wide for wide, _ in _words(table, at, size)) + 2 * PADDING


def _words(table: Table, at: int, size: float) -> Iterator[tuple[float, str]]:
    """Yield the words of a column that must not be broken, with their widths; a short head takes two lines at most."""
    head = table.columns[at].header
    yield from _parts(head, size, 700)
    yield min(glyphs.width(head, size, 700) / 2 + (size / 2 if len(head) > 1 else 0), _SHORT * size), head
    for row in table.rows:
        if len(row) == len(table.columns):
            yield from _cell(row[at], size)


def _cell(cell: Cell, size: float) -> Iterator[tuple[float, str]]:
    sign, weight = (_SIGN * size if cell.shape else 0.0), _weight(cell)
    if len(cell.text) <= (_WHOLE if cell.shape else _SHORT):
        yield sign + glyphs.width(cell.text, size, weight), cell.text
    yield from ((sign + wide, text) for wide, text in _parts(cell.text, size, weight))


def _weight(cell: Cell) -> Weight:
    return 700 if cell.tone else 400


def _parts(text: str, size: float, weight: Weight) -> Iterator[tuple[float, str]]:
    yield from ((glyphs.width(part, size, weight), part) for part in glyphs.wrapped(text, size, 0, weight) or ("",))


def _widest(table: Table, size: float) -> str:
    return max(word for at in range(len(table.columns)) for word in _words(table, at, size))[1]
