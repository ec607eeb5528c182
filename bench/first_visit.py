"""What the first visitor after a start waits, beside later ones: ``python bench/first_visit.py`` (limit 1.3x).

A visit is made as a browser makes it: the index page, then a session of its own whose first script run is waited for.
Every page is visited in both languages as soon as ``/readyz`` says 200, each start beginning with another one; what is
handed out beside the pages follows. Needs the demo history in the database of the settings. With ``--alone`` every
page is the first thing that its server is asked for at all (a server for each, some ten minutes).
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated
from urllib.request import Request, urlopen

import typer
from page_runs import first
from page_servers import ROOT, Server, free_port, serving
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from dashboard.screens import menu

LIMIT = 1.3
LANGS = ("zh", "en")
BESIDE = ("tables/growth.xlsx", "tables/counts.xlsx", "figures/overview-targets.png", "figures/counties-map.svg",
          "screen", "api/v1/editions", "editions/")  # fmt: skip
Visit = Callable[[str], None]
Times = Mapping[str, Sequence[float]]


def fetch(address: str) -> None:
    """Ask for an address and read the whole answer."""
    with urlopen(Request(address, headers={"Accept": "text/html"}), timeout=60) as answer:
        answer.read()


def page(name: str, lang: str, origin: str) -> None:
    """Visit a page: index page and first script run in a new session."""
    fetch(f"{origin}/{menu.address(name)}?lang={lang}")
    first(origin, menu.address(name), f"lang={lang}")


def beside(path: str, lang: str, origin: str) -> None:
    """Ask for what is no page."""
    fetch(f"{origin}/{path}" if path.startswith("api") else f"{origin}/{path}?lang={lang}")


def pages() -> dict[str, Visit]:
    """Return a visit of every page in every language."""
    built = menu.built(menu.MENU + menu.BESIDE)
    return {f"{name} {lang}": partial(page, name, lang) for lang in LANGS for name in built}


def others() -> dict[str, Visit]:
    """Return a visit of everything beside the pages that the server makes."""
    return {f"/{path} {lang}": partial(beside, path, lang) for lang in LANGS for path in BESIDE}


def timed(visit: Visit, server: Server, later: int) -> Sequence[float]:
    """Return the milliseconds of a first visit and of so many later ones."""
    taken = []
    for _ in range(later + 1):
        began = time.perf_counter()
        visit(server.origin)
        taken.append(1000 * (time.perf_counter() - began))
    return taken


def started(visits: Mapping[str, Visit], later: int) -> tuple[float, Times]:
    """Start a server and make visits as soon as it is ready: seconds until then, and the times of each."""
    began, port = time.perf_counter(), free_port()
    with serving([sys.executable, "-m", "dashboard.server"], port, ROOT) as server:
        fetch(f"{server.origin}/readyz")
        ready = time.perf_counter() - began
        return ready, {name: timed(visit, server, later) for name, visit in visits.items()}


def turned(visits: Mapping[str, Visit], by: int) -> dict[str, Visit]:
    """Return the visits beginning with another one."""
    names = list(visits)
    return {name: visits[name] for name in (*names[by % len(names):], *names[: by % len(names)])}  # fmt: skip


def together(starts: int, later: int) -> list[tuple[float, Times]]:
    """Visit everything on each of so many servers."""
    every = pages()
    return [started(turned(every, 7 * n) | others(), later) for n in range(starts)]


def alone(later: int) -> list[tuple[float, Times]]:
    """Visit every page on a server of its own."""
    return [started({name: visit}, later) for name, visit in pages().items()]


def told(found: Sequence[tuple[float, Times]]) -> bool:
    """Print the medians of all starts; True when no page passes the limit."""
    shown = Table(title=f"First visits after {len(found)} starts, medians (limit {LIMIT})", title_justify="left")
    for column in ("visit", "first ms", "later ms", "first / later", ""):
        shown.add_column(column, justify="left" if column in ("visit", "") else "right")
    seen: dict[str, list[Sequence[float]]] = defaultdict(list)
    seen["the very first, whichever"] = [next(iter(times.values())) for _, times in found]
    for _, times in found:
        for name, taken in times.items():
            seen[name].append(taken)
    good = True
    for name, every in seen.items():
        one = statistics.median(taken[0] for taken in every)
        ratio = statistics.median(taken[0] / statistics.median(taken[1:]) for taken in every)
        more = statistics.median(statistics.median(taken[1:]) for taken in every)
        counts = not name.startswith("/")
        good = good and (ratio <= LIMIT or not counts)
        words = "" if ratio <= LIMIT else "PASSED" if counts else "no page"
        shown.add_row(name, f"{one:.0f}", f"{more:.0f}", f"{ratio:.2f}", words)
    Console(width=100).print(shown)
    print(f"from the start until ready: {statistics.median(ready for ready, _ in found):.1f} s, median")
    return good


def main(
    starts: Annotated[int, typer.Option()] = 5,
    later: Annotated[int, typer.Option()] = 5,
    apart: Annotated[bool, typer.Option("--alone")] = False,
) -> None:
    """Start servers, visit them and print the medians; exit code 1 when a page passes the limit."""
    print("load average", os.getloadavg(), flush=True)
    good = told(alone(later) if apart else together(starts, later))
    print("load average", os.getloadavg())
    raise typer.Exit(not good)


if __name__ == "__main__":
    typer.run(main)
