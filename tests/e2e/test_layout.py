"""What a page looks like, measured: it opens clean, no text cut off or covered, no sideways scroll, every chart drawn.

Every page comes in every size and every theme of every language, and any two of the three meet on every other page;
what a bare address does not show comes in two sizes, both languages and both themes. The large run has all sixteen of
each and keeps pictures of them in ``var/test/pictures``; so does a page with a fault.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page

from tests.conftest import CACHE
from tests.e2e.boxes import ALL, HALVES, SIZES, Combination, drawn, measure, tall
from tests.e2e.browsing import Visit
from tests.e2e.test_shell import PAGES, Open, check_clean

FURTHER = (  # what the bare addresses do not show
    "/target?target=industry_patent_navigation", "/target?target=gi_output_growth",
    "/target?target=ip_service_agencies", "/unit?unit=org_scjg", "/tasks?task=task-10",
    "/counties?region=411502", "/explore?indicator=ip_transfers&show=line", "/method?part=rules",
    "/intake?unit=scjg-411528&sheet=pledge",
)  # fmt: skip
WANTED = {  # four views of every page, two of what it does not show by itself, each time others
    **{path: HALVES[n % 2] for n, path in enumerate(PAGES)},
    **{address: HALVES[n % 2][n // 2 % 2 :: 2] for n, address in enumerate(FURTHER)},
}
FEW = [pytest.param(a, view, id=f"{a}-{view}") for a, views in WANTED.items() for view in views]
REST = [pytest.param(a, view, id=f"{a}-{view}") for a, views in WANTED.items() for view in ALL if view not in views]
PICTURES = CACHE / "pictures"
PLANT = "t => document.querySelector('.xy .headline').insertAdjacentHTML('afterend', `<div id=planted>${t}</div>`)"
LOADED = "[...document.querySelectorAll('#planted img')].every(image => image.complete)"
UPROOT = "document.getElementById('planted').remove()"
PLANTED = {
    "clipped": "<p style='width:5rem;overflow:hidden;white-space:nowrap'>a sentence that is longer than its box</p>",
    "stuck": "<p style='width:5rem;background:red;white-space:nowrap'>a sentence that is longer than its box</p>",
    "overlaps": "<p>one sentence</p><p style='margin-top:-1rem'>another sentence</p>",
    "wide": "<div style='width:calc(100vw + 40px);height:1px'></div>",
    "blank": "<img alt='a chart' width='20' height='20' src='./app/static/nowhere.png'>",
}


def look(shared: Open, address: str, view: Combination) -> AbstractContextManager[Visit]:
    """Open an address in a view."""
    parts = urlsplit(address)
    query = {**dict(parse_qsl(parts.query)), "lang": view.lang}
    return shared(parts.path, scheme=view.scheme, query=query, viewport=SIZES[view.size])


def picture(page: Page, address: str, view: Combination) -> None:
    """Keep a picture of the whole page for people to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    name = "".join(c if c.isalnum() else "-" for c in address.strip("/")) or "overview"
    tall(page, PICTURES / f"{name}_{view}.jpeg")


def check(shared: Open, address: str, view: Combination, pictured: bool = False) -> None:
    with look(shared, address, view) as seen:
        drawn(seen.page)
        check_clean(seen, view.lang)
        found = measure(seen.page)
        if pictured or found.faults():
            picture(seen.page, address, view)
        assert found.texts > 30
        assert found.faults() == []


@pytest.mark.parametrize(("address", "view"), FEW)
def test_a_page_is_whole(shared: Open, address: str, view: Combination) -> None:
    check(shared, address, view)


@pytest.mark.large
@pytest.mark.parametrize(("address", "view"), REST)
def test_a_page_is_whole_in_every_combination(shared: Open, address: str, view: Combination) -> None:
    check(shared, address, view, pictured=True)


def test_any_two_of_size_language_and_theme_meet() -> None:
    for first, second in (("size", "lang"), ("size", "scheme"), ("lang", "scheme")):
        pairs = {(getattr(view, first), getattr(view, second)) for view in ALL}
        assert {(getattr(view, first), getattr(view, second)) for half in HALVES for view in half} == pairs


def test_a_planted_fault_is_found(shared: Open) -> None:
    with look(shared, "/method", HALVES[0][0]) as seen:
        for kind, planted in PLANTED.items():
            assert measure(seen.page).faults() == [], f"before {kind}"
            seen.page.evaluate(PLANT, planted)
            seen.page.wait_for_function(LOADED)
            found = measure(seen.page)
            assert {fault.split(":")[0] for fault in found.faults()} == {kind}
            seen.page.evaluate(UPROOT)


def test_a_chart_that_is_not_drawn_is_noticed(opened: Open) -> None:
    with opened("/method") as seen:
        seen.page.evaluate("document.querySelector('.xy').dataset.charts = 1")
        with pytest.raises(AssertionError, match="1 chart"):
            drawn(seen.page, within=500)
