"""Counties side by side, on invented numbers: shares, changes, who fell, what the map's colours and sentences say."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal as D

import pydeck as pdk
import pytest

from dashboard.figures import county_map, county_page, county_sentences, geo
from dashboard.figures.comparison import Comparison, compare, fallen, largest, steepest
from dashboard.figures.county_fills import fill, legend, measures, words
from dashboard.figures.county_page import Chosen, CountyPage
from dashboard.figures.facts import CountyFact, Item
from dashboard.figures.lettering import Line, badge, label
from dashboard.figures.palette import PALETTES
from dashboard.figures.series import Series
from dashboard.plan.lookup import indicator, target
from dashboard.wording import Language
from tests.conftest import ROOT
from tests.unit.figures.samples import blank, catalogue

AMOUNT, COUNT = "ip_pledge_amount_growth", "ip_custody_smes"
PLACES = geo.geography("411500", ROOT / "data" / "geo")
CODES = tuple(r.code for r in catalogue().regions if r.kind == "county")
NOW = dict(zip(CODES, map(D, ("1.0", "4.0", "0.5", "0", "0", "0", "0.5", "0", "0", "0")), strict=True))
THEN = dict(zip(CODES, map(D, ("3.0", "2.0", "0.5", "0.4", "0", "0", "0", "0", "0", "0")), strict=True))


def item(code: str = AMOUNT, **counties: CountyFact) -> Item:
    found = target(catalogue(), code)
    name = found.default.indicator
    assert name is not None
    made = indicator(catalogue(), name)
    return Item(found, blank(code), made, counties={c.removeprefix("c"): fact for c, fact in counties.items()})


def flow(now: dict[str, D], then: dict[str, D], owed: str = "") -> Series:
    """Return months of 2024 and 2025 that sum to the numbers by March; one county may owe this year's."""
    found = item()
    assert found.indicator is not None
    values: dict[str, dict[str, D | None]] = {}
    for code in CODES:
        values[code] = {f"2025-{m:02d}": None if code == owed else now[code] * (m == 2) for m in (1, 2, 3)}
        values[code] |= {f"2024-{m:02d}": then[code] * (m == 3) for m in (1, 2, 3)}
    sums = {period: [values[code][period] for code in CODES] for period in values[CODES[0]]}
    values["411500"] = {p: None if None in parts else sum(filter(None, parts), D(0)) for p, parts in sums.items()}
    missing = {(owed, "2025-01"): ("bureau",)} if owed else {}
    return Series(found.indicator, values, missing)


def compared(owed: str = "", lang: Language = "zh", of: Item | None = None) -> Comparison:
    found = compare(of or item(), flow(NOW, THEN, owed), catalogue().regions, "2025-03", lang)
    assert found is not None
    return found


def page(found: Comparison, lang: Language = "zh", **chosen: object) -> CountyPage:
    def href(**changes: str) -> str:
        return "?" + "&".join(f"{key}={value}" for key, value in changes.items())

    return county_page.page(found, PLACES, catalogue().regions, Chosen(**chosen), lang, href, "./target", ())  # type: ignore[arg-type]


def test_value_share_change_and_growth() -> None:
    found = compared()
    first = found.counties[0]
    assert (round(first.value or 0, 6), round(first.change or 0, 6)) == (1, -2)
    assert round(first.share or 0, 6) == round(D(1) / 6, 6) and round(first.same or 0, 6) == round(D(-2) / 3, 6)
    assert first.growth is None  # there is no 2021 in these numbers
    assert [m.code for m in found.counties] == sorted(CODES)


def test_who_contributes_most_and_who_fell() -> None:
    found = compared()
    assert (top := largest(found)) is not None and top.code == CODES[1]
    assert [m.code for m in fallen(found)] == [CODES[0], CODES[3]]
    assert (sharp := steepest(found)) is not None and sharp.code == CODES[3]


