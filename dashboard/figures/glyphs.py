"""Text as outlines of the bundled fonts: a picture looks the same on a machine without any Chinese font.

The woff2 slices that the browser gets are read here too, so that no second copy of the face is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import RLock
from typing import Literal

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

Weight = Literal[400, 700]
EM = 1000  # units of an outline, whatever the face it comes from
MISSING = "□"
_FOLDER = Path(__file__).resolve().parent.parent / "static" / "fonts"
_RULE = re.compile(r'font-weight:(\d+);.*?url\("([^"]+)"\).*?unicode-range:([^}]+)}')
_WORD = re.compile(r"[^\u2e80-\uffff\s]+[\uff00-\uffef\u3000-\u303f]*\s*|\S[\uff00-\uffef\u3000-\u303f]*\s*|\s+")
_LOCK = RLock()  # a font is read lazily, which two threads must not do at once


@dataclass(frozen=True)
class Glyph:
    """One character: its outline as an SVG path, y downwards from the baseline, and its width, in EM units."""

    path: str
    advance: int


@cache
def glyph(character: str, weight: Weight) -> Glyph:
    """Return the outline of a character; an empty square for one that no bundled font has."""
    point = ord(character)
    file = _files(weight).get(point)
    if file is None:
        return glyph(MISSING, weight)
    with _LOCK:
        return _outline(file, point)


def file_of(character: str, weight: Weight) -> Path | None:
    """Return the bundled file that holds a character; None for one that no bundled font has."""
    name = _files(weight).get(ord(character))
    return _FOLDER / name if name is not None else None


def width(text: str, size: float, weight: Weight = 400) -> float:
    """Return how wide a text is at a font size, in the unit of the size."""
    return sum(glyph(character, weight).advance for character in text) * size / EM


def wrapped(text: str, size: float, most: float, weight: Weight = 400) -> tuple[str, ...]:
    """Return a text in lines that are at most so wide: broken between words, or between Chinese characters."""
    lines: list[str] = []
    for word in _WORD.findall(text):
        longer = f"{lines[-1]}{word}" if lines else word
        if lines and width(longer.rstrip(), size, weight) > most:
            lines.append(word)
        else:
            lines[-1:] = [longer]
    return tuple(line.strip() for line in lines)


def _outline(file: str, point: int) -> Glyph:
    font = _font(file)
    name, glyphs = font.getBestCmap()[point], font.getGlyphSet()
    scale = EM / font["head"].unitsPerEm
    pen = SVGPathPen(glyphs, lambda value: f"{value:.0f}")
    glyphs[name].draw(TransformPen(pen, (scale, 0, 0, -scale, 0, 0)))
    return Glyph(pen.getCommands(), round(glyphs[name].width * scale))


@cache
def _font(file: str) -> TTFont:
    return TTFont(_FOLDER / file, lazy=True)


@cache
def _files(weight: Weight) -> dict[int, str]:
    """Return the slice of every character; of rules for the same character the last one holds, as in a browser."""
    css = (_FOLDER / "fonts.css").read_text("utf-8")
    rules = [(file, ranges) for found, file, ranges in _RULE.findall(css) if int(found) == weight]
    return {point: file for file, ranges in rules for point in _points(ranges)}


def _points(ranges: str) -> Iterator[int]:
    for part in ranges.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)
