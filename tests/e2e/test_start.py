"""`make run` as a newcomer and as a returning user types it, and its end by Ctrl-C."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from dashboard.reporting import Database, editions
from tests.conftest import ROOT, Demo
from tests.e2e.conftest import await_answer, free_port

PLAN = "xinyang-2022"


@contextmanager
def made(var: Path, log: Path) -> Iterator[str]:
    """Run ``make run`` with its own var folder until it is ready; end it as Ctrl-C does, and check the end."""
    port = free_port()
    chosen = {"DASHBOARD_VAR_DIR": str(var), "DASHBOARD_DATABASE_URL": ""}
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["make", "run", f"PORT={port}"], cwd=ROOT, env=os.environ | chosen, stdin=subprocess.DEVNULL,
            stdout=output, stderr=output, start_new_session=True,
        )  # fmt: skip
    try:
        await_answer(process, f"http://127.0.0.1:{port}/readyz", within=600)
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(process.pid, signal.SIGINT)  # a terminal sends it to the whole group
        process.wait(30)
    said = log.read_text("utf-8")
    assert "Traceback" not in said
    with pytest.raises(httpx.TransportError):
        httpx.get(f"http://127.0.0.1:{port}/livez")


def test_a_second_make_run_serves_what_is_there(demo: Demo, demo_copy: Demo, tmp_path: Path) -> None:
    shutil.copytree(demo.folder, tmp_path / "demo")
    (tmp_path / "demo" / "finished").write_text(str(len(list(demo.folder.rglob("*.xlsx")))))
    before = editions(Database(demo_copy.url), PLAN)
    with made(tmp_path, tmp_path / "log.txt") as origin:
        assert "fonts.css" in httpx.get(origin, headers={"Accept": "text/html"}).text
    assert "2026Q3" in (tmp_path / "log.txt").read_text("utf-8")
    assert editions(Database(demo_copy.url), PLAN) == before  # nothing was published again


@pytest.mark.large
def test_the_first_make_run_makes_everything(tmp_path: Path) -> None:
    with made(tmp_path / "var", tmp_path / "log.txt") as origin:
        assert httpx.get(f"{origin}/readyz").json()["ready"] is True
    assert len(list((tmp_path / "var" / "demo").rglob("*.xlsx"))) > 500
