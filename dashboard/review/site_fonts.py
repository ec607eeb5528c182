"""The bundled face cut down to the characters of a site, so that it reads on a machine without a Chinese font."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import get_args

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from dashboard.figures import glyphs
from dashboard.figures.glyphs import Weight
from dashboard.review.files import File

FACE = "Noto Sans CJK SC"
LICENCES = ("OFL.txt", "DejaVu-LICENSE.txt")
_DROPPED = ("BASE", "VORG", "vhea", "vmtx", "MATH", "GDEF")  # vertical lines and mathematics, which no page sets
_RULE = ('@font-face{{font-family:"{face}";font-weight:{weight};font-style:normal;font-display:swap;'
         'src:url("{file}") format("woff2");unicode-range:{points}}}')  # fmt: skip


def fonts(characters: Iterable[str]) -> tuple[str, tuple[File, ...]]:
    """Return the rules of a style sheet for some characters in both weights, and the fonts with their licences."""
    wanted, rules, files = frozenset(characters), [], []
    for weight in get_args(Weight):
        for source, points in sorted(_by_file(wanted, weight).items()):
            file = File(f"fonts/{source.name}", _cut(source, points))
            shown = ",".join(f"U+{point:X}" for point in points)
            rules.append(_RULE.format(face=FACE, weight=weight, file=file.name, points=shown))
            files.append(file)
            folder = source.parent
    files += [File(f"fonts/{name}", (folder / name).read_bytes()) for name in LICENCES] if files else []
    return "".join(rules), tuple(files)


def _by_file(characters: frozenset[str], weight: Weight) -> dict[Path, tuple[int, ...]]:
    found: dict[Path, list[int]] = {}
    for character in sorted(characters):
        file = glyphs.file_of(character, weight)
        if file is not None:
            found.setdefault(file, []).append(ord(character))
    return {file: tuple(points) for file, points in found.items()}


@cache
def _options() -> Options:
    made = Options()
    made.flavor = "woff2"
    made.layout_features = ["kern"]
    made.name_IDs = [0, 1, 2, 13, 14]  # copyright, name and licence
    made.drop_tables = [*made.drop_tables, *_DROPPED]
    return made


def _cut(source: Path, points: tuple[int, ...]) -> bytes:
    """Return a font with some characters of another; its dates are those of the other."""
    held = BytesIO()
    with TTFont(source, recalcTimestamp=False) as font:
        subsetter = Subsetter(_options())
        subsetter.populate(unicodes=points)
        subsetter.subset(font)
        font.flavor = "woff2"
        font.save(held)
    return held.getvalue()
