"""Many open sessions at once: ``python bench/load.py --sessions 50 --minutes 5``; exit code 1 when a limit is passed.

Every session speaks the browser's own protocol over a socket of its own and follows, about every ten seconds, a link
of the page it looks at (drawn by seed: first which page, then which link to it, filters among them), half of them in
English. An empty Streamlit app gets as many sessions at the same pace, so that the processor time of a run stands
beside it. Then all sessions act at one moment. Needs the demo history in the database of the settings.
"""

from __future__ import annotations

import asyncio
import html
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer
from page_runs import PROTOCOL
from page_servers import QUIET, ROOT, Server, free_port, serving
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

PAUSE = 10.0  # seconds between two acts of a session, on average
PATIENCE = 60.0  # seconds for one run
LIMITS = {"p95 s": 2.0, "peak MiB": 1024.0, "cpu / empty": 1.7, "burst s": 10.0}
LINK = re.compile(r'href="\./([a-z]*)\?([^"#]*)"')
EMPTY = 'import streamlit as st\nst.html("<p>empty</p>")\n'
Runs = list[tuple[str, float]]


@dataclass
class Visitor:
    """One open session: where it is, the links that it sees, and what it has met."""

    draw: random.Random
    origin: str
    page: str = ""
    query: str = "lang=zh"
    links: dict[str, list[str]] = field(default_factory=dict)
    runs: Runs = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def choose(self) -> None:
        """Follow a link of the page seen, when it has any."""
        if self.links:
            self.page = self.draw.choice(sorted(self.links))
            self.query = self.draw.choice(self.links[self.page])

    async def act(self, socket: ClientConnection) -> None:
        """Run the page once, to its end, and keep the links that it shows."""
        wish, began = BackMsg(), time.perf_counter()
        wish.rerun_script.page_name, wish.rerun_script.query_string = self.page, self.query
        await socket.send(wish.SerializeToString())
        seen: dict[str, list[str]] = defaultdict(list)
        while True:
            told = ForwardMsg()
            told.ParseFromString(await asyncio.wait_for(socket.recv(decode=False), PATIENCE))
            kind = told.WhichOneof("type")
            if kind == "delta":
                self.look(told, seen)
            elif kind == "script_finished":
                break
        self.runs.append((self.page, time.perf_counter() - began))
        if told.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
            self.errors.append(f"{self.page}?{self.query}: {told.script_finished}")
        self.links = dict(seen) or self.links

    def look(self, told: ForwardMsg, seen: dict[str, list[str]]) -> None:
        """Take the links of a part of the page; note one that is an exception."""
        element = told.delta.new_element
        if element.WhichOneof("type") == "exception":
            self.errors.append(f"{self.page}?{self.query}: {element.exception.message}")
        for page, query in LINK.findall(element.html.body):
            seen[page].append(html.unescape(query))

    async def stay(self, until: float, all_here: asyncio.Barrier) -> float:
        """Act until a moment, then once together with all others; return the seconds of that last run."""
        address = self.origin.replace("http", "ws", 1) + "/_stcore/stream"
        async with connect(address, subprotocols=[PROTOCOL], max_size=None, open_timeout=PATIENCE) as socket:  # type: ignore[list-item]
            await asyncio.sleep(self.draw.uniform(0, PAUSE))
            while time.monotonic() < until:
                await self.act(socket)
                await asyncio.sleep(self.draw.uniform(0.5 * PAUSE, 1.5 * PAUSE))
                self.choose()
            await all_here.wait()
            counted = len(self.runs)
            await self.act(socket)
            return self.runs.pop(counted)[1]


@dataclass(frozen=True)
class Load:
    """What a server did under many sessions: every run, seconds of processor time for each, memory, the burst."""

    runs: Runs
    errors: Sequence[str]
    cpu_ms: float
    peak_mib: float
    burst: float


async def load(server: Server, sessions: int, minutes: float) -> Load:
    """Keep so many sessions open for so long."""
    visitors = [Visitor(random.Random(n), server.origin, query=f"lang={('zh', 'en')[n % 2]}") for n in range(sessions)]
    used, all_here = server.cpu(), asyncio.Barrier(sessions)
    spent: list[float] = []

    async def account() -> None:
        await asyncio.sleep(60 * minutes)
        spent.append(server.cpu() - used)

    until = time.monotonic() + 60 * minutes
    staying = [visitor.stay(until, all_here) for visitor in visitors]
    (_, *ended) = await asyncio.gather(account(), *(asyncio.wait_for(one, 60 * minutes + 3 * PATIENCE)
                                                    for one in staying), return_exceptions=True)  # fmt: skip
    broken = [repr(one) for one in ended if isinstance(one, BaseException)]
    runs = [run for visitor in visitors for run in visitor.runs]
    errors = [error for visitor in visitors for error in visitor.errors] + broken
    bursts = [one for one in ended if isinstance(one, float)]
    return Load(runs, errors, 1000 * spent[0] / max(len(runs), 1), peak(server.process), max(bursts, default=PATIENCE))


def peak(process: int) -> float:
    """Return the most memory a process ever had resident, in MiB."""
    status = Path(f"/proc/{process}/status").read_text("ascii")
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024


def p95(values: Sequence[float]) -> float:
    """Return the 95th of a hundred."""
    return statistics.quantiles(values, n=20)[-1] if len(values) > 1 else max(values, default=0.0)


def told(found: Load, empty: Load) -> bool:
    """Print every figure beside its limit; True when all hold."""
    pages: dict[str, list[float]] = defaultdict(list)
    for page, taken in found.runs:
        pages[page or "overview"].append(taken)
    for page, times in sorted(pages.items()):
        print(f"{page:12} {len(times):5} runs, p50 {statistics.median(times):6.3f} s, p95 {p95(times):6.3f} s")
    every = [taken for _, taken in found.runs]
    print(f"{len(every)} runs, p50 {statistics.median(every):.3f} s; an empty app: {len(empty.runs)} runs")
    print(f"processor time of a run: {found.cpu_ms:.1f} ms, of an empty app's {empty.cpu_ms:.1f} ms")
    print(f"errors: {len(found.errors)}", *found.errors[:10], sep="\n  ")
    figures = dict(zip(LIMITS, (p95(every), found.peak_mib, found.cpu_ms / empty.cpu_ms, found.burst), strict=True))
    for name, figure in figures.items():
        print(f"{name:12} {figure:8.2f}  limit {LIMITS[name]:g}  {'holds' if figure <= LIMITS[name] else 'PASSED'}")
    return not found.errors and all(figure <= LIMITS[name] for name, figure in figures.items())


def main(sessions: Annotated[int, typer.Option()] = 50, minutes: Annotated[float, typer.Option()] = 5.0) -> None:
    """Load the product, then an empty app alike, and print both."""
    print("load average", os.getloadavg(), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "empty.py").write_text(EMPTY)
        ours, plain = free_port(), free_port()
        with serving([sys.executable, "-m", "dashboard.server"], ours, ROOT) as server:
            found = asyncio.run(load(server, sessions, minutes))
        command = [sys.executable, "-m", "streamlit", "run", f"{folder}/empty.py", f"--server.port={plain}", *QUIET]
        with serving(command, plain, Path(folder)) as server:
            empty = asyncio.run(load(server, sessions, minutes))
    good = told(found, empty)
    print("load average", os.getloadavg())
    raise typer.Exit(not good)


if __name__ == "__main__":
    typer.run(main)
