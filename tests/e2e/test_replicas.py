"""Three processes behind nginx with the shipped configuration on one PostgreSQL: one is killed under load."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import streamlit
from playwright.sync_api import Browser, BrowserContext, Page, expect

from dashboard.reporting import Database
from tests.accounts import Accounts, accounts
from tests.conftest import Demo
from tests.e2e.conftest import free_port
from tests.e2e.office import SECRETS, identity_provider
from tests.e2e.proxied import SEAT, Site, proxied
from tests.e2e.speaking import Visitor
from tests.e2e.test_intake import HEARD, WAITS, press, send, told
from tests.engines import copy_database, start_postgresql
from tests.pages.sending import PERIOD, UNIT, dirty

pytestmark = pytest.mark.large
APP = "[data-testid=stApp][data-test-connection-state=CONNECTED]"
DOZEN = 12
HEADERS = ("content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy",
           "strict-transport-security")  # fmt: skip


@pytest.fixture(scope="module")
def made(demo: Demo) -> Iterator[Accounts]:
    """The demo on a PostgreSQL server, with the accounts that are shipped."""
    server = start_postgresql()
    try:
        found = accounts(server)
        with closing(Database(demo.url)) as source, closing(Database(found.owner)) as target:
            copy_database(source, target)
        yield found
    finally:
        server.stop()


@pytest.fixture
def settings(made: Accounts) -> dict[str, str]:
    """What every process is told."""
    return {"DASHBOARD_DATABASE_URL": made.owner, "DASHBOARD_DATABASE_READ_URL": made.reader}


def test_the_proxy_compresses_secures_keeps_the_metrics_inside_and_refuses_in_words(
    settings: dict[str, str], tmp_path: Path
) -> None:
    largest = max((Path(streamlit.__file__).parent / "static" / "static" / "js").glob("*.js"),
                  key=lambda path: path.stat().st_size)  # fmt: skip
    with proxied(tmp_path, **settings) as site, site.open() as client:
        for path, most in (("/?lang=zh", 0.6), (f"/static/js/{largest.name}", 0.4),
                           ("/api/v1/verdicts?edition=2025Q3", 0.2)):  # fmt: skip
            with client.stream("GET", path) as answer:
                sent = sum(map(len, answer.iter_raw()))
            assert answer.status_code == 200 and answer.headers["content-encoding"] == "gzip", path
            whole = len(client.get(path, headers={"Accept-Encoding": "identity"}).content)
            assert sent < most * whole, (path, sent, whole)
            assert [name for name in HEADERS if name not in answer.headers] == []
        assert client.get("/metrics").status_code == 404
        refused = client.put("/_stcore/upload_file/a/b", content=b"x" * (12 << 20))
        assert refused.status_code == 413 and "超过 10 MB" in refused.text and "larger than" in refused.text
        (seat,) = {client.get("/readyz").headers["set-cookie"].split(";")[0] for _ in range(5)}
        assert site.port(seat.removeprefix(f"{SEAT}=")) in site.processes
        assert len({port for _, port, its in site.answers() if seat.endswith(its) and port}) == 1
        for port in site.processes:
            site.kill(port)
        away = client.get("/")
        assert away.status_code == 503 and "请一分钟后刷新" in away.text


def look(context: BrowserContext, site: Site) -> tuple[Page, int]:
    """Open a page with a selection; return it, and the port of the process that it is at."""
    page = context.new_page()
    page.goto(f"{site.origin}/growth?lang=zh&edition=2024Q4")
    expect(page.locator(".xy h1").first).to_be_visible(timeout=WAITS)
    page.get_by_role("link", name="任务督办").first.click()
    expect(page).to_have_url(re.compile("/tasks"), timeout=WAITS)
    page.evaluate("window.same = true")
    return page, site.port(next(str(one["value"]) for one in context.cookies() if one["name"] == SEAT))


def visitors(site: Site) -> dict[Visitor, int]:
    """Return a dozen visitors, each with a seat of its own, and the port of each one's process."""
    found = {}
    for number in range(DOZEN):
        with site.open() as client:
            client.get("/")
            seat = str(client.cookies[SEAT])
        lang, says = (("zh", "2024年四季度"), ("en", "Q4 2024"))[number % 2]
        pages = ("", "growth", "counts", "counties", "tasks", "outlook")
        found[Visitor(site.origin, {SEAT: seat}, pages, f"lang={lang}&edition=2024Q4", says)] = site.port(seat)
    return found


