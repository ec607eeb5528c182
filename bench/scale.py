"""How it does with a nation's data, on a PostgreSQL server of its own: ``python bench/scale.py run``.

60 indicators x 3,000 regions x 84 months and 2 million ledger entries by default; an edition is published by a process
of its own, then pages, explore queries and calls of the API are timed. Half an hour, 20 GB of disk;
``--regions 300 --entries 200000`` for a tenth. ``build`` leaves its server running and tells its folder, which
``publish FOLDER``, ``ask FOLDER`` and ``stop FOLDER`` take (they start it anew where it stands still).
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from pathlib import Path
from typing import Annotated

import typer

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import scale_server
from nation import LAST, Size, catalogue
from nation_rows import fill
from scale_asking import asked
from scale_memory import watched

from dashboard.publishing import publish
from dashboard.reporting import Database
from tests.engines import PostgreSQL

MINUTES, GIBIBYTES = 10.0, 4.0  # limits of publishing
app = typer.Typer(add_completion=False)
Folder = Annotated[Path, typer.Argument(help="as build told it")]
Regions = Annotated[int, typer.Option()]
Entries = Annotated[int, typer.Option()]
Indicators = Annotated[int, typer.Option()]
Targets = Annotated[int, typer.Option(help="on feeds; two more rest on the ledgers")]


def note(what: str, told: str) -> None:
    """Print one figure with the load of the machine beside it."""
    print(f"{what:<44} {told:<44} load {os.getloadavg()[0]:.2f}", flush=True)


def built(size: Size) -> PostgreSQL:
    """Return a new server that holds a nation's data, not yet published."""
    server = scale_server.make()
    scale_server.remember(server, size)
    database = Database(server.create())
    began = time.perf_counter()
    fill(database, size)
    database.close()
    counted = f"{size.indicators * size.regions * 84:,} observations, {size.entries:,} entries"
    note("loading", f"{time.perf_counter() - began:.1f} s ({counted})")
    return server


def published(url: str, size: Size) -> bool:
    """Publish by a process of its own; print its time and memory, return whether both hold."""
    numbers = map(str, (size.indicators, size.regions, size.entries, size.targets))
    told, gib = watched([sys.executable, __file__, "alone", url, *numbers])
    found = json.loads(told.splitlines()[-1])
    note("publishing an edition", f"{found['seconds']:.1f} s, peak {gib:.2f} GiB")
    print(f"edition {found['label']}, results {found['result_hash']}")
    return bool(found["seconds"] <= MINUTES * 60 and gib <= GIBIBYTES)


def read(url: str, size: Size) -> bool:
    """Time what readers ask; return whether all of it holds."""
    database = Database(url)
    try:
        return asked(database, size, note)
    finally:
        database.close()


@app.command("build")
def build(
    regions: Regions = 3000, entries: Entries = 2_000_000, indicators: Indicators = 60, targets: Targets = 12
) -> None:
    """Build the data on a new server, leave it running and print its folder and URL."""
    server = built(Size(indicators, regions, entries, targets))
    print(f"{server.folder}\n{scale_server.url(server)}")


@app.command("publish")
def publish_there(folder: Folder) -> None:
    """Publish the one edition of a built server; exit 1 when a limit does not hold."""
    raise typer.Exit(0 if published(*scale_server.held(folder)) else 1)


@app.command("ask")
def ask(folder: Folder) -> None:
    """Time what readers ask of a built and published server; exit 1 when a limit does not hold."""
    raise typer.Exit(0 if read(*scale_server.held(folder)) else 1)


@app.command("stop")
def stop(folder: Folder, remove: Annotated[bool, typer.Option(help="its data too")] = False) -> None:
    """Stop a built server."""
    scale_server.opened(folder).run("pg_ctl", "stop", "-w", "-m", "fast", "-D", str(folder / "data"))
    if remove:
        shutil.rmtree(folder)


@app.command("alone", hidden=True)
def alone(url: str, indicators: int, regions: int, entries: int, targets: int) -> None:
    """Publish the one edition and print what it took, as JSON."""
    made = catalogue(Size(indicators, regions, entries, targets))
    began = time.perf_counter()
    found = publish(Database(url), made, LAST, publisher="bench")
    seconds = time.perf_counter() - began
    print(json.dumps({"seconds": seconds, "label": found.label, "result_hash": found.result_hash}))


@app.command("run")
def run(
    regions: Regions = 3000, entries: Entries = 2_000_000, indicators: Indicators = 60, targets: Targets = 12
) -> None:
    """Build, publish, ask, remove; exit 1 when a limit does not hold."""
    server = built(Size(indicators, regions, entries, targets))
    try:
        where = scale_server.held(server.folder)
        held = [published(*where), read(*where)]
    finally:
        server.stop()
    raise typer.Exit(0 if all(held) else 1)


if __name__ == "__main__":
    app()
