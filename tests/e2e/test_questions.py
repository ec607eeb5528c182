"""Questions of a member of staff, answered by clicks from the overview."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.browsing import Visit
from tests.e2e.test_shell import Open

MOST = 3  # clicks


def click(seen: Visit, name: str) -> None:
    """Follow a link by its words and wait for the page it leads to."""
    seen.page.get_by_role("link", name=name, exact=True).first.click()
    seen.settle()


def test_what_does_reading_2_of_the_gi_target_say(opened: Open) -> None:
    path = ("口径与方法", "8 地理标志产品产值 8")
    assert len(path) <= MOST
    with opened("/", query={"lang": "zh"}) as seen:
        for name in path:
            click(seen, name)
        row = seen.page.locator("#reading-2, [id$='reading-2']")
        expect(row).to_contain_text("用标企业产值，2025年比2021年")
        expect(row).to_contain_text("总增幅不低于15%，2021年至2025年")
        expect(row).to_contain_text("国家知识产权局统计用标企业直接产值")
        expect(row.locator(".verdict")).not_to_be_empty()
