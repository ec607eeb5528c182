"""Colours: contrast of every text and mark, and one source for CSS, charts and Streamlit's theme."""

from __future__ import annotations

import tomllib

import pytest

from dashboard.figures import markup
from dashboard.figures.palette import PALETTES, Theme, contrast
from dashboard.figures.shapes import SHAPES, TONES
from tests.conftest import ROOT

TEXT = ("ink", "ink-2", "ink-3", "good", "warn", "bad", "wait", "link", "demo")
GRAPHICS = ("bar", "mark", "outlook", "time", "season", "good", "warn", "bad", "wait")


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_reaches_aa_on_every_ground(theme: Theme) -> None:
    ink = PALETTES[theme]
    weak = {
        (name, ground): round(contrast(ink[name], ink[ground]), 2) for name in TEXT for ground in ("ground", "panel")
    }
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_graphics_reach_three_to_one(theme: Theme) -> None:
    ink = PALETTES[theme]
    assert {name: c for name in GRAPHICS if (c := contrast(ink[name], ink["ground"])) < 3} == {}
    assert {name: c for name in ("bar", "time", "ink") if (c := contrast(ink[name], ink["band-1"])) < 3} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_reaches_aa_on_every_fill_of_the_map(theme: Theme) -> None:
    ink = PALETTES[theme]
    fills = [name for name in ink if name.startswith(("seq-", "fall-", "rise-"))]
    assert len(fills) == 9
    assert {name: c for name in fills if (c := contrast(ink["ink"], ink[name])) < 4.5} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_streamlit_has_the_same_colours(theme: Theme) -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    names = {"backgroundColor": "ground", "secondaryBackgroundColor": "panel", "textColor": "ink",
             "borderColor": "line", "linkColor": "link", "primaryColor": "outlook"}  # fmt: skip
    assert {key: config[theme][key] for key in names} == {key: PALETTES[theme][name] for key, name in names.items()}
    assert len(config["chartCategoricalColors"]) >= 10  # fewer are ignored by plain plotly traces


def test_both_themes_define_every_colour_the_style_sheet_uses() -> None:
    sheet = "".join(markup.stylesheet(page.stem) for page in (ROOT / "pages").glob("*.py"))
    used = {part.split(")")[0].split(",")[0] for part in sheet.split("var(--")[1:]}
    defined = {name for palette in PALETTES.values() for name in palette}
    assert used - defined - {"pad", "k", "xy-ground"} == set()
    assert set(PALETTES["light"]) == set(PALETTES["dark"])


def test_every_status_has_its_own_shape_solid_and_hollow() -> None:
    assert {f"{kind}-{status}" for kind in "sh" for status in TONES} <= set(SHAPES)
    alone = set(TONES) - {"final_met", "on_stages"}  # these share the shape of 已完成 and 达到序时进度
    assert len({SHAPES[f"s-{status}"] for status in alone}) == len(alone)
    sheet = markup.stylesheet()
    assert (
        "<" not in sheet and "#000" not in sheet.split(".xy .s-")[1]
    )  # both would break a style element or a data URI


def test_every_sheet_is_sent_with_some_page_and_a_pages_own_only_where_it_is_wanted() -> None:
    pages = {page.stem for page in (ROOT / "pages").glob("*.py")} | set(markup.ALONE) | {"door"}
    folder = ROOT / "dashboard" / "figures" / "templates"
    for file in folder.glob("*.css"):
        text, name = file.read_text("utf-8"), file.stem.split("-")[1]
        with_it = {page for page in pages if text in markup.stylesheet(page)}
        wanted = {page for page in pages if name == page or name in markup.BORROWED.get(page, ())}
        alone = {page for page, names in markup.ALONE.items() if name in names}
        shared = pages - set(markup.ALONE) if name in markup.SHARED else wanted
        assert with_it == shared | alone and with_it, file.name
