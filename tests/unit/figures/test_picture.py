"""Charts as pictures: notation, words inside, same bytes everywhere, nothing beyond the edge."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

import pytest

from dashboard.figures import area, drawing, glyphs, picture, plots
from dashboard.figures.drawing import Disc, Drawing, Path, Rect, Shape, Text
from dashboard.figures.palette import PALETTES, THEMES, Theme
from dashboard.figures.plots import Plot, Trace
from dashboard.wording import LANGUAGES, Language
from tests.conftest import ROOT
from tests.unit.figures import samples
from tests.unit.figures.test_target import monthly, subject

INK = PALETTES["light"]


def years(lang: Language = "zh") -> Plot:
    return plots.plots(subject("ip_transfer_license_growth", monthly(), lang=lang))[1]


def with_forecast() -> Plot:
    """The years with a forecast of the last one and its fan."""
    plain = years()
    none: plots.Numbers = (None,) * (len(plain.labels) - 2)
    hatched = Trace("预计(FC)", "hatch", (*none, None, 980.0), ("", "", "", "", "980"))
    bands = [Trace(name, name, (*none, 600.0, high), lower=(*none, 600.0, low))
             for name, low, high in (("band_80", 900.0, 1100.0), ("band_50", 950.0, 1020.0))]  # type: ignore[arg-type]
    return replace(plain, traces=(*plain.traces, hatched, *bands))


def drawn(plot: Plot, theme: Theme = "light", lang: Language = "zh") -> Drawing:
    return picture.picture(plot, theme, picture.stamp(samples.EDITION, lang), "浉河区：" + plot.title)


def texts(found: Drawing) -> list[str]:
    return [shape.text for shape in found.shapes if isinstance(shape, Text)]


def corners(shape: Shape) -> Iterator[tuple[float, float]]:
    match shape:
        case Rect():
            yield from ((shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height))
        case Path():
            yield from shape.points
        case Disc():
            yield from ((shape.x - shape.radius, shape.y), (shape.x + shape.radius, shape.y))
        case Text():
            wide = glyphs.width(shape.text, shape.size, shape.weight)
            left = shape.x - {"start": 0.0, "middle": wide / 2, "end": wide}[shape.anchor]
            yield from ((left, shape.y - shape.size), (left + wide, shape.y))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_picture_carries_what_it_needs_to_stand_alone(lang: Language) -> None:
    found = " ".join(texts(drawn(years(lang), lang=lang)))
    zh = ("2025年9月30日", "2025年三季度", "演示数据")
    en = ("30 September 2025", "Q3 2025", "Demo data")
    for words in ("浉河区", samples.EDITION.rules, *(zh if lang == "zh" else en)):
        assert words in found
    real = picture.stamp(replace(samples.EDITION, data_kind="real"), lang)
    assert "演示数据" not in texts(picture.picture(years(lang), "light", real))


def test_actual_is_solid_plan_outlined_forecast_hatched() -> None:
    boxes = [shape for shape in drawn(with_forecast()).shapes if isinstance(shape, Rect)]
    solid = [box for box in boxes if box.fill == INK["bar"]]
    outlined = [box for box in boxes if box.stroke == INK["mark"]]
    hatched = [box for box in boxes if box.hatch == INK["outlook"]]
    assert (len(solid), len(outlined), len(hatched)) == (6, 5, 2)  # five, four and one column, one sign each
    assert all(box.fill == "none" for box in outlined + hatched)
    assert outlined[-1].width > solid[-1].width
    fans = [shape for shape in drawn(with_forecast()).shapes if isinstance(shape, Path) and shape.opacity < 1]
    assert len(fans) == 4 and all(fan.fill == INK["outlook"] for fan in fans)


@pytest.mark.parametrize("theme", THEMES)
def test_only_the_themes_colours_and_no_font_of_the_machine(theme: Theme) -> None:
    document = drawing.svg(drawn(with_forecast(), theme))
    assert set(re.findall(r"#[0-9a-f]{6}\b", document)) <= set(PALETTES[theme].values())
    assert "<text" not in document and "font" not in document
    assert document.startswith("<svg ") and f"<title>{years().alt}</title>" in document


def test_every_character_is_outlined() -> None:
    square = glyphs.glyph("□", 400)
    for character in "浉河区0123456789年月（%）−≥✔A":
        assert glyphs.glyph(character, 400).path and glyphs.glyph(character, 400) != square
    assert glyphs.glyph("\U0001f600", 400) == square
    assert glyphs.glyph("浉", 700) != glyphs.glyph("浉", 400)
    assert glyphs.width("11", 10) == pytest.approx(glyphs.width("90", 10))  # figures stand below each other


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_lies_beyond_the_edge(lang: Language) -> None:
    pictures = [drawn(plot, lang=lang) for code in ("ip_transfer_license_growth",)
                for plot in plots.plots(subject(code, monthly(), lang=lang))]  # fmt: skip
    small = [picture.small(plot, "light", 400, 200) for plot in (years(lang), with_forecast())]
    for found in (*pictures, drawn(with_forecast()), *small):
        for shape in found.shapes:
            for x, y in corners(shape):
                assert -0.5 <= x <= found.width + 0.5 and -0.5 <= y <= found.height + 0.5, shape


def test_values_stand_inside_their_column_or_above_all_that_is_drawn() -> None:
    found = drawn(with_forecast())
    value = next(s for s in found.shapes if isinstance(s, Text) and s.text == "980")
    fan = min(y for s in found.shapes if isinstance(s, Path) and s.opacity < 1 for x, y in s.points if x > 600)
    assert value.y < fan and value.fill == INK["outlook"]
    inside = [s for s in found.shapes if isinstance(s, Text) and s.fill == INK["ground"]]
    assert [s.text for s in inside] == ["600", "600", "600", "600", "450"]


def test_same_bytes_in_another_process_without_any_font() -> None:
    code = ("import hashlib, tests.unit.figures.test_picture as t; from dashboard.figures import drawing; "
            "print(hashlib.sha256(drawing.png(t.drawn(t.with_forecast()))).hexdigest())")  # fmt: skip
    other = {**os.environ, "PYTHONHASHSEED": "7", "FONTCONFIG_FILE": os.devnull, "PYTHONPATH": str(ROOT)}
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, env=other, check=True, cwd=ROOT).stdout
    image = drawing.png(drawn(with_forecast()))
    assert told.decode().strip() == sha256(image).hexdigest()
    assert image.startswith(b"\x89PNG") and int.from_bytes(image[16:20]) == 2 * picture.WIDTH


def test_titles_break_between_words_and_not_before_a_comma() -> None:
    assert glyphs.wrapped("one two three", 10, glyphs.width("one two", 10)) == ("one two", "three")
    assert glyphs.wrapped("信阳毛尖，产值", 10, 40) == ("信阳毛", "尖，产值")
    assert glyphs.wrapped("", 10, 40) == ()


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0, 914, (0, 200, 400, 600, 800, 1000)), (0, 2.6, (0, 1, 2, 3)), (0, 1, (0, 0.2, 0.4, 0.6, 0.8, 1)),
     (1210, 1486, (1200, 1300, 1400, 1500)), (0, 0, (0, 0.2, 0.4, 0.6, 0.8, 1)), (-3, 3, (-4, -2, 0, 2, 4))],
)  # fmt: skip
def test_scales_have_round_numbers(low: float, high: float, expected: tuple[float, ...]) -> None:
    assert area.steps(low, high) == pytest.approx(expected)


def test_names_that_would_touch_are_left_out() -> None:
    plot = Plot("k", "t", tuple(f"2022年{n}月份" for n in range(24)), (Trace("a", "solid", (1.0,) * 24),), "alt")
    found = [text for text in texts(picture.small(plot, "light", 400, 160)) if "月份" in text]
    assert 1 < len(found) <= 8
