"""The bundled face for typesetters: every character asked for, the same bytes each time."""

from __future__ import annotations

from io import BytesIO

from fontTools.ttLib import TTFont

from dashboard.figures.glyphs import glyph
from dashboard.review import face


def test_a_font_holds_what_is_asked_for_in_both_weights_and_nothing_else() -> None:
    for weight in (400, 700):
        font = TTFont(BytesIO(face.otf(["浉河区 9月", "浉\n"], weight)))
        assert {chr(point) for point in font.getBestCmap()} == set("浉河区 9月")
        assert font["hmtx"][font.getBestCmap()[ord("浉")]][0] == glyph("浉", weight).advance == 1000
        assert font["name"].getDebugName(1) == face.FAMILY and font["OS/2"].usWeightClass == weight


def test_the_same_characters_give_the_same_font_in_any_order() -> None:
    first = face.otf(["信阳"], 400)
    face._otf.cache_clear()
    assert face.otf(["阳", "信"], 400) == first
    assert face.otf(["信阳市"], 400) != first


def test_outlines_stand_upright() -> None:
    font = TTFont(BytesIO(face.otf(["一丄"], 400)))
    pen_bounds = font["CFF "].cff.topDictIndex[0].CharStrings["u04E00"].calcBounds(None)
    assert 300 < pen_bounds[1] < pen_bounds[3] < 500  # the stroke of 一 lies above the baseline
