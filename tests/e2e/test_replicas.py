"""Three processes behind nginx with the shipped configuration: one is killed, and its visitors go on at another."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import ROOT, Demo
from tests.e2e.conftest import TODAY, await_answer, free_port

pytestmark = pytest.mark.large
NGINX = "/usr/sbin/nginx"
HTML = {"Accept": "text/html"}
MAIN = """
{user}daemon off; pid {folder}/pid; error_log {folder}/error.txt;
events {{}}
http {{
    access_log {folder}/access.txt;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    include {folder}/dashboard.conf;
}}
"""


@dataclass(frozen=True)
class Site:
    """The public address, and the processes behind it by port."""

    origin: str
    processes: dict[int, subprocess.Popen[bytes]]
    folder: Path

    def open(self) -> httpx.Client:
        """A browser's way in, with its cookies."""
        return httpx.Client(base_url=self.origin, verify=False, timeout=60, headers=HTML)


def shipped(folder: Path, port: int, plain: int, behind: list[int]) -> None:
    """Write the shipped configuration with a certificate, ports and processes of this test."""
    names = ["-subj", "/CN=127.0.0.1", "-keyout", str(folder / "key"), "-out", str(folder / "crt")]
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names], check=True)
    conf = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    first = "    server 127.0.0.1:8501 max_fails=2 fail_timeout=5s;\n"
    assert first in conf
    every = "".join(first.replace("8501", str(one)) for one in behind)
    for old, new in ((first, every), ("listen 443", f"listen 127.0.0.1:{port}"),
                     ("listen 80;", f"listen 127.0.0.1:{plain};"),
                     ("/etc/ssl/ip-dashboard.crt", str(folder / "crt")),
                     ("/etc/ssl/ip-dashboard.key", str(folder / "key"))):  # fmt: skip
        conf = conf.replace(old, new)
    (folder / "dashboard.conf").write_text(conf, "utf-8")
    user = "user root; " if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user), "utf-8")


@pytest.fixture
def site(demo: Demo, tmp_path: Path) -> Iterator[Site]:
    port, plain, *behind = (free_port() for _ in range(5))
    shipped(tmp_path, port, plain, behind)
    settings = os.environ | {"DASHBOARD_TODAY": TODAY, "DASHBOARD_WARM": "false", "DASHBOARD_DATABASE_URL": demo.url,
                             "STREAMLIT_SERVER_COOKIE_SECRET": "one secret for all three"}  # fmt: skip
    with (tmp_path / "log.txt").open("wb") as log:
        processes = {one: subprocess.Popen([sys.executable, "-m", "dashboard", "serve", "--port", str(one)], cwd=ROOT,
                                           env=settings, stdout=log, stderr=log) for one in behind}  # fmt: skip
        proxy = subprocess.Popen([NGINX, "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")], stderr=log)
        try:
            for one, process in processes.items():
                await_answer(process, f"http://127.0.0.1:{one}/readyz")
            yield Site(f"https://127.0.0.1:{port}", processes, tmp_path)
        finally:
            for process in (proxy, *processes.values()):
                process.terminate()
                process.wait(20)


def served(site: Site) -> dict[int, int]:
    """Return how many sessions every living process has open."""
    found = {}
    for port, process in site.processes.items():
        if process.poll() is None:
            told = httpx.get(f"http://127.0.0.1:{port}/metrics", timeout=30).text.splitlines()
            (line,) = (line for line in told if line.startswith("dashboard_sessions_open "))
            found[port] = int(float(line.split()[1]))
    return found


def test_the_proxy_compresses_secures_and_keeps_the_metrics_inside(site: Site) -> None:
    with site.open() as client:
        with client.stream("GET", "/?lang=zh") as page:
            sent = sum(map(len, page.iter_raw()))
        assert page.headers["content-encoding"] == "gzip" and "content-security-policy" in page.headers
        assert page.headers["strict-transport-security"] == "max-age=31536000"
        whole = len(client.get("/?lang=zh", headers={"Accept-Encoding": "identity"}).content)
        assert sent < 0.6 * whole, (sent, whole)
        assert client.get("/metrics").status_code == 404
        assert client.post("/", content=b"x" * (12 << 20)).status_code == 413
        seats = {client.get("/readyz").headers["set-cookie"].split(";")[0] for _ in range(5)}
    assert len(seats) == 1


def test_visitors_of_a_killed_process_go_on_at_another_with_their_selection(site: Site, browser: Browser) -> None:
    contexts = [browser.new_context(ignore_https_errors=True) for _ in range(6)]
    pages = [context.new_page() for context in contexts]
    app = "[data-testid=stApp][data-test-connection-state=CONNECTED]"
    for page in pages:
        page.goto(f"{site.origin}/growth?lang=en&edition=2024Q4")
        expect(page.locator(".xy h1, .xy table").first).to_be_visible(timeout=60_000)
    before = served(site)
    assert sum(before.values()) == 6
    most = max(before, key=lambda port: before[port])
    site.processes[most].send_signal(signal.SIGKILL)
    site.processes[most].wait(20)
    for page in pages:
        expect(page.locator(app)).to_have_count(1, timeout=60_000)
        assert "edition=2024Q4" in page.url
    with site.open() as client:
        assert {client.get("/growth?lang=en").status_code for _ in range(30)} == {200}
    for page in pages:
        page.reload()
        expect(page.locator(".xy h1, .xy table").first).to_be_visible(timeout=60_000)
    after = served(site)
    assert sum(after.values()) == 6 and all(after[port] >= before[port] for port in after)
    for context in contexts:
        context.close()
    answers = (site.folder / "access.txt").read_text("utf-8")
    assert '" 502 ' not in answers and '" 500 ' not in answers