def test_visitors_of_a_killed_process_go_on_at_another_with_their_selection_and_no_other_notices(
    settings: dict[str, str], tmp_path: Path, browser: Browser
) -> None:
    with proxied(tmp_path, **settings) as site:
        contexts = [browser.new_context(ignore_https_errors=True) for _ in range(4)]
        seen = [look(context, site) for context in contexts]
        sockets = {page: list[str]() for page, _ in seen}
        for page, noted in sockets.items():
            page.on("websocket", lambda socket, noted=noted: noted.append(socket.url))  # those made from now on
        dozen = visitors(site)
        victim = seen[0][1]
        assert {victim} < {*dozen.values()}
        for one in dozen:
            one.start()
        for one in dozen:
            one.await_runs(2)
        site.kill(victim)
        for one in dozen:
            one.await_runs(4)
        for page, port in seen:
            goes_on(page)
            assert bool(sockets[page]) is (port == victim)
        for one in dozen:
            one.done.set()
        for one in dozen:
            one.join(60)
        assert {(one.cuts > 0, port == victim) for one, port in dozen.items()} == {(True, True), (False, False)}
        assert [one.errors for one in dozen if one.errors] == []
        assert [status for status, _, _ in site.answers() if status >= 500] == []
        assert "Traceback" not in site.log()
        for context in contexts:
            context.close()


def goes_on(page: Page) -> None:
    """An open page is connected, nobody loaded it again, and it shows what was selected, also on the next page."""
    expect(page.locator(APP)).to_have_count(1, timeout=WAITS)
    page.get_by_role("link", name="增长目标").first.click()
    expect(page).to_have_url(re.compile(r"/growth\?.*edition=2024Q4"), timeout=WAITS)
    expect(page.locator(".xy", has_text="2024年四季度").first).to_be_visible(timeout=WAITS)
    assert page.evaluate("window.same") is True


def test_a_workbook_arrives_through_the_proxy_and_one_that_is_too_large_is_refused_in_words(
    settings: dict[str, str], made: Accounts, demo: Demo, tmp_path: Path, browser: Browser
) -> None:
    with proxied(tmp_path, DASHBOARD_ROLE="publisher", **settings) as site:
        page = browser.new_context(ignore_https_errors=True, locale="zh-CN").new_page()
        page.goto(f"{site.origin}/intake?lang=zh&unit={UNIT}&period={PERIOD}")
        send(page, dirty(demo), "息县更正.xlsx")
        press(page, "确认报送")
        told(page, "第2版")
        large = {"name": "大.xlsx", "mimeType": "application/octet-stream", "buffer": b"x" * ((10 << 20) + 1)}
        page.locator("[data-testid=stFileUploaderDropzoneInput]").set_input_files(large)  # type: ignore[arg-type]
        expect(page.locator("[data-testid=stFileChip]")).to_be_visible(timeout=WAITS)
        assert "超过10 MB" in "".join(page.evaluate(HEARD))
        page.context.close()
    with closing(Database(made.owner)) as database:
        sent = database.rows("sender_submissions", plan="xinyang-2022", sender=UNIT)
    assert [row["version"] for row in sent if row["period"] == PERIOD] == [2, 1]


def test_a_login_holds_at_every_process(settings: dict[str, str], tmp_path: Path, browser: Browser) -> None:
    port, provider = free_port(), free_port()
    told_to = SECRETS.format(origin=f"https://127.0.0.1:{port}", provider=provider)
    (tmp_path / "secrets.toml").write_text(told_to, "utf-8")
    login = {"DASHBOARD_ACCESS": "oidc", "DASHBOARD_SECRETS": str(tmp_path / "secrets.toml")}
    with identity_provider(provider), proxied(tmp_path, port, **settings, **login) as site:
        context = browser.new_context(ignore_https_errors=True, locale="zh-CN")
        page = context.new_page()
        page.goto(site.origin)
        page.get_by_role("button", name="使用单位统一身份登录").click(timeout=WAITS)
        page.locator("button[name=sub][value=zhao]").click(timeout=WAITS)
        expect(page.locator("header.top")).to_contain_text("赵某", timeout=WAITS)
        page.evaluate("window.same = true")
        jar = {str(one["name"]): str(one["value"]) for one in context.cookies()}
        at = site.port(jar[SEAT])
        site.kill(at)
        expect(page.locator(APP)).to_have_count(1, timeout=WAITS)
        page.get_by_role("link", name="任务督办").first.click()
        expect(page).to_have_url(re.compile("/tasks"), timeout=WAITS)
        expect(page.locator("header.top")).to_contain_text("赵某", timeout=WAITS)
        assert page.evaluate("window.same") is True
        with site.open() as client:
            client.cookies.update(jar)
            assert client.get("/api/v1/editions").status_code == 200
            page.goto(f"{site.origin}/auth/logout")
            assert client.get("/api/v1/editions").status_code == 401  # at whichever process
        context.close()
