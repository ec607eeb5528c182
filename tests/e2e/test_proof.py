"""Evidence in a real browser: handed in and verified; the count of what is verified rises with the next publication."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.plan import load_catalogue
from dashboard.publishing import publish
from dashboard.reporting import Database, in_force
from tests.conftest import ROOT, Demo
from tests.e2e.browsing import visit
from tests.e2e.conftest import serving

PLAN, WAITS = "xinyang-2022", 60_000  # ms
FIRM = "信阳示例电子有限公司 37"  # counted, its row in the ledger of evidence not verified
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF\n"


def told(page: Page, words: str) -> None:
    expect(page.locator(".told").first).to_contain_text(words, timeout=WAITS)


def proved(page: Page) -> int:
    """Return how many of the entries counted are verified, as the headline of the counts says."""
    expect(page.locator(".headline h1")).to_contain_text("佐证已核验", timeout=WAITS)
    found = re.search(r"其中(\d+)个的佐证已核验", page.locator(".headline").inner_text())
    assert found is not None
    return int(found[1])


@pytest.mark.large
def test_a_file_that_is_verified_is_counted(browser: Browser, demo_copy: Demo, tmp_path: Path) -> None:
    today = date(2026, 9, 20)  # by the cut-off of 2026Q3, which is corrected with it
    own = {"DASHBOARD_DATABASE_URL": demo_copy.url, "DASHBOARD_VAR_DIR": str(tmp_path / "var"),
           "DASHBOARD_TODAY": today.isoformat()}  # fmt: skip
    with serving(tmp_path, **own) as origin:
        query = {"lang": "zh", "edition": "2026Q3"}
        with visit(browser, origin, "/counts", query=query) as seen:
            before = proved(seen.page)
        with visit(browser, origin, "/desk", query={"lang": "zh", "part": "evidence"}, bypass_csp=True,
                   accept_downloads=True) as seen:  # fmt: skip
            page = seen.page
            expect(page.locator(".headline h1")).to_contain_text("证明材料应有", timeout=WAITS)
            page.locator("input[type=file]").set_input_files({"name": "合同.pdf", "mimeType": "application/pdf",
                                                              "buffer": PDF})  # fmt: skip
            page.get_by_label("证明事项").click()
            page.get_by_label("证明事项").fill(FIRM)
            page.get_by_role("option", name=FIRM).click()
            page.keyboard.press("Escape")
            page.get_by_role("button", name="提交", exact=True).click()
            told(page, "已提交：合同.pdf，证明1项")
            page.get_by_role("link", name="合同.pdf").first.click()
            with page.expect_download() as held:
                page.get_by_role("link", name="下载材料").click()
            assert Path(held.value.path()).read_bytes() == PDF
            page.get_by_role("button", name="核验通过", exact=True).click()
            told(page, "已核验：合同.pdf")
            assert seen.errors == []
    database = Database(demo_copy.url)
    with database.snapshot() as reader:
        now = in_force(reader, load_catalogue(ROOT / "data" / "plan" / PLAN))
    made = publish(database, now, "2026-09", True, "补充核验", "2026Q3", "信知函〔2026〕9号")
    database.close()
    with serving(tmp_path, **own) as origin:
        with visit(browser, origin, "/counts", query={"lang": "zh", "edition": made.label}) as seen:
            assert proved(seen.page) == before + 1
        with visit(browser, origin, "/counts", query=query) as seen:
            assert proved(seen.page) == before  # what was published stays as it was
