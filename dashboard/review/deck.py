"""What slides are made of, and how it is shared out: nothing stands beyond an edge, what does not fit goes on."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from math import ceil

from dashboard.figures import glyphs
from dashboard.figures.charts import Plot
from dashboard.figures.slide_chart import Box
from dashboard.review.papers import Cell, Column, Heading, Paragraph, Table
from dashboard.review.signs import sign

WIDTH, HEIGHT = 960.0, 540.0  # of a slide, in points
PAD, TOP, BOTTOM = 40.0, 82.0, 498.0  # the edges of what a slide says below its title
LOWEST = 504.0  # of notes: close above the marks
HEAD, BODY, NOTE, CELLS = 13.0, 14.0, 9.5, 10.5  # sizes of text
SPACING = 1.4  # of lines, as a multiple of the size
BESIDE = 0.46 * (WIDTH - 2 * PAD)  # width of a table beside a chart
GAP, NEAR = 9.0, 3.0  # above a block, above a note
SIDE, UPDOWN = 5.0, 2.5  # margins of a cell
LEAST = 190.0  # height of a chart that can be read
_SURE = 0.97  # of a width is used: other programs have faces of their own
_OPENING = "（《“〔【‘(["  # no line ends with one
_MEETING = re.compile(r"(?<=[\u2e80-\u9fff])(?=[\w%])(?![\u2e80-\u9fff])|(?<=[0-9A-Za-z%])(?=[\u2e80-\u9fff])")


@dataclass(frozen=True)
class Charts:
    """Charts side by side that take the height that is left; beside a table it stands at the left of them."""

    plots: tuple[Plot, ...]
    table: Table | None = None


Words = Heading | Paragraph
Block = Words | Table | Charts


@dataclass(frozen=True)
class Leaf:
    """What one slide says, or several where one cannot hold it; ``notes`` are for the speaker."""

    title: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """One slide: every block with its place."""

    title: str
    placed: tuple[tuple[Block, Box], ...]
    notes: tuple[str, ...]


def pages(leaf: Leaf, continued: str) -> Iterator[Page]:
    """Yield the slides of a leaf; ``continued`` is the title of those after the first."""
    waiting, placed, end, title = deque(map(_settled, leaf.blocks)), list[tuple[Block, Box]](), TOP, leaf.title
    while waiting:
        block = waiting.popleft()
        note = isinstance(block, Paragraph) and block.kind == "note"
        y = end + (NEAR if note else GAP) if placed else TOP
        room = (LOWEST if note else BOTTOM) - y
        if placed and isinstance(block, Paragraph) and note and height(block) > room:
            continue  # it is among the speaker's notes too
        now, later = _shared(block, room, fresh=not placed)
        if now is not None:
            end = y + (room if isinstance(now, Charts) else height(now))
            placed.append((now, Box(PAD, y, WIDTH - 2 * PAD, end - y)))
        if later is not None:
            waiting.appendleft(later)
            yield Page(title, tuple(placed), leaf.notes)
            placed, title = [], continued
    if placed:
        yield Page(title, tuple(placed), leaf.notes)


def _settled(block: Block) -> Block:
    if isinstance(block, Table):
        return settled(block, WIDTH - 2 * PAD)
    if isinstance(block, Charts) and block.table is not None:
        return replace(block, table=settled(block.table, BESIDE))
    return block


def _shared(block: Block, room: float, *, fresh: bool) -> tuple[Block | None, Block | None]:
    """Return what of a block stands in a room and what goes on; on a fresh slide something always stands."""
    if isinstance(block, Charts):
        least = max(LEAST, height(block.table, BESIDE) if block.table else 0.0)
        return (block, None) if fresh or room >= least else (None, block)
    if height(block) + (LEAST / 2 if isinstance(block, Heading) else 0) <= room:  # with something below it
        return block, None
    return _cut(block, room, fresh=fresh) if isinstance(block, Table) else (block, None) if fresh else (None, block)


def _cut(table: Table, room: float, *, fresh: bool) -> tuple[Table | None, Table | None]:
    """Return the rows of a table that fit, and the others; a group stands with a row of its own."""
    known, fair = [len(row) for row in table.rows], _fair(table, room)
    sums = list(accumulate(heights(table, WIDTH - 2 * PAD)))
    fits = sum(bottom <= fair for bottom in sums[1:])
    while fits and known[fits - 1] == 1:
        fits -= 1
    fits = max(fits, 1) if fresh else fits
    if not fits:
        return None, table
    return replace(table, rows=table.rows[:fits]), replace(table, rows=_going_on(table.rows, fits))


def _fair(table: Table, room: float) -> float:
    """Return how high a part of a table stands where its rows are shared evenly among the slides it needs."""
    whole, last = height(table), heights(table, WIDTH - 2 * PAD)
    more = ceil((whole - room) / (BOTTOM - TOP - last[0]))
    return min(room, whole / (more + 1) + max(last[1:], default=0.0))


def _going_on(rows: Sequence[tuple[Cell, ...]], at: int) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows from a place on, below the name of their group."""
    group = next((row for row in reversed(rows[:at]) if len(row) == 1), None)
    return (*((group,) if group and len(rows[at]) > 1 else ()), *rows[at:])


