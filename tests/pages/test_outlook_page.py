"""The page of all outlooks, in both languages and themes, on the demo history."""

from __future__ import annotations

import base64
import re
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from dashboard.figures.palette import PALETTES
from dashboard.reporting import Database, editions
from tests.pages.conftest import Look, markup

PLAN, CITY = "xinyang-2022", "411500"
CHINESE = re.compile(r"[一-鿿]")
IMAGE = re.compile(r'<img class="fan" src="(data:image/svg\+xml[^"]+)" alt="([^"]*)"')


def stored(database: Database, label: str) -> dict[str, float]:
    """Return the frozen chance of each target of an edition under the reading used, in plan order."""
    number = next(found.number for found in editions(database, PLAN) if found.label == label)
    final = {str(row["target"]) for row in database.rows("verdicts", plan=PLAN, edition=number) if row["final"]}
    return {str(row["target"]): float(str(row["p_attain"]))
            for row in database.rows("edition_outlooks", plan=PLAN, edition=number)
            if (row["reading"], row["region"], row["is_main"]) == ("default", CITY, 1)
            and row["p_attain"] is not None and row["target"] not in final}  # fmt: skip


def asked(html: str) -> list[str]:
    """Return the targets of the table in the order in which they stand."""
    body = html.split('class="plain chances"')[1].split("</table>")[0]
    rows = re.findall(r'<th role="rowheader"[^>]*><a href="([^"]*)"', body)
    return [re.findall(r"target=(\w+)", row)[0] for row in rows]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_fan_is_drawn_in_the_colours_of_the_theme(look: Look, lang: str, theme: str) -> None:
    seen = look("outlook", theme=theme, lang=lang, edition="2025Q2", target="ip_transfer_license_growth")
    found = IMAGE.search(markup(seen))
    assert not seen.exception and found is not None and found[2] and not seen.get("plotly_chart")
    head, _, body = found[1].partition(",")
    svg = base64.b64decode(body).decode() if head.endswith("base64") else unquote(body)
    ElementTree.fromstring(svg)
    assert PALETTES[theme]["outlook"] in svg  # type: ignore[index]


def test_every_open_target_stands_there_with_what_was_frozen(look: Look, demo_database: Database) -> None:
    html = markup(look("outlook", edition="2025Q2"))
    chances = stored(demo_database, "2025Q2")
    assert sorted(asked(html)) == sorted(chances) and html.count('class="dots"') == len(chances)
    for p in chances.values():
        assert f'<span class="chance">{max(round(p * 100), 0)}% <em>' in html
    low, high = sum(p < 0.4 for p in chances.values()), sum(p >= 0.8 for p in chances.values())
    headline = re.search(r"<h1>(.*?)</h1>", html)
    assert headline is not None and f"{low}项可能性较小；可能性最小的是专利技术合同成交额" in headline[1]
    assert f"{len(chances)}项有研判：{high}项可能性较大，{len(chances) - low - high}项不确定" in headline[1]
    assert "后续要求：月均需0.69亿元" in headline[1] and "模拟测算，仅供参考" in html
    assert "不足一成 · 到2025年末" in html and "可能性不足一成<small>2025年12月前" in html


def test_plan_order_until_the_reader_asks_for_chances(look: Look, demo_database: Database) -> None:
    chances = stored(demo_database, "2024Q1")
    plan = [chances[code] for code in asked(markup(look("outlook", edition="2024Q1")))]
    by_chance = [chances[code] for code in asked(markup(look("outlook", edition="2024Q1", order="chance")))]
    assert by_chance == sorted(chances.values()) and plan != by_chance


def test_the_record_of_this_very_indicator_stands_beside_it(look: Look) -> None:
    html = markup(look("outlook", edition="2025Q2"))
    assert "过去12次预测中80%区间命中9次" in html and "样本不足，不作评价" in html
    assert "过去预测不如“维持上期状态”准确，暂不展示" in html and "没有数量目标，按节点评价，不作研判" in html


def test_a_target_without_an_outlook_says_why(look: Look) -> None:
    html = markup(look("outlook", edition="2025Q2", target="regional_specialty_industries"))
    assert "区域特色产业没有研判图：过去预测不如“维持上期状态”准确，暂不展示。" in html and not IMAGE.search(html)


@pytest.mark.parametrize(("lang", "words"), [("zh", "21项目标均已评定，不再研判。"), ("en", "All 21 targets have")])
def test_a_finished_plan_says_so(look: Look, lang: str, words: str) -> None:
    html = markup(look("outlook", edition="2026Q3", lang=lang))
    assert f"<h1>{words}" in html and 'class="plain chances"' not in html and 'id="fan"' not in html


@pytest.mark.parametrize("edition", ["2021Q4", "2022Q1", "2024Q2", "2025Q4"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_kind_of_edition(look: Look, edition: str, lang: str) -> None:
    seen = look("outlook", edition=edition, lang=lang)
    html = re.sub(r'src="[^"]*"', "", markup(seen))
    assert not seen.exception and not re.search(r"\bNone\b(?! of)|\{\w*\}|\bnan\b", html)


def test_no_chinese_in_the_english_page(look: Look) -> None:
    html = markup(look("outlook", edition="2025Q2", lang="en"))
    texts = {text.strip() for text in re.sub(r"<[^>]*>", "\n", html).split("\n") if CHINESE.search(text)}
    assert texts <= {"中文"}


def test_links_keep_target_and_order_and_an_unknown_target_falls_back(look: Look) -> None:
    html = markup(look("outlook", edition="2025Q2", target="gi_output_growth", order="chance"))
    assert "lang=en&amp;target=gi_output_growth&amp;order=chance" in html
    html = markup(look("outlook", edition="2025Q2", target="nothing"))
    assert "没有目标“nothing”，已改为显示专利技术合同成交额" in html


def test_an_unknown_target_falls_back_with_a_notice(look: Look) -> None:
    assert "没有目标“nothing”，已改为显示" in markup(look("outlook", target="nothing"))
