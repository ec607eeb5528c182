"""A real server told to stop: what is being answered is answered whole, what hangs is left, and the exit code is 0."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import time
from pathlib import Path

import httpx
import streamlit

from tests.e2e.conftest import await_answer, free_port
from tests.e2e.test_http import SERVER, start

GRACE = 2.0
LARGE = next((Path(streamlit.__file__).parent / "static" / "static" / "js").glob("PlotlyChart.*.js"))  # 5 MB


def slowly(port: int) -> socket.socket:
    """Ask for a large file and read no more than the beginning, so that the server waits for us."""
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    client.connect(("127.0.0.1", port))
    client.sendall(f"GET /static/js/{LARGE.name} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
    client.settimeout(20)
    return client


def rest(client: socket.socket, head: bytes) -> bytes:
    """Return a whole answer whose beginning is known."""
    while part := client.recv(65536):
        head += part
    return head


def test_sigterm_lets_open_requests_finish_and_waits_for_none_that_hangs(tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "log.txt"
    empty = f"sqlite:///{tmp_path / 'empty.db'}"
    process = start([*SERVER, str(port)], log, DASHBOARD_DATABASE_URL=empty, DASHBOARD_GRACE=str(GRACE))
    try:
        stopped(process, port)
    finally:
        process.kill()  # where it did not end by itself
        process.wait(20)
    written = log.read_text("utf-8")
    lines = [json.loads(line) for line in written.splitlines() if line.startswith("{")]
    assert {"mine"} <= {line.get("request") for line in lines} and "geheim" not in written
    assert "Traceback" not in "".join(line for line in written.splitlines() if not line.startswith("{"))


def stopped(process: subprocess.Popen[bytes], port: int) -> None:
    """Stop a server while one client reads slowly and another not at all."""
    await_answer(process, f"http://127.0.0.1:{port}/livez")
    assert httpx.get(f"http://127.0.0.1:{port}/nowhere?token=geheim", headers={"X-Request-ID": "mine"}).headers[
        "x-request-id"] == "mine"  # fmt: skip
    with slowly(port) as reading, slowly(port) as hanging:
        head, _ = reading.recv(1024), hanging.recv(1024)
        process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        answer = rest(reading, head)
        assert process.wait(20) == 0
        assert time.monotonic() - began < 2 * GRACE + 10
    assert answer.endswith(LARGE.read_bytes())
