"""How fast the pages are: ``python bench/pages.py`` prints every figure beside an empty page measured in the same run.

Needs the demo history in the database of the settings and a Chromium. About five minutes; quiet machines only.
With ``--rounds N`` every cold visit is made N times (9), with ``--runs N`` every script is run N times (60).
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from page_runs import seconds
from page_servers import Server, three
from page_visits import Painted, clicked, cold, opened
from playwright.sync_api import Browser, Page, sync_playwright
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.e2e.browsing import launch

LANG = "lang=zh"
PAGES = {
    "overview": "/?lang=zh", "growth": "/growth?lang=zh", "counts": "/counts?lang=zh", "outlook": "/outlook?lang=zh",
    "counties": "/counties?lang=zh", "tasks": "/tasks?lang=zh", "unit": "/unit?lang=zh", "funds": "/funds?lang=zh",
    "explore": "/explore?lang=zh", "data": "/data?lang=zh", "intake": "/intake?lang=zh", "method": "/method?lang=zh",
    "target": "/target?lang=zh&target=ip_pledge_amount_growth", "target 8": "/target?lang=zh&target=gi_output_growth",
}  # fmt: skip
CHARTS = ("counties", "target", "target 8")  # pages that draw with a chart library
FILTERS = {  # where a click changes what is shown, and the links that do
    "overview": ".choices details:first-of-type a",
    **{page: f".xy a[href*='{page}?'][href*='target=']:not(.choices a)" for page in ("growth", "counties", "target")},
}
Rows = Sequence[Sequence[str]]
out = Console(width=118)


def table(title: str, columns: Sequence[str], rows: Rows) -> None:
    """Print figures as a table."""
    shown = Table(title=title, title_justify="left")
    for at, column in enumerate(columns):
        shown.add_column(column, justify="right" if at else "left")
    for row in rows:
        shown.add_row(*row)
    out.print(shown)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield the system's Chromium."""
    with sync_playwright() as driver:
        browser = launch(driver)
        yield browser
        browser.close()


def p95(values: Sequence[float]) -> float:
    """Return the 95th of a hundred."""
    return statistics.quantiles(values, n=20)[-1]


def runs(ours: Server, empty: Server, times: int) -> None:
    """Print the script runs of every page: limits 60 ms at the median, 120 ms at p95.

    The script's own time is the server's; at the socket the framework adds up to 50 ms of waiting to send.
    """
    rows = []
    for name, address in PAGES.items():
        page, _, query = address.lstrip("/").partition("?")
        answered = [1000 * value for value in seconds(ours.origin, page, query, times)]
        ran = [1000 * value for value in ours.scripts()[-times:]]
        figures = (statistics.median(ran), p95(ran), statistics.median(answered))
        rows.append((name, *(f"{figure:.0f}" for figure in figures)))
    answered = [1000 * value for value in seconds(empty.origin, "", "", times)]
    rows.append(("an empty page", "", "", f"{statistics.median(answered):.0f}"))
    table("Warm script run, ms (limits 60 / 120)", ("page", "median", "p95", "at the socket, median"), rows)


def visits(browser: Browser, addresses: dict[str, str], rounds: int) -> dict[str, list[Painted]]:
    """Return cold visits of every address, one after the other in every round; the first round is not counted."""
    seen: dict[str, list[Painted]] = {name: [] for name in addresses}
    for turn in range(rounds + 1):
        for name, address in addresses.items():
            found = cold(browser, address)
            if turn:
                seen[name].append(found)
    return seen


def middle(found: Sequence[Painted], what: Callable[[Painted], float]) -> float:
    """Return the median of a figure of visits."""
    return statistics.median(what(one) for one in found)


