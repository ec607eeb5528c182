"""The desk's part of the units in a real browser: what it hands out opens, and everybody can use it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Demo
from tests.e2e.browsing import visit
from tests.e2e.conftest import serving
from tests.e2e.test_comfort import GRAVE

WAITS = 60_000  # ms


def taken(page: Page, label: str) -> BytesIO:
    """Press a button and return the file that comes."""
    with page.expect_download(timeout=WAITS) as coming:
        page.get_by_role("button", name=label).click()
    return BytesIO(Path(coming.value.path()).read_bytes())


@pytest.mark.large
def test_the_list_and_a_draft_are_taken_away(browser: Browser, demo_copy: Demo, tmp_path: Path) -> None:
    own = {"DASHBOARD_DATABASE_URL": demo_copy.url, "DASHBOARD_VAR_DIR": str(tmp_path), "DASHBOARD_APPRAISAL": "true"}
    query = {"part": "units", "lang": "zh", "edition": "2025Q4"}
    with serving(tmp_path, **own) as address, visit(browser, address, "/desk", query=query, bypass_csp=True) as seen:
        page = seen.settle().page
        expect(page.locator("h1")).to_contain_text("31家报送单位中4家有在任联系人")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert [found["id"] for found in Axe().run(page).response["violations"] if found["impact"] in GRAVE] == []
        paper = Document(taken(page, "下载交接清单（DOCX）"))
        told = "".join(line.text for line in paper.paragraphs)
        assert "未办结督办单3项" in told and "0376-" not in told
        page.get_by_role("button", name="生成底稿（2025年四季度）").click()
        book = load_workbook(taken(page, "下载 绩效考核底稿_市市场监管局"))
        assert book.worksheets[0]["A1"].value == "市市场监管局（知识产权局）绩效考核底稿"
        assert seen.errors == []