def test_the_sentence_names_both_and_who_fell_most_in_percent() -> None:
    found = compared()
    assert county_sentences.headline(found, "zh") == (
        "2025年1—3月知识产权质押融资金额：平桥区贡献最大，4.00亿元，占全市66.7%；"
        "同比下降最多的是浉河区，减少2.00亿元（降66.7%）。"
    )
    assert county_sentences.second(found, "zh") == (
        "全市6.00亿元，同比增加0.10亿元（增长1.7%）；低于上年同期的有浉河区、光山县；"
        "按降幅计，光山县下降最多（降100.0%）。"
    )
    english = county_sentences.headline(compared(lang="en"), "en")
    assert "Pingqiao contributes most" in english and "Shihe fell most on the same period, by ¥200 m (66.7%)" in english


def test_a_county_that_owes_is_named_and_no_sum_is_made() -> None:
    found = compared(owed=CODES[1])
    said = county_sentences.headline(found, "zh")
    assert "平桥区待报，不计入以上比较" in said and "占全市" not in said
    assert "暂无全市合计" in county_sentences.second(found, "zh")
    assert words(found, "value", found.counties[1], "zh") == "待报"
    assert fill(found, "value", found.counties[1]) == "none"


def test_nobody_fell_is_said_too_and_ties_share_the_place() -> None:
    found = compare(item(), flow(NOW, NOW), catalogue().regions, "2025-03", "zh")
    assert found is not None and "没有县区低于上年同期" in county_sentences.headline(found, "zh")
    twice = {**NOW, CODES[0]: D("4.0")}
    tied = compare(item(), flow(twice, {**twice, CODES[4]: D(1), CODES[5]: D(1)}), catalogue().regions, "2025-03", "zh")
    assert tied is not None
    said = county_sentences.headline(tied, "zh")
    assert "浉河区、平桥区最多，均为4.00亿元" in said and "同比下降最多的是新县、商城县，均减少1.00亿元" in said


def test_colours_follow_the_measure_and_the_legend_names_each_once() -> None:
    found = compared()
    assert [fill(found, "value", m) for m in found.counties[:3]] == ["seq-2", "seq-4", "seq-1"]
    assert [s.fill for s in legend(found, "value", "zh")] == [f"seq-{n}" for n in range(1, 5)]
    assert [fill(found, "same", m) for m in found.counties[:5]] == ["fall-2", "rise-2", "rise-1", "fall-2", "none"]
    assert [s.text for s in legend(found, "same", "zh")] == [
        "下降50%及以上", "下降不足50%", "持平或增长不足50%", "增长50%及以上", "无可比基数",
    ]  # fmt: skip


@pytest.mark.parametrize("measure", ["value", "share", "same", "base"])
def test_every_colour_on_the_map_stands_in_the_legend(measure: str) -> None:
    found = compared(owed=CODES[2])
    named = {swatch.fill for swatch in legend(found, measure, "zh")}  # type: ignore[arg-type]
    assert {fill(found, measure, m) for m in found.counties} <= named  # type: ignore[arg-type]


def test_a_value_lies_in_the_class_that_the_legend_gives_its_colour() -> None:
    found = compared()
    spans = {s.fill: [D(part) for part in s.text.split("–")] for s in legend(found, "value", "zh")}
    for m in found.counties:
        low, high = spans[fill(found, "value", m)]
        assert low <= round(m.value or D(0), 6) < high or round(m.value or D(0), 6) == high == D(4)


def test_no_verdict_without_a_quota_and_a_rate_with_one() -> None:
    assert "status" not in measures(compared()) and not compared().rated
    fact = CountyFact("behind", "year_to_date", D("0.2"), D(5), D(-5))
    found = compared(of=item(**{f"c{CODES[0]}": fact}))
    assert "status" in measures(found)
    row = page(found, measure="status").rows[0]
    assert row.rate == "20.0%" and row.mark is not None and row.mark.word == "进度滞后"
    assert all(r.rate == "" for r in page(compared()).rows)


