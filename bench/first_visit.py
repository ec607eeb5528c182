"""What the first visitor after a start waits, beside later ones: ``python bench/first_visit.py`` (limit 1.3x).

A visit is made as a browser makes it: the index page, then a session of its own whose first script run is waited for.
Every page is visited in both languages as soon as ``/readyz`` says 200, each start beginning with another one; what is
handed out beside the pages follows. Needs the demo history in the database of the settings. With ``--alone`` every
page is the first thing that its server is asked for at all (a server for each, some ten minutes); with ``--access``
the server asks for a login, and a publisher comes, who may see every page.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated
from urllib.request import Request, urlopen

import load_login
import typer
from load_login import Login
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
Visit = Callable[[str, Login | None], None]
Times = Mapping[str, Sequence[float]]


def fetch(origin: str, path: str, login: Login | None = None) -> None:
    """Ask for an address and read the whole answer."""
    headers = {"Accept": "text/html", **(login.headers(origin) if login else {})}
    with urlopen(Request(f"{origin}/{path}", headers=headers), timeout=60) as answer:
        answer.read()


def page(name: str, lang: str, origin: str, login: Login | None) -> None:
    """Visit a page: index page and first script run in a new session."""
    fetch(origin, f"{menu.address(name)}?lang={lang}", login)
    first(origin, menu.address(name), f"lang={lang}", login)


def beside(path: str, lang: str, origin: str, login: Login | None) -> None:
    """Ask for what is no page."""
    fetch(origin, path if path.startswith("api") else f"{path}?lang={lang}", login)


def pages() -> dict[str, Visit]:
    """Return a visit of every page in every language."""
    built = menu.built(menu.MENU + menu.BESIDE)
    return {f"{name} {lang}": partial(page, name, lang) for lang in LANGS for name in built}


def others() -> dict[str, Visit]:
    """Return a visit of everything beside the pages that the server makes."""
    return {f"/{path} {lang}": partial(beside, path, lang) for lang in LANGS for path in BESIDE}


def timed(visit: Visit, server: Server, login: Login | None, later: int) -> Sequence[float]:
    """Return the milliseconds of a first visit and of so many later ones."""
    taken = []
    for _ in range(later + 1):
        began = time.perf_counter()
        visit(server.origin, login)
        taken.append(1000 * (time.perf_counter() - began))
    return taken


def started(visits: Mapping[str, Visit], later: int, access: bool) -> tuple[float, Times]:
    """Start a server and make visits as soon as it is ready: seconds until then, and the times of each."""
    began, port = time.perf_counter(), free_port()
    origin = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        chosen = load_login.settings(Path(folder), origin) if access else {}
        with serving([sys.executable, "-m", "dashboard.server"], port, ROOT, **chosen) as server:
            fetch(origin, "readyz")
            ready, login = time.perf_counter() - began, load_login.login(0, origin, "publisher") if access else None
            return ready, {name: timed(visit, server, login, later) for name, visit in visits.items()}


def turned(visits: Mapping[str, Visit], by: int) -> dict[str, Visit]:
    """Return the visits beginning with another one."""
    names = list(visits)
    return {name: visits[name] for name in (*names[by % len(names):], *names[: by % len(names)])}  # fmt: skip


def together(starts: int, later: int, access: bool) -> list[tuple[float, Times]]:
    """Visit everything on each of so many servers."""
    every = pages()
    return [started(turned(every, 7 * n) | others(), later, access) for n in range(starts)]


def alone(later: int, access: bool) -> list[tuple[float, Times]]:
    """Visit every page on a server of its own."""
    return [started({name: visit}, later, access) for name, visit in pages().items()]


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
    access: Annotated[bool, typer.Option("--access")] = False,
) -> None:
    """Start servers, visit them and print the medians; exit code 1 when a page passes the limit."""
    print("load average", os.getloadavg(), flush=True)
    good = told(alone(later, access) if apart else together(starts, later, access))
    print("load average", os.getloadavg())
    raise typer.Exit(not good)


if __name__ == "__main__":
    typer.run(main)
