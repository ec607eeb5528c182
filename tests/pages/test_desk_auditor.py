"""The desk's part for audits: a bundle in one press, findings entered and closed, an auditor let in here alone."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.desk.findings import known
from dashboard.reporting import Database
from dashboard.settings import settings
from tests.conftest import Demo
from tests.pages.conftest import markup, press, release, visit

PLAN = "xinyang-2022"


@pytest.fixture
def database(demo_copy: Demo, configured: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> Database:
    """The demo, which may be changed, with its originals."""
    monkeypatch.setenv("DASHBOARD_PUBLISHER", "李四")
    configured(demo_copy.url)
    settings().originals.mkdir(parents=True, exist_ok=True)
    for file in demo_copy.folder.glob("*/*org_kj*.xlsx"):
        target = settings().originals / hashlib.sha256(file.read_bytes()).hexdigest()
        if not target.exists():
            target.symlink_to(file)
    return Database(demo_copy.url)


def choose(seen: AppTest, label: str, value: str) -> None:
    next(box for box in seen.selectbox if box.label == label).set_value(value)


def fill(seen: AppTest, label: str, text: str) -> None:
    """Fill the newest field of a label: forms stand in the order step, finding, report."""
    fields = [*seen.text_input, *seen.text_area]
    [field for field in fields if field.label == label][-1].set_value(text)  # type: ignore[union-attr]


def test_a_bundle_made_on_the_page_recomputes(database: Database, tmp_path: Path) -> None:
    seen = visit("desk", part="auditor", edition="2025Q3")
    choose(seen, "目标", "patent_tech_contract_growth")
    made = press(seen, "生成")
    assert "下载取证包" in "".join(button.label for button in made.get("download_button"))  # type: ignore[attr-defined]
    name, content = made.session_state["auditor-bundle"][1:]
    assert name == "2025Q3_4_patent_tech_contract_growth.zip"
    zipfile.ZipFile(BytesIO(content)).extractall(tmp_path / "b")
    told = subprocess.run([sys.executable, "-I", str(tmp_path / "b" / "recompute.py")], env={}, cwd=tmp_path,
                          capture_output=True, encoding="utf-8", check=False)  # fmt: skip
    assert told.returncode == 0 and "全部一致" in told.stdout, told.stdout


def test_a_report_and_its_finding_are_entered_and_closed(database: Database) -> None:
    seen = visit("desk", part="auditor")
    html = markup(seen)
    assert "未销号2项" in html and "已销号1项" in html and "专项资金第三方审计报告（演示数据）" in html
    fill(seen, "报告名称", "<b>绩效评价报告</b>")
    assert "类别、名称和出具单位都须填写" in markup(press(seen, "登记第三方报告"))
    fill(seen, "出具单位", "示例评价机构")
    html = markup(press(seen, "登记第三方报告"))
    assert "已登记报告" in html and "&lt;b&gt;绩效评价报告" in html and "<b>绩效评价报告" not in html
    again = visit("desk", part="auditor")
    choose(again, "责任单位", "org_cz")
    fill(again, "问题内容", "台账不全")
    assert "已登记问题" in markup(press(again, "登记问题"))
    reports, found = known(database, PLAN)
    assert (reports[-1].firm, found[-1].matter, found[-1].report) == ("示例评价机构", "台账不全", reports[-1].code)
    asked = visit("desk", part="auditor", finding="2025-1-3")
    assert next(box for box in asked.selectbox if box.label == "问题").value == "2025-1-3"
    last = visit("desk", part="auditor", finding="2025-1-2")
    choose(last, "办理", "close")
    fill(last, "整改情况、理由或复核意见", "复核无误")
    assert "文号" in markup(press(last, "办理问题"))
    next(field for field in last.text_input if field.label == "文号").set_value("函〔2026〕1号")
    assert "问题2025-1-2已销号" in markup(press(last, "办理问题"))
    log = markup(visit("audit"))
    assert "问题销号" in log and "登记第三方报告" in log


def test_an_auditor_opens_this_part_and_no_other(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_ROLE", "auditor")
    release()
    seen = visit("desk", part="auditor")
    html = markup(seen)
    assert "未销号2项" in html and "part=auditor" in html and "part=golive" not in html
    assert [box.label for box in seen.selectbox] == ["目标"] and not seen.text_input
    for part in ("edition", "slips", "units", "golive", "calendar"):
        assert "工作台只对市局发布人员开放" in markup(visit("desk", part=part))


@pytest.mark.parametrize("role", ["viewer", "analyst", "reporter", "reviewer"])
def test_nobody_else_does(database: Database, monkeypatch: pytest.MonkeyPatch, role: str) -> None:
    monkeypatch.setenv("DASHBOARD_ROLE", role)
    monkeypatch.setenv("DASHBOARD_UNIT", "scjg-411502" if role == "reporter" else "")
    release()
    seen = visit("desk", part="auditor")
    assert "工作台只对市局发布人员开放" in markup(seen) and not seen.selectbox


def test_it_is_told_in_english_too(database: Database) -> None:
    html = markup(visit("desk", part="auditor", lang="en"))
    assert "2 open" in html and "Audit bundle" in html and "Funds reconciled" in html


def test_the_funds_are_summed_and_what_does_not_add_up_is_named(database: Database) -> None:
    html = markup(visit("desk", part="auditor", edition="2025Q3"))
    assert "资金台账核对" in html and "报送单位：市财政局" in html and "年度：2024" in html
    assert "已使用" in html or "需核对" in html