def test_order_is_by_code_unless_an_office_wants_a_ranking() -> None:
    found = compared()
    assert [row.code for row in page(found).rows] == sorted(CODES) and page(found).rows[0].badge == ""
    ranked = page(found, measure="same", ranked=True).rows
    assert [row.code for row in ranked[:2]] == [CODES[1], CODES[2]] and ranked[0].badge == "1"
    assert ranked[-1].same == ""  # what cannot be compared comes last


def test_choosing_the_chosen_county_lets_it_go() -> None:
    found = page(compared(), region=CODES[2])
    assert found.rows[2].chosen and found.rows[2].href == "?region=" and found.rows[1].href == f"?region={CODES[1]}"
    assert [area.chosen for area in found.areas].count(True) == 1


def test_an_unknown_measure_shows_values() -> None:
    assert page(compared(), measure="rank").shown == "数值"


def test_a_count_shows_what_was_added_and_no_percentage() -> None:
    made = item(COUNT)
    assert made.indicator is not None
    values = {code: {"2024-03": D(1), "2025-03": D(1 + at % 2)} for at, code in enumerate(CODES)}
    values["411500"] = {"2024-03": D(10), "2025-03": D(15)}
    found = compare(made, Series(made.indicator, values), catalogue().regions, "2025-03", "zh")
    assert found is not None
    said = county_sentences.headline(found, "zh")
    assert "近一年增加最多的是平桥区、光山县、商城县等5个县区，增加1家" in said
    made_page = page(found, measure="same")
    assert made_page.rows[1].change == "+1" and made_page.rows[1].same == ""
    assert [s.text for s in made_page.legend] == ["0", "1"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_deck_asks_nobody_for_a_map(theme: str) -> None:
    assert PLACES is not None
    spec = json.loads(county_map.deck(page(compared(), region=CODES[0]), PLACES, theme).to_json())  # type: ignore[arg-type]
    plain = json.loads(pdk.Deck(map_provider=None).to_json())  # what is left where no style is passed
    assert not spec.get("mapProvider") and spec.get("mapStyle") == plain.get("mapStyle")
    assert "http" not in json.dumps(spec)
    layers = {layer["id"]: layer for layer in spec["layers"]}
    assert list(layers) == ["ground", "counties", "chosen", "labels", "zones"]
    drawn = layers["counties"]["data"]["features"]
    assert [f["properties"]["code"] for f in drawn] == list(CODES)
    assert len(layers["labels"]["data"]) == 10 and not layers["labels"]["pickable"]
    ink = PALETTES[theme]["seq-4"]  # type: ignore[index]
    assert drawn[1]["properties"]["fill"] == [int(ink[n : n + 2], 16) for n in (1, 3, 5)]


def test_a_click_names_a_county_or_a_zone() -> None:
    assert county_map.picked({"objects": {"counties": [{"properties": {"code": "411502"}}]}}) == "411502"
    assert county_map.picked({"objects": {"zones": [{"code": "Z03"}]}}) == "Z03"
    assert county_map.picked({"objects": {}}) == "" and county_map.picked(None) == ""


def test_labels_are_drawn_with_the_products_own_face() -> None:
    known = label((Line("浉河区", 13, 700), Line("−65.4%", 12, 700)), "#16202b")
    assert known.url.startswith("data:image/png;base64,") and known.width > known.height
    assert label((Line("浉", 13, 700),), "#16202b").url != label((Line("\ue000", 13, 700),), "#16202b").url
    assert badge("3", "#16202b", "#ffffff").width == badge("8", "#16202b", "#ffffff").height


def test_a_city_without_boundaries_keeps_its_table_and_loses_its_map() -> None:
    found = replace(compared())
    made = county_page.page(found, None, catalogue().regions, Chosen(), "zh", lambda **_: "", "", ())
    assert not made.drawn and made.forms == () and len(made.rows) == 10
    assert len({(area.column, area.row) for area in made.areas}) == 10
