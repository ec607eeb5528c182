"""The desk's part of the units as the app serves it: contacts for publishers alone, and what is handed over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.plan import load_catalogues
from dashboard.reporting import Database, init
from dashboard.settings import settings
from tests.conftest import ROOT
from tests.pages.conftest import markup, press, visit

PLAN = "xinyang-2022"


@pytest.fixture
def empty(configured: Callable[[str], None], tmp_path: Path) -> Database:
    """A database with the plan and nothing else."""
    database = Database(f"sqlite:///{tmp_path / 'reporting.db'}")
    init(database, load_catalogues(ROOT / "data" / "plan"))
    configured(database.url)
    return database


def test_a_contact_is_entered_shown_where_it_is_needed_and_ended(empty: Database) -> None:
    seen = visit("desk", part="units")
    assert "31家报送单位中0家有在任联系人，31家暂缺" in markup(seen)
    next(field for field in seen.selectbox if field.label == "单位").set_value("org_tj")
    fields = {field.label: field for field in seen.text_input}
    fields["职务或科室"].set_value("<b>综合科</b>")
    fields["姓名"].set_value("乙某某")
    fields["办公电话"].set_value("13800138000")
    refused = press(seen, "登记联系人")
    assert "手机号码属于个人信息" in markup(refused) and not empty.rows("contacts", plan=PLAN)
    next(field for field in refused.text_input if field.label == "办公电话").set_value("0376-6365012")
    html = markup(press(refused, "登记联系人"))
    assert "已登记联系人" in html and "乙某某" in html and "&lt;b&gt;综合科&lt;/b&gt;" in html
    assert "30家单位无在任联系人" in html and "<b>综合科</b>" not in html
    reminding = markup(visit("desk", part="calendar"))
    assert '综合科&lt;/b&gt; <span class="nowrap">0376-6365012' in reminding and "乙某某" not in reminding
    assert "已终止联系人" in markup(press(visit("desk", part="units"), "终止"))
    log = markup(visit("audit"))
    assert "变更单位联系人" in log and "乙某某" not in log and "6365012" not in log


@pytest.mark.parametrize("role", ["reviewer", "reporter", "analyst", "auditor", "viewer"])
def test_the_part_is_closed_to_everybody_else(empty: Database, role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with empty.transaction() as tx:
        tx.insert("contact", [{"plan": PLAN, "unit": "org_tj", "post": "综合科", "name": "乙某某",
                               "line": "0376-6365012", "valid_from": "2026-01-01", "valid_to": None}])  # fmt: skip
    monkeypatch.setenv("DASHBOARD_ROLE", role)
    monkeypatch.setenv("DASHBOARD_UNIT", "org_tj")
    settings.cache_clear()
    for page in ({"path": "desk", "part": "units"}, {"path": "desk", "part": "calendar"}, {"path": "intake"}):
        html = markup(visit(**page))
        assert "乙某某" not in html and "6365012" not in html
    assert "发布" in markup(visit("desk", part="units"))


def test_the_list_is_told_in_english_too(empty: Database) -> None:
    html = markup(visit("desk", part="units", lang="en"))
    assert "To hand over: " in html and "Due until 31 March 2027" in html and "31 units without a contact" in html
