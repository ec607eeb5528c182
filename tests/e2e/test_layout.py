"""What a page looks like, measured: no text cut off or covered, no sideways scroll, every chart drawn.

Every page comes in every size and every theme of every language, and any two of the three meet on every other page;
the large run has all sixteen. Pictures: ``var/test/pictures``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.conftest import CACHE
from tests.e2e.boxes import ALL, HALVES, SIZES, Combination, drawn, measure, tall
from tests.e2e.browsing import Visit
from tests.e2e.test_shell import PAGES, Open

FURTHER = (  # what the bare addresses do not show
    "/target?target=industry_patent_navigation", "/target?target=gi_output_growth",
    "/target?target=ip_service_agencies", "/unit?unit=org_scjg", "/tasks?task=task-10",
    "/counties?region=411502", "/explore?indicator=ip_transfers&show=line", "/method?part=rules",
    "/intake?unit=scjg-411528&sheet=pledge",
)  # fmt: skip
LOOKS = (*PAGES, *FURTHER)
PLACES = tuple(enumerate(LOOKS))
FEW = [pytest.param(a, view, id=f"{a}-{view}") for n, a in PLACES for view in HALVES[n % 2]]
REST = [pytest.param(a, view, id=f"{a}-{view}") for n, a in PLACES for view in ALL if view not in HALVES[n % 2]]
PICTURES = CACHE / "pictures"
Shared = Callable[[str, Combination], AbstractContextManager[Visit]]
PLANT = "t => document.querySelector('.xy .headline').insertAdjacentHTML('afterend', t)"
PLANTED = {
    "clipped": "<p style='width:5rem;overflow:hidden;white-space:nowrap'>a sentence that is longer than its box</p>",
    "stuck": "<p style='width:5rem;background:red;white-space:nowrap'>a sentence that is longer than its box</p>",
    "overlaps": "<p>one sentence</p><p style='margin-top:-1rem'>another sentence</p>",
    "wide": "<div style='width:calc(100vw + 40px);height:1px'></div>",
    "blank": "<img alt='a chart' width='20' height='20' src='./app/static/nowhere.png'>",
}


@pytest.fixture(scope="module")
def shared(browser: Browser, server: str) -> Iterator[Shared]:
    """Open pages one after the other in one browser context per combination, so that their files are fetched once."""
    kept: dict[Combination, BrowserContext] = {}

    def context(view: Combination) -> BrowserContext:
        width, height = SIZES[view.size]
        return browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=view.scheme,  # type: ignore[arg-type]
            locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce",
        )  # fmt: skip

    @contextmanager
    def look(address: str, view: Combination) -> Iterator[Visit]:
        if view not in kept:
            kept[view] = context(view)
        page = kept[view].new_page()
        try:
            parts = urlsplit(address)
            query = urlencode([*parse_qsl(parts.query), ("lang", view.lang)])
            page.goto(f"{server}{parts.path}?{query}")
            yield Visit(page, server).settle()
        finally:
            page.close()

    yield look
    for opened in kept.values():
        opened.close()


def check(shared: Shared, address: str, view: Combination) -> None:
    with shared(address, view) as seen:
        drawn(seen.page)
        found = measure(seen.page)
        PICTURES.mkdir(parents=True, exist_ok=True)
        name = "".join(c if c.isalnum() else "-" for c in address.strip("/")) or "overview"
        tall(seen.page, PICTURES / f"{name}_{view}.jpeg")
        assert found.texts > 40
        assert found.faults() == []


@pytest.mark.parametrize(("address", "view"), FEW)
def test_a_page_is_whole(shared: Shared, address: str, view: Combination) -> None:
    check(shared, address, view)


@pytest.mark.large
@pytest.mark.parametrize(("address", "view"), REST)
def test_a_page_is_whole_in_every_combination(shared: Shared, address: str, view: Combination) -> None:
    check(shared, address, view)


def test_any_two_of_size_language_and_theme_meet() -> None:
    for first, second in (("size", "lang"), ("size", "scheme"), ("lang", "scheme")):
        pairs = {(getattr(view, first), getattr(view, second)) for view in ALL}
        assert {(getattr(view, first), getattr(view, second)) for half in HALVES for view in half} == pairs


@pytest.mark.parametrize("kind", PLANTED)
def test_a_planted_fault_is_found(shared: Shared, kind: str) -> None:
    with shared("/method", HALVES[0][0]) as seen:
        assert measure(seen.page).faults() == []
        seen.page.evaluate(PLANT, PLANTED[kind])
        seen.page.wait_for_load_state("networkidle")
        found = measure(seen.page)
        assert {fault.split(":")[0] for fault in found.faults()} == {kind}


def test_a_chart_that_is_not_drawn_is_noticed(opened: Open) -> None:
    with opened("/method") as seen:
        seen.page.evaluate("document.querySelector('.xy').dataset.charts = 1")
        with pytest.raises(AssertionError, match="1 chart"):
            drawn(seen.page, within=500)
