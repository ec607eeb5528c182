"""A drawing as frozen shapes -> SVG text or PNG bytes, without a browser and without a font on the machine.

The same drawing gives the same bytes everywhere: text is outlined, numbers are rounded, nothing bears a date.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape
from typing import Literal
from urllib.parse import quote

import resvg_py

from dashboard.figures import glyphs
from dashboard.figures.glyphs import Weight
from dashboard.figures.shapes import SHAPES

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]


@dataclass(frozen=True)
class Rect:
    """A box; ``hatch`` is the colour of slanted lines that fill it."""

    x: float
    y: float
    width: float
    height: float
    fill: str = "none"
    stroke: str = "none"
    thick: float = 1.0
    hatch: str = ""
    round: float = 0.0


@dataclass(frozen=True)
class Path:
    """Straight lines through points: open, or ``closed`` and filled."""

    points: tuple[Point, ...]
    stroke: str = "none"
    thick: float = 1.0
    dash: str = ""
    fill: str = "none"
    opacity: float = 1.0
    closed: bool = False


@dataclass(frozen=True)
class Disc:
    """A circle."""

    x: float
    y: float
    radius: float
    fill: str
    stroke: str = "none"
    thick: float = 1.0


@dataclass(frozen=True)
class Text:
    """One line of text; ``y`` is its baseline, ``halo`` the colour that sets it off from what it covers."""

    x: float
    y: float
    text: str
    size: float
    fill: str
    weight: Weight = 400
    anchor: Anchor = "start"
    halo: str = ""


@dataclass(frozen=True)
class Sign:
    """The shape of a verdict (``figures.shapes``) in a square."""

    x: float
    y: float
    size: float
    name: str
    fill: str


Shape = Rect | Path | Disc | Text | Sign


@dataclass(frozen=True)
class Drawing:
    """Shapes from back to front on a ground ("" for none); ``title`` is what a screen reader says."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    title: str = ""
    ground: str = ""


def svg(drawing: Drawing) -> str:
    """Return a drawing as an SVG document."""
    size = f'width="{_n(drawing.width)}" height="{_n(drawing.height)}"'
    box = f'viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}"'
    ground = f'<rect {size} fill="{drawing.ground}"/>' if drawing.ground else ""
    title = f"<title>{escape(drawing.title)}</title>" if drawing.title else ""
    body = "".join(_shape(shape) for shape in drawing.shapes)
    start = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} role="img">'
    return f"{start}{title}<defs>{_definitions(drawing.shapes)}</defs>{ground}{body}</svg>"


def png(drawing: Drawing, zoom: float = 2.0) -> bytes:
    """Return a drawing as PNG; ``zoom``: pixels for each unit of the drawing."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg(drawing), zoom=zoom, skip_system_fonts=True))


def address(document: str) -> str:
    """Return an SVG document as a ``data:`` address for an image."""
    return "data:image/svg+xml," + quote(document, safe=" /:=;,.()-'!*@+$&?")


def _definitions(shapes: Iterable[Shape]) -> str:
    """Return every character and every hatching once, to be used by number."""
    used, inks = set[tuple[Weight, str]](), set[str]()
    for shape in shapes:
        if isinstance(shape, Text):
            used.update((shape.weight, character) for character in shape.text)
        elif isinstance(shape, Rect) and shape.hatch:
            inks.add(shape.hatch)
    outlines = ((weight, character, glyphs.glyph(character, weight).path) for weight, character in sorted(used))
    drawn = "".join(f'<path id="{_id(character, weight)}" d="{path}"/>' for weight, character, path in outlines if path)
    return drawn + "".join(map(_hatching, sorted(inks)))


def _id(character: str, weight: int) -> str:
    return f"{'b' if weight == 700 else 'g'}{ord(character):x}"


def _hatching(colour: str) -> str:
    size = 'width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"'
    return f'<pattern id="h{colour[1:]}" {size}><path d="M0 0V5" stroke="{colour}" stroke-width="2.4"/></pattern>'


def _shape(shape: Shape) -> str:
    match shape:
        case Rect():
            return _rect(shape)
        case Path():
            return _path(shape)
        case Disc():
            place = f'cx="{_n(shape.x)}" cy="{_n(shape.y)}" r="{_n(shape.radius)}"'
            return f'<circle {place} fill="{shape.fill}"{_stroke(shape.stroke, shape.thick)}/>'
        case Text():
            return _text(shape)
        case Sign():
            place = f"translate({_n(shape.x)} {_n(shape.y)}) scale({shape.size / 16:.5g})"
            return f'<g transform="{place}" fill="{shape.fill}">{SHAPES[shape.name].replace("#000", shape.fill)}</g>'


def moved(shape: Shape, right: float, down: float) -> Shape:
    """Return a shape at another place."""
    if isinstance(shape, Path):
        return replace(shape, points=tuple((x + right, y + down) for x, y in shape.points))
    return replace(shape, x=shape.x + right, y=shape.y + down)


def scaled(shape: Shape, by: float) -> Shape:
    """Return a shape larger or smaller around the corner at 0, 0, its lines and letters with it."""
    match shape:
        case Path():
            return replace(shape, points=tuple((x * by, y * by) for x, y in shape.points), thick=shape.thick * by)
        case Rect():
            return replace(shape, x=shape.x * by, y=shape.y * by, width=shape.width * by, height=shape.height * by,
                           thick=shape.thick * by, round=shape.round * by)  # fmt: skip
        case Disc():
            return replace(shape, x=shape.x * by, y=shape.y * by, radius=shape.radius * by, thick=shape.thick * by)
        case Text() | Sign():
            return replace(shape, x=shape.x * by, y=shape.y * by, size=shape.size * by)


def _rect(box: Rect) -> str:
    place = f'x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}"'
    fill = f"url(#h{box.hatch[1:]})" if box.hatch else box.fill
    corner = f' rx="{_n(box.round)}"' if box.round else ""
    return f'<rect {place}{corner} fill="{fill}"{_stroke(box.stroke, box.thick)}/>'


def _path(path: Path) -> str:
    line = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in path.points) + ("Z" if path.closed else "")
    dash = f' stroke-dasharray="{path.dash}"' if path.dash else ""
    faint = f' opacity="{_n(path.opacity)}"' if path.opacity != 1 else ""
    return f'<path d="{line}" fill="{path.fill}"{_stroke(path.stroke, path.thick)}{dash}{faint}/>'


def _text(text: Text) -> str:
    """Return a line of text as references to its outlines, each at its place on the line."""
    whole = glyphs.width(text.text, text.size, text.weight)
    left = text.x - {"start": 0.0, "middle": whole / 2, "end": whole}[text.anchor]
    at, used = 0, []
    for character in text.text:
        found = glyphs.glyph(character, text.weight)
        place = f' x="{at}"' if at else ""
        used += [f'<use href="#{_id(character, text.weight)}"{place}/>'] if found.path else []
        at += found.advance
    move = f"translate({_n(left)} {_n(text.y)}) scale({text.size / glyphs.EM:.5g})"
    return f'<g transform="{move}" fill="{text.fill}"{_halo(text)}>{"".join(used)}</g>'


def _halo(text: Text) -> str:
    if not text.halo:
        return ""
    wide = round(3 * glyphs.EM / text.size)
    return f' stroke="{text.halo}" stroke-width="{wide}" stroke-linejoin="round" paint-order="stroke"'


def _stroke(colour: str, thick: float) -> str:
    return "" if colour == "none" else f' stroke="{colour}" stroke-width="{_n(thick)}"'


def _n(value: float) -> str:
    """Return a number with two decimals at most; never −0."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
