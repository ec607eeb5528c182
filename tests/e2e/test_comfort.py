"""What makes a page easy to use: without barriers, by keyboard, by screen reader, on paper, and while it is opening."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.browsing import Visit
from tests.e2e.test_layout import FURTHER
from tests.e2e.test_shell import PAGES, Open

GRAVE = {"serious", "critical"}  # of what axe, the accessibility checker, calls a violation
UNREACHED = """() => [...document.querySelectorAll('.xy :is(a[href], summary)')]
  .filter(e => e.checkVisibility({visibilityProperty: true}) && e.tabIndex < 0 && !e.closest('[aria-hidden=true]'))
  .map(e => e.textContent.trim())"""
UNRINGED = """() => [...document.querySelectorAll('.xy :is(a[href], summary, [tabindex="0"])')]
  .filter(e => e.checkVisibility({visibilityProperty: true}) && e.tabIndex >= 0)
  .filter(e => { e.focus({preventScroll: true}); const s = getComputedStyle(e);
    return document.activeElement !== e || s.outlineStyle === 'none' || parseFloat(s.outlineWidth) < 1.5; })
  .map(e => e.outerHTML.slice(0, 120))"""
NAMELESS = """() => [
  ...[...document.querySelectorAll('.xy img')].filter(i => i.clientWidth > 60 && !i.alt.trim()),
  ...[...document.querySelectorAll('[data-testid=stPlotlyChart], [data-testid=stDeckGlJsonChart]')].filter(c =>
    ![c, ...c.querySelectorAll('[aria-label]'), c.closest('[aria-label]')].some(e => e?.getAttribute('aria-label'))),
].map(e => e.outerHTML.slice(0, 200))"""
HELD = """() => [...document.querySelectorAll('html, body, body *')]
  .filter(e => e.contains(document.querySelector('.xy .foot')) && getComputedStyle(e).overflowY !== 'visible')
  .map(e => e.dataset.testid || e.tagName)"""
GROUND = "() => getComputedStyle(document.querySelector('.xy')).backgroundColor"
CHROME = ".xy .top nav, .xy .choices summary, .xy .narrowing, .xy .picks, .xy .asking, .xy a[download]"
PAGE = 1040  # pixels: what landscape A4 leaves between its margins
EACH = (*PAGES, *(pytest.param(address, marks=pytest.mark.large) for address in FURTHER))
LONG = {"/growth", "/funds", "/target", "/target?target=gi_output_growth"}


def check_no_barrier(seen: Visit) -> None:
    """Fail when axe finds a grave barrier."""
    found = Axe().run(seen.page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in GRAVE] == []


def reach_skip_link(page: Page) -> None:
    """Press Tab until the skip link is reached: first of all links, after the framework's scrolling area."""
    for _ in range(2):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.skip')"):
            break
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_have_text("跳到正文")


@pytest.mark.parametrize("address", EACH)
def test_no_grave_barrier_every_link_is_reached_and_every_chart_has_a_name(shared: Open, address: str) -> None:
    path, _, query = address.partition("?")
    asked = dict(pair.split("=") for pair in query.split("&") if pair)
    with shared(path, query={**asked, "lang": "zh"}) as seen:
        check_no_barrier(seen)
        assert seen.page.evaluate(NAMELESS) == []
        assert seen.page.evaluate(UNREACHED) == []
        reach_skip_link(seen.page)
        assert seen.page.evaluate(UNRINGED) == []


def test_a_menu_opens_by_keyboard_and_the_skip_link_leads_past_the_menu(opened: Open) -> None:
    with opened("/tasks", query={"lang": "zh"}) as seen:
        page = seen.page
        reach_skip_link(page)
        expect(page.locator(".skip")).to_be_in_viewport()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("!document.activeElement.closest('.top') && !!document.activeElement.closest('.xy')")
        page.locator(".narrowing summary").first.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".narrowing details[open] li a").first).to_be_visible()


@pytest.mark.parametrize("address", EACH)
def test_no_grave_barrier_in_dark_and_paper_gets_the_whole_page_in_light(shared: Open, address: str) -> None:
    path, _, query = address.partition("?")
    asked = dict(pair.split("=") for pair in query.split("&") if pair)
    with shared(path, scheme="dark", query={**asked, "lang": "zh"}) as seen:
        check_no_barrier(seen)
        page = seen.page
        page.set_viewport_size({"width": PAGE, "height": 700})
        page.emulate_media(media="print")
        assert page.evaluate(HELD) == []
        assert page.evaluate(GROUND) == "rgb(255, 255, 255)"
        assert page.locator(CHROME).evaluate_all("all => all.filter(e => e.checkVisibility()).length") == 0
        for words in ("数据截至", "报告期", "评价规则", "演示数据"):
            expect(page.locator(".xy .foot .meta").last).to_contain_text(words)
        assert page.evaluate("document.documentElement.scrollWidth") <= PAGE
        sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True, print_background=True)))
        assert sheets > (1 if address in LONG else 0)


@pytest.mark.parametrize(("lang", "words"), [("zh", "正在打开"), ("en", "Opening")])
def test_a_skeleton_stands_until_the_page_is_there(opened: Open, lang: str, words: str) -> None:
    with opened("/", query={"lang": lang, "display": "dark"}) as seen:
        waiting = seen.page.locator(".waiting")
        expect(waiting).to_be_hidden()
        seen.page.evaluate("document.querySelectorAll('.xy').forEach(e => e.remove())")
        expect(waiting).to_be_visible()
        expect(waiting).to_contain_text(words)
        assert waiting.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(11, 22, 34)"
