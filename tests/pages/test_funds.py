"""The funds page as the app serves it."""

from __future__ import annotations

import json
import re

import pytest

from dashboard.reporting import Database
from tests.pages.conftest import Look, markup, visit

ITEM = re.compile(r'<details class="whole">')
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def stored(database: Database, edition: int = 16) -> list[dict[str, str]]:
    found = database.rows("ledger_rows", plan="xinyang-2022", edition=edition, ledger="funds", scope="")
    return [json.loads(str(row["attributes"])) for row in found]


def total(rows: list[dict[str, str]], name: str) -> int:
    """Return a sum in 万元; the demo has whole ones."""
    return sum(int(row[name] or 0) for row in rows) // 1_000_000


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_opens_with_every_item(look: Look, demo_database: Database, lang: str, theme: str) -> None:
    seen = look("funds", theme=theme, lang=lang)
    html = markup(seen)
    assert not seen.exception and 'data-charts="0"' in html
    assert len(ITEM.findall(html)) == len(stored(demo_database)) == 58


def test_the_sums_are_those_of_the_ledger(look: Look, demo_database: Database) -> None:
    html, rows = markup(look("funds")), stored(demo_database)
    said = f"下达{total(rows, 'approved')}万元，拨付{total(rows, 'allocated')}万元，已使用{total(rows, 'used')}万元"
    assert said in html
    for name in ("returned", "carried_over"):
        assert f"<dd>{total(rows, name)} 万元</dd>" in html


def test_a_choice_narrows_sums_and_items_and_stays_in_the_address(look: Look, demo_database: Database) -> None:
    html = markup(look("funds", year="2024", mode="以奖代补", region="411503"))
    rows = [row for row in stored(demo_database)
            if (row["year"], row["mode"], row["region"]) == ("2024", "以奖代补", "411503")]  # fmt: skip
    assert rows and len(ITEM.findall(html)) == len(rows) and f"下达{total(rows, 'approved')}万元" in html
    assert "2024年、平桥区和以奖代补" not in html and "2024年、平桥区、以奖代补专项资金" in html
    assert re.search(r'href="\./funds\?[^"]*edition=2025Q2[^"]*region=411503[^"]*year=2024[^"]*mode=', html)


def test_what_is_planted_is_found_with_its_rows(look: Look) -> None:
    html = markup(look("funds"))
    assert "使用超过拨付1处" in html and "同一项目重复安排1处" in html
    section = html[html.index('id="warns"') : html.index('class="fund-groups"')]
    assert re.search(r"已使用\d+万元，超过拨付\d+万元，多3万元", section)
    assert len(re.findall(r"\.xlsx，资金台账，第\d+行", section)) >= 3


def test_every_item_names_file_sheet_and_row_and_its_payment(look: Look) -> None:
    html = markup(look("funds"))
    items = html[html.index('id="items"') :]
    assert len(re.findall(r"\.xlsx，资金台账，第\d+行，第\d+版", items)) == 58
    assert len(re.findall(r"示例财拨〔\d{4}〕\d+号 · \d{4}年", items)) >= 50
    for word in ("绩效目标", "自评得分", "审计（评价）结论", "结项方式"):
        assert word in items


def test_an_early_edition_shows_what_was_known_then(look: Look, demo_database: Database) -> None:
    html = markup(look("funds", edition="2023Q2"))
    assert len(ITEM.findall(html)) == len(stored(demo_database, 7)) < 58
    assert "2024年" not in re.sub(r"<header.*?</header>", "", html, flags=re.S)


def test_before_the_first_funds_it_says_what_to_do(look: Look) -> None:
    html = markup(look("funds", edition="2021Q4"))
    assert "暂无资金台账" in html and "市财政局报送" in html
    assert "No funds yet" in markup(visit("funds", edition="2021Q4", lang="en"))


def test_markup_in_a_choice_stays_text(look: Look) -> None:
    html = markup(look("funds", source="<img src=x>", task="99"))
    assert "<img" not in html and "所选范围内没有资金项目" in html


def test_the_english_page_keeps_chinese_for_originals_only(look: Look) -> None:
    html = markup(look("funds", lang="en", year="2024"))
    items = re.sub(r"<(summary|small|dd|span)[^>]*>.*?</\1>", "", html[html.index('id="warns"') :], flags=re.S)
    left = {text.strip() for text in re.sub(r"<[^>]*>", "\n", items).split("\n") if CHINESE.search(text)}
    assert left == set()
    head = re.sub(r"<[^>]*>", "\n", html[: html.index('id="warns"')]).split("\n")
    assert {text.strip() for text in head if CHINESE.search(text)} <= {"中文"}
