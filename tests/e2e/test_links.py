"""Links between pages change the address and the page without loading the app again; back and forward work."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.test_shell import Open

MARK = "window.sameDocument = true"


def same_document(page: Page) -> bool:
    """True while the document is the one that was marked."""
    return bool(page.evaluate("window.sameDocument === true"))


def heading(page: Page, words: str) -> None:
    expect(page.locator(".headline h1")).to_contain_text(words, timeout=30_000)


def test_menu_filter_back_and_forward_keep_the_document(opened: Open) -> None:
    with opened("/growth", query={"lang": "zh"}) as seen:
        page = seen.page
        page.evaluate(MARK)
        page.get_by_role("link", name="县区情况", exact=True).click()
        expect(page).to_have_title("县区情况 · " + page.title().partition(" · ")[2], timeout=30_000)
        page.get_by_role("link", name="知识产权质押融资金额").first.click()
        heading(page, "浉河区")
        chosen = page.url
        page.go_back()
        expect(page.locator(".headline h1")).not_to_contain_text("浉河区", timeout=30_000)
        page.go_forward()
        heading(page, "浉河区")
        assert page.url == chosen and same_document(page)
        page.go_back()
        page.go_back()
        expect(page).to_have_title("增长目标 · " + page.title().partition(" · ")[2], timeout=30_000)
        assert same_document(page)


def test_a_followed_link_shows_what_its_address_shows(opened: Open) -> None:
    with opened("/", query={"lang": "zh"}) as seen:
        seen.page.get_by_role("link", name="年末研判", exact=True).click()
        expect(seen.page).to_have_title("年末研判 · " + seen.page.title().partition(" · ")[2], timeout=30_000)
        followed, address = seen.settle().page.locator(".headline h1").inner_text(), seen.page.url
        seen.page.goto(address)
        assert seen.settle().page.locator(".headline h1").inner_text() == followed


def test_another_language_loads_the_index_page_in_it(opened: Open) -> None:
    with opened("/growth", query={"lang": "zh"}) as seen:
        seen.page.evaluate(MARK)
        seen.page.locator("summary", has_text="中文").click()
        seen.page.get_by_role("link", name="English").click()
        expect(seen.page.locator("html")).to_have_attribute("lang", "en", timeout=30_000)
        assert not same_document(seen.page)


def test_a_link_opened_beside_is_left_to_the_browser(opened: Open) -> None:
    with opened("/growth", query={"lang": "zh"}) as seen:
        before = seen.page.url
        with seen.page.context.expect_page() as beside:
            seen.page.get_by_role("link", name="县区情况", exact=True).click(modifiers=["ControlOrMeta"])
        expect(beside.value).to_have_url(re.compile("/counties"), timeout=30_000)
        assert seen.page.url == before
