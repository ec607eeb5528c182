"""What the first visitor after a start waits, beside later ones: ``python bench/first_visit.py`` (limit 1.3x).

A visit is made as a browser makes it: the index page, then a session of its own whose first script run is waited for.
Needs the demo history in the database of the settings. Every page is the first one of a server of its own.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Sequence
from typing import Annotated
from urllib.request import Request, urlopen

import typer
from page_runs import first
from page_servers import ROOT, free_port, serving
from rich.console import Console
from rich.table import Table

PAGES = ("", "growth", "target")
QUERY = "lang=zh"


def visit(origin: str, page: str) -> float:
    """Return the seconds of one visit: index page and first script run in a new session."""
    began = time.perf_counter()
    with urlopen(Request(f"{origin}/{page}?{QUERY}", headers={"Accept": "text/html"}), timeout=60) as answer:
        answer.read()
    first(origin, page, QUERY)
    return time.perf_counter() - began


def visits(page: str, later: int) -> Sequence[float]:
    """Return the seconds of the first visit to a new server and of so many later ones."""
    port = free_port()
    with serving([sys.executable, "-m", "dashboard.server"], port, ROOT) as server:
        with urlopen(f"{server.origin}/readyz", timeout=60):
            pass
        return [visit(server.origin, page) for _ in range(later + 1)]


def main(starts: Annotated[int, typer.Option()] = 3, later: Annotated[int, typer.Option()] = 10) -> None:
    """Start servers, visit them and print the medians."""
    shown = Table(title=f"First visit after a start, medians of {starts} starts (limit 1.3)", title_justify="left")
    for column in ("page", "first ms", "later ms", "first / later"):
        shown.add_column(column, justify="left" if column == "page" else "right")
    for page in PAGES:
        found = [visits(page, later) for _ in range(starts)]
        one = 1000 * statistics.median(times[0] for times in found)
        more = 1000 * statistics.median(statistics.median(times[1:]) for times in found)
        shown.add_row(page or "overview", f"{one:.0f}", f"{more:.0f}", f"{one / more:.2f}")
    Console(width=100).print(shown)


if __name__ == "__main__":
    typer.run(main)
