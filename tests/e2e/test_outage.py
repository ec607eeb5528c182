"""The database stops or freezes while people look: what was read stays, one sentence for the rest, and it recovers."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Page, Request, expect

from dashboard.reporting import Database
from tests.accounts import Accounts, accounts
from tests.conftest import Demo
from tests.e2e.browsing import visit
from tests.e2e.conftest import free_port, serving
from tests.engines import MariaDB, PostgreSQL, copy_database, frozen, start_mariadb, start_postgresql
from tests.pages.sending import PERIOD, UNIT, dirty, stored

BANNER = "没有应答。现在显示的是"
LONGEST = 12.0  # seconds that anybody waits for a page
Server = PostgreSQL | MariaDB
Fault = Callable[[Server], AbstractContextManager[None]]


STARTS: dict[str, Callable[[], Server]] = {"postgresql": start_postgresql, "mariadb": start_mariadb}


@pytest.fixture(scope="module", params=["postgresql", pytest.param("mariadb", marks=pytest.mark.large)])
def served(demo: Demo, request: pytest.FixtureRequest) -> Iterator[tuple[Server, Accounts]]:
    """A database server with the demo, and the accounts that load and that read, as they are shipped."""
    server = STARTS[request.param]()
    made = accounts(server)
    with closing(Database(demo.url)) as source, closing(Database(made.owner)) as target:
        copy_database(source, target)
    yield server, made
    server.stop()


@contextmanager
def stopped(server: Server) -> Iterator[None]:
    """The server is down within the block, without having said good-bye."""
    server.halt()
    try:
        yield
    finally:
        server.begin()


def asked(address: str) -> tuple[httpx.Response, float]:
    """Return an answer and the seconds it took."""
    began = time.monotonic()
    found = httpx.get(address, timeout=30, follow_redirects=True)
    return found, time.monotonic() - began


def machines(address: str) -> None:
    """Ask as machines do: alive, not ready, no data for now, and the last edition for the wall and the plain site."""
    told = {path: asked(f"{address}{path}") for path in (
        "/livez", "/readyz", "/api/v1/verdicts?edition=2025Q3", "/tables/growth.xlsx?edition=2024Q1&region=411525",
        "/screen", "/screen/state", "/editions/", "/editions/2025Q3/",
    )}  # fmt: skip
    assert {path: answer.status_code for path, (answer, _) in told.items()} == dict(
        zip(told, (200, 503, 503, 503, 200, 503, 200, 200), strict=True)
    )
    assert max(took for _, took in told.values()) < LONGEST
    api = told["/api/v1/verdicts?edition=2025Q3"][0]
    assert api.json()["detail"] and int(api.headers["Retry-After"]) > 0
    assert "没有应答" in told["/editions/2025Q3/"][0].text and "没有应答" in told["/editions/"][0].text


def looked(page: Page, address: str) -> None:
    """Look at the page of targets in another language than the one left alone, and let machines read the editions."""
    page.goto(f"{address}/tasks?edition=2025Q3&lang=zh")
    expect(page.locator(".xy.page h1").first).to_be_visible(timeout=30_000)
    for path in ("/screen", "/editions/", "/editions/2025Q3/"):
        assert asked(f"{address}{path}")[0].status_code == 200
    page.goto(f"{address}/?edition=2025Q3&lang=zh")
    expect(page.locator(".xy.page h1").first).to_be_visible(timeout=30_000)
    page.evaluate("window.same = true")


def through(page: Page, server: Server, fault: Fault, address: str) -> None:
    """Live through a fault in one session of one browser."""
    looked(page, address)
    headline = page.locator(".xy.page h1").first.inner_text()
    with fault(server):
        began = time.monotonic()
        machines(address)
        page.goto(f"{address}/?edition=2025Q3&lang=zh")
        expect(page.locator(".xy .notice").first).to_contain_text(BANNER, timeout=15_000)
        expect(page.locator(".xy.page h1").first).to_have_text(headline)
        page.goto(f"{address}/target?edition=2024Q1&lang=zh")
        expect(page.get_by_role("alert")).to_contain_text("没有读取过", timeout=15_000)
        page.evaluate("window.same = true")
        assert time.monotonic() - began < 60
    expect(page.locator(".xy .notice", has_text="没有应答")).to_have_count(0, timeout=20_000)
    expect(page.get_by_role("alert")).to_have_count(0, timeout=20_000)
    expect(page.locator(".xy.part h1, .xy.page h1").first).to_be_visible(timeout=20_000)
    assert page.evaluate("window.same") is True  # nobody loaded the page again
    assert "edition=2024Q1" in page.url
    assert asked(f"{address}/readyz")[0].status_code == 200


@pytest.mark.parametrize("fault", [stopped, pytest.param(frozen, marks=pytest.mark.large)])
def test_a_session_lives_through_a_database_that_is_away(
    served: tuple[Server, Accounts], browser: Browser, tmp_path: Path, fault: Fault
) -> None:
    server, made = served
    chosen = {"DASHBOARD_DATABASE_URL": made.owner, "DASHBOARD_DATABASE_READ_URL": made.reader}
    with serving(tmp_path, **chosen) as address, closing(browser.new_page(locale="zh-CN")) as page:
        through(page, server, fault, address)


def choose(page: Page, content: bytes) -> None:
    chosen = {"name": "更正.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    page.locator("[data-testid=stFileUploaderDropzoneInput]").set_input_files(chosen)  # type: ignore[arg-type]


def cut_short(request: Request) -> None:
    """Send an upload again over a socket that is closed in the middle of it."""
    body, place = request.post_data_buffer or b"", urlsplit(request.url)
    head = "".join(f"{name}: {text}\r\n" for name, text in request.all_headers().items() if not name.startswith(":"))
    with socket.create_connection((str(place.hostname), place.port or 80)) as line:
        line.sendall(f"{request.method} {place.path} HTTP/1.1\r\nhost: {place.netloc}\r\n{head}\r\n".encode())
        line.sendall(body[: len(body) // 2])


@pytest.mark.large
def test_an_upload_during_an_outage_is_refused_in_one_sentence_and_sent_again(
    demo_copy: Demo, browser: Browser, tmp_path: Path
) -> None:
    """The disk of the server's log is full all the while."""
    port, file, aside = free_port(), demo_copy.database, tmp_path / "aside.db"
    (tmp_path / f"{port}.txt").symlink_to("/dev/full")
    own = {"DASHBOARD_DATABASE_URL": demo_copy.url, "DASHBOARD_VAR_DIR": str(tmp_path / "var")}
    query = {"lang": "zh", "unit": UNIT, "period": PERIOD}
    with serving(tmp_path, port, **own) as origin, visit(browser, origin, "/intake", query=query) as seen:
        page, content = seen.settle().page, dirty(demo_copy)
        page.evaluate("window.same = true")
        before = stored(file)
        file.rename(aside)
        choose(page, content)
        expect(page.get_by_role("alert")).to_contain_text("请重新选择文件", timeout=30_000)
        aside.rename(file)
        expect(page.get_by_role("alert")).to_have_count(0, timeout=30_000)
        with page.expect_request(lambda request: "upload_file" in request.url and request.method != "DELETE") as sent:
            choose(page, content)
        expect(page.locator(".draft h2")).to_have_text("更正.xlsx", timeout=60_000)
        cut_short(sent.value)
        assert stored(file) == before
        page.get_by_role("button", name="确认报送", exact=True).click()
        expect(page.locator(".told")).to_contain_text("第2版", timeout=60_000)
        assert page.evaluate("window.same") is True
    assert stored(file)[0] == before[0] + 1
    kept = {name: len(list((tmp_path / "var" / name).iterdir())) for name in ("originals", "drafts")}
    assert kept == {"originals": 1, "drafts": 0}
