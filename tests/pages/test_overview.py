"""The overview as the app serves it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.reporting import Database, init
from tests.pages.conftest import Look, markup, visit

ROW = re.compile(r'<tr role="row" class="row">')
CHIP = re.compile(r'class="chip"')
TASK = re.compile(r'<span class="code">')


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_shows_all_targets_and_tasks_without_a_chart(look: Look, lang: str, theme: str) -> None:
    seen = look(theme=theme, lang=lang)
    html = markup(seen)
    assert not seen.exception
    assert (len(ROW.findall(html)), len(CHIP.findall(html)), len(TASK.findall(html))) == (14, 7, 18)
    assert f'class="xy page {theme}"' in html and 'data-charts="0"' in html
    assert len(seen.get("plotly_chart")) == 0


def test_it_carries_cut_off_edition_rules_and_the_demo_mark(look: Look) -> None:
    html = markup(look())
    for words in ("数据截至2025年9月30日", "报告期：2025年三季度", "评价规则（2022年第1版）", "演示数据"):
        assert words in html
    assert "方案期已结束，结算期至2026年12月31日" in html  # computed for the day shown, not for the edition


def test_the_first_edition_seen_is_the_opening_one_and_every_other_can_be_chosen(look: Look) -> None:
    html = markup(look())
    menu = re.findall(r'<li><a href="[^"]*edition=([^&"]*)[^"]*"(?: aria-current="true")?>\d{4}年', html)
    assert menu[0] == "2026Q3" and menu[-2:] == ["2021Q4", "2025-11"] and len(menu) == 19  # a flash one apart
    assert [at for at in menu if f'edition={at}&amp;lang=zh" aria-current="true"' in html] == ["2025Q3"]


def test_a_pasted_address_shows_the_same_page(look: Look) -> None:
    first = markup(look(edition="2024Q2", lang="en"))
    assert markup(visit(plan="xinyang-2022", edition="2024Q2", lang="en")) == first
    assert "Data as of 30 June 2024" in first


def test_an_unknown_value_falls_back_with_a_friendly_notice(look: Look) -> None:
    html = markup(look(edition="2099Q1", plan="nowhere"))
    assert "没有报告期“2099Q1”，已改为显示2025年三季度。" in html
    assert "没有方案“nowhere”" in html
    assert len(ROW.findall(html)) == 14


def test_markup_in_the_address_stays_text(look: Look) -> None:
    html = markup(look(edition="<img src=x onerror=alert(1)>"))
    assert "<img" not in html and "&lt;img src=x" in html


def test_every_row_links_to_its_page_with_the_selection(look: Look) -> None:
    html = markup(look(edition="2025Q2", lang="en", display="dark"))
    links = re.findall(r'<a href="(\./target\?[^"]*)" title', html)
    assert len(links) == 14
    assert all(
        "edition=2025Q2&amp;lang=en&amp;target=" in link and "embed_options=dark_theme" in link for link in links
    )


def test_the_display_chosen_goes_before_the_browsers(look: Look) -> None:
    assert 'class="xy page dark"' in markup(look(display="dark"))
    assert 'class="xy page light"' in markup(visit(theme="dark", display="light"))


def test_an_edition_published_with_gaps_says_so_and_names_who_is_missing(look: Look) -> None:
    html = markup(look(edition="2024Q2"))
    assert "本报告期在数据不全时发布" in html
    assert html.count("息县市场监管局</small>") == 10


def test_an_empty_database_says_what_to_do(configured: Callable[[str], None], tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'empty.db'}")
    init(database, {})
    configured(database.url)
    seen = visit()
    assert not seen.exception and "尚未发布任何报告期" in markup(seen)
    assert "No edition has been published yet" in markup(visit(lang="en"))
