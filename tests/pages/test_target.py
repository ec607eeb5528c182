"""Every target's page, in both languages, on the demo history."""

from __future__ import annotations

import json
import re
from decimal import Decimal

import pytest

from dashboard.plan import load_catalogue
from dashboard.reporting import Database
from tests.conftest import ROOT
from tests.pages.conftest import Look, markup, visit

CATALOGUE = load_catalogue(ROOT / "data" / "plan" / "xinyang-2022")
STATUS = {
    "completed": "已完成", "attained": "已达标（需巩固）", "on_schedule": "达到序时进度", "on_stages": "按节点推进",
    "slightly_behind": "略低于序时进度", "behind": "进度滞后", "below_base": "低于基期", "awaited": "待报",
    "not_assessed": "暂不评价", "final_met": "完成", "final_missed": "未完成",
}  # fmt: skip
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("target", [target.id for target in CATALOGUE.targets])
def test_every_target_has_a_page(look: Look, target: str, lang: str) -> None:
    found = next(t for t in CATALOGUE.targets if t.id == target)
    seen = look("target", target=target, lang=lang, charts="live")
    html = markup(seen)
    assert not seen.exception
    assert (found.statement if lang == "zh" else found.statement_en).split("'")[0] in html
    assert f"{'二（二）'}" in html
    assert f'data-charts="{len(seen.get("plotly_chart"))}"' in html
    assert len(seen.get("plotly_chart")) <= 2
    assert all(chart.proto.alt for chart in seen.get("plotly_chart"))
    assert html.count('class="verdict') >= len(found.readings)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_charts_are_pictures_until_asked_for(look: Look, lang: str) -> None:
    seen = look("target", target="ip_transfer_license_growth", lang=lang)
    html = markup(seen)
    assert not seen.get("plotly_chart") and 'data-charts="0"' in html
    alts = re.findall(r'<img class="broad" src="data:image/svg\+xml[^"]*" alt="([^"]+)"', html)
    live = look("target", target="ip_transfer_license_growth", lang=lang, charts="live")
    assert alts == [chart.proto.alt for chart in live.get("plotly_chart")] and len(alts) == 2
    assert "charts=live" in html and "charts=live" not in markup(live).split('class="plot-title"')[1].split("</a>")[-2]


def test_the_charts_numbers_are_those_of_the_edition(look: Look, demo_database: Database) -> None:
    seen = look("target", target="ip_transfer_license_growth", charts="live")
    spec = json.loads(seen.get("plotly_chart")[0].proto.spec)
    actual = next(trace for trace in spec["data"] if trace["name"] == "实际(AC)")
    stored = next(row for row in demo_database.rows("verdicts", plan="xinyang-2022", edition=16)
                  if row["target"] == "ip_transfer_license_growth" and row["is_default"])  # fmt: skip
    assert actual["y"][8] == float(str(stored["level"])) and actual["y"][9:] == [None] * 3


def test_a_county_can_be_looked_at(look: Look) -> None:
    html = markup(look("target", target="ip_transfer_license_growth", region="411502"))
    assert "（浉河区，次）" in html and "仅列浉河区" in html
    assert 'class="chosen" aria-current="true"' in html
    assert "平桥区市场监管局" not in html


def test_the_rows_behind_it_name_file_sheet_row_and_version(look: Look) -> None:
    html = markup(look("target", target="ip_pledge_deal_growth"))
    assert re.search(r"2025Q3_[^<]*\.xlsx，质押融资，第\d+行", html)
    assert "第1版，自2025年三季度起" in html


def test_a_restated_value_shows_its_version(look: Look, demo_database: Database) -> None:
    changed = demo_database.rows(
        "target_observations", plan="xinyang-2022", edition=18, indicators=["ip_transfers"], region="", scope=""
    )
    assert max(int(str(row["version"])) for row in changed) == 2
    early = demo_database.rows(
        "target_observations", plan="xinyang-2022", edition=3, indicators=["ip_transfers"], region="", scope=""
    )
    assert max(int(str(row["version"])) for row in early) == 1


def test_unknown_target_and_region_fall_back_with_a_notice(look: Look) -> None:
    html = markup(look("target", target="nothing", region="999"))
    assert "没有目标“nothing”，已改为显示知识产权转让、许可数量。" in html
    assert "没有县区“999”" in html


def test_links_keep_the_target_when_edition_or_language_change(look: Look) -> None:
    html = markup(look("target", target="gi_output_growth", edition="2025Q2"))
    assert "edition=2024Q4&amp;lang=zh&amp;target=gi_output_growth" in html
    assert "edition=2025Q2&amp;lang=en&amp;target=gi_output_growth" in html


