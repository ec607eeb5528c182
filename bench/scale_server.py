"""A PostgreSQL server of the benches: made in a folder of its own, which outlives the process that made it."""

from __future__ import annotations

import json
import subprocess
from dataclasses import asdict
from pathlib import Path

from nation import Size

from tests.engines import PostgreSQL, binaries, start_postgresql, unprivileged

SERVER = ("fsync=on synchronous_commit=on shared_buffers=1GB work_mem=64MB maintenance_work_mem=512MB "
          "max_wal_size=8GB checkpoint_timeout=15min effective_cache_size=8GB")  # fmt: skip
DATABASE = "test_0"  # the first that a server makes
SIZE = "size.json"  # what was built, beside the server's files


def make() -> PostgreSQL:
    """Start a new server that keeps what it acknowledges, with memory for the work."""
    made = start_postgresql()
    _run(made, "restart")
    return made


def opened(folder: Path) -> PostgreSQL:
    """Return the server of a folder, started where it stands still."""
    made = PostgreSQL(folder, binaries(), unprivileged())
    try:
        made.run("pg_ctl", "status", "-D", made.data)
    except subprocess.CalledProcessError:
        _run(made, "start")
    return made


def remember(server: PostgreSQL, size: Size) -> None:
    """Write down what a server's database holds."""
    (server.folder / SIZE).write_text(json.dumps(asdict(size)), "utf-8")


def held(folder: Path) -> tuple[str, Size]:
    """Return the address of a folder's database, its server started where it stands still, and what it holds."""
    return url(opened(folder)), Size(**json.loads((folder / SIZE).read_text("utf-8")))


def url(server: PostgreSQL) -> str:
    """Return the address of a server's nation."""
    return server.url(DATABASE)


def _run(server: PostgreSQL, act: str) -> None:
    told = " ".join(f"-c {setting}" for setting in SERVER.split())
    sockets = f"-c listen_addresses='' -c unix_socket_directories='{server.folder}'"
    server.run("pg_ctl", act, "-w", "-m", "fast", "-D", server.data, "-o", f"{sockets} {told}",
               "-l", str(server.folder / "log"))  # fmt: skip
