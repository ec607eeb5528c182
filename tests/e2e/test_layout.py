"""No page scrolls sideways, in any width, language or theme: a pairwise choice, all in the large run."""

from __future__ import annotations

from itertools import product

import pytest

from tests.e2e.test_shell import PAGES, Open

SIZES = {"phone": (390, 844), "laptop": (1366, 768), "desk": (1920, 1080), "wall": (3840, 2160)}
WIDER = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  const over = Math.max(main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - innerWidth);
  const rolls = e => e && !e.matches('.xy')
    && (getComputedStyle(e).overflowX !== 'visible' || rolls(e.parentElement));
  const out = [...document.querySelectorAll('.xy *')]
    .filter(e => !e.closest('.unseen, details:not([open])') && !rolls(e)
    && e.getBoundingClientRect().right > innerWidth + 1 && e.getBoundingClientRect().width > 0);
  return {over, out: out.slice(0, 3).map(e => e.className || e.tagName)};
}"""
EVERY = [(path, size, lang, scheme) for path, size, lang, scheme
         in product(PAGES, SIZES, ("zh", "en"), ("light", "dark"))]  # fmt: skip
PAIRS = [("phone", "zh", "light"), ("laptop", "en", "dark")]  # those in which a page is most crowded


def check(opened: Open, path: str, size: str, lang: str, scheme: str) -> None:
    width, height = SIZES[size]
    with opened(path, scheme=scheme, query={"lang": lang}, viewport={"width": width, "height": height}) as seen:
        found = seen.page.evaluate(WIDER)
        assert found["over"] <= 1 and found["out"] == [], found


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("size", "lang", "scheme"), PAIRS)
def test_no_page_is_wider_than_its_screen(opened: Open, path: str, size: str, lang: str, scheme: str) -> None:
    check(opened, path, size, lang, scheme)


@pytest.mark.large
@pytest.mark.parametrize(("path", "size", "lang", "scheme"), EVERY)
def test_no_page_is_wider_than_any_screen(opened: Open, path: str, size: str, lang: str, scheme: str) -> None:
    check(opened, path, size, lang, scheme)
