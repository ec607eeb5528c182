"""The bundled fonts: every character is there, slices are small, licences lie beside them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from tests.conftest import ROOT

FOLDER = ROOT / "dashboard" / "static" / "fonts"
RULE = re.compile(r'font-family:"([^"]+)";font-weight:(\d+);.*?url\("([^"]+)"\).*?unicode-range:([^}]+)}')
MOST = 600_000  # bytes of a slice
TEXTS = ("dashboard/translations/**/*.po", "data/**/*.yaml", "dashboard/**/*.py", "dashboard/**/*.html", "pages/*.py")


def points(ranges: str) -> set[int]:
    """Return the code points of a CSS unicode-range."""
    pairs = (part.removeprefix("U+").split("-") for part in ranges.split(","))
    return {point for pair in pairs for point in range(int(pair[0], 16), int(pair[-1], 16) + 1)}


def rules() -> list[tuple[int, Path, set[int]]]:
    """Return weight, file and code points of every rule of the style sheet, in order."""
    css = (FOLDER / "fonts.css").read_text("utf-8")
    return [(int(weight), FOLDER / file, points(ranges)) for _, weight, file, ranges in RULE.findall(css)]


def gb2312() -> set[int]:
    """Return every code point of GB2312."""
    pairs = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {ord(text) for pair in pairs if (text := pair.decode("gb2312", "ignore"))}


@pytest.mark.parametrize("weight", [400, 700])
def test_every_character_is_covered(weight: int) -> None:
    covered = set().union(*(found for w, _, found in rules() if w == weight))
    files = [path for pattern in TEXTS for path in ROOT.glob(pattern)]
    used = {ord(c) for path in files for c in path.read_text("utf-8") if c.isprintable() and ord(c) > 0x20}
    assert {chr(point) for point in (gb2312() | used | {ord("浉")}) - covered} == set()
    assert sum(0x3400 <= point < 0xE000 or point > 0xFFFF for point in covered) >= 8105  # 通用规范汉字表


def test_a_slice_has_the_glyphs_it_promises() -> None:
    for _, file, promised in rules():
        assert promised <= set(TTFont(file).getBestCmap()), file.name


def test_slices_are_small_and_all_are_named() -> None:
    assert {file.name for _, file, _ in rules()} == {file.name for file in FOLDER.glob("*.woff2")}
    assert all(file.stat().st_size < MOST for _, file, _ in rules())


def test_the_common_slice_wins_over_the_numbered_ones() -> None:
    for weight in (400, 700):
        names = [file.stem.rsplit("-", 1)[1] for w, file, _ in rules() if w == weight and file.name.startswith("noto")]
        assert names[-1] == "common"  # of rules for the same character, a browser takes the last


def test_licences_lie_beside_the_fonts() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FOLDER / "OFL.txt").read_text("utf-8")
    assert "Bitstream Vera" in (FOLDER / "DejaVu-LICENSE.txt").read_text("utf-8")
