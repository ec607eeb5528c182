"""Many open sessions at once: ``python bench/load.py --sessions 50 --minutes 5``; exit code 1 when a limit is passed.

Every session speaks the browser's own protocol over a socket of its own and, about every ten seconds, follows a link
of the page it looks at (drawn by seed: first which page, then which link to it, filters, editions and languages among
them) or takes a file; half of them begin in English. What comes is looked at (``load_visitor``). Beside it, at the same
time, an empty Streamlit app has as many sessions at the same pace, so that the processor time of a run stands beside
it. Then all sessions of the product act at one moment, and at last they rest, so that it can be told what sessions
cost that do nothing. ``--access``: the server asks for a login, and every session has one, of seven roles and three
units. Needs the demo history in the database of the settings.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import httpx
import typer
from page_servers import QUIET, ROOT, Server, free_port, serving

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import load_login
from load_visitor import PATIENCE, Runs, Visitor

REST = 8.0  # seconds at the end in which nobody does anything
AFTER = 12.0  # seconds that the empty app's sessions go on after ours: the burst is ours alone
LIMITS = {"p95 s": 2.0, "peak MiB": 1024.0, "cpu / empty": 1.7, "burst s": 10.0}
EMPTY = 'import streamlit as st\nst.html("<p>empty</p>")\n'


@dataclass(frozen=True)
class Load:
    """What a server did under many sessions; ``cpu`` seconds while they acted, ``idle`` of each second of rest."""

    visitors: Sequence[Visitor]
    errors: Sequence[str]
    seconds: float
    cpu: float
    idle: float
    peak_mib: float
    burst: float

    @property
    def runs(self) -> Runs:
        """Every run of a page, the last one at one moment left out: its page and its seconds."""
        return [run for visitor in self.visitors for run in visitor.runs]

    @property
    def taken(self) -> Runs:
        """Every file taken: its kind and its seconds."""
        return [one for visitor in self.visitors for one in visitor.taken]

    @property
    def each_ms(self) -> float:
        """Processor time by run, in milliseconds."""
        return 1000 * self.cpu / max(len(self.runs), 1)

    @property
    def net_ms(self) -> float:
        """The same without what open sessions cost that do nothing."""
        return 1000 * max(self.cpu - self.idle * self.seconds, 0.0) / max(len(self.runs), 1)


async def load(server: Server, visitors: Sequence[Visitor], seconds: float) -> Load:
    """Keep so many sessions open for so long; then let all act at one moment, then none."""
    used, began, all_here = server.cpu(), time.monotonic(), asyncio.Barrier(len(visitors) + 1)
    until = began + seconds
    async with httpx.AsyncClient(timeout=PATIENCE) as client:
        staying = [_staying(visitor, until, client, all_here) for visitor in visitors]
        told, *ended = await asyncio.gather(_account(server, until, all_here), *staying, return_exceptions=True)
    spent, idle = told if isinstance(told, tuple) else (server.cpu(), 0.0)
    broken = [repr(one) for one in (told, *ended) if isinstance(one, BaseException)]
    errors = [error for visitor in visitors for error in visitor.errors] + broken
    bursts = [one for one in ended if isinstance(one, float)]
    burst = max(bursts) if len(bursts) == len(visitors) else PATIENCE
    return Load(visitors, errors, seconds, spent - used, idle, peak(server.process), burst)


async def _staying(visitor: Visitor, until: float, client: httpx.AsyncClient, all_here: asyncio.Barrier) -> float:
    try:
        return await visitor.stay(until, client, all_here, REST)
    except Exception:
        await all_here.abort()  # nobody waits for this one
        raise


async def _account(server: Server, until: float, all_here: asyncio.Barrier) -> tuple[float, float]:
    """Return the processor seconds used when the acting ends, and those of each second of rest."""
    await asyncio.sleep(until - time.monotonic())
    spent = server.cpu()
    await all_here.wait()
    await all_here.wait()
    before = server.cpu()
    await asyncio.sleep(REST - 1)
    return spent, (server.cpu() - before) / (REST - 1)


def peak(process: int) -> float:
    """Return the most memory a process ever had resident, in MiB."""
    status = Path(f"/proc/{process}/status").read_text("ascii")
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024


def p95(values: Sequence[float]) -> float:
    """Return the 95th of a hundred."""
    return statistics.quantiles(values, n=20)[-1] if len(values) > 1 else max(values, default=0.0)


def listed(found: Runs) -> None:
    """Print how often and how long everything was, by name."""
    by: dict[str, list[float]] = defaultdict(list)
    for name, taken in found:
        by[name].append(taken)
    for name, times in sorted(by.items()):
        print(f"{name:12} {len(times):5}, p50 {statistics.median(times):6.3f} s, p95 {p95(times):6.3f} s")


def mixed(found: Load) -> None:
    """Print what was asked for: pages, languages, editions and filters."""
    asked = [pair for visitor in found.visitors for pair in visitor.asked]
    values: dict[str, set[str]] = defaultdict(set)
    for key, value in asked:
        values[key].add(value)
    pages = len({page for page, _ in found.runs})
    keys = ", ".join(f"{key} {len(values[key])}" for key in sorted(values))
    print(f"asked for: {pages} pages; different values of {keys}")


def told(found: Load, empty: Load) -> bool:
    """Print every figure beside its limit; True when all hold."""
    listed(found.runs)
    listed(found.taken)
    mixed(found)
    every = [taken for _, taken in found.runs]
    print(f"{len(every)} runs, p50 {statistics.median(every):.3f} s, {len(found.taken)} files; "
          f"an empty app: {len(empty.runs)} runs, p50 {statistics.median(taken for _, taken in empty.runs):.3f} s")
    print(f"processor time by run, files included: {found.each_ms:.1f} ms, of the empty app {empty.each_ms:.1f} ms")
    print(f"without what sessions at rest cost ({100 * found.idle:.0f} % and {100 * empty.idle:.0f} % of a core): "
          f"{found.net_ms:.1f} ms, of the empty app {empty.net_ms:.1f} ms")
    errors = [*found.errors, *(f"empty app: {error}" for error in empty.errors)]
    print(f"errors: {len(errors)}", *(f"{count} x {one}" for one, count in Counter(errors).most_common(20)), sep="\n  ")
    figures = dict(zip(LIMITS, (p95(every), found.peak_mib, found.each_ms / empty.each_ms, found.burst), strict=True))
    for name, figure in figures.items():
        print(f"{name:12} {figure:8.2f}  limit {LIMITS[name]:g}  {'holds' if figure <= LIMITS[name] else 'PASSED'}")
    return not errors and all(figure <= LIMITS[name] for name, figure in figures.items())


def people(origin: str, sessions: int, pause: float, access: bool) -> list[Visitor]:
    """Return so many visitors of the product, half of whom begin in English."""
    return [
        Visitor(random.Random(n), origin, query=f"lang={('zh', 'en')[n % 2]}", pause=pause,
                login=load_login.login(n, origin) if access else None)
        for n in range(sessions)
    ]  # fmt: skip


async def both(
    ours: Server, empty: Server, sessions: int, seconds: float, pause: float, access: bool
) -> tuple[Load, Load]:
    """Load the product and an empty app alike, at the same time."""
    visitors = people(ours.origin, sessions, pause, access)
    nobodies = [Visitor(random.Random(n), empty.origin, plain=True, pause=pause) for n in range(sessions)]
    return tuple(await asyncio.gather(load(ours, visitors, seconds), load(empty, nobodies, seconds + AFTER)))  # type: ignore[return-value]


def main(
    sessions: Annotated[int, typer.Option()] = 50,
    minutes: Annotated[float, typer.Option()] = 5.0,
    pause: Annotated[float, typer.Option(help="seconds between two acts of a session, on average")] = 10.0,
    access: Annotated[bool, typer.Option("--access")] = False,
) -> None:
    """Load the product beside an empty app, and print both."""
    print("load average", os.getloadavg(), flush=True)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        (Path(folder) / "empty.py").write_text(EMPTY)
        port, plain = free_port(), free_port()
        chosen = load_login.settings(Path(folder), f"http://127.0.0.1:{port}") if access else {}
        ours = running.enter_context(serving([sys.executable, "-m", "dashboard.server"], port, ROOT, **chosen))
        command = [sys.executable, "-m", "streamlit", "run", f"{folder}/empty.py", f"--server.port={plain}", *QUIET]
        empty = running.enter_context(serving(command, plain, Path(folder)))
        good = told(*asyncio.run(both(ours, empty, sessions, 60 * minutes, pause, access)))
    print("load average", os.getloadavg())
    raise typer.Exit(not good)


if __name__ == "__main__":
    typer.run(main)
