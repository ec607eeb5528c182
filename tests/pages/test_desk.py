"""The office's desk as the app serves it: on an empty system first, for publishers only, each act on record."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.plan import load_catalogues
from dashboard.reporting import Database, editions, init, office_facts
from dashboard.screens import downloads
from tests.conftest import ROOT, Demo
from tests.pages.conftest import markup, press, release, visit

PLANS = load_catalogues(ROOT / "data" / "plan")
Open = Callable[..., AppTest]


@pytest.fixture
def empty(configured: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A database with the plan and nothing else."""
    database = Database(f"sqlite:///{tmp_path / 'reporting.db'}")
    init(database, PLANS)
    monkeypatch.setenv("DASHBOARD_PUBLISHER", "李四")
    configured(database.url)
    return database


def test_an_empty_system_says_what_to_do_and_lets_the_office_begin(empty: Database) -> None:
    told = markup(visit())
    assert "尚未发布任何报告期" in told and "desk?" in told and "intake?" in told
    assert "10个上线问题中还有10个没有答复" in markup(visit("desk"))
    assert "10 of 10 questions before going live are open" in markup(visit("desk", lang="en"))
    assert "应报" in markup(visit("intake"))
    assert downloads.handed("office", {}) is not None
    assert empty.rows("edition_list", plan="xinyang-2022") == []


def test_a_base_value_is_confirmed_changed_and_taken_back(empty: Database) -> None:
    seen = visit("desk", part="golive", fact="base_value:ip_transfers/2021")
    fields = {field.label: field for field in seen.text_input}
    assert fields["来源"].value == "各县区市场监管局基期报送（方案未给出基期值）" and fields["确认人"].value == "李四"
    fields["确认值（次）"].set_value("630")
    assert "没有填写文号" in markup(press(seen, "确认"))
    next(field for field in seen.text_input if field.label == "文号").set_value("信知函〔2026〕8号")
    assert "已确认：基期值" in markup(press(seen, "确认"))
    (fact,) = office_facts(empty, "xinyang-2022")
    assert (fact.text, fact.person, fact.doc_no) == ("630", "李四", "信知函〔2026〕8号")
    again = visit("desk", part="golive", fact="base_value:ip_transfers/2021")
    assert "信知函〔2026〕8号" in markup(again) and "630次" in markup(again)
    assert "须写明理由" in markup(press(again, "撤回确认"))
    next(field for field in again.text_input if field.label == "撤回理由").set_value("数字有误")
    assert "已撤回" in markup(press(again, "撤回确认")) and office_facts(empty, "xinyang-2022") == []


def test_the_workbook_comes_back_is_shown_and_confirmed(empty: Database) -> None:
    from io import BytesIO

    import openpyxl

    handed = downloads.handed("office", {})
    assert handed is not None
    book = openpyxl.load_workbook(BytesIO(handed.content))
    for place, value in enumerate(("2026年1月起的登记数", "会议纪要", "王五", "2026-01-20", "无"), 4):
        book["上线问题"].cell(4, place).value = value
    made = BytesIO()
    book.save(made)
    seen = visit("desk")
    seen.file_uploader[0].upload("确认表.xlsx", made.getvalue())
    assert "1项有变化" in markup(seen.run()) and office_facts(empty, "xinyang-2022") == []
    assert "已确认1项" in markup(press(seen, "确认这1项"))
    assert [fact.person for fact in office_facts(empty, "xinyang-2022")] == ["王五"]
    rows = empty.rows("audit_page", actor="", action="confirm_fact", first="", last="9", most=9, skipped=0)
    assert json.loads(str(rows[0]["detail"]))["after"]["text"] == "2026年1月起的登记数"


@pytest.mark.parametrize("role", ["viewer", "analyst", "reporter", "reviewer", "auditor"])
def test_nobody_else_works_at_the_desk(empty: Database, monkeypatch: pytest.MonkeyPatch, role: str) -> None:
    monkeypatch.setenv("DASHBOARD_ROLE", role)
    monkeypatch.setenv("DASHBOARD_UNIT", "scjg-411502" if role == "reporter" else "")
    release()
    assert "工作台只对市局发布人员开放" in markup(visit("desk", part="golive"))
    assert downloads.handed("office", {}) is None


@pytest.fixture
def compiling(demo_copy: Demo, configured: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> Database:
    """The demo, which may be changed."""
    monkeypatch.setenv("DASHBOARD_PUBLISHER", "李四")
    configured(demo_copy.url)
    return Database(demo_copy.url)


def test_a_correction_is_proved_handed_in_and_published(compiling: Database, tmp_path: Path) -> None:
    seen = visit("desk", part="edition")
    assert "报告期编制中" in markup(seen)
    options = seen.selectbox[0].options
    assert "更正：2026年三季度" in options
    seen.selectbox[0].select("更正：2026年三季度")
    assert "须写明" in markup(press(seen, "生成送审稿")) or "更正" in markup(seen)
    assert editions(compiling, "xinyang-2022")[-1].label == "2026Q3"


def test_a_reviewer_sees_the_edition_and_nothing_else(compiling: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_ROLE", "reviewer")
    release()
    assert "报告期编制中" in markup(visit("desk", part="edition"))
    assert "工作台只对市局发布人员开放" in markup(visit("desk", part="golive"))
