"""The page of what was sent as the app serves it."""

from __future__ import annotations

import re

import pytest

from dashboard.reporting import Database
from tests.pages.conftest import Look, markup
from tests.pages.test_tasks import CHINESE

CELL = re.compile(r'class="sentmark[^"]*" title="([^"]*)"')


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_shows_every_sender_and_quarter_without_a_chart(look: Look, lang: str, theme: str) -> None:
    seen = look("data", theme=theme, lang=lang)
    html = markup(seen)
    assert not seen.exception and len(seen.get("plotly_chart")) == 0
    assert f'class="xy page {theme}"' in html and len(CELL.findall(html)) > 400
    if lang == "en":
        assert not CHINESE.search(re.sub(r'<details>.*?</details>|title="[^"]*"', "", html, flags=re.S))


def test_who_reported_is_who_has_a_receipt(look: Look, demo_database: Database) -> None:
    html = markup(look("data"))
    receipts = demo_database.rows("receipts_as_of", plan="xinyang-2022", edition=16, through="2025-09")
    senders = {row["sender"] for row in receipts if row["period"] == "2025Q3"}
    assert f"2025年三季度应报{len(senders)}家，已全部报送（其中零报告5家）" in html
    assert len([tip for tip in CELL.findall(html) if tip.startswith("2025年三季度")]) == len(senders)


def test_a_gap_is_missing_in_its_edition_and_late_in_the_next(look: Look) -> None:
    html = markup(look("data", edition="2024Q2"))
    assert "未报或未报齐1家：息县市场监管局" in html
    assert [tip for tip in CELL.findall(html) if "未报" in tip] == [
        "2024年二季度未报：应报10张，实报0张，期限2024年7月10日"
    ]
    late = [tip for tip in CELL.findall(markup(look("data", edition="2024Q3"))) if tip.startswith("2024年二季度迟报")]
    assert len(late) == 1 and "2024年8月17日填报" in late[0]


def test_the_yearly_sheet_that_is_awaited_is_told(look: Look) -> None:
    html = markup(look("data"))
    assert "市统计局2024年“专利密集型产业增加值（试点核算）”（期限2025年9月1日）" in html
    assert re.search(r"专利密集型产业增加值</a>.*?2023年.*?应报1，实报0.*?市统计局", html, re.S)


def test_restated_values_are_those_that_the_editions_hold(look: Look) -> None:
    html = markup(look("data", edition="2023Q4"))
    rows = re.findall(r"知识产权转让、许可数量</a></th><td class=\"nowrap\">(\S+)</td>", html)
    assert rows == ["2023年7月", "2023年8月", "2023年9月"]
    assert "各期数据没有修订。" in markup(look("data", edition="2023Q3"))


def test_the_first_edition_opens(look: Look) -> None:
    seen = look("data", edition="2021Q4")
    assert not seen.exception and "2021年四季度应报" in markup(seen)
