"""A running server on the demo history and a real browser."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.conftest import ROOT, Demo
from tests.e2e.browsing import Tab, Visit, launch, visit
from tests.poison import poisoned

if TYPE_CHECKING:
    from tests.e2e.office import Office

STARTS_WITHIN = 120  # seconds, on two cores that other workers use too
TODAY = "2026-11-20"  # the settlement period, as the office has it
OLD = ROOT / "var" / "chromium-90" / "chromium"
DEJAVU = Path("/usr/share/fonts/truetype/dejavu")
NO_CJK = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def await_answer(process: subprocess.Popen[bytes], url: str, within: int = STARTS_WITHIN) -> None:
    """Return as soon as an address answers 200; fail when the process ends or takes longer than so many seconds."""
    pause = threading.Event()
    for _ in range(within * 10):
        assert process.poll() is None, f"the server ended with {process.returncode}"
        try:
            if httpx.get(url, timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            pass
        pause.wait(0.1)
    raise AssertionError(f"{url} did not answer within {within} s")


@contextmanager
def serving(folder: Path, port: int = 0, probe: str = "readyz", **chosen: str) -> Iterator[str]:
    """The address of a server with some settings, started by ``python -m dashboard serve``; its log in a folder.

    ``probe``: the address that answers once it is up; before the first edition only ``livez`` does.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "dashboard", "serve", "--port", str(port)]
    settings = os.environ | {"DASHBOARD_TODAY": TODAY, "DASHBOARD_WARM": "false", **chosen}
    with (folder / f"{port}.txt").open("ab") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=log, stderr=log)
        try:
            await_answer(process, f"http://127.0.0.1:{port}/{probe}")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="session")
def server(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on the demo database."""
    with serving(tmp_path_factory.mktemp("server"), DASHBOARD_DATABASE_URL=demo.url) as address:
        yield address


@pytest.fixture(scope="session")
def office(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The demo behind a login, after an attacker was there."""
    from tests.e2e.office import office_of

    folder = tmp_path_factory.mktemp("office")
    with office_of(poisoned(demo, folder), folder) as found:
        yield found


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The driver of the browser."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The system's Chromium with the system's fonts."""
    opened = launch(playwright)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def fonts_without_cjk(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The font configuration of a machine whose only fonts are DejaVu, as some terminals are."""
    home = tmp_path_factory.mktemp("fonts")
    shutil.copytree(DEJAVU, home / "fonts")
    file = home / "fonts.conf"
    file.write_text(NO_CJK.format(fonts=home / "fonts", cache=home / "cache"))
    return str(file)


@pytest.fixture(scope="session")
def browser_without_cjk(playwright: Playwright, fonts_without_cjk: str) -> Iterator[Browser]:
    """Chromium on a machine without a Chinese font."""
    opened = launch(playwright, FONTCONFIG_FILE=fonts_without_cjk)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def old_browser(playwright: Playwright, fonts_without_cjk: str) -> Iterator[Browser]:
    """A Chromium of 2021 on a machine without a Chinese font."""
    if not OLD.exists():
        pytest.skip("no Chromium 90 here: .venv/bin/python deploy/old_browser.py fetches it")
    flags = ["--no-sandbox", "--disable-gpu", "--no-zygote"]
    environment = {**os.environ, "FONTCONFIG_FILE": fonts_without_cjk}
    opened = playwright.chromium.launch(executable_path=OLD, args=flags, env=environment)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def shared(browser: Browser, server: str) -> Iterator[Callable[..., AbstractContextManager[Visit]]]:
    """Open pages as ``opened`` does, one after the other in one tab."""
    with closing(Tab(browser)) as tab:
        yield lambda path="/", **options: tab.visit(server, path, **options)


@pytest.fixture
def opened(browser: Browser, server: str) -> Callable[..., AbstractContextManager[Visit]]:
    """Open a page of the demo: ``with opened("/target", query={"target": "1"}) as seen``."""

    def open_page(path: str = "/", **options: Any) -> AbstractContextManager[Visit]:
        return visit(browser, server, path, **options)

    return open_page
