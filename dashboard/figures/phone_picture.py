"""The overview as one tall picture for a phone (手机长图): six blocks below each other, readable without zooming."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from dashboard.figures import glyphs
from dashboard.figures.area import INK
from dashboard.figures.drawing import Drawing, Path, Rect, Shape, Sign, Text
from dashboard.figures.framing import Stamp
from dashboard.figures.glyphs import Weight
from dashboard.figures.marks import Cell, Mark
from dashboard.figures.overview import Chip, Overview, Row, TaskRow
from dashboard.figures.palette import PALETTES
from dashboard.figures.step_marks import milestone
from dashboard.wording import Language, t

T = TypeVar("T")
WIDTH = 390.0  # units: those of a phone's browser
PIXELS = 1080  # across the picture
EDGE, BODY, SMALL = 16.0, 14.0, 12.0
_INNER = WIDTH - 2 * EDGE


@dataclass
class _Page:
    """The shapes so far, and where the next line stands."""

    ink: INK
    lang: Language
    y: float = 0.0
    shapes: list[Shape] = field(default_factory=list)
    blocks: int = 0

    def say(self, text: str, size: float = BODY, ink: str = "ink", weight: Weight = 400, left: float = EDGE) -> None:
        """Write a text in as many lines as it needs."""
        for line in glyphs.wrapped(text, size, WIDTH - EDGE - left, weight):
            self.y += size * 1.5
            self.shapes.append(Text(left, self.y, line, size, self.ink[ink], weight))

    def beside(self, text: str, size: float = BODY, ink: str = "ink", weight: Weight = 400, *, up: float = 0) -> None:
        """Write a text at the right of the line just written."""
        self.shapes.append(Text(WIDTH - EDGE, self.y - up, text, size, self.ink[ink], weight, "end"))

    def rule(self, ink: str = "line-2") -> None:
        """Draw a line across."""
        self.y += 9
        self.shapes.append(Path(((EDGE, self.y), (WIDTH - EDGE, self.y)), stroke=self.ink[ink]))

    def block(self, title: str, note: str = "") -> None:
        """Begin a block under its title."""
        self.blocks += 1
        self.y += 26
        self.say(title, 16, weight=700)
        if note:
            self.beside(note, SMALL, "ink-3")
        self.rule("mark")


def picture(page: Overview, title: str, marked: Stamp, lang: Language) -> Drawing:
    """Return the tall picture; ``title`` is the product's name."""
    made = _Page(PALETTES["light"], lang)
    _head(made, page, title, marked)
    rows = [row for group in page.groups for row in group.rows]
    chips = [chip for group in page.groups for chip in group.chips]
    made.block(t("overview.targets", lang), t("review.numeric", lang, count=len(rows)))
    _each(made, rows, _target)
    if chips:
        made.block(t("review.qualitative", lang))
        _each(made, chips, _chip)
    late = t("overview.overdue_count", lang, count=page.overdue) if page.overdue else ""
    made.block(t("overview.measures", lang), f"{t('overview.done', lang)} {page.done}/{page.steps} {late}".strip())
    _each(made, page.tasks, _task)
    made.block(t("overview.safeguards", lang))
    _each(made, page.safeguards, _task)
    _foot(made, page, marked, lang)
    return Drawing(WIDTH, made.y + 18, tuple(made.shapes), page.headline, made.ink["ground"])


def _each(page: _Page, rows: Iterable[T], draw: Callable[[_Page, T], None]) -> None:
    for row in rows:
        draw(page, row)
        page.rule()


def _head(page: _Page, found: Overview, title: str, marked: Stamp) -> None:
    page.blocks += 1
    page.y = 12
    if marked.demo:
        wide = glyphs.width(marked.demo, SMALL) + 14
        page.shapes.append(Rect(WIDTH - EDGE - wide, 14, wide, 20, stroke=page.ink["demo-line"], round=3))
        page.shapes.append(Text(WIDTH - EDGE - wide / 2, 28, marked.demo, SMALL, page.ink["demo"], anchor="middle"))
    page.y = 42
    page.say(title, 18, weight=700)
    page.say("  ".join(marked.notes[:2]), SMALL, "ink-3")
    page.y += 8
    page.say(found.headline, 15, weight=700)
    page.y += 8
    page.say(found.attention, 15)


