"""A table with bars as a picture: columns of words as wide as their words, strips of bars and marks in percent."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.figures import glyphs
from dashboard.figures.area import INK, SIZE
from dashboard.figures.drawing import Disc, Drawing, Path, Rect, Shape, Sign, Text
from dashboard.figures.framing import Inside, Stamp, framed
from dashboard.figures.palette import PALETTES, Theme
from dashboard.figures.rows_values import Bar, Column, Line, Part, Rows, Spot, Step, Tick, Words
from dashboard.figures.step_marks import milestone

GAP, ROW, LOW = 16.0, 24.0, 14.0  # between columns, height of a row, of a second line and of a lane of marks
NOTE = 10.5
_LEAST = 640.0  # of the width, so that title and stamp have room
_DOT = 5.2


def picture(found: Rows, theme: Theme, marked: Stamp) -> Drawing:
    """Return a table as a picture that stands alone."""
    return framed(found.title, found.alt, theme, marked, inside(found, theme))


def inside(found: Rows, theme: Theme) -> Inside:
    """Return a table without its words around, its corner at 0, 0."""
    ink = PALETTES[theme]
    widths = _widths(found)
    lefts = [sum(widths[:at]) + GAP * at for at in range(len(widths))]
    whole = sum(widths) + GAP * (len(widths) - 1)
    columns = list(zip(found.columns, lefts, widths, strict=True))
    drawn, y = _heads(columns, whole, ink), 22.0
    for line in found.lines:
        high = height(line)
        drawn += _line(line, columns, y, high, whole, ink)
        y += high
    below, y = _notes(found.notes, y + 20, whole, ink)
    return Inside(whole, y, tuple(drawn + below))


def height(line: Line) -> float:
    """Return how high a row is."""
    small = any(isinstance(cell, Words) and (cell.small or cell.dots >= 0) for cell in line.cells)
    return ROW + max(LOW if small else 0.0, LOW * (line.lanes - 1))


def _widths(found: Rows) -> list[float]:
    """Return the width of every column; strips take what is left of the least width."""
    made = []
    for at, column in enumerate(found.columns):
        cells = [line.cells[at] for line in found.lines if line.kind != "heading"]
        words = [_wide(cell) for cell in cells if isinstance(cell, Words)]
        made.append(column.wide or max([glyphs.width(column.head, NOTE), *words]))
    strips = [at for at, column in enumerate(found.columns) if column.wide]
    room = _LEAST - sum(made) - GAP * (len(made) - 1)
    return [wide + max(room, 0.0) / len(strips) if at in strips else wide for at, wide in enumerate(made)]


def _wide(cell: Words) -> float:
    text = glyphs.width(cell.text, SIZE, 700 if cell.bold else 400) if cell.dots < 0 else 20 * _DOT
    return (16.0 if cell.sign else 0.0) + max(text, glyphs.width(cell.small, NOTE))


def _heads(columns: Sequence[tuple[Column, float, float]], whole: float, ink: INK) -> list[Shape]:
    drawn: list[Shape] = [Path(((0, 18), (whole, 18)), stroke=ink["mark"])]
    for column, left, wide in columns:
        at = left + wide if column.right else left
        drawn.append(Text(at, 10, column.head, NOTE, ink["ink-3"], anchor="end" if column.right else "start"))
        for place, label in column.scale:
            anchor = "start" if place < 4 else "end" if place > 96 else "middle"
            drawn.append(Text(left + wide * place / 100, 10, label, NOTE, ink["ink-3"], anchor=anchor))  # type: ignore[arg-type]
    return drawn


def _line(
    line: Line, columns: Sequence[tuple[Column, float, float]], y: float, high: float, whole: float, ink: INK
) -> list[Shape]:
    """Return a row with its rule below."""
    drawn: list[Shape] = [Path(((0, y + high), (whole, y + high)), stroke=ink["line-2"])]
    if line.kind == "total":
        drawn.append(Path(((0, y), (whole, y)), stroke=ink["mark"]))
    if line.kind == "heading" and all(isinstance(cell, Words) for cell in line.cells):
        return [*drawn, *_heading(line, y, ink)]
    for cell, (column, left, wide) in zip(line.cells, columns, strict=False):
        if isinstance(cell, Words):
            drawn += _words(cell, column, left, wide, y, ink)
        else:
            drawn += [shape for part in cell for shape in _part(part, left, wide, y, high, ink)]
    return drawn


def _heading(line: Line, y: float, ink: INK) -> list[Shape]:
    """Return the words of a heading one after the other: they do not keep to the columns."""
    drawn, x = list[Shape](), 0.0
    for cell in line.cells:
        assert isinstance(cell, Words)
        drawn += _words(cell, Column(), x, 0, y, ink)
        x += _wide(cell) + GAP
    return drawn


def _words(cell: Words, column: Column, left: float, wide: float, y: float, ink: INK) -> list[Shape]:
    drawn: list[Shape] = [Sign(left, y + 6.5, 11, cell.sign, ink[cell.ink])] if cell.sign else []
    x = left + wide if column.right else left + (16 if cell.sign else 0)
    anchor = "end" if column.right else "start"
    if cell.dots >= 0:
        spots = (Disc(x + 2 + _DOT * at, y + 12, 2, ink["outlook"] if at < cell.dots else ink["faint"])
                 for at in range(20))  # fmt: skip
        drawn += spots
    else:
        drawn.append(Text(x, y + 16, cell.text, SIZE, ink[cell.ink], 700 if cell.bold else 400, anchor))  # type: ignore[arg-type]
    if cell.small:
        drawn.append(Text(x, y + 30, cell.small, NOTE, ink["ink-3"], anchor=anchor))  # type: ignore[arg-type]
    return drawn


def _part(part: Part, left: float, wide: float, y: float, high: float, ink: INK) -> list[Shape]:
    middle = y + high / 2
    match part:
        case Bar():
            x, width = left + wide * part.left / 100, max(wide * part.width / 100, 1.0)
            if part.hatched:
                hatch = ink[part.ink]
                return [Rect(x, middle - part.high / 2, width, part.high, stroke=hatch, thick=1.2, hatch=hatch)]
            if part.outlined:
                return [Rect(x, middle - part.high / 2, width, part.high, stroke=ink[part.ink], thick=1.4)]
            return [Rect(x, middle - part.high / 2, width, part.high, fill=ink[part.ink])]
        case Tick():
            x, half = left + wide * part.at / 100, (high if not part.high else part.high) / 2
            return [Path(((x, middle - half), (x, middle + half)), stroke=ink[part.ink], thick=part.thick)]
        case Spot():
            x = left + wide * part.at / 100
            frame = [Rect(x - 9, middle - 9, 18, 18, stroke=ink["outlook"], round=3)] if part.boxed else []
            return [*frame, Sign(x - 5.5, middle - 5.5, 11, part.sign, ink[part.ink])] if part.sign else [*frame]
        case Step():
            x = left + wide * part.at / 100 - (19.0 if part.beside else 9.0)
            drawn = milestone(part.state, x, y + 6 + LOW * part.lane, 8, 12, ink)
            if part.trail is None:
                return drawn
            start, long = (left + wide * part.trail[0] / 100, wide * part.trail[1] / 100)
            tone = ink["bad" if part.state == "overdue" else "warn"]
            return [Rect(start, y + 11 + LOW * part.lane, long, 2, fill=tone), *drawn]


def _notes(
    notes: Sequence[tuple[Part | None, str]], y: float, whole: float, ink: INK
) -> tuple[list[Shape], float]:
    """Return the notes in lines that fit, and where they end."""
    drawn: list[Shape] = []
    x = 0.0
    for part, text in notes:
        sign = 22.0 if part is not None else 0.0
        for at, row in enumerate(glyphs.wrapped(text, NOTE, whole - sign) or ("",)):
            wide = sign + glyphs.width(row, NOTE)
            if x and (x + wide > whole or at):
                x, y = 0.0, y + LOW + 2
            if part is not None and not at:
                drawn += _part(part, x, 16.0, y - 4 - ROW / 2, ROW, ink)
            drawn.append(Text(x + sign, y, row, NOTE, ink["ink-3"]))
            x += wide + 18
    return drawn, y if notes else y - 12
