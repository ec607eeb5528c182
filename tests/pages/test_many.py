"""Pages of a plan with very many regions: a part of them at a time, found by a word; here ten are too many."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest

from dashboard.figures import places
from dashboard.reporting import Database
from dashboard.review.book import opened
from dashboard.review.by_county import blocks
from dashboard.review.scenes import wall
from dashboard.wording import t
from tests.conftest import Demo
from tests.pages.conftest import markup, visit

PLAN = "xinyang-2022"
TABLE = re.compile(r'<table class="plain (?:counties|pivot)[^>]*>.*?</table>', re.S)
ROWS = re.compile(r'<tr[^>]*><th scope="row">(?:<a [^>]*>)?(?:<i [^>]*></i>)?([^<]+)')
ASKED = {"indicator": "ip_transfers"}
Look = Callable[..., str]


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch, configured: Callable[..., None], demo: Demo) -> Look:
    """Return what a page draws where more than five regions are too many and four are shown at a time."""
    monkeypatch.setattr(places, "MANY", 5)
    monkeypatch.setattr(places, "PAGE", 4)
    configured(demo.url)
    return lambda path="", **keys: markup(visit(path, plan=PLAN, edition="2025Q3", lang="zh", **keys))


def rows(html: str) -> list[str]:
    """Return the names at the rows of the first table of regions."""
    found = TABLE.search(html)
    return ROWS.findall(found.group()) if found else []


def names(database: Database) -> list[str]:
    """Return the counties in the order of the catalogue."""
    return [str(row["name"]) for row in database.rows("regions", plan=PLAN, edition=16) if row["kind"] == "county"]


def later(html: str) -> dict[str, str] | None:
    """Return the keys of the next part of the list; None on the last one."""
    found = re.search(r'href="([^"]+)">下一页', html)
    return dict(parse_qsl(urlsplit(unescape(found.group(1))).query)) if found else None


@pytest.mark.parametrize("page", ["explore", "counties", "target"])
def test_the_parts_of_the_list_hold_every_county_once(page: str, seen: Look, demo_database: Database) -> None:
    every, told, keys = names(demo_database), [], {"rows": "region", "step": "A", **ASKED} if page == "explore" else {}
    for first in (1, 5, 9):
        html = seen(page, **{key: value for key, value in keys.items() if key not in ("plan", "edition", "lang")})
        assert f"第{first}—{min(first + 3, 10)}个地区，共10个" in html
        part = [name for name in rows(html) if name in every]
        assert len(part) == min(4, 11 - first)
        told += part
        keys = later(html) or {}
    assert told == every and keys == {}


def test_a_region_is_found_by_a_word_and_the_choice_is_as_short_as_the_part(seen: Look) -> None:
    html = seen("explore", rows="region", step="A", find="浉河", **ASKED)
    assert "名称或代码含“浉河”的第1—1个地区，共1个" in html
    assert rows(html)[1:] == ["浉河区"] and "浉河区</a>" in html and "平桥区</a>" not in html
    assert "没有名称或代码含“qqq”的地区" in seen("explore", find="qqq", **ASKED)
    beside = seen("explore", region="411525", rows="region", step="A", **ASKED)
    assert "固始县" in rows(beside) and "第1—4个地区" in beside  # the one asked for stands with any part


def test_a_part_is_called_neither_the_largest_nor_the_sum(seen: Look) -> None:
    html = seen("counties", target="ip_transfer_license_growth")
    head = html[html.index("<h1>") : html.index("</h1>")]
    assert "浉河" not in head and "最多" not in head and "次" in head
    assert t("target.counties_note_sum", "zh") not in html


def test_the_overview_counts_counties_by_target(seen: Look, demo_database: Database) -> None:
    html = markup(visit("", plan=PLAN, edition="2024Q2", lang="zh"))
    table = html[html.index("县区完成情况（各目标）") :]
    number = next(row["number"] for row in demo_database.rows("edition_list", plan=PLAN) if row["label"] == "2024Q2")
    rows = demo_database.rows("county_status", plan=PLAN, edition=number)
    totals = [int(text) for text in re.findall(r'<tr><th scope="row">[^<]+</th><td class="r">(\d+)</td>', table)]
    assert sum(totals) == len(rows) and set(totals) == {10}
    assert "按县区" not in html


def test_what_all_units_sent_is_not_listed_but_found(seen: Look) -> None:
    assert "报送单位较多" in seen("data") and "报送单位较多" in seen("unit")
    assert "本页不逐条列出" in seen("counts")
    assert "先在上表选择一个地区" in seen("target", target="ip_transfer_license_growth")
    assert "先在上表选择一个地区" not in seen("target", target="ip_transfer_license_growth", region="411502")
    found = seen("unit", find="scjg-411502")
    assert "unit=scjg-411502" in found and "unit=scjg-411503" not in found
    assert "报送单位较多" not in seen("unit", unit="scjg-411502")


def test_papers_and_the_big_screen_say_that_counties_are_too_many(seen: Look, demo_database: Database) -> None:
    book = opened(demo_database.rows, PLAN, "2025Q3", "zh")
    assert ["县区较多" in paragraph.text for paragraph in blocks(book)] == [True]  # type: ignore[union-attr]
    scene = next(found for found in wall(book, book.day).scenes if found.key == "map")
    assert any("县区较多" in piece.text for piece in scene.headline)