def test_history_ends_with_the_edition_looked_at(look: Look) -> None:
    html = markup(look("target", target="gi_output_growth", edition="2023Q4"))
    section = html[html.index('class="history"') :]
    assert "edition=2023Q4" in section and "edition=2024Q1" not in section


@pytest.mark.parametrize("edition", ["2021Q4", "2022Q1", "2024Q2", "2025Q4", "2026Q3"])
def test_other_editions_have_their_pages_too(look: Look, edition: str) -> None:
    for target in ("ip_pledge_amount_growth", "patent_intensive_va_growth", "trademarks_per_10k_entities_growth",
                   "ip_custody_smes", "industry_ip_operation_centers"):  # fmt: skip
        assert not look("target", target=target, edition=edition).exception


def test_the_english_page_keeps_chinese_for_originals_only(look: Look) -> None:
    html = markup(look("target", target="ip_transfer_license_growth", lang="en"))
    own = re.sub(r'<(dd|span) lang="zh-CN">.*?</\1>', "", html)  # what the office wrote stands as written, and says so
    texts = re.sub(r"<[^>]*>", "\n", own).split("\n")
    left = {text.strip() for text in texts if CHINESE.search(text)}
    allowed = re.compile(r"\d{4}Q\d_.*\.xlsx, .*, row \d+|信知战联办〔2022〕12号, section 二（二）|\d+ 次|中文")
    assert {text for text in left if not allowed.fullmatch(text)} == set()


@pytest.mark.parametrize("target", [target.id for target in CATALOGUE.targets])
def test_every_verdict_opens_to_clause_formula_rows_and_rules(
    look: Look, demo_database: Database, target: str
) -> None:
    """Follow the links from the overview to the target and from there to each of its readings."""
    overview = markup(look(edition="2025Q2"))
    assert f"target={target}" in overview
    stored = {row["reading"]: row for row in demo_database.rows("verdicts", plan="xinyang-2022", edition=15)
              if row["target"] == target}  # fmt: skip
    page = markup(visit("target", target=target, edition="2025Q2"))
    found = next(t for t in CATALOGUE.targets if t.id == target)
    assert f"信知战联办〔2022〕12号，{found.clause}" in page
    assert "评价规则（2022年第1版），2022年1月1日起施行" in page
    if len(found.readings) > 1:
        links = set(re.findall(rf"target={target}(?:&amp;reading=([a-z0-9_]+))?", page))
        assert links >= {r.id for r in found.readings[1:]} | {""}
    for reading in found.readings:
        html = page if reading is found.default else markup(
            visit("target", target=target, edition="2025Q2", reading=reading.id)
        )  # fmt: skip
        row, detail = stored[reading.id], json.loads(str(stored[reading.id]["details"]))
        assert STATUS[str(row["status"])] in html
        assert reading.why in html
        if reading is not found.default:
            assert f"正在查看口径“{reading.name}”" in html
        if detail["completion"] is not None:  # a formula with its numbers put in
            share = Decimal(detail["completion"]) * 100
            formulas = html[html.index('class="formulas"'):]
            assert re.search(r"÷ [\d,.]+ = ([\d.]+)%", formulas), reading.id
            said = Decimal(re.search(r"÷ [\d,.]+ = ([\d.]+)%", formulas)[1])  # type: ignore[index]
            assert abs(said - share) <= Decimal("0.051"), reading.id
        if found.kind == "numeric":
            assert 'class="evidence"' in html
        if detail["level"] not in (None, "0"):
            assert re.search(r"\.xlsx，[^，<]+，第\d+行", html), reading.id


def section(html: str, title: str) -> str:
    """Return what stands between a heading and the next one."""
    return html.split(f"<h2>{title}", 1)[1].split("<h2>", 1)[0]


@pytest.mark.parametrize(
    ("lang", "title", "none"), [("zh", "情况说明", "没有情况说明"), ("en", "Commentary", "Nothing")]
)
def test_the_commentary_is_the_editions_own(look: Look, lang: str, title: str, none: str) -> None:
    """2025Q2 knows what was written by then; 2025Q3 adds its own text above; another target has none."""
    asked = {"target": "patent_tech_contract_growth", "lang": lang}
    then, now = (section(markup(look("target", **asked, edition=edition)), title) for edition in ("2025Q2", "2025Q3"))
    assert "逐笔跟踪在谈合同" in then and "逐周调度" not in then
    assert "逐周调度" in now.split("<details", 1)[0] and "逐笔跟踪在谈合同" in now.split("<details", 1)[1]
    assert "综合科" in now and ("2025年10月13日" if lang == "zh" else "13 October 2025") in now
    assert none in section(markup(look("target", target="gi_output_growth", lang=lang)), title)