def height(block: Words | Table, width: float = WIDTH - 2 * PAD) -> float:
    """Return how high words or a table stand in a width."""
    if isinstance(block, Table):
        return sum(heights(block, width))
    size = text_size(block)
    return len(lines(block.text, size, width, bold=isinstance(block, Heading))) * size * SPACING


@lru_cache(256)
def heights(table: Table, width: float) -> tuple[float, ...]:
    """Return the heights of the header and of every row."""
    wide = widths(table, width)
    head = [_cell(header(column), part, bold=True) for column, part in zip(table.columns, wide, strict=True)]
    rows = [[_cell(words(cell), part) for cell, part in zip(row, wide, strict=True)] if len(row) > 1
            else [_cell(row[0].text, width, bold=True)] for row in table.rows]  # fmt: skip
    return tuple(max(found) * CELLS * SPACING + 2 * UPDOWN for found in (head, *rows))


def settled(table: Table, width: float) -> Table:
    """Return a table whose columns are as wide as their longest word needs, the others narrower for it."""
    whole = sum(column.width for column in table.columns)
    wide = [width * column.width / whole for column in table.columns]
    least = [_least(table, at) for at in range(len(wide))]
    short = sum(max(need - has, 0.0) for need, has in zip(least, wide, strict=True))
    spare = sum(max(has - need, 0.0) for need, has in zip(least, wide, strict=True))
    taken = min(short / spare, 1.0) if spare else 0.0
    found = (max(need, has - max(has - need, 0.0) * taken) for need, has in zip(least, wide, strict=True))
    columns = (replace(column, width=one) for column, one in zip(table.columns, found, strict=True))
    return replace(table, columns=tuple(columns))


def _least(table: Table, at: int) -> float:
    """Return the width that the longest word of a column needs."""
    words_ = {(words(row[at]), bool(row[at].tone)) for row in table.rows if len(row) > 1}
    parts = ((part, bold) for text, bold in {*words_, (header(table.columns[at]), True)}
             for part in glyphs.wrapped(text, CELLS, 0.0, 700 if bold else 400))  # fmt: skip
    longest = max((glyphs.width(part, CELLS, 700 if bold else 400) for part, bold in parts), default=0.0)
    return longest / _SURE + 2 * SIDE + 0.5


def widths(table: Table, width: float) -> list[float]:
    """Return the widths of the columns in points."""
    whole = sum(column.width for column in table.columns)
    return [width * column.width / whole for column in table.columns]


def header(column: Column) -> str:
    """Return the header of a column with its unit."""
    if not column.unit:
        return column.header
    return f"{column.header} ({column.unit})" if column.header.isascii() else f"{column.header}（{column.unit}）"


def words(cell: Cell) -> str:
    """Return a cell as text; a status begins with its shape."""
    mark = sign(cell.shape)
    return f"{mark} {cell.text}" if mark else cell.text


def text_size(block: Words) -> float:
    """Return the size of words in points."""
    if isinstance(block, Heading):
        return HEAD
    return NOTE if block.kind == "note" else BODY


def lines(text: str, size: float, width: float, *, bold: bool = False) -> tuple[str, ...]:
    """Return a text in the lines that it takes at most: some programs part Chinese from Latin by a space."""
    parts = (_MEETING.sub(" ", part) for part in text.split("\n"))
    return tuple(line for part in parts for line in _wrapped(part, size, width * _SURE, 700 if bold else 400))


def _wrapped(text: str, size: float, most: float, weight: glyphs.Weight) -> list[str]:
    found = list(glyphs.wrapped(text, size, most, weight)) or [""]
    for at, line in enumerate(found[:-1]):
        if len(line) > 1 and line[-1] in _OPENING:
            rest = line[-1] + " ".join(found[at + 1 :])
            return [*found[:at], line[:-1], *_wrapped(rest, size, most, weight)]
    return found


def _cell(text: str, width: float, *, bold: bool = False) -> int:
    return len(lines(text, CELLS, width - 2 * SIDE, bold=bold))
