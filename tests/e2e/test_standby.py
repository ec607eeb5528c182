"""A server whose pages read from a streaming replica: it follows, lags, stops, and is there again."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from websockets.sync.client import ClientConnection

from dashboard.reporting import Database
from dashboard.reporting.circuit import PAUSE
from tests.accounts import NAME, READER, Accounts, accounts
from tests.conftest import ROOT, Demo
from tests.e2e.conftest import TODAY, serving
from tests.e2e.speaking import opened, run_page, shown
from tests.engines import PostgreSQL, copy_database, start_postgresql
from tests.pages.sending import PERIOD, UNIT, edited, workbook
from tests.standby import Standby, standby

pytestmark = pytest.mark.large
CORRECTED, RELEASE = "2026Q3-r2", "2026年三季度更正（第2次发布）"
KEPT = 30  # seconds for which the list of editions is kept by a process
AWAY = "没有应答"


@dataclass(frozen=True)
class Office:
    """Two servers, what an installation is told of them, and a folder of its own."""

    first: PostgreSQL
    second: Standby
    settings: dict[str, str]
    folder: Path

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command as the office does, at the primary."""
        told = os.environ | self.settings | {"DASHBOARD_TODAY": TODAY}
        return subprocess.run([sys.executable, "-m", "dashboard", *words], cwd=ROOT, env=told, capture_output=True,
                              text=True)  # fmt: skip

    def publish(self, demo: Demo) -> None:
        """Take in a corrected workbook and publish the correction, at the primary."""
        book = self.folder / "息县.xlsx"
        book.write_bytes(edited(workbook(demo), C7=41))
        for words in (("load", str(book)), ("publish", "--through", "2026-09", "--correct", PERIOD, "--reason", "更正",
                                            "--doc-no", "信知〔2026〕9号")):  # fmt: skip
            done = self.command(*words)
            assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def office(demo: Demo, tmp_path: Path) -> Iterator[Office]:
    """The demo on a primary by the accounts that are shipped, and a replica that follows it."""
    first = start_postgresql()
    try:
        made = accounts(first)
        _fill(made, demo)
        with standby(first) as second:
            second.catch_up(first)
            told = {"DASHBOARD_DATABASE_URL": made.owner, "DASHBOARD_DATABASE_READ_URL": second.url(NAME, READER),
                    "DASHBOARD_VAR_DIR": str(tmp_path)}  # fmt: skip
            yield Office(first, second, told, tmp_path)
    finally:
        first.stop()


def _fill(made: Accounts, demo: Demo) -> None:
    with closing(Database(demo.url)) as source, closing(Database(made.owner)) as target:
        copy_database(source, target)


def until(holds: Callable[[], bool], within: float) -> None:
    """Wait until something holds; AssertionError when it does not within so many seconds."""
    end = time.monotonic() + within
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.5)


def labels(address: str) -> list[str]:
    """Return what the data API says is published."""
    return [item["label"] for item in httpx.get(f"{address}/api/v1/editions", timeout=30).json()["items"]]


def test_pages_follow_a_replica_that_lags_and_stops(office: Office, demo: Demo) -> None:
    with serving(office.folder, **office.settings) as address, opened(address) as session:
        before = run_page(session, "", f"lang=zh&edition={PERIOD}")
        assert "2026年三季度" in before and AWAY not in before and CORRECTED not in labels(address)
        office.second.pause()
        office.publish(demo)
        lags(office, address)
        office.second.resume()
        office.second.catch_up(office.first)
        assert CORRECTED in labels(address)
        until(lambda: RELEASE in shown(address, "", f"lang=zh&edition={CORRECTED}"), KEPT + 30)
        assert "reader_level" in office.command("check", "--json").stdout
        stops(office, address, session)
        goes_on_without_the_primary(office, address, session)


def lags(office: Office, address: str) -> None:
    """The last edition that arrived stays whole; what a unit sends is seen at once; the doctor tells how far it is."""
    assert CORRECTED not in labels(address) and httpx.get(f"{address}/readyz", timeout=30).status_code == 200
    for page in ("", "growth", "review", "tasks"):
        told = shown(address, page, f"lang=zh&edition={CORRECTED}")
        assert "数据截至" in told and RELEASE not in told and AWAY not in told, page
        assert "2026年三季度" in shown(address, page, f"lang=zh&edition={PERIOD}")
    assert "第2版" in shown(address, "intake", f"lang=zh&unit={UNIT}&period={PERIOD}")
    found = office.command("check")
    assert found.returncode == 0 and f"尚缺 {CORRECTED}" in found.stdout and "pg_stat_replication" in found.stdout


def stops(office: Office, address: str, session: ClientConnection) -> None:
    """What was read stays readable under the banner; data is refused for now; it comes back by itself."""
    query = f"lang=zh&edition={PERIOD}"
    run_page(session, "growth", query)
    office.second.halt()
    assert httpx.get(f"{address}/api/v1/verdicts?edition={PERIOD}", timeout=30).status_code == 503
    old = run_page(session, "growth", query)
    assert AWAY in old and "数据截至" in old
    assert httpx.get(f"{address}/readyz", timeout=30).status_code == 503
    told = office.command("check")
    assert told.returncode == 1 and "DASHBOARD_DATABASE_READ_URL" in told.stdout
    office.second.begin()
    until(lambda: httpx.get(f"{address}/readyz", timeout=30).status_code == 200, PAUSE + 30)
    assert AWAY not in run_page(session, "growth", query)


def goes_on_without_the_primary(office: Office, address: str, session: ClientConnection) -> None:
    """Editions go on being read; sending is closed for now, in one sentence."""
    office.first.halt()
    assert httpx.get(f"{address}/api/v1/outlooks?edition={PERIOD}", timeout=30).status_code == 200
    fresh = run_page(session, "counts", "lang=zh&edition=2023Q2")  # read by nobody before
    assert "数据截至" in fresh and AWAY not in fresh
    closed = run_page(session, "intake", f"lang=zh&unit={UNIT}&period={PERIOD}")
    assert "第2版" not in closed and ("没有应答" in closed or "稍后" in closed), closed[-500:]
    office.first.begin()
    until(lambda: "第2版" in run_page(session, "intake", f"lang=zh&unit={UNIT}&period={PERIOD}"), PAUSE + 30)