def _verdict(page: _Page, mark: Mark, note: str) -> None:
    """Write the verdict as shape and word, and what qualifies it."""
    page.y += SMALL * 1.6
    page.shapes.append(Sign(EDGE, page.y - 10, 11, mark.shape, page.ink[mark.tone]))
    page.shapes.append(Text(EDGE + 17, page.y, mark.word, SMALL, page.ink[mark.tone], 700))
    x = EDGE + 17 + glyphs.width(mark.word, SMALL, 700) + 8
    lines = glyphs.wrapped(note, SMALL, WIDTH - EDGE - x) if note else ()
    for at, line in enumerate(lines):
        page.y += SMALL * 1.5 if at else 0
        page.shapes.append(Text(x, page.y, line, SMALL, page.ink["ink-3"]))


def _target(page: _Page, row: Row) -> None:
    """Draw a numeric target: name and value, verdict, bar, what was asked and what is still needed."""
    page.say(row.name, weight=700)
    page.beside(row.value, weight=700)
    _verdict(page, row.mark, " · ".join(row.mark.notes))
    if row.gap:
        page.beside(f"{row.gap} {t('overview.points', page.lang)}", SMALL, "ink-2")
    page.y += 8
    if row.bullet is not None:
        _bar(page, row)
    elif row.stages:
        _marks(page, (row.stages,), _INNER)
    page.say(" · ".join(part for part in (row.rule, row.goal, *row.need) if part), SMALL, "ink-3")


def _bar(page: _Page, row: Row) -> None:
    found, ink, y = row.bullet, page.ink, page.y
    assert found is not None
    page.shapes.append(Rect(EDGE, y, _INNER, 10, fill=ink["band-3"]))
    page.shapes.append(Rect(EDGE, y, _INNER * found.target / 100, 10, fill=ink["band-2"]))
    if row.mark.status == "awaited":
        page.shapes.append(Rect(EDGE, y + 1, _INNER, 8, stroke=ink["mark"]))
    elif found.fill is not None:
        page.shapes.append(Rect(EDGE, y + 2.5, max(_INNER * found.fill / 100, 1), 5, fill=ink["bar"]))
    for at, tone, thick in ((found.season, "season", 1.4), (found.time, "time", 1.4), (found.target, "ink", 2.2)):
        if at is not None:
            x = EDGE + _INNER * at / 100
            page.shapes.append(Path(((x, y - 2), (x, y + 12)), stroke=ink[tone], thick=thick))
    page.y += 12


def _marks(page: _Page, series: Sequence[Sequence[Cell]], most: float) -> None:
    """Draw marks of milestones from the left edge, narrower where they would not fit."""
    cells = [(cell, 1.6 + (3.0 if at == 0 else 0)) for cells in series for at, cell in enumerate(cells)]
    whole = sum((4 if cell.thin else 9) + gap for cell, gap in cells)
    by, x = min(1.0, most / whole) if cells else 1.0, EDGE - 4.6
    for cell, gap in cells:
        wide, x = (4 if cell.thin else 9) * by, x + gap * by
        page.shapes += milestone(cell.state, x, page.y, wide, 11, page.ink)
        x += wide
    page.y += 12


def _chip(page: _Page, chip: Chip) -> None:
    page.say(chip.name, weight=700)
    _verdict(page, chip.mark, " · ".join(chip.mark.notes))
    if chip.stages:
        page.y += 7
        _marks(page, (chip.stages,), _INNER)


def _task(page: _Page, row: TaskRow) -> None:
    page.say(f"{row.code} {row.name}")
    page.beside(f"{row.done}/{row.due}", weight=700)
    page.y += 7
    _marks(page, row.series, _INNER)


def _foot(page: _Page, found: Overview, marked: Stamp, lang: Language) -> None:
    """Write the key of marks, how far the plan is, and what every picture carries."""
    page.blocks += 1
    page.y += 20
    page.say(t("review.phone_key", lang), SMALL, "ink-3")
    page.say(found.countdown, SMALL, "ink-3")
    page.say("  ".join((*marked.notes, *filter(None, [marked.demo]))), SMALL, "ink-3")
