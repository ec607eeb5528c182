"""Evidence on the desk: a unit hands in for its own, the office verifies or returns, counts tell, nobody sees more."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response
from streamlit.testing.v1 import AppTest

from dashboard.access import Person, asking
from dashboard.reporting import Database
from dashboard.screens import papers_http
from dashboard.wording import t
from tests.conftest import Demo
from tests.pages.conftest import markup, press, release, visit

PLAN, UNIT, OTHER = "xinyang-2022", "scjg-411503", "scjg-411502"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <<>> endobj\n%%EOF\n"
Become = Callable[..., None]


@pytest.fixture
def become(
    demo_copy: Demo, configured: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Become:
    """Become somebody: a reporter by the unit's code, else a role; everything is kept apart from the demo's files."""
    monkeypatch.setenv("DASHBOARD_VAR_DIR", str(tmp_path / "var"))
    configured(demo_copy.url)

    def change(role: str, name: str = "李四", **settings: str) -> None:
        monkeypatch.setenv("DASHBOARD_ROLE", "reporter" if "-" in role else role)
        monkeypatch.setenv("DASHBOARD_UNIT", role if "-" in role else "")
        monkeypatch.setenv("DASHBOARD_PUBLISHER", name)
        for key, value in settings.items():
            monkeypatch.setenv(f"DASHBOARD_{key.upper()}", value)
        release()

    return change


def opened(**query: str) -> AppTest:
    return visit("desk", part="evidence", **query)


def send(seen: AppTest, name: str, content: bytes, *words: str) -> str:
    """Hand in a file for the subjects whose labels hold some words."""
    seen.file_uploader[0].upload(name, content)
    places = seen.multiselect[0]
    chosen = [one for one in places.options if any(word in one for word in words)]
    assert len(chosen) == len(words)
    for one in chosen:
        places.select(one)
    return markup(press(seen, "提交"))


def fetched(digest: str, who: Person) -> Response:
    """Return the answer to somebody who asks for a file."""
    scope = {"type": "http", "method": "GET", "path": f"/papers/{digest}", "headers": [], "query_string": b"",
             "path_params": {"digest": digest}}  # fmt: skip
    with asking.asking(who):
        asked = copy_context()  # a thread of its own: where a browser was driven before, this one has a loop that runs
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asked.run, asyncio.run, _answer(Request(scope))).result()


async def _answer(request: Request) -> Response:
    return await papers_http.answer(request)


def digest(database: Database, name: str) -> str:
    rows = database.rows("evidence_steps", plan=PLAN, scope="")
    return str(next(row["file_hash"] for row in reversed(rows) if row["file_name"] == name))


def test_a_file_is_handed_in_returned_mended_and_verified(become: Become, demo_copy: Demo, tmp_path: Path) -> None:
    become(UNIT)
    seen = opened()
    told = markup(seen)
    assert "平桥区市场监管局证明材料应有" in told and "托管服务协议（演示数据）.pdf" in told and "浉河区" not in told
    told = send(seen, "../../etc/批复<b>.pdf", PDF, "信阳示例装备有限公司 22")
    assert "已提交：批复&lt;b&gt;.pdf，证明1项" in told and "<b>.pdf" not in told
    database = Database(demo_copy.url)
    code = digest(database, "批复<b>.pdf")
    assert (tmp_path / "var" / "papers" / code).read_bytes() == PDF
    become("reviewer", "处长")
    told = markup(opened())
    assert "<h2>待核验<small>2</small></h2>" in told and "批复&lt;b&gt;.pdf" in told
    page = opened(paper=code)
    assert "须写明退回原因" in markup(press(page, "退回"))
    next(field for field in page.text_input if field.label == "退回原因").set_value("<i>缺签字页</i>")
    assert "已退回：批复&lt;b&gt;.pdf，1项" in markup(press(page, "退回"))
    become(UNIT)
    assert "&lt;i&gt;缺签字页&lt;/i&gt;" in markup(opened(paper=code))
    told = send(opened(), "批复.pdf", PDF, "信阳示例装备有限公司 22")
    assert "这份文件此前已以“批复&lt;b&gt;.pdf”提交过" in told
    become("publisher")
    assert "已核验：批复.pdf，1项；自下一次发布起计入" in markup(press(opened(paper=code), "核验通过"))


def test_a_unit_sees_nothing_of_another_one(become: Become, demo_copy: Demo, tmp_path: Path) -> None:
    code = digest(Database(demo_copy.url), "托管服务协议（演示数据）.pdf")
    become(OTHER)
    for query in ({}, {"paper": code}, {"unit": UNIT}, {"paper": code, "unit": UNIT}):
        told = markup(opened(**query))
        assert "浉河区市场监管局证明材料应有" in told
        assert "托管服务协议" not in told and "平桥区" not in told and "信阳示例装备有限公司 22" not in told
    assert "工作台只对市局发布人员开放" in markup(visit("desk", part="slips"))
    told = markup(visit("desk"))  # without a part a unit comes to the one that is its own
    assert "证明材料应有" in told and "报送日历" not in told


@pytest.mark.parametrize("role", ["viewer", "analyst"])
def test_nobody_else_sees_evidence(become: Become, role: str) -> None:
    become(role)
    assert "工作台只对市局发布人员开放" in markup(opened())


def test_where_two_persons_are_asked_for_nobody_verifies_the_own_file(become: Become, demo_copy: Demo) -> None:
    become("publisher", two_persons="true")
    assert "已提交" in send(opened(), "方案.pdf", PDF, "信阳示例装备有限公司 22")
    page = opened(paper=digest(Database(demo_copy.url), "方案.pdf"))
    assert "由李四提交，已启用双人复核" in markup(press(page, "核验通过"))


def test_a_file_that_is_not_what_it_says_and_one_that_is_too_large_are_refused(become: Become) -> None:
    become(UNIT, evidence_mb="1")
    assert "与扩展名不符" in send(opened(), "a.pdf", b"<html>", "信阳示例装备有限公司 22")
    assert "超过1 MB的上限" in send(opened(), "a.pdf", PDF + b"0" * 1_000_000, "信阳示例装备有限公司 22")
    assert "没有选择文件" in markup(press(opened(), "提交"))
    assert "没有选择证明事项" in send(opened(), "a.pdf", PDF)


def test_a_file_is_a_download_to_those_who_may_see_it(become: Become, demo_copy: Demo, tmp_path: Path) -> None:
    become(UNIT)
    send(opened(), "批复 1.pdf", PDF, "信阳示例装备有限公司 22")
    code = digest(Database(demo_copy.url), "批复 1.pdf")
    own = Person("", "reporter", UNIT, PLAN)
    for who in (own, Person("", "publisher"), Person("", "reviewer"), Person("", "auditor")):
        answer = fetched(code, who)
        assert answer.status_code == 200 and answer.body == PDF
        assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''%E6%89%B9%E5%A4%8D%201.pdf"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-type"] == "application/octet-stream"
    strangers = [Person("", "reporter", OTHER, PLAN), Person("", "reporter", UNIT, "another"), Person("", "viewer"),
                 Person("", "analyst")]  # fmt: skip
    answers = [fetched(asked, who) for who in strangers for asked in (code, "0" * 64, "x")]
    assert {(one.status_code, one.body) for one in answers} == {(404, t("proof.no_such_file", "zh").encode())}
    (tmp_path / "var" / "papers" / code).write_bytes(b"altered")
    assert "缺失或已被改动" in bytes(fetched(code, own).body).decode()
