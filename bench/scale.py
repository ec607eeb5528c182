"""How it does with a nation's data: ``python bench/scale.py`` builds it on a PostgreSQL server of its own.

60 indicators x 3,000 regions x 84 months and 2 million ledger entries by default; then an edition is published by a
process of its own, and pages, explore queries and calls of the API are timed. About half an hour, 20 GB of disk.
``--regions 300 --entries 200000`` for a tenth.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from nation import LAST, Size, catalogue
from nation_rows import fill
from scale_asking import asked

from dashboard.publishing import publish
from dashboard.reporting import Database
from tests.engines import PostgreSQL, start_postgresql

SERVER = ("fsync=on synchronous_commit=on shared_buffers=1GB work_mem=64MB maintenance_work_mem=512MB "
          "max_wal_size=8GB checkpoint_timeout=15min effective_cache_size=8GB")  # fmt: skip
MINUTES, GIBIBYTES = 10.0, 4.0  # limits of publishing
app = typer.Typer(add_completion=False)


@contextmanager
def server() -> Iterator[PostgreSQL]:
    """Yield a PostgreSQL server that keeps what it acknowledges, with memory for the work."""
    made = start_postgresql()
    try:
        told = " ".join(f"-c {setting}" for setting in SERVER.split())
        sockets = f"-c listen_addresses='' -c unix_socket_directories='{made.folder}'"
        made.run("pg_ctl", "restart", "-w", "-m", "fast", "-D", made.data, "-o", f"{sockets} {told}",
                 "-l", str(made.folder / "log"))  # fmt: skip
        yield made
    finally:
        made.stop()


def note(what: str, told: str) -> None:
    """Print one figure with the load of the machine beside it."""
    print(f"{what:<44} {told:<44} load {os.getloadavg()[0]:.2f}", flush=True)


def published(url: str, size: Size) -> bool:
    """Publish by a process of its own; print its time and memory, return whether both hold."""
    told = [sys.executable, __file__, "publish", url, *map(str, (size.indicators, size.regions, size.entries)),
            str(size.targets)]  # fmt: skip
    answer = subprocess.run(told, check=True, stdout=subprocess.PIPE, text=True)
    found = json.loads(answer.stdout.splitlines()[-1])
    note("publishing an edition", f"{found['seconds']:.1f} s, peak {found['gib']:.2f} GiB")
    return bool(found["seconds"] <= MINUTES * 60 and found["gib"] <= GIBIBYTES)


@app.command("publish")
def publish_alone(url: str, indicators: int, regions: int, entries: int, targets: int) -> None:
    """Publish the one edition and print seconds and peak memory (this process and its children), as JSON."""
    made = catalogue(Size(indicators, regions, entries, targets))
    began = time.perf_counter()
    found = publish(Database(url), made, LAST, publisher="bench")
    seconds = time.perf_counter() - began
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"seconds": seconds, "gib": peak / 2**20, "result_hash": found.result_hash}))


@app.command("run")
def run(
    regions: Annotated[int, typer.Option()] = 3000,
    entries: Annotated[int, typer.Option()] = 2_000_000,
    indicators: Annotated[int, typer.Option()] = 60,
    targets: Annotated[int, typer.Option(help="on feeds; two more rest on the ledgers")] = 12,
    keep: Annotated[bool, typer.Option(help="wait for Enter before the server is removed")] = False,
) -> None:
    """Build, publish, measure; exit 1 when a limit does not hold."""
    size = Size(indicators, regions, entries, targets)
    with server() as postgresql:
        url = postgresql.create()
        database = Database(url)
        began = time.perf_counter()
        fill(database, size)
        counted = f"{indicators * regions * 84:,} observations, {entries:,} entries"
        note("loading", f"{time.perf_counter() - began:.1f} s ({counted})")
        held = [published(url, size)]
        held.append(asked(database, size, note))
        database.close()
        if keep:
            print(url)
            input()
    raise typer.Exit(0 if all(held) else 1)


if __name__ == "__main__":
    app()
