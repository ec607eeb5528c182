"""The editions as plain pages: in a Chromium of 2021 without a Chinese font, and over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from urllib.parse import urlsplit

import httpx
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.e2e.fonts import drawn
from tests.e2e.screens import colours

SIZES = {"desk": (1920, 1080), "laptop": (1366, 768), "phone": (390, 844), "slim": (360, 640)}
TARGET = "patent_tech_contract_growth"
PAGES = ("index.html", f"targets/{TARGET}.html", f"counties/{TARGET}.html", "tasks.html", "method.html",
         "method/rules.html")  # fmt: skip
SEEN = "Element.prototype.checkVisibility ||= function () { return this.getClientRects().length > 0 }"
BOXES = """[...document.querySelectorAll('img.broad')].map(image => {
  const box = image.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom] })"""
WHY = "(line => line.offsetHeight ? line.innerText : '')(document.getElementById('old'))"
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{}.0.0.0 Safari/537.36"
SENT = (("/", "浏览器版本较旧", "zh-CN"), ("/target?lang=en", "too old", "en"))
HTML = {"Accept": "text/html"}


@contextmanager
def reading(browser: Browser, size: tuple[int, int] = (1920, 1080)) -> Iterator[tuple[Page, list[str]]]:
    """A page in a browser, and everything it asked for, what failed among it marked."""
    opened = browser.new_context(viewport={"width": size[0], "height": size[1]})
    asked: list[str] = []
    try:
        page = opened.new_page()
        page.add_init_script(SEEN)
        page.on("request", lambda request: asked.append(request.url))
        page.on("response", lambda found: asked.append(f"failed {found.url}") if found.status >= 400 else None)
        page.on("requestfailed", lambda request: asked.append(f"failed {request.url}"))
        yield page, asked
    finally:
        opened.close()


@pytest.mark.parametrize("lang", ["", "en/"])
@pytest.mark.parametrize("name", SIZES)
def test_every_page_fits_and_asks_nobody_else(old_browser: Browser, server: str, name: str, lang: str) -> None:
    with reading(old_browser, SIZES[name]) as (page, asked):
        for path in PAGES:
            page.goto(f"{server}/editions/2025Q3/{lang}{path}")
            page.evaluate("document.fonts.ready.then(() => true)")
            assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[name][0], path
            broken = "[...document.images].filter(image => image.offsetWidth && !image.naturalWidth).length"
            assert page.evaluate(broken) == 0, path
        assert {urlsplit(url).netloc for url in asked} == {urlsplit(server).netloc}
        assert not [url for url in asked if url.startswith("failed")]


def test_no_tofu_without_a_chinese_font(old_browser: Browser, server: str) -> None:
    with reading(old_browser) as (page, _):
        for path in (*PAGES[:4], "method/terms.html"):
            page.goto(f"{server}/editions/2025Q3/{path}")
            page.evaluate("document.fonts.ready.then(() => true)")
            found = drawn(page)
            assert len(found) > 30 and [one for one in found if one.tofu or one.foreign] == [], path


def test_pictures_are_drawn(old_browser: Browser, server: str) -> None:
    with reading(old_browser) as (page, _):
        for path, count in ((f"targets/{TARGET}.html", 2), (f"counties/{TARGET}.html", 1)):
            page.goto(f"{server}/editions/2025Q3/{path}")
            boxes = page.evaluate(BOXES)
            shown = Image.open(BytesIO(page.screenshot(full_page=True))).convert("RGB")
            assert len(boxes) == count and all(bottom - top > 200 for _, top, _, bottom in boxes)
            assert all(colours(shown, box) > 8 for box in boxes), path


@pytest.mark.parametrize(("path", "words", "lang"), SENT)
def test_an_old_browser_is_sent_to_the_latest_edition(
    old_browser: Browser, server: str, path: str, words: str, lang: str
) -> None:
    with reading(old_browser) as (page, _):
        page.goto(server + path)
        assert urlsplit(page.url).path.startswith("/editions/2026Q3/")
        assert words in page.evaluate(WHY) and page.evaluate("document.documentElement.lang") == lang
        with page.expect_navigation():
            page.evaluate("document.querySelector('.row .n a').click()")
        assert page.evaluate(WHY) == ""


def test_a_new_browser_gets_the_app(browser: Browser, server: str) -> None:
    with reading(browser) as (page, _):
        page.goto(server)
        assert page.url == f"{server}/"
        expect(page.locator("[data-testid=stApp]")).to_be_visible(timeout=30_000)


@pytest.mark.parametrize("agent", [CHROME.format(112), "curl/8.5.0", "kube-probe/1.30", ""])
def test_who_is_not_known_to_be_old_gets_the_app(server: str, agent: str) -> None:
    found = httpx.get(server, headers=HTML | {"User-Agent": agent})
    assert found.status_code == 200 and 'id="root"' in found.text


def test_an_old_browser_reaches_the_big_screen(server: str) -> None:
    assert httpx.get(f"{server}/screen", headers=HTML | {"User-Agent": CHROME.format(90)}).status_code == 200


@pytest.mark.parametrize(
    ("path", "way"),
    [
        ("", "/editions/"), ("/latest", "/editions/2026Q3/"), ("/latest/", "/editions/2026Q3/"),
        ("/latest/tasks.html?lang=en", "/editions/2026Q3/en/tasks.html"), ("/2025Q3", "/editions/2025Q3/"),
        ("/2025Q3/?lang=en", "/editions/2025Q3/en/"), ("/2025Q3/en/tasks.html?lang=zh", "/editions/2025Q3/tasks.html"),
        ("/xinyang-2022/2025Q3/", "/editions/2025Q3/"), ("/2025Q3/?plan=xinyang-2022", "/editions/2025Q3/"),
    ],
)  # fmt: skip
def test_every_page_has_one_address(server: str, path: str, way: str) -> None:
    found = httpx.get(f"{server}/editions{path}", follow_redirects=True, timeout=60)  # the first one makes the site
    assert found.status_code == 200 and found.url.path == way


@pytest.mark.parametrize(
    "path", ["2025Q9/", "2025Q3/no.html", "nobody/2025Q3/", "latest/x", "2025Q3/%2e%2e/%2e%2e/secret", "/evil.test/"]
)
def test_what_is_not_there_is_refused(server: str, path: str) -> None:
    assert httpx.get(f"{server}/editions/{path}", timeout=60).status_code in (400, 404)


def test_pages_are_asked_for_by_their_tag_and_may_run_nothing(server: str) -> None:
    url = f"{server}/editions/2025Q3/index.html"
    found = httpx.get(url, timeout=60)
    assert "script" not in found.headers["content-security-policy"]
    assert "default-src 'none'" in found.headers["content-security-policy"]
    again = httpx.get(url, headers=HTML | {"If-None-Match": found.headers["etag"]}, timeout=60)
    assert again.status_code == 304 and again.content == b""
    listed = httpx.get(f"{server}/editions/", timeout=60).text
    assert 'href="2025Q3/"' in listed and 'href="2025Q3/en/"' in listed and "2026年三季度" in listed
