"""The server over HTTP: health, headers, index page, start and end of the process."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.conftest import ROOT, Demo
from tests.e2e.conftest import await_answer, free_port

HTML = {"Accept": "text/html"}
SERVER = (sys.executable, "-m", "dashboard", "serve", "--port")


def start(command: list[str], log: Path, cwd: Path = ROOT, **environment: str) -> subprocess.Popen[bytes]:
    """Start a server that writes to a log file."""
    with log.open("wb") as output:
        return subprocess.Popen(command, cwd=cwd, env=os.environ | environment, stdout=output, stderr=output)


@pytest.mark.parametrize("path", ["/", "/target", "/livez", "/readyz", "/app/static/fonts/fonts.css", "/nowhere.js"])
def test_every_answer_carries_the_security_headers(server: str, path: str) -> None:
    headers = httpx.get(server + path, headers=HTML).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "'unsafe-inline'" not in headers["content-security-policy"].split("script-src")[1].split(";")[0]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_the_index_page_has_the_language_asked_for_and_no_stale_validators(server: str) -> None:
    chinese, english = (httpx.get(f"{server}/target?lang={lang}", headers=HTML) for lang in ("zh", "en"))
    assert '<html lang="zh-CN"' in chinese.text and '<html lang="en"' in english.text
    assert "etag" not in chinese.headers and "last-modified" not in chinese.headers
    assert int(chinese.headers["content-length"]) == len(chinese.content)
    again = httpx.get(server, headers=HTML | {"If-Modified-Since": "Tue, 01 Jan 2047 00:00:00 GMT"})
    assert again.status_code == 200 and "fonts.css" in again.text


def test_health(server: str) -> None:
    assert httpx.get(f"{server}/livez").text == "ok"
    ready = httpx.get(f"{server}/readyz").json()
    assert ready["ready"] and (ready["edition"], ready["age_days"], ready["state"]) == ("2026Q3", 51, "fresh")


def test_metrics_tell_what_pages_queries_and_requests_cost_to_this_machine_alone(server: str) -> None:
    httpx.get(f"{server}/livez")
    found = httpx.get(f"{server}/metrics")
    for told in ('script_seconds_count{page="overview"}', 'query_seconds_count{query="edition_list"}',
                 'http_requests_total{method="GET",route="/livez",status="200"}', "sessions_open",
                 'edition_age_days{edition="2026Q3",plan="xinyang-2022"} 51.0'):  # fmt: skip
        assert f"dashboard_{told}" in found.text, told
    assert httpx.get(f"{server}/metrics", headers={"X-Forwarded-For": "10.0.0.7"}).status_code == 404
    assert httpx.get(f"{server}/_stcore/metrics").status_code == 404


def test_without_an_edition_it_lives_but_is_not_ready_and_ctrl_c_ends_it_cleanly(tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "log.txt"
    process = start([*SERVER, str(port)], log, DASHBOARD_DATABASE_URL=f"sqlite:///{tmp_path / 'empty.db'}")
    await_answer(process, f"http://127.0.0.1:{port}/livez")
    ready = httpx.get(f"http://127.0.0.1:{port}/readyz")
    assert ready.status_code == 503 and ready.json()["reason"]
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    assert "Traceback" not in log.read_text("utf-8")


def test_plain_streamlit_run_works_from_anywhere(tmp_path: Path, demo: Demo) -> None:
    streamlit = shutil.which("streamlit", path=str(Path(sys.executable).parent))
    assert streamlit
    port, log = free_port(), tmp_path / "log.txt"
    command = [streamlit, "run", str(ROOT / "dashboard" / "app.py"), "--server.port", str(port)]
    command += ["--server.headless", "true", "--server.scriptHealthCheckEnabled", "true"]
    process = start(command, log, tmp_path, DASHBOARD_DATABASE_URL=demo.url)
    try:
        await_answer(process, f"http://127.0.0.1:{port}/_stcore/health")
        checked = httpx.get(f"http://127.0.0.1:{port}/_stcore/script-health-check", timeout=60)
        assert checked.status_code == 200, log.read_text("utf-8")
    finally:
        process.terminate()
        process.wait(20)


@pytest.mark.large
def test_metrics_tell_what_became_of_workbooks_that_another_process_loaded(demo: Demo, tmp_path: Path) -> None:
    chosen = {"DASHBOARD_DATABASE_URL": f"sqlite:///{tmp_path / 'r.db'}", "DASHBOARD_VAR_DIR": str(tmp_path)}
    port, log, command = free_port(), tmp_path / "log.txt", [sys.executable, "-m", "dashboard"]
    subprocess.run([*command, "init"], cwd=ROOT, env=os.environ | chosen, check=True)
    process = start([*SERVER, str(port)], log, **chosen)
    try:
        await_answer(process, f"http://127.0.0.1:{port}/livez")
        assert "dashboard_loads_total{" not in httpx.get(f"http://127.0.0.1:{port}/metrics").text
        good = min(demo.folder.rglob("*.xlsx"))
        for file in (good, tmp_path / "nowhere.xlsx"):
            subprocess.run([*command, "load", str(file)], cwd=ROOT, env=os.environ | chosen, check=False)
        for _ in range(2):
            told = httpx.get(f"http://127.0.0.1:{port}/metrics").text
            assert 'dashboard_loads_total{outcome="loaded"} 1.0' in told
            assert 'dashboard_loads_total{outcome="refused"} 1.0' in told
    finally:
        process.terminate()
        process.wait(20)
