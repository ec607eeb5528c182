"""Words as small PNG pictures in the product's own face, for canvases that no font of the page reaches in time."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_FONTS = Path(__file__).resolve().parents[1] / "static" / "fonts"
_FACE = re.compile(r'font-weight:(\d+);[^}]*?url\("([^"]+)"\)[^}]*?unicode-range:([^;}]*)')
_FINE = 2  # picture pixels per pixel on screen: sharp on fine displays, and not thinned out on plain ones
_LEADING = 1.3

Face = tuple[tuple[tuple[int, int], ...], Path]


@dataclass(frozen=True)
class Line:
    """One line of a label: text, size in pixels on screen, weight."""

    text: str
    size: int
    weight: int = 400


@dataclass(frozen=True)
class Picture:
    """A PNG as a data address with its size in picture pixels; ``shown`` is its height on screen."""

    url: str
    width: int
    height: int

    @property
    def shown(self) -> float:
        """The height on screen in pixels."""
        return self.height / _FINE


@cache
def label(lines: Sequence[Line], ink: str) -> Picture:
    """Return centred lines of text on a transparent ground."""
    runs = [_runs(line) for line in lines]
    widths = [sum(font.getlength(text) for text, font in parts) for parts in runs]
    heights = [round(line.size * _FINE * _LEADING) for line in lines]
    width, height = round(max(widths, default=1)) + 2 * _FINE, sum(heights)
    image = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    draw, top = ImageDraw.Draw(image), 0.0
    for parts, wide, high in zip(runs, widths, heights, strict=True):
        left, baseline = (width - wide) / 2, top + high * 0.78
        for text, font in parts:
            draw.text((left, baseline), text, fill=ink, font=font, anchor="ls")
            left += font.getlength(text)
        top += high
    return _picture(image)


@cache
def badge(number: str, ink: str, ground: str) -> Picture:
    """Return a number in a filled disc."""
    size = 18 * _FINE
    image = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.ellipse((_FINE, _FINE, size - _FINE, size - _FINE), fill=ground, outline=ink, width=round(1.5 * _FINE))
    draw.text((size / 2, size / 2), number, fill=ink, font=_font(Line(number, 11, 700), "0"), anchor="mm")
    return _picture(image)


def _picture(image: Image.Image) -> Picture:
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return Picture(f"data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}", *image.size)


def _runs(line: Line) -> list[tuple[str, ImageFont.FreeTypeFont]]:
    """Return a line in stretches of characters from one file each, without those nobody sees."""
    groups = groupby(filter(str.isprintable, line.text), key=lambda char: _slice(line.weight, ord(char)))
    return [("".join(chars), _loaded(file, line.size * _FINE)) for file, chars in groups]


def _font(line: Line, char: str) -> ImageFont.FreeTypeFont:
    return _loaded(_slice(line.weight, ord(char)), line.size * _FINE)


@cache
def _loaded(file: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(file), size)


@cache
def _slice(weight: int, point: int) -> Path:
    """Return the file that holds a character; the one of common characters where none says so."""
    faces = _faces(weight)
    return next((file for spans, file in faces if any(a <= point <= b for a, b in spans)), faces[-1][1])


@cache
def _faces(weight: int) -> tuple[Face, ...]:
    sheet = (_FONTS / "fonts.css").read_text("utf-8")
    found = [(_spans(spans), _FONTS / file) for bold, file, spans in _FACE.findall(sheet) if int(bold) == weight]
    return tuple(sorted(found, key=lambda face: "common" in face[1].name))


def _spans(text: str) -> tuple[tuple[int, int], ...]:
    parts = [part.strip().removeprefix("U+").split("-") for part in text.split(",")]
    return tuple((int(part[0], 16), int(part[-1], 16)) for part in parts)
