"""Make the bundled fonts in ``dashboard/static/fonts/``: ``python deploy/fonts.py [--all]``.

Source: the Simplified Chinese face of Noto Sans CJK, weights 400 and 700, cut to GB2312, the 8105 characters of
通用规范汉字表, every character this repository uses, punctuation, Latin and marks; the few marks it lacks (✔) come
from DejaVu Sans. Each weight is sliced by ``unicode-range``: ``common`` holds what the product itself says, so that a
page usually fetches that one file; the numbered slices hold the rest, most frequent characters first.

Needs the Debian packages fonts-noto-cjk, fonts-dejavu-core and unicode-data (field kTGH is the number in the table,
kHanyuPinlu the frequency) and fontTools with brotli from requirements.txt. Run it again when the wording has
grown much: it makes ``common`` anew, and with ``--all`` the numbered slices too. A character outside ``common`` is
drawn all the same, from a further slice.
"""

from __future__ import annotations

import bz2
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "dashboard" / "static" / "fonts"
SYSTEM = Path("/usr/share")
NOTO = SYSTEM / "fonts" / "opentype" / "noto"
DEJAVU = SYSTEM / "fonts" / "truetype" / "dejavu"
FACE = "Noto Sans CJK SC"
WEIGHTS = {400: ("NotoSansCJK-Regular.ttc", "DejaVuSans.ttf"), 700: ("NotoSansCJK-Bold.ttc", "DejaVuSans-Bold.ttf")}
SLICE = 1600  # characters in a numbered slice: under 600 KB
SPOKEN = ("dashboard/translations/**/*.po", "dashboard/**/*.html", "dashboard/**/*.j2", "data/plan/**/*.yaml")
WRITTEN = (*SPOKEN, "dashboard/**/*.py", "pages/*.py", "data/**/*.geojson", "data/**/*.json", "queries/*.sql")
BLOCKS = (  # Latin, Greek, punctuation, arrows, mathematics, enclosed numbers, shapes, marks, CJK signs, full width
    (0x20, 0x7E), (0xA0, 0xFF), (0x391, 0x3C9), (0x2010, 0x2027), (0x2030, 0x203B), (0x20AC, 0x20AC),
    (0x2100, 0x214F), (0x2160, 0x217F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2460, 0x24FF), (0x2500, 0x25FF),
    (0x2600, 0x2617), (0x26A0, 0x26A1), (0x2713, 0x2718), (0x2B05, 0x2B0D), (0x3000, 0x303F), (0x3200, 0x33FF),
    (0xFF01, 0xFF5E), (0xFFE0, 0xFFE6),
)  # fmt: skip
SIGNS = "·×—–…“”‘’、。《》〈〉（），：；？！％＋－／＝【】○●◎△▲▽▼□■◇◆▨⊘←↑→↓↗↘≥≤≈±￥①②③④⑤"
EVERY_PAGE = {*range(0x20, 0x7F), *map(ord, SIGNS)}
NAMES = [0, 1, 2, 4, 6, 13, 14]  # copyright, family, style, full and PostScript name, licence and its address


def gb2312() -> set[int]:
    """Return the code points of GB2312: 6763 characters and its signs."""
    pairs = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {ord(text) for pair in pairs if (text := pair.decode("gb2312", "ignore"))}


def unihan(file: str, field: str) -> Iterator[tuple[int, str]]:
    """Yield (code point, value) of one field of the Unihan database."""
    with bz2.open(SYSTEM / "unicode" / f"Unihan_{file}.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            parts = line.rstrip("\n").split("\t")
            if len(parts) == 3 and parts[1] == field:
                yield int(parts[0][2:], 16), parts[2]


def frequency() -> Counter[int]:
    """Return how often a character occurs in modern Chinese, from kHanyuPinlu such as ``yī(32747)``."""
    return Counter({point: sum(map(int, re.findall(r"\d+", v))) for point, v in unihan("Readings", "kHanyuPinlu")})


def used(patterns: Iterable[str]) -> set[int]:
    """Return the code points in files of the repository, control characters left out."""
    files = (path for pattern in patterns for path in ROOT.glob(pattern))
    return {ord(c) for path in files for c in path.read_text("utf-8") if c.isprintable()}


def slices() -> dict[str, set[int]]:
    """Return the code points wanted in each slice.

    The numbered slices do not depend on the wording, so only ``common`` changes with it; a character in both is
    taken from ``common``, whose rule comes last in the style sheet.
    """
    table = {point for point, _ in unihan("OtherMappings", "kTGH")}
    everything = gb2312() | table | {p for first, last in BLOCKS for p in range(first, last + 1)}
    counts = frequency()
    rest = sorted(everything, key=lambda p: (-counts[p], p not in table, p))
    numbered = {f"{n // SLICE + 1}": set(rest[n : n + SLICE]) for n in range(0, len(rest), SLICE)}
    return {**numbered, "common": used(SPOKEN) | EVERY_PAGE | (used(WRITTEN) - everything)}


def face(file: str) -> TTFont:
    """Open the Simplified Chinese face of a collection, or a plain font file."""
    if file.endswith(".ttf"):
        return TTFont(DEJAVU / file, recalcTimestamp=False)
    fonts = TTCollection(NOTO / file, lazy=True).fonts
    return next(font for font in fonts if font["name"].getDebugName(1) == FACE)


def cut(file: str, wanted: set[int], target: Path) -> list[int]:
    """Write the glyphs a font has of the wanted code points as woff2, unless it is there; return these code points."""
    if target.exists():
        return sorted(wanted & TTFont(target).getBestCmap().keys())
    font = face(file)
    font.recalcTimestamp = False
    points = sorted(wanted & font.getBestCmap().keys())
    options = Options(flavor="woff2", hinting=False, layout_features=["kern", "ccmp", "locl"], name_IDs=NAMES)
    options.drop_tables += ["FFTM"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(target)
    return points


def ranges(points: list[int]) -> str:
    """Write sorted code points as a CSS unicode-range.

    >>> ranges([32, 33, 34, 0x6D49])
    'U+20-22,U+6D49'
    """
    runs: list[list[int]] = []
    for point in points:
        if runs and point == runs[-1][1] + 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in runs)


def rule(weight: int, name: str, points: list[int]) -> str:
    """Return the CSS rule of one slice; the address is relative to the style sheet."""
    return (
        f'@font-face{{font-family:"{FACE}";font-weight:{weight};font-style:normal;font-display:swap;'
        f'src:url("{name}") format("woff2");unicode-range:{ranges(points)}}}\n'
    )


def main() -> None:
    """Write the slices of every weight and the style sheet that names them."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for stale in TARGET.glob("*.woff2" if "--all" in sys.argv else "*-common.woff2"):
        stale.unlink()
    wanted, css = slices(), ""
    for weight, (noto, dejavu) in WEIGHTS.items():
        drawn: set[int] = set()
        for label, points in wanted.items():
            name = f"noto-sans-cjk-sc-{weight}-{label}.woff2"
            css += rule(weight, name, done := cut(noto, points, TARGET / name))
            drawn.update(done)
            print(f"{name}: {len(done)} characters, {(TARGET / name).stat().st_size / 1000:.0f} KB", flush=True)
        name = f"dejavu-sans-{weight}-marks.woff2"
        lacking = {p for p in set().union(*wanted.values()) - drawn if 0x2000 <= p < 0x2C00}
        css += rule(weight, name, cut(dejavu, lacking, TARGET / name))
    (TARGET / "fonts.css").write_text(css, "utf-8")


if __name__ == "__main__":
    main()
