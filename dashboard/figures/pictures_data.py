"""Pictures of what was sent and of what may come: senders by period as marks, twenty likely values as dots."""

from __future__ import annotations

from dashboard.figures.dot_plots import DotPlot
from dashboard.figures.drawing import Disc, Drawing, Path, Shape, Text
from dashboard.figures.framing import Inside, Stamp, framed
from dashboard.figures.palette import PALETTES, Theme
from dashboard.figures.rows_values import Column, Line, Part, Rows, Spot, Tick, Words
from dashboard.figures.sending import Matrix, SentRow
from dashboard.wording import Language, t

CELL, YEAR = 28.0, 84.0  # width of a quarter and of a year in a matrix
WIDE, HIGH, RISE = 560.0, 96.0, 13.0  # field of the dots, and from one dot to the one above it


def matrix(found: Matrix, title: str, lang: Language) -> Rows:
    """Return senders by period, each period's sheets as a mark; a line parts the years, in order of their quarters."""
    count = sum(wide for _, wide in found.years)
    cell = CELL if any(found.periods) else YEAR
    starts = [sum(wide for _, wide in found.years[:at]) for at in range(len(found.years))]
    scale = tuple(
        ((start + wide / 2) / count * 100, label)
        for start, (label, wide) in zip(starts, found.years, strict=True)
        if cell == YEAR or wide > 1  # a single quarter has no room for its year
    )
    columns = (Column(t("data.sender", lang)), Column("", wide=cell * count, scale=scale))
    rules = tuple(Tick(start / count * 100, "line", 0, 1) for start in starts[1:]) if cell == CELL else ()
    lines = tuple(Line((Words(row.name, ink="ink"), (*rules, *_spots(row, count)))) for row in found.rows)
    notes: list[tuple[Part | None, str]] = [(Spot(50, mark.shape, mark.tone), mark.word) for mark in found.legend]
    if found.corrected:
        notes.append((Spot(50, "", "ink", boxed=True), t("data.corrected", lang)))
    words = "、" if lang == "zh" else ", "
    alt = f"{title}{t('ui.colon', lang)}{words.join(row.name for row in found.rows)}"
    return Rows(title, alt, columns, lines, tuple(notes))


def _spots(row: SentRow, count: int) -> tuple[Spot, ...]:
    return tuple(
        Spot((at + 0.5) / count * 100, cell.mark.shape, cell.mark.tone, cell.corrected)
        for at, cell in enumerate(row.cells)
        if cell is not None
    )


def dots(found: DotPlot, title: str, theme: Theme, marked: Stamp) -> Drawing:
    """Return twenty equally likely values as piles of dots with the goal; dots that reach it are filled."""
    ink = PALETTES[theme]
    goal = WIDE * found.goal / 100
    drawn: list[Shape] = [Path(((0, HIGH), (WIDE, HIGH)), stroke=ink["mark"]),
                          Path(((goal, 18), (goal, HIGH)), stroke=ink["ink"], thick=2)]  # fmt: skip
    side = "end" if found.goal > 65 else "start" if found.goal < 35 else "middle"
    drawn.append(Text(goal, 11, found.goal_text, 12, ink["ink"], 700, side))  # type: ignore[arg-type]
    for dot in found.dots:
        fill = ink["outlook"] if dot.reached else ink["ground"]
        y = HIGH - 8 - RISE * dot.up
        drawn.append(Disc(WIDE * dot.left / 100, y, 4.6, fill, ink["outlook"], 1.6))
    ends = (("start", 0.0, found.low), ("end", WIDE, found.high))
    drawn += [Text(x, HIGH + 17, text, 11, ink["ink-2"], anchor=side) for side, x, text in ends]  # type: ignore[arg-type]
    return framed(title, found.alt, theme, marked, Inside(WIDE, HIGH + 22, tuple(drawn)))
