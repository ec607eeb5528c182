"""The overview as one picture of 16:9, for a slide or a printed page: both halves of the evaluation side by side."""

from __future__ import annotations

from dataclasses import replace

from dashboard.figures import glyphs, rows_picture
from dashboard.figures.area import INK
from dashboard.figures.drawing import Drawing, Path, Rect, Shape, Text, moved, scaled
from dashboard.figures.framing import Stamp
from dashboard.figures.glyphs import Weight
from dashboard.figures.overview import Chip, Group, Overview, TaskRow
from dashboard.figures.palette import PALETTES, Theme
from dashboard.figures.pictures_targets import overview as all_rows
from dashboard.figures.rows_values import Line, Rows, Words
from dashboard.figures.step_marks import milestone
from dashboard.wording import Language, t

WIDTH, HEIGHT = 1920.0, 1080.0
EDGE, GUTTER, RIGHT = 48.0, 56.0, 430.0  # margin, between the halves, width of the tasks
_BRAND, _LEAD, _LEAST, _SMALL = 24.0, 25.0, 20.0, 15.0
_FOOT = 46.0
_LINES: tuple[tuple[str, Weight], ...] = (("headline", 700), ("attention", 400))


def picture(page: Overview, title: str, marked: Stamp, theme: Theme, lang: Language) -> Drawing:
    """Return the overview; ``title`` is the product's name."""
    ink = PALETTES[theme]
    drawn, top = _head(page, title, marked, ink)
    drawn.append(Text(EDGE, top + 20, t("overview.targets", lang), 19, ink["ink"], 700))
    left, room = WIDTH - 2 * EDGE - GUTTER - RIGHT, HEIGHT - _FOOT - 18 - (top + 46)
    drawn += _fitted(_targets(page, lang), left, room, EDGE, top + 46, theme)
    drawn += _tasks(page, lang, WIDTH - EDGE - RIGHT, top, ink)
    drawn.append(Path(((EDGE, HEIGHT - _FOOT), (WIDTH - EDGE, HEIGHT - _FOOT)), stroke=ink["line"]))
    drawn.append(Text(EDGE, HEIGHT - 18, "    ".join(marked.notes), _SMALL, ink["ink-3"]))
    drawn.append(Text(WIDTH - EDGE, HEIGHT - 18, page.countdown, _SMALL, ink["ink-3"], anchor="end"))
    return Drawing(WIDTH, HEIGHT, tuple(drawn), page.headline, ink["ground"])


def _head(page: Overview, title: str, marked: Stamp, ink: INK) -> tuple[list[Shape], float]:
    """Return product, mark of demo data and the two sentences; and where they end."""
    drawn: list[Shape] = [Text(EDGE, 50, title, _BRAND, ink["ink"], 700)]
    if marked.demo:
        wide = glyphs.width(marked.demo, _SMALL) + 24
        drawn.append(Rect(WIDTH - EDGE - wide, 27, wide, 30, stroke=ink["demo-line"], round=4))
        drawn.append(Text(WIDTH - EDGE - wide / 2, 48, marked.demo, _SMALL, ink["demo"], anchor="middle"))
    drawn.append(Path(((EDGE, 72), (WIDTH - EDGE, 72)), stroke=ink["line"]))
    y = 112.0
    for text, weight in _LINES:
        words = page.headline if text == "headline" else page.attention
        size = max(_LEAST, min(_LEAD, _LEAD * (WIDTH - 2 * EDGE) / glyphs.width(words, _LEAD, weight)))
        for row in glyphs.wrapped(words, size, WIDTH - 2 * EDGE, weight):
            drawn.append(Text(EDGE, y, row, size, ink["ink"], weight))
            y += size * 1.48
    return drawn, y - 14


def _fitted(found: Rows, wide: float, high: float, x: float, y: float, theme: Theme) -> list[Shape]:
    """Return a table as large as its height allows, its strip of bars taking what is left of the width."""
    table = rows_picture.inside(found, theme)
    by = min(wide / table.width, high / table.height)
    more = wide / by - table.width
    columns = tuple(replace(column, wide=column.wide + more) if column.wide else column for column in found.columns)
    table = rows_picture.inside(replace(found, columns=columns), theme)
    return [moved(scaled(shape, by), x, y) for shape in table.shapes]


