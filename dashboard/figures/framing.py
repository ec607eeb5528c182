"""What stands around every picture: its title and 演示数据 above, cut-off, edition and rules below."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.figures import glyphs
from dashboard.figures.area import INK, LINE, SIZE
from dashboard.figures.drawing import Drawing, Path, Rect, Shape, Text, moved
from dashboard.figures.facts import Edition
from dashboard.figures.palette import PALETTES, Theme
from dashboard.figures.shell import footer_words
from dashboard.settings import settings
from dashboard.wording import Language, t

PAD = 20.0
TITLE, SMALL = 15.0, 10.5


@dataclass(frozen=True)
class Stamp:
    """What a picture carries wherever it goes: cut-off, edition and rules in words, and the mark of demo data."""

    notes: tuple[str, ...]
    demo: str = ""


def stamp(edition: Edition, lang: Language) -> Stamp:
    """Return the stamp of an edition."""
    day, label, rules = footer_words(edition, lang)
    notes: tuple[str, ...] = (t("ui.data_as_of", lang, day=day), t("ui.edition_is", lang, edition=label), rules)
    notes += (t("ui.internal", lang),) if settings().internal else ()
    return Stamp(notes, t("ui.demo", lang) if edition.data_kind == "demo" else "")


@dataclass(frozen=True)
class Inside:
    """Shapes in a box of their own, its corner at 0, 0."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def framed(title: str, alt: str, theme: Theme, marked: Stamp, inside: Inside) -> Drawing:
    """Return a picture around shapes whose corner is at 0, 0: title, 演示数据, and the notes of the edition."""
    ink, width = PALETTES[theme], inside.width + 2 * PAD
    above, under = head(title, marked, ink, width)
    top = under + 14
    lowest = rows_of(marked, width)
    height = top + inside.height + 16 + LINE * len(lowest) + 22
    below, _ = foot(marked, ink, width, height)
    shapes = tuple(moved(shape, PAD, top) for shape in inside.shapes)
    return Drawing(width, height, (*above, *shapes, *below), alt, ink["ground"])


def head(title: str, marked: Stamp, ink: INK, width: float) -> tuple[list[Shape], float]:
    """Return the title and, at the right, the mark of demo data; and the baseline of the title's last line."""
    tag = glyphs.width(marked.demo, SIZE) + 14 if marked.demo else 0.0
    rows = glyphs.wrapped(title, TITLE, width - 2 * PAD - tag - 12, 700)
    drawn: list[Shape] = [Text(PAD, 32 + 20 * at, row, TITLE, ink["ink"], 700) for at, row in enumerate(rows)]
    if marked.demo:
        box = Rect(width - PAD - tag, 17, tag, 20, stroke=ink["demo-line"], round=3)
        drawn += [box, Text(width - PAD - tag / 2, 31, marked.demo, SIZE, ink["demo"], anchor="middle")]
    return drawn, 12 + 20.0 * len(rows)


def rows_of(marked: Stamp, width: float) -> list[str]:
    """Return the notes in as many lines as a width needs, each whole."""
    rows: list[str] = []
    for note in marked.notes:
        longer = f"{rows[-1]}    {note}" if rows else note
        rows = [*rows[:-1], longer] if glyphs.width(longer, SMALL) <= width - 2 * PAD else [*rows, note]
    return rows


def foot(marked: Stamp, ink: INK, width: float, height: float) -> tuple[list[Shape], float]:
    """Return the notes at the bottom, and the height they take."""
    rows = rows_of(marked, width)
    first = height - 14 - LINE * (len(rows) - 1)
    drawn: list[Shape] = [Text(PAD, first + LINE * at, row, SMALL, ink["ink-3"]) for at, row in enumerate(rows)]
    line = Path(((PAD, first - 16), (width - PAD, first - 16)), stroke=ink["line"])
    return [line, *drawn], height - first + 22
