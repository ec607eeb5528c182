"""The desk's calendar in a real browser: a list of who owes what, reminded in one click."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.conftest import Demo
from tests.e2e.browsing import visit
from tests.e2e.conftest import serving
from tests.e2e.test_comfort import GRAVE

WAITS = 60_000  # ms


@pytest.mark.large
def test_who_is_overdue_is_reminded_in_one_click(browser: Browser, demo_copy: Demo, tmp_path: Path) -> None:
    own = {"DASHBOARD_DATABASE_URL": demo_copy.url, "DASHBOARD_VAR_DIR": str(tmp_path), "DASHBOARD_TODAY": "2027-01-20"}
    query = {"part": "calendar", "period": "2026Q4", "lang": "zh"}
    with serving(tmp_path, **own) as address, visit(browser, address, "/desk", query=query, bypass_csp=True) as seen:
        page = seen.settle().page
        expect(page.locator("h1")).to_contain_text("2026年四季度")
        expect(page.locator(".duecalendar .notice")).to_contain_text("2027年节假日安排尚未公布")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert [found["id"] for found in Axe().run(page).response["violations"] if found["impact"] in GRAVE] == []
        page.get_by_role("button", name="登记已催报27家", exact=True).click()
        expect(page.locator(".told")).to_contain_text("已登记催报27家", timeout=WAITS)
        expect(page.locator(".dueboard")).to_contain_text("已催1次，最近2027年1月20日")
        assert seen.errors == []