def _targets(page: Overview, lang: Language) -> Rows:
    """Return the table of the numeric targets, the qualitative ones in the line of their heading."""
    found = all_rows(page, lang)
    names = {group.name: group for group in page.groups}
    chips = {chip.name for group in page.groups for chip in group.chips}
    lines = tuple(_heading(line, names) if line.kind == "heading" else line
                  for line in found.lines if line.kind == "heading" or _first(line) not in chips)  # fmt: skip
    return Rows(found.title, found.alt, found.columns, lines, found.notes)


def _first(line: Line) -> str:
    cell = line.cells[0]
    return cell.text if isinstance(cell, Words) else ""


def _heading(line: Line, groups: dict[str, Group]) -> Line:
    return Line((*line.cells, *(_chip(chip) for chip in groups[_first(line)].chips)), "heading")


def _chip(chip: Chip) -> Words:
    return Words(f"{chip.name} {chip.mark.word}", ink=chip.mark.tone, sign=chip.mark.shape)


def _tasks(page: Overview, lang: Language, left: float, top: float, ink: INK) -> list[Shape]:
    """Return the tasks and safeguards with their milestones, and how many of those due are done."""
    drawn: list[Shape] = [Text(left, top + 20, t("overview.measures", lang), 19, ink["ink"], 700)]
    told = (("overview.steps", page.steps, "ink-2"), ("overview.done", page.done, "ink-2"),
            ("overview.overdue", page.overdue, "bad" if page.overdue else "ink-2"))  # fmt: skip
    words = "   ".join(f"{t(key, lang)} {count}" for key, count, _ in told)
    drawn.append(Text(left + RIGHT, top + 20, words, _SMALL, ink["ink-2"], anchor="end"))
    rows = (*page.tasks, *page.safeguards)
    high = min(46.0, (HEIGHT - 60 - top - 48) / max(len(rows), 1))
    for at, row in enumerate(rows):
        drawn += _task(row, lang, left, top + 46 + high * at, high, ink)
    return drawn


def _task(row: TaskRow, lang: Language, left: float, y: float, high: float, ink: INK) -> list[Shape]:
    late = t("overview.overdue_count", lang, count=row.overdue) if row.overdue else ""
    right, name = left + RIGHT, glyphs.wrapped(row.name, 14.5, 178)
    drawn: list[Shape] = [Path(((left, y + high), (right, y + high)), stroke=ink["line-2"])]
    drawn.append(Text(left, y + high / 2 + 5, row.code, 14, ink["ink-3"]))
    for at, text in enumerate(name[:2]):
        down = (at - (min(len(name), 2) - 1) / 2) * 17
        drawn.append(Text(left + 30, y + high / 2 + 5 + down, text, 14.5, ink["ink"]))
    drawn += _steps(row, left + 212, right - 62, y + high / 2 - 7, ink)
    drawn.append(Text(right, y + high / 2 + (0 if late else 5), f"{row.done}/{row.due}", 14.5, ink["ink"], 700, "end"))
    return [*drawn, *([Text(right, y + high / 2 + 16, late, 13, ink["bad"], 700, "end")] if late else [])]


def _steps(row: TaskRow, left: float, right: float, y: float, ink: INK) -> list[Shape]:
    """Return the marks of the milestones: recurring ones narrow, a gap between series; all narrower if need be."""
    widths = [4.0 if cell.thin else 9.0 for cells in row.series for cell in cells]
    gaps = [1.4 + (3.0 if at == 0 else 0.0) for cells in row.series for at, _ in enumerate(cells)]
    by = min(1.0, (right - left) / (sum(widths) + sum(gaps)))
    drawn, x = list[Shape](), left
    for cell, wide, gap in zip((cell for cells in row.series for cell in cells), widths, gaps, strict=True):
        x += gap * by
        drawn += milestone(cell.state, x, y, wide * by, 14, ink)
        x += wide * by
    return drawn
