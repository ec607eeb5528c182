"""The outlook on a target's page, in both languages: what the edition froze, nothing where nothing is open."""

from __future__ import annotations

import json
import re

import pytest

from dashboard.reporting import Database, editions
from dashboard.wording import Language, t
from tests.pages.conftest import Look, markup

PLAN = "xinyang-2022"
TRANSFERS, PRODUCTS = "ip_transfer_license_growth", "patent_intensive_products"
SPECIALTY = "regional_specialty_industries"
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def number_of(database: Database, label: str) -> int:
    return next(found.number for found in editions(database, PLAN) if found.label == label)


def panel(html: str) -> str:
    return html.split('<section class="outlook"')[1].split("</section>")[0]


def stored(database: Database, label: str, target: str, horizon: str) -> dict[str, object]:
    rows = database.rows("edition_outlooks", plan=PLAN, edition=number_of(database, label))
    found = (r for r in rows if (r["target"], r["reading"], r["region"]) == (target, "default", "411500"))
    return dict(next(row for row in found if row["horizon"] == horizon))


def test_chance_range_method_and_record_stand_in_words(look: Look, demo_database: Database) -> None:
    html = panel(markup(look("target", target=TRANSFERS, edition="2025Q2")))
    row = stored(demo_database, "2025Q2", TRANSFERS, "year")
    assert f"<b>{round(float(str(row['p_attain'])) * 100)}%</b>" in html
    assert "达标可能性约" in html and "（模拟测算，仅供参考）" in html
    assert "以往季节规律与多种趋势平滑综合测算" in html and "<dd>2025年6月</dd>" in html
    assert re.search(r"过去12次预测中，80%区间命中\d+次；布赖尔得分0\.\d{3}，与“维持上期状态”的0\.\d{3}相比", html)
    assert html.count('style="left:') == 22  # twenty dots, the goal and its label
    assert html.count('<i class="on"') == sum(dot >= float(str(row["goal"])) for dot in json.loads(str(row["dots"])))
    assert "各县区预计全年数" in html and "各县区预计数之和等于全市预计水平" in html


def test_the_english_page_has_no_chinese_in_its_outlook(look: Look) -> None:
    for target in (TRANSFERS, PRODUCTS, SPECIALTY, "gi_output_growth"):
        html = panel(markup(look("target", target=target, edition="2025Q3", lang="en")))
        assert not CHINESE.search(html)


@pytest.mark.parametrize(("lang", "words"), [("zh", "暂不展示"), ("en", "none is shown")])
def test_a_hidden_outlook_says_why(look: Look, lang: str, words: str) -> None:
    seen = look("target", target=SPECIALTY, edition="2025Q3", lang=lang)
    html = panel(markup(seen))
    assert words in html and "80%" in html and 'class="piles"' not in html
    assert not seen.expander and not seen.select_slider


def test_too_few_origins_say_so(look: Look) -> None:
    html = panel(markup(look("target", target="gi_output_growth", edition="2025Q3")))
    assert "样本不足（仅4次" in html


def test_awaited_data_has_no_outlook(look: Look) -> None:
    html = panel(markup(look("target", target="patent_intensive_va_growth", edition="2025Q3")))
    assert "数据待报" in html and "%</b>" not in html


@pytest.mark.parametrize("label", ["2025Q4", "2026Q3"])
def test_final_targets_show_no_outlook(look: Look, demo_database: Database, label: str) -> None:
    number = number_of(demo_database, label)
    verdicts = demo_database.rows("verdicts", plan=PLAN, edition=number)
    final = {str(row["target"]) for row in verdicts if row["final"] and row["is_default"]}
    kept = {r["target"] for r in demo_database.rows("edition_outlooks", plan=PLAN, edition=number)}
    assert final and not final & kept
    for target in sorted(final & {TRANSFERS, PRODUCTS}):
        seen = look("target", target=target, edition=label, charts="live")
        assert '<section class="outlook"' not in markup(seen) and not seen.expander
        assert "50%区间" not in str([chart.proto.spec for chart in seen.get("plotly_chart")])


