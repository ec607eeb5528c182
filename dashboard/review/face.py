"""The bundled face as one OpenType font of the characters that are needed, for whoever sets type outside a browser."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.svgLib.path import parse_path

from dashboard.figures import glyphs
from dashboard.figures.glyphs import EM, Weight

FAMILY = "Noto Sans CJK SC"
BASIC = "".join(map(chr, range(0x20, 0x7F)))  # what a reader may add itself: page numbers, list marks
_ASCENT, _DESCENT = 880, -120  # as the face has them: an em from top to bottom
_DATE = 3_029_529_600  # 2000-01-01, in seconds since 1904: the same characters give the same font
_STYLES: dict[Weight, str] = {400: "Regular", 700: "Bold"}


def otf(texts: Iterable[str], weight: Weight) -> bytes:
    """Return a font with every character of some texts, the same for the same characters; an empty square for none."""
    needed = {" ", *(character for text in texts for character in text if character >= " ")}
    return _otf("".join(sorted(needed)), weight)


@cache
def _otf(characters: str, weight: Weight) -> bytes:
    names = {ord(character): f"u{ord(character):05X}" for character in characters}
    drawn = {name: glyphs.glyph(chr(point), weight) for point, name in names.items()}
    drawn = {".notdef": glyphs.glyph(glyphs.MISSING, weight), **drawn}
    made = FontBuilder(EM, isTTF=False)
    made.updateHead(created=_DATE, modified=_DATE, macStyle=int(weight == 700))
    made.setupGlyphOrder(list(drawn))
    made.setupCharacterMap(names)
    full = f"{FAMILY.replace(' ', '')}-{_STYLES[weight]}"
    made.setupCFF(full, {"FullName": full}, {name: _outline(found) for name, found in drawn.items()}, {})
    made.setupHorizontalMetrics({name: (found.advance, 0) for name, found in drawn.items()})
    made.setupHorizontalHeader(ascent=_ASCENT, descent=_DESCENT)
    made.setupNameTable({"familyName": FAMILY, "styleName": _STYLES[weight], "psName": full})
    made.setupOS2(usWeightClass=weight, sTypoAscender=_ASCENT, sTypoDescender=_DESCENT, usWinAscent=_ASCENT,
                  usWinDescent=-_DESCENT, fsSelection=0x20 if weight == 700 else 0x40)  # fmt: skip
    made.setupPost()
    held = BytesIO()
    made.save(held)
    return held.getvalue()


def _outline(glyph: glyphs.Glyph) -> T2CharString:
    """Return an outline, upright again: the drawings have y downwards."""
    pen = T2CharStringPen(glyph.advance, None)
    parse_path(glyph.path, TransformPen(pen, (1, 0, 0, -1, 0, 0)))
    return pen.getCharString()
