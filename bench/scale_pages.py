"""Pages of the invented nation, timed at the socket the browser uses, with the caches emptied and warm."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.request import urlopen

from nation import PLAN
from page_runs import PROTOCOL
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

ROOT = Path(__file__).resolve().parent.parent
SERVE = "from dashboard import server; server.main()"
PATIENCE = 120.0  # seconds for a run


class Visitor:
    """A browser's session on a server: it asks for runs, and for emptied caches."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    def run(self, page: str, query: str) -> float:
        """Return the seconds from the wish for a page until the server says that its script is finished."""
        wish = BackMsg()
        wish.rerun_script.query_string, wish.rerun_script.page_name = query, page
        began = time.perf_counter()
        self._socket.send(wish.SerializeToString())
        while True:
            told = ForwardMsg()
            told.ParseFromString(self._socket.recv(timeout=PATIENCE))  # type: ignore[arg-type]
            if told.WhichOneof("type") == "script_finished":
                return time.perf_counter() - began

    def forget(self) -> None:
        """Empty every cache of the server's process."""
        wish = BackMsg()
        wish.clear_cache = True
        self._socket.send(wish.SerializeToString())

    def cold(self, page: str, query: str) -> float:
        """Return the seconds of a run with empty caches."""
        self.forget()
        return self.run(page, query)


@contextmanager
def visiting(origin: str) -> Iterator[Visitor]:
    """Yield a session on a server."""
    address = origin.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(address, subprotocols=[PROTOCOL], max_size=None, open_timeout=60) as found:  # type: ignore[list-item]
        yield Visitor(found)


@contextmanager
def served(url: str) -> Iterator[str]:
    """Yield the address of the product on a database."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    told = {"DASHBOARD_DATABASE_URL": url, "DASHBOARD_PORT": str(port), "DASHBOARD_TODAY": "2025-11-20",
            "DASHBOARD_WARM": "false"}  # else every page is run in the background while others are timed  # fmt: skip
    process = subprocess.Popen([sys.executable, "-c", SERVE], cwd=ROOT, env=os.environ | told,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    try:
        _await(process, f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def _await(process: subprocess.Popen[bytes], url: str) -> None:
    for _ in range(1200):
        if process.poll() is not None:
            raise SystemExit(f"the server ended with {process.returncode}")
        try:
            with urlopen(url, timeout=30):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{url} did not answer")


def beside(urls: Mapping[str, str], page: str, times: int) -> dict[str, tuple[float, float]]:
    """Return the median seconds, cold and warm, of a page on several databases, run in turn."""
    query = f"plan={PLAN}&lang=zh"
    seen: dict[str, list[tuple[float, float]]] = {name: [] for name in urls}
    with ExitStack() as opened:
        there = {name: opened.enter_context(visiting(opened.enter_context(served(url)))) for name, url in urls.items()}
        for turn in range(times + 3):
            for name, visitor in there.items():
                found = visitor.cold(page, query), statistics.median(visitor.run(page, query) for _ in range(3))
                if turn > 2:
                    seen[name].append(found)
    return {name: (_middle(found, lambda one: one[0]), _middle(found, lambda one: one[1]))
            for name, found in seen.items()}  # fmt: skip


def _middle(found: Sequence[tuple[float, float]], what: Callable[[tuple[float, float]], float]) -> float:
    return statistics.median(map(what, found))