def test_the_fan_lies_in_the_chart_of_the_year(look: Look, demo_database: Database) -> None:
    seen = look("target", target=TRANSFERS, edition="2025Q2", charts="live")
    spec = json.loads(seen.get("plotly_chart")[0].proto.spec)
    traces = {trace.get("name"): trace for trace in spec["data"]}
    row = stored(demo_database, "2025Q2", TRANSFERS, "year")
    quantiles = json.loads(str(row["quantiles"]))
    assert traces["80%区间"]["y"][-1] == pytest.approx(quantiles["0.9"], rel=1e-6)
    assert traces["预计(FC)"]["y"][-1] == pytest.approx(quantiles["0.5"], rel=1e-6)
    assert traces["预计(FC)"]["y"][:6] == [None] * 6 and traces["预计(FC)"]["marker"]["pattern"]["shape"] == "/"
    assert traces["实际(AC)"]["y"][6:] == [None] * 6
    assert len(seen.get("plotly_chart")) == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_if_looks_up_what_was_frozen(look: Look, demo_database: Database, lang: Language) -> None:
    seen = look("target", target=PRODUCTS, edition="2024Q4", lang=lang)
    asked = {"plan": PLAN, "edition": number_of(demo_database, "2024Q4"), "target": PRODUCTS}
    rows = demo_database.rows("outlook_details", **asked)
    frozen = json.loads(str(next(row for row in rows if row["reading"] == "default")["what_if"]))
    assert seen.select_slider[0].label == t("outlook.factor", lang)
    assert [box.label for box in seen.checkbox] and len(seen.checkbox) == len(frozen["entries"])
    before = frozen["grid"][""][frozen["factors"].index(1.0)][0]
    assert f"<b>{round(before * 100)}%</b>" in markup(seen).split('class="if-result"')[1]
    seen.checkbox[0].check()
    seen.select_slider[0].set_value(1.5)
    seen.run()
    after = frozen["grid"]["0"][frozen["factors"].index(1.5)][0]
    assert after > before
    assert f"<b>{round(after * 100)}%</b>" in markup(seen).split('class="if-result"')[1]


def test_another_reading_has_its_own_outlook(look: Look, demo_database: Database) -> None:
    html = panel(markup(look("target", target=TRANSFERS, edition="2025Q2", reading="transfers_only")))
    rows = demo_database.rows("edition_outlooks", plan=PLAN, edition=number_of(demo_database, "2025Q2"))
    row = next(r for r in rows if (r["target"], r["reading"], r["horizon"]) == (TRANSFERS, "transfers_only", "year"))
    assert f"<b>{round(float(str(row['p_attain'])) * 100)}%</b>" in html


def test_county_outlooks_of_the_demo_add_up_and_quantiles_agree(demo_database: Database) -> None:
    whole = 0
    for found in editions(demo_database, PLAN):
        rows = demo_database.rows("edition_outlooks", plan=PLAN, edition=found.number)
        for row in rows:
            values = list(json.loads(str(row["quantiles"])).values())
            assert values == sorted(values)
            if row["dots"] != "[]" and row["p_attain"] is not None:
                above = sum(dot >= float(str(row["goal"])) for dot in json.loads(str(row["dots"]))) / 20
                assert abs(above - float(str(row["p_attain"]))) < 0.08
        own = [row for row in rows if row["reading"] == "default" and row["horizon"] == "year"]
        for city in (row for row in own if row["region"] == "411500" and row["p_attain"] is not None):
            below = [row for row in own if row["target"] == city["target"] and row["region"] != "411500"]
            if below:
                whole += 1
                total = sum(float(str(row["middle"])) for row in below)
                assert total == pytest.approx(float(str(city["middle"])), rel=1e-6)
    assert whole > 30
