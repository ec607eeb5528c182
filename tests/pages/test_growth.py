"""The page of the growth targets, in both languages and themes, on the demo history."""

from __future__ import annotations

import base64
import json
import re
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from dashboard.figures.palette import PALETTES
from dashboard.reporting import Database
from tests.pages.conftest import Look, markup, visit

CHINESE = re.compile(r"[一-鿿]")
IMAGE = re.compile(r'<img src="(data:image/svg\+xml[^"]+)" alt="([^"]*)"')
BLIND = ("trademarks_per_10k_entities_growth", "patent_intensive_va_growth")  # no counties that add up


def pictures(html: str) -> list[tuple[str, str]]:
    """Return every picture as SVG text with its alternative text, legend signs left out."""
    found = []
    for address, alt in IMAGE.findall(html):
        head, _, body = address.partition(",")
        found.append((base64.b64decode(body).decode() if head.endswith("base64") else unquote(body), alt))
    return [(svg, alt) for svg, alt in found if alt]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_seven_pictures_in_the_colours_of_the_theme(look: Look, lang: str, theme: str) -> None:
    seen = look("growth", theme=theme, lang=lang)
    html = markup(seen)
    drawn = pictures(html)
    assert not seen.exception and len(drawn) == 7 and not seen.get("plotly_chart")
    for svg, alt in drawn:
        ElementTree.fromstring(svg)
        assert PALETTES[theme]["bar"] in svg and "<text" not in svg and alt  # type: ignore[index]
    assert 'data-charts="0"' in html


def test_the_sentence_says_what_the_edition_stored(look: Look, demo_database: Database) -> None:
    rows = {str(row["target"]): row for row in demo_database.rows("verdicts", plan="xinyang-2022", edition=16)
            if row["is_default"] and json.loads(str(row["details"]))["threshold"] is not None}  # fmt: skip
    growing = [row for row in rows.values()
               if json.loads(str(row["details"]))["method"] not in ("count", "stages", "qualitative")]  # fmt: skip
    met = sum(row["status"] in ("completed", "attained", "on_schedule", "final_met") for row in growing)
    worst = next(row for row in growing if row["status"] == "behind")
    html = markup(look("growth"))
    headline = re.search(r"<h1>(.*?)</h1>", html)
    assert headline is not None
    assert headline[1].startswith(f"{len(growing)}项增长目标中，{met}项达到进度要求")
    assert worst["target"] == "patent_tech_contract_growth" and "专利技术合同成交额（进度滞后）" in headline[1]
    assert f"2025年需增长{float(str(worst['required'])) * 100:.1f}%" in headline[1]


@pytest.mark.parametrize("target", ["ip_transfer_license_growth", "ip_pledge_deal_growth", "gi_output_growth"])
def test_the_counties_of_the_target_in_the_address_add_up(look: Look, target: str) -> None:
    html = markup(look("growth", target=target))
    body = html[html.index('class="plain waterfall"'):]
    rows = re.findall(r"<tr(?: class=\"total\")?>(.*?)</tr>", body[: body.index("</table>")], re.S)[1:]
    said = [re.findall(r'<td class="r">([^<]*)</td>', row)[1] for row in rows]
    steps = [float(text.replace("−", "-").replace(",", "")) for text in said]
    assert len(steps) == 11 and sum(steps[:10]) == pytest.approx(steps[10], abs=0.051 * 10)
    assert any(steps)


@pytest.mark.parametrize("target", BLIND)
def test_a_target_without_counties_says_so(look: Look, target: str) -> None:
    html = markup(look("growth", target=target))
    assert "没有可相加的县区数据" in html and 'class="plain waterfall"' not in html


def test_links_keep_the_target_and_an_unknown_one_falls_back(look: Look) -> None:
    html = markup(look("growth", target="gi_output_growth"))
    assert "./growth?plan=xinyang-2022&amp;edition=2025Q2&amp;lang=zh&amp;target=gi_output_growth" in html
    assert "没有目标“nothing”，已改为显示专利技术合同成交额" in markup(visit("growth", target="nothing"))


@pytest.mark.parametrize(
    ("edition", "lang"), [("2021Q4", "en"), ("2022Q1", "zh"), ("2024Q2", "en"), ("2025Q4", "zh"), ("2026Q3", "en")]
)
def test_every_kind_of_edition(look: Look, edition: str, lang: str) -> None:
    seen = look("growth", edition=edition, lang=lang)
    html = markup(seen)
    assert not seen.exception and html.count('class="multiple') >= 7
    assert not re.search(r"\bNone\b(?! of)|\{\w*\}|\bnan\b", re.sub(r'src="[^"]*"', "", html))


def test_a_finished_plan_asks_for_nothing_more(look: Look) -> None:
    html = markup(look("growth", edition="2026Q3"))
    cards = html.split('class="multiple signs"')[0]
    assert "需增长" not in cards and 'class="against"' not in cards


def test_no_chinese_in_the_english_page(look: Look) -> None:
    html = markup(look("growth", lang="en"))
    texts = {text.strip() for text in re.sub(r"<[^>]*>", "\n", html).split("\n") if CHINESE.search(text)}
    assert texts <= {"中文"}
    assert not any(CHINESE.search(alt) for _, alt in pictures(html))


def test_nothing_published_says_what_to_do(configured: object, tmp_path: object) -> None:
    configured(f"sqlite:///{tmp_path}/empty.db")  # type: ignore[operator]
    from dashboard.plan import load_catalogue
    from dashboard.reporting import init
    from tests.conftest import ROOT

    catalogue = load_catalogue(ROOT / "data" / "plan" / "xinyang-2022")
    database = Database(f"sqlite:///{tmp_path}/empty.db")
    init(database, {catalogue.plan.id: catalogue})
    database.close()
    for page in ("growth", "counts"):
        seen = visit(page)
        assert not seen.exception and "尚未发布任何报告期" in markup(seen)
