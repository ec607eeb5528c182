"""The page as a browser gets it: language, theme, addresses asked for, security policy, fonts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import ROOT
from tests.e2e.browsing import Tab, Visit, visit
from tests.e2e.fonts import drawn

Open = Callable[..., AbstractContextManager[Visit]]
PAGES = {"/" if p.stem == "overview" else f"/{p.stem}": p for p in sorted((ROOT / "pages").glob("[!_]*.py"))}
PLANTED = "http://planted.example/pixel.png"
ASK = "a => new Promise(done => { const i = new Image(); i.onload = i.onerror = done; i.src = a; })"
GROUND = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
PROBE = """
p => { document.body.insertAdjacentHTML('beforeend',
  `<p id="probe" style="position:fixed;top:0;font-family:'Noto Sans CJK SC'">${p}</p>`);
  return document.fonts.load("16px 'Noto Sans CJK SC'", p).then(() => document.fonts.ready).then(() => true); }
"""


def check_no_foreign(seen: Visit) -> None:
    """Fail when the page asked for any address but the server's."""
    assert seen.foreign() == []


def check_clean(seen: Visit, lang: str) -> None:
    """Fail unless a page came in its language, without error, message box, breach of the policy or foreign address."""
    assert seen.page.locator("html").get_attribute("lang") == {"zh": "zh-CN", "en": "en"}[lang]
    assert seen.page.locator("[data-testid=stException], [role=dialog]").count() == 0
    assert seen.errors == []
    assert seen.breaches() == []
    check_no_foreign(seen)


def ask_for(page: Page, address: str) -> None:
    """Let the page ask for an address and wait until that has come to an end."""
    page.evaluate(ASK, address)


@pytest.mark.parametrize("way", ["opened", "shared"])
def test_theme_follows_the_reader(request: pytest.FixtureRequest, way: str) -> None:
    open_page: Open = request.getfixturevalue(way)
    grounds = []
    for scheme in ("light", "dark"):
        with open_page("/", scheme=scheme) as seen:
            red, green, blue = seen.page.evaluate(GROUND).strip("rgba()").split(",")[:3]
            grounds.append(int(red) + int(green) + int(blue))
    light, dark = grounds
    assert light > 3 * 200 > 3 * 80 > dark


def test_the_policy_stops_a_planted_address_and_the_check_goes_red(opened: Open) -> None:
    with opened("/", query={"lang": "zh"}) as seen:
        check_clean(seen, "zh")
        ask_for(seen.page, PLANTED)
        with pytest.raises(AssertionError):
            check_no_foreign(seen)
        assert any("planted.example" in breach for breach in seen.breaches())


def test_the_check_goes_red_without_the_policy_too(opened: Open) -> None:
    with opened("/", bypass_csp=True) as seen:
        ask_for(seen.page, PLANTED)
        assert PLANTED in seen.requests
        with pytest.raises(AssertionError):
            check_no_foreign(seen)


@pytest.fixture(scope="module")
def terminal(browser_without_cjk: Browser) -> Iterator[Tab]:
    """A tab on a machine without Chinese fonts."""
    with closing(Tab(browser_without_cjk)) as tab:
        yield tab


@pytest.mark.parametrize("path", PAGES)
def test_no_tofu_on_a_machine_without_chinese_fonts(terminal: Tab, server: str, path: str) -> None:
    with terminal.visit(server, path, query={"lang": "zh"}) as seen:
        texts = drawn(seen.page)
        assert sum(text.chinese for text in texts) > 50
        assert [text for text in texts if text.tofu] == []
        pictures = seen.page.locator("img[src^='data:image/svg']").evaluate_all("all => all.map(i => i.src)")
        assert [p for p in pictures if "%3Ctext" in p or "<text" in p] == []  # a picture cannot use the page's fonts


def test_rare_characters_of_place_names_are_drawn(browser_without_cjk: Browser, server: str) -> None:
    with visit(browser_without_cjk, server) as seen:
        seen.page.evaluate(PROBE, "浉河区 平桥区 潢川县 淮滨县 罗山县 龘 𫖯")
        probe = next(text for text in drawn(seen.page) if "浉河区" in text.text and "龘" in text.text)
        assert probe.chinese == 17 and not probe.tofu
        assert not probe.foreign or set(probe.foreign) == {"DejaVu Sans"}


def test_the_font_check_sees_tofu(browser_without_cjk: Browser, server: str) -> None:
    with visit(browser_without_cjk, server) as seen:
        seen.page.evaluate(PROBE.replace("'Noto Sans CJK SC'\">", "serif\">"), "龘浉")
        assert next(text for text in drawn(seen.page) if text.text == "龘浉").tofu
