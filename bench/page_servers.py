"""Three servers on one database: the product, an empty page inside its shell, and an empty Streamlit page."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
EMPTY = """
import streamlit as st
st.button("again")
st.session_state.runs = st.session_state.get("runs", 0) + 1
st.html(f'<p class="blank">{st.session_state.runs}</p>')
"""
SHELL_ENTRY = """
import streamlit as st
from dashboard.screens import frame, session
st.navigation([st.Page(lambda: None, title="blank", default=True)], position="hidden")
selection = session.choose()
frame.style(frame.theme(selection), "overview")
st.set_page_config(page_title=session.title(selection, "overview"), layout="wide")
frame.draw("failed", selection, home=selection.href())
"""
SHELL_SERVER = """
import streamlit as st
from starlette.middleware import Middleware
from dashboard import server
app = st.App({entry!r}, lifespan=server.lifespan,
             middleware=[Middleware(server.SecurityHeaders), Middleware(server.Shell)])
app.run(config={{"server.address": "127.0.0.1", "server.port": {port}}})
"""
TIMED_SERVER = """
import time
from streamlit.runtime.scriptrunner import script_runner as runner
from dashboard import server
plain = runner.exec_func_with_error_handling
def timed(script, context):
    began = time.perf_counter()
    try:
        return plain(script, context)
    finally:
        with open({log!r}, "a") as out:
            print(time.perf_counter() - began, file=out)
runner.exec_func_with_error_handling = timed
server.main()
"""  # the product, noting how long each of its scripts ran
QUIET = ("--server.headless=true", "--browser.gatherUsageStats=false", "--server.fileWatcherType=none",
         "--server.address=127.0.0.1")  # fmt: skip


@dataclass(frozen=True)
class Server:
    """A running server: where it answers, which process it is, and where it notes the seconds of its scripts."""

    origin: str
    process: int
    log: Path | None = None

    def scripts(self) -> list[float]:
        """Return the seconds of every script run so far."""
        return [float(line) for line in self.log.read_text().split()] if self.log and self.log.exists() else []

    def cpu(self) -> float:
        """Return the CPU seconds the process has used so far, from the kernel's own account."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(command: list[str], port: int, folder: Path, log: Path | None = None, **chosen: str) -> Iterator[Server]:
    """Run a server with some settings until the end of the block; it has answered once before the block begins."""
    told = {"PYTHONPATH": str(ROOT), "DASHBOARD_TODAY": "2026-11-20", "DASHBOARD_PORT": str(port), **chosen}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=folder, env=os.environ | told, stdout=quiet, stderr=quiet)
    try:
        _await(process, f"http://127.0.0.1:{port}/_stcore/health")
        yield Server(f"http://127.0.0.1:{port}", process.pid, log)
    finally:
        process.terminate()
        process.wait(20)


def _await(process: subprocess.Popen[bytes], url: str) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise SystemExit(f"{' '.join(map(str, process.args))} ended with {process.returncode}")  # type: ignore[arg-type]
        try:
            with urlopen(url, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise SystemExit(f"{url} did not answer")


@contextmanager
def three(folder: Path) -> Iterator[tuple[Server, Server, Server]]:
    """Yield the product, the empty shell and the empty Streamlit page, served from a folder of their own."""
    (folder / "empty.py").write_text(EMPTY)
    (folder / "entry.py").write_text(SHELL_ENTRY)
    (folder / "static").symlink_to(ROOT / "dashboard" / "static")
    shutil.copytree(ROOT / ".streamlit", folder / "shell" / ".streamlit")
    ours, shell, empty = (free_port() for _ in range(3))
    log = folder / "scripts.txt"
    (folder / "timed.py").write_text(TIMED_SERVER.format(log=str(log)))
    (folder / "shell" / "run.py").write_text(SHELL_SERVER.format(entry=str(folder / "entry.py"), port=shell))
    plain = [sys.executable, "-m", "streamlit", "run", str(folder / "empty.py"), f"--server.port={empty}", *QUIET]
    with ExitStack() as running:
        yield (
            running.enter_context(serving([sys.executable, str(folder / "timed.py")], ours, ROOT, log)),
            running.enter_context(serving([sys.executable, "run.py"], shell, folder / "shell")),
            running.enter_context(serving(plain, empty, folder)),
        )