def colds(browser: Browser, ours: Server, shell: Server, empty: Server, rounds: int) -> None:
    """Print the cold visits beside the empty pages: 1.4x and 1.15x (overview), 2.4x and 1.4x readable (charts)."""
    addresses = {"empty": f"{empty.origin}/", "shell": f"{shell.origin}/?{LANG}"}
    addresses |= {name: f"{ours.origin}{address}" for name, address in PAGES.items()}
    seen = visits(browser, addresses, rounds)
    base, frame = (middle(seen[name], lambda one: one.whole) for name in ("empty", "shell"))
    rows = []
    for name, found in seen.items():
        readable, whole = middle(found, lambda one: one.readable), middle(found, lambda one: one.whole)
        limit = "" if name in ("empty", "shell") else "2.40" if name in CHARTS else "1.40"
        rows.append((name, f"{readable:.0f}", f"{whole:.0f}", f"{readable / base:.2f}", f"{whole / base:.2f}", limit,
                     f"{whole / frame:.2f}"))  # fmt: skip
    columns = ("page", "readable ms", "painted ms", "readable / empty", "painted / empty", "limit", "painted / shell")
    table(f"Cold visits, medians of {rounds} (overview / shell: limit 1.15; readable / empty: 1.4)", columns, rows)


def _links(page: Page, selector: str) -> list[str]:
    found = page.eval_on_selector_all(selector, "all => all.map(e => e.getAttribute('href'))")
    return list(dict.fromkeys(found))[:4]


def turns(page: Page, links: Sequence[str], times: int) -> float:
    """Return the median milliseconds of a click on links by turns; the first time round is not counted."""
    there = [link for link in links if page.locator(f'a[href="{link}"]').count()]
    if len(there) < 2:
        raise SystemExit(f"fewer than two links to click on {page.url}")
    taken = [clicked(page, f'a[href="{there[at % len(there)]}"]') for at in range(len(there) * (times + 1))]
    return statistics.median(taken[len(there):])  # fmt: skip


def filters(browser: Browser, ours: Server, empty: Server, times: int) -> None:
    """Print what a filter costs beside a button on an empty page: 1.3x (overview), 2.5x (pages with charts)."""
    page = opened(browser, f"{empty.origin}/")
    taken = [clicked(page, "[data-testid=stButton] button") for _ in range(4 * (times + 1))]
    base = statistics.median(taken[4:])
    rows = [("an empty page with a button", f"{base:.0f}", "", "")]
    for name, selector in FILTERS.items():
        page = opened(browser, f"{ours.origin}{PAGES[name]}")
        found = turns(page, _links(page, selector), times)
        rows.append((name, f"{found:.0f}", f"{found / base:.2f}", "1.30" if name == "overview" else "2.50"))
    table("A filter change until it is painted", ("page", "ms", "/ empty", "limit"), rows)


def sessions(browser: Browser, ours: Server, empty: Server, times: int) -> None:
    """Print the server's CPU for a fresh session: at most 1.7x an empty Streamlit session's."""
    spent = {}
    for name, server, address in (("empty", empty, "/"), ("overview", ours, PAGES["overview"])):
        before = server.cpu()
        for _ in range(times):
            cold(browser, f"{server.origin}{address}")
        spent[name] = 1000 * (server.cpu() - before) / times
    rows = [(name, f"{value:.0f}", f"{value / spent['empty']:.2f}") for name, value in spent.items()]
    table(f"CPU of the server per fresh session, {times} sessions (limit 1.7)", ("session", "ms", "/ empty"), rows)


def main(rounds: Annotated[int, typer.Option()] = 9, times: Annotated[int, typer.Option("--runs")] = 60) -> None:
    """Measure everything once and print it."""
    with tempfile.TemporaryDirectory() as folder, three(Path(folder)) as (ours, shell, empty), chromium() as browser:
        runs(ours, empty, times)
        colds(browser, ours, shell, empty, rounds)
        filters(browser, ours, empty, rounds)
        sessions(browser, ours, empty, 3 * rounds)


if __name__ == "__main__":
    typer.run(main)
