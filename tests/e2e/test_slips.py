"""A supervision slip in a real browser: made from a meeting's decision, its letter fetched, answered and closed."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Demo
from tests.e2e.browsing import visit
from tests.e2e.conftest import serving
from tests.pages.sending import answers

WAITS = 60_000  # ms
WORDS = "落实知识产权专项资金年度绩效评价"


def told(page: Page, words: str) -> None:
    expect(page.locator(".told")).to_contain_text(words, timeout=WAITS)


def step(page: Page, act: str, **fields: str) -> None:
    """Fill in the form of the step that comes next, which is open, and press its button."""
    form = page.locator("[data-testid=stExpander]", has=page.locator("summary", has_text=act))
    for label, text in fields.items():
        form.get_by_label(label, exact=True).fill(text)
    form.get_by_role("button", name=act, exact=True).click()


@pytest.mark.large
def test_from_a_decision_to_its_closing(browser: Browser, demo_copy: Demo, tmp_path: Path) -> None:
    own = {"DASHBOARD_DATABASE_URL": demo_copy.url, "DASHBOARD_VAR_DIR": str(tmp_path)}
    with serving(tmp_path, **own) as origin:
        query = {"lang": "zh", "part": "slips"}
        with visit(browser, origin, "/desk", query=query, bypass_csp=True, accept_downloads=True) as seen:
            page = seen.page
            expect(page.locator(".headline h1")).to_contain_text("未销号3件", timeout=WAITS)
            page.get_by_label("责任单位").click()
            page.get_by_role("option", name="市财政局", exact=True).click()
            page.get_by_label("督办事项").fill(WORDS)
            page.get_by_label("文件名称或文号").fill("联席会议纪要〔2026〕4号")
            page.get_by_role("button", name="制单", exact=True).click()
            told(page, "信知督〔2026〕4号")
            with page.expect_download() as held:
                page.get_by_role("button", name="下载督办单（DOCX）").click()
            letter = Document(BytesIO(Path(held.value.path()).read_bytes()))
            text = "\n".join(line.text for line in letter.paragraphs)
            assert WORDS in text and "信知督〔2026〕4号" in text and "信阳市财政局：" in text
            step(page, "登记下发")
            told(page, "已登记下发")
            step(page, "登记签收", 签收人="王某")
            told(page, "已登记签收")
            step(page, "登记回复", 办理情况="评价报告已印发")
            told(page, "已登记回复")
            step(page, "销号", 销号依据="报告已收到")
            told(page, "已销号")
            assert seen.errors == []
    acts = [act for (act,) in answers(demo_copy.database, "select action from audit_log order by id desc limit 5")]
    assert acts == ["slip_close", "slip_answer", "slip_sign", "slip_issue", "slip_make"]
