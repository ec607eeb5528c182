"""The desk's calendar as the app serves it: who owes what, reminded in one click, extended, flash editions."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.plan import load_catalogues
from dashboard.reporting import Database, init
from dashboard.settings import settings
from tests.conftest import ROOT
from tests.pages.conftest import Look, markup, press, visit

PLANS = load_catalogues(ROOT / "data" / "plan")
PLAN, UNIT = "xinyang-2022", "scjg-411525"


@pytest.fixture
def empty(configured: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A database with the plan and nothing else: everything that is due is overdue."""
    database = Database(f"sqlite:///{tmp_path / 'reporting.db'}")
    init(database, PLANS)
    monkeypatch.setenv("DASHBOARD_PUBLISHER", "李四")
    configured(database.url)
    return database


def opened(**query: str) -> AppTest:
    return visit("desk", part="calendar", **query)


def test_everybody_is_reminded_in_one_click_and_reads_it_on_the_own_page(empty: Database) -> None:
    seen = opened()
    assert "2026年三季度31家单位应报146张，实报0张，逾期未报146张" in markup(seen) and "最长逾期44天" in markup(seen)
    texts = [code.value for code in seen.code]
    assert any("固始县市场监督管理局" in text and "期限2026年10月10日" in text for text in texts)
    assert "商请（4家）" in markup(seen)  # three banks and a central branch, never among those of the one click
    after = press(seen, "登记已催报27家")
    assert "已登记催报27家" in markup(after) and "已催1次，最近2026年11月23日（微信、短信）" in markup(after)
    rows = empty.rows("reminders", plan=PLAN, sender="")
    assert len(rows) == 27 and not [row for row in rows if str(row["sender"]).startswith("bank")]
    logged = [row for row in empty.rows("audit_last", limit=99) if row["action"] == "remind"]
    assert {row["actor"] for row in logged} == {"李四"} and len(logged) == 27
    assert json.loads(str(logged[0]["detail"]))["after"]["count"] == 1
    assert "市局已催报：2026年11月23日" in markup(visit("intake", unit=UNIT, period="2026Q3"))
    assert "市局已催报" not in markup(visit("intake", unit="bank-01", period="2026Q3"))


def test_more_time_is_granted_and_shown_with_its_reason(empty: Database) -> None:
    seen = opened()
    fields = {field.label: field for field in seen.text_input}
    assert "请填写延期原因" in markup(press(opened(), "准予延期"))
    fields["原因"].set_value("系统切换")
    fields["文号"].set_value("信知函〔2026〕9号")
    next(field for field in seen.date_input if field.label == "延期至").set_value(date(2026, 12, 5))
    next(box for box in seen.selectbox if box.label == "单位").set_value(UNIT)
    after = press(seen, "准予延期")
    assert "已延期至2026年12月7日" in markup(after)  # the fifth is a Saturday
    html = markup(opened())
    assert "已延期10张" in html and "因系统切换延期（信知函〔2026〕9号）" in html
    assert "2026年12月7日" in markup(visit("intake", unit=UNIT, period="2026Q3"))


def test_a_flash_edition_is_published_from_the_page_marked_and_never_the_default(empty: Database) -> None:
    seen = opened()
    assert "还没有月度快报" in markup(seen)
    refused = press(seen, "发布快报")
    assert "缺" in markup(refused) and empty.rows("edition_list", plan=PLAN) == []
    next(field for field in refused.text_input if field.label == "数据未齐时的说明").set_value("试运行")
    done = press(refused, "发布快报")
    assert "已发布2026年10月快报（初步数）" in markup(done)
    (edition,) = empty.rows("edition_list", plan=PLAN)
    assert (edition["label"], edition["kind"], edition["publisher"]) == ("2026-10", "flash", "李四")
    told = markup(visit("", edition="2026-10"))
    assert "2026年10月快报（初步数）" in told and "数据为初步数" in told
    assert empty.rows("verdict_history", plan=PLAN, target="ip_transfer_license_growth", reading="default") == []


def test_the_demos_quarter_is_complete_and_its_history_tells_of_reminders(look: Look) -> None:
    html = markup(look("desk", part="calendar", period="2024Q2", kinds="county_bureau"))
    assert "已催2次，最近2024年7月16日（电话）" in html and "县区局" in html
    assert "2024年7月10日" in html
    english = markup(look("desk", part="calendar", period="2026Q3", lang="en"))
    assert "all reported" in english or "reported" in english
    assert "10 October 2026" in english  # a Saturday that was worked


@pytest.mark.parametrize("role", ["viewer", "reporter", "reviewer"])
def test_nobody_but_a_publisher_works_there(empty: Database, role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_ROLE", role)
    monkeypatch.setenv("DASHBOARD_UNIT", UNIT if role == "reporter" else "")
    settings.cache_clear()
    seen = opened()
    assert "只对市局发布人员开放" in markup(seen) and not seen.button and not seen.code


def test_a_quarter_with_nothing_new_takes_no_typing_at_all(empty: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the page: one click and no field; the board says 零报告 and nobody reminds the unit."""
    monkeypatch.setenv("DASHBOARD_ROLE", "reporter")
    monkeypatch.setenv("DASHBOARD_UNIT", UNIT)
    settings.cache_clear()
    asked = visit("intake", period="2026Q3")
    assert not [*asked.text_input, *asked.text_area, *asked.selectbox, *asked.number_input]
    press(asked, "本期各表均无发生，全部零报告")
    monkeypatch.setenv("DASHBOARD_ROLE", "publisher")
    settings.cache_clear()
    html = markup(opened(kinds="county_bureau"))
    assert "实报10张，其中零报告10张" in html
    assert not any("固始县市场监督管理局" in code.value for code in opened().code)
