"""Several processes behind nginx with the shipped configuration: only paths, ports and certificates are put in."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.conftest import ROOT
from tests.e2e.conftest import TODAY, await_answer, free_port

NGINX = "/usr/sbin/nginx"
HTML = {"Accept": "text/html"}
SEAT = "dashboard_seat"
MAIN = """
{user}daemon off; pid {folder}/pid; error_log {folder}/error.txt;
events {{}}
http {{
    log_format told '$status $upstream_addr $dashboard_seat "$request"';
    access_log {folder}/access.txt told;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    include {folder}/dashboard.conf;
}}
"""
LINE = re.compile(r'(\d{3}) (\S+(?:, \S+)*) (\S+) "')


@dataclass(frozen=True)
class Site:
    """The public address, and the processes behind it by port."""

    origin: str
    processes: dict[int, subprocess.Popen[bytes]]
    folder: Path

    def open(self) -> httpx.Client:
        """A browser's way in, with its cookies."""
        return httpx.Client(base_url=self.origin, verify=False, timeout=60, headers=HTML)

    def answers(self) -> list[tuple[int, int, str]]:
        """Return status, port of the process that answered (0: the proxy itself) and seat of every answer so far."""
        found = LINE.findall((self.folder / "access.txt").read_text("utf-8"))
        return [(int(status), int("".join(behind.rpartition(":")[2:]) or 0) if ":" in behind else 0, seat)
                for status, behind, seat in found]  # fmt: skip

    def port(self, seat: str) -> int:
        """Return the port of the process that last answered a visitor; the proxy writes it down after its answer."""
        end = time.monotonic() + 20
        while not (found := [port for _, port, its in self.answers() if its == seat and port]):
            assert time.monotonic() < end, seat
            time.sleep(0.05)
        return found[-1]

    def kill(self, port: int) -> None:
        """End a process at once, as a machine that runs out of memory does."""
        self.processes[port].kill()
        self.processes[port].wait(20)

    def log(self) -> str:
        """Return what the processes logged."""
        return (self.folder / "log.txt").read_text("utf-8")


def configure(folder: Path, port: int, plain: int, behind: list[int]) -> None:
    """Write the shipped configuration with a certificate, ports and processes of this test."""
    names = ["-subj", "/CN=127.0.0.1", "-keyout", str(folder / "key"), "-out", str(folder / "crt")]
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names], check=True,
                   capture_output=True)  # fmt: skip
    conf = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    first = "    server 127.0.0.1:8501 max_fails=2 fail_timeout=5s;\n"
    every = "".join(first.replace("8501", str(one)) for one in behind)
    for old, new in ((first, every), ("listen 443", f"listen 127.0.0.1:{port}"),
                     ("listen 80;", f"listen 127.0.0.1:{plain};"),
                     ("/etc/ssl/ip-dashboard.crt", str(folder / "crt")),
                     ("/etc/ssl/ip-dashboard.key", str(folder / "key"))):  # fmt: skip
        assert old in conf, old
        conf = conf.replace(old, new)
    (folder / "dashboard.conf").write_text(conf, "utf-8")
    user = "user root; " if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user), "utf-8")


@contextmanager
def proxied(folder: Path, port: int = 0, **chosen: str) -> Iterator[Site]:
    """Three processes with some settings behind the proxy, within the block."""
    port, (plain, *behind) = port or free_port(), [free_port() for _ in range(4)]
    configure(folder, port, plain, behind)
    settings = os.environ | {"DASHBOARD_TODAY": TODAY, "DASHBOARD_WARM": "false", "DASHBOARD_VAR_DIR": str(folder),
                             "STREAMLIT_SERVER_COOKIE_SECRET": "one secret for all three", **chosen}  # fmt: skip
    with (folder / "log.txt").open("wb") as log:
        processes = {one: subprocess.Popen([sys.executable, "-m", "dashboard", "serve", "--port", str(one)], cwd=ROOT,
                                           env=settings, stdout=log, stderr=log) for one in behind}  # fmt: skip
        proxy = subprocess.Popen([NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=log)
        try:
            for one, process in processes.items():
                await_answer(process, f"http://127.0.0.1:{one}/readyz")
            yield Site(f"https://127.0.0.1:{port}", processes, folder)
        finally:
            for process in (proxy, *processes.values()):
                process.terminate()
            for process in (proxy, *processes.values()):
                process.wait(30)
