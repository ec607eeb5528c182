"""The counties page as the app serves it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.reporting import Database, init
from tests.pages.conftest import Look, markup, visit

PLEDGE = "ip_pledge_amount_growth"
ROW = re.compile(r'<th scope="row"><a href="([^"]*)"><i class="chip-fill ([\w-]+)"')
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def deck(html_page: object) -> dict[str, object]:
    found: dict[str, object] = json.loads(html_page.get("deck_gl_json_chart")[0].proto.json)  # type: ignore[attr-defined]
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_map_and_table_show_ten_counties(look: Look, lang: str, theme: str) -> None:
    seen = look("counties", theme=theme, lang=lang, target=PLEDGE)
    html = markup(seen)
    assert not seen.exception
    assert len(ROW.findall(html)) == 10 and 'data-charts="1"' in html
    assert len(seen.get("deck_gl_json_chart")) == 1 and len(seen.get("plotly_chart")) == 0
    assert seen.get("deck_gl_json_chart")[0].proto.alt
    assert ("示意图" if lang == "zh" else "Schematic map") in html
    assert "审图号" not in html and "approval number" not in html


def test_which_county_fell_most_in_pledge_amount_is_two_clicks_away(look: Look, demo_database: Database) -> None:
    overview = markup(look())
    menu = re.search(r'href="(\./counties\?[^"]*)"', overview)
    assert menu
    first = markup(visit("counties"))
    assert f"target={PLEDGE}" in first  # the second click
    html = markup(visit("counties", target=PLEDGE))
    places = demo_database.rows("regions", plan="xinyang-2022", edition=16)
    codes = [str(row["code"]) for row in places if row["kind"] == "county"]
    stored = demo_database.rows("indicator_values", plan="xinyang-2022", edition=16, indicator="ip_pledge_amount",
                                regions=codes, breakdown="")  # fmt: skip
    change = dict.fromkeys(codes, 0)
    for row in stored:
        year, month = str(row["period"])[:4], int(str(row["period"])[-2:])
        if month <= 9 and year in ("2024", "2025"):
            change[str(row["region"])] += int(str(row["value"])) * (1 if year == "2025" else -1)
    worst = min(change, key=lambda code: change[code])
    assert worst == "411502" and "同比下降最多的是浉河区" in html


def test_the_numbers_are_those_of_the_edition(look: Look, demo_database: Database) -> None:
    html = markup(look("counties", target="ip_transfer_license_growth"))
    stored = {row["region"]: row for row in demo_database.rows("county_verdicts", plan="xinyang-2022", edition=16,
                                                               target="ip_transfer_license_growth")}  # fmt: skip
    assert len(stored) == 10
    for row in stored.values():
        share, growth = Decimal(str(row["share"])) * 100, Decimal(str(row["growth"])) * 100
        assert f'<td class="r">{row["level"]}</td>' in html
        assert f'<td class="r">{share:.1f}%</td>' in html and f'<td class="r">+{growth:.1f}%</td>' in html


def test_a_county_chosen_is_marked_and_shown_through_all_targets(look: Look) -> None:
    seen = look("counties", target=PLEDGE, region="411502", edition="2025Q2", measure="same")
    html = markup(seen)
    assert html.count('class="chosen" aria-current="true"') == 1 and "浉河区各项指标" in html
    assert [layer["id"] for layer in deck(seen)["layers"]].count("chosen") == 1  # type: ignore[attr-defined]
    assert "edition=2025Q1&amp;lang=zh&amp;region=411502&amp;target=ip_pledge_amount_growth&amp;measure=same" in html
    assert "region=411502&amp;measure=same&amp;form=tiles" in html  # switches keep the county, table keeps the switch
    assert re.search(r'href="\./target\?[^"]*region=411502"', html)


def test_the_same_address_shows_the_same_page(look: Look) -> None:
    query = {"target": PLEDGE, "region": "411503", "measure": "share", "lang": "en"}
    assert markup(look("counties", **query)) == markup(visit("counties", **query))


def test_tiles_need_no_chart_library(look: Look) -> None:
    seen = look("counties", target=PLEDGE, form="tiles")
    html = markup(seen)
    assert len(seen.get("deck_gl_json_chart")) == 0 and 'data-charts="0"' in html
    assert len(re.findall(r'<li style="grid-column:\d;grid-row:\d"><a class="seq-\d"', html)) == 10


def test_counties_are_never_shown_by_completion_without_a_quota(look: Look) -> None:
    html = markup(look("counties", target="ip_transfer_license_growth", measure="status"))
    assert "完成率" not in html and "进度滞后" not in html


def test_no_ranking_unless_the_setting_says_so(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = re.findall(r"region=(\d{6})", " ".join(h for h, _ in ROW.findall(markup(look("counties")))))
    assert codes == sorted(codes) and len(codes) == 10
    monkeypatch.setenv("DASHBOARD_RANK_COUNTIES", "1")
    from dashboard.settings import settings

    settings.cache_clear()
    ranked = markup(visit("counties"))
    assert "由高到低" in ranked
    assert re.findall(r"region=(\d{6})", " ".join(h for h, _ in ROW.findall(ranked)))[0] == "411503"


def test_an_edition_with_a_county_missing_says_so(look: Look) -> None:
    html = markup(look("counties", edition="2024Q2"))
    assert "息县待报" in html and "暂无全市合计" in html


@pytest.mark.parametrize("edition", ["2021Q4", "2022Q1", "2025Q4", "2026Q3"])
@pytest.mark.parametrize("target", [
    "ip_transfer_license_growth", "ip_custody_smes", "trademarks_per_10k_entities_growth",
    "industry_ip_operation_centers", "gi_output_growth",
])  # fmt: skip
def test_other_editions_and_targets(look: Look, edition: str, target: str) -> None:
    seen = look("counties", edition=edition, target=target, measure="base")
    assert not seen.exception and "None" not in markup(seen)


def test_a_target_without_counties_falls_back(look: Look) -> None:
    assert "知识产权转让、许可数量：" in markup(look("counties", target="patent_intensive_va_growth"))


def test_the_english_page_holds_no_chinese(look: Look) -> None:
    html = markup(look("counties", lang="en", target=PLEDGE, region="411502", measure="same"))
    texts = {text.strip() for text in re.sub(r"<[^>]*>", "\n", html).split("\n") if CHINESE.search(text)}
    assert texts <= {"中文"}


def test_nothing_reported_says_what_to_do(configured: Callable[[str], None], tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'empty.db'}")
    init(database, {})
    configured(database.url)
    assert "尚未发布任何报告期" in markup(visit("counties"))
