"""Who is let in, played in a browser against an identity provider, and what an attacker tries: refused, and noted."""

from __future__ import annotations

import base64
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from dashboard.access import accounts, tokens
from dashboard.reporting import Database
from tests.conftest import Demo
from tests.e2e.conftest import await_answer, free_port, serving

PLAN, UNIT, OTHER = "xinyang-2022", "scjg-411502", "scjg-411503"
SECRETS = """[auth]
redirect_uri = "{origin}/oauth2callback"
cookie_secret = "a-secret-of-the-tests-that-is-long-enough"
client_id = "dashboard"
client_secret = "secret"
server_metadata_url = "http://127.0.0.1:{provider}/.well-known/openid-configuration"
"""
PEOPLE: dict[str, dict[str, object]] = {  # what the provider says of each
    "li": {"name": "李某", "roles": ["viewer"]},
    "zhao": {"name": "赵某", "roles": ["publisher"]},
    "wang": {"name": "王某", "roles": ["reporter"], "unit": UNIT},
    "qian": {"name": "钱某", "roles": ["admin", "root"], "role": "publisher", "is_publisher": True},
    "sun": {"name": "孙某"},  # named by the office's table alone
}


@dataclass(frozen=True)
class Office:
    """A server that asks for a login, its database and log."""

    origin: str
    database: Database
    folder: Path

    def acts(self, action: str) -> list[dict[str, str]]:
        """Return the records of an act in the audit log."""
        rows = self.database.rows("audit_page", actor="", action=action, first="", last="9", most=500, skipped=0)
        return [{key: str(value) for key, value in row.items()} for row in rows]


@contextmanager
def identity_provider(port: int) -> Iterator[None]:
    """An identity provider of its own, which knows our people."""
    known = [f"--user-claims={json.dumps({'sub': name, **told})}" for name, told in PEOPLE.items()]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *known]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        await_answer(process, f"http://127.0.0.1:{port}/.well-known/openid-configuration")
        yield
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def office(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The demo behind a login."""
    folder = tmp_path_factory.mktemp("access")
    source, copy = sqlite3.connect(f"file:{demo.database}?mode=ro", uri=True), sqlite3.connect(folder / "reporting.db")
    source.backup(copy)
    source.close()
    copy.close()
    database, provider, port = Database(f"sqlite:///{folder / 'reporting.db'}"), free_port(), free_port()
    with database.transaction() as tx:
        accounts.add(tx, accounts.Account("sun", "孙某", "auditor", valid_from="2026-01-01"), "管理员")
        accounts.add(tx, accounts.Account("li", "李某", "viewer", valid_from="2026-01-01"), "管理员")
    (folder / "secrets.toml").write_text(SECRETS.format(origin=f"http://127.0.0.1:{port}", provider=provider), "utf-8")
    with (
        identity_provider(provider),
        serving(folder, port=port, DASHBOARD_DATABASE_URL=database.url, DASHBOARD_ACCESS="oidc",
                DASHBOARD_ARCHIVE=str(folder), DASHBOARD_SECRETS=str(folder / "secrets.toml")) as origin,
    ):  # fmt: skip
        yield Office(origin, database, folder)
    database.close()


def enter(context: BrowserContext, office: Office, who: str) -> Page:
    """Log in at the provider and return the page that opens."""
    page = context.new_page()
    page.goto(office.origin)
    page.get_by_role("button", name="使用单位统一身份登录").click()
    page.locator(f"button[name=sub][value={who}]").click()
    page.locator(".xy h1").first.wait_for()
    return page


def seen(page: Page, office: Office, path: str) -> str:
    """Return the text of a page, opened anew."""
    page.goto(f"{office.origin}{path}")
    page.locator(".xy h1").first.wait_for()
    return page.locator("body").inner_text()


def cookies(context: BrowserContext) -> dict[str, str]:
    return {str(one["name"]): str(one["value"]) for one in context.cookies()}


GUARDED = (
    "/api/v1/editions", "/api/v1/ledger?ledger=pledge", "/api/openapi.json", "/tables/funds.xlsx",
    "/figures/overview.png", "/workbooks/intake-template.xlsx", "/packs/2025Q3.zip", "/editions/",
    "/editions/2025Q3/", "/screen", "/screen/state",
    "/media/x.png", "/api/../api/v1/editions", "/API/v1/editions", "/tables/..%2ffunds.xlsx",
)  # fmt: skip


@pytest.mark.parametrize("path", GUARDED)
def test_nothing_is_handed_out_before_a_login(office: Office, path: str) -> None:
    answer = httpx.get(office.origin + path)
    assert answer.status_code == 401 and "请先登录" in answer.text
    claims = json.dumps({"sub": "zhao", "is_logged_in": True, "roles": ["publisher"]})
    forged = base64.urlsafe_b64encode(claims.encode()).decode()
    for headers in ({"Cookie": f"_streamlit_user={forged}"}, {"X-Remote-User": "zhao", "X-Role": "publisher"}):
        assert httpx.get(office.origin + path, headers=headers).status_code == 401


def test_a_visitor_sees_the_door_and_no_figure(office: Office, browser: Browser) -> None:
    page = browser.new_page()
    told = seen(page, office, "/target?role=publisher&unit=&display=light")
    assert "请先登录" in told and "序时进度" not in told and page.locator("table").count() == 0
    page.close()


def test_a_login_ends_at_once_and_its_cookie_is_worth_nothing_afterwards(office: Office, browser: Browser) -> None:
    context, other = browser.new_context(), browser.new_context()
    page = enter(context, office, "li")
    assert "李某" in page.locator("header.top").inner_text()
    kept = cookies(context)
    assert httpx.get(f"{office.origin}/api/v1/editions", cookies=kept).status_code == 200
    second = context.new_page()
    seen(second, office, "/growth")
    page.goto(f"{office.origin}/auth/logout")
    assert httpx.get(f"{office.origin}/api/v1/editions", cookies=kept).status_code == 401
    second.locator("nav a", has_text="总览").click()  # an open page of the same login, at its next run
    second.get_by_text("重新登录").wait_for()
    other.add_cookies([{"name": name, "value": value, "url": office.origin} for name, value in kept.items()])
    assert "重新登录" in seen(other.new_page(), office, "/")  # the copied cookie
    assert [row["actor"] for row in office.acts("logout")] == ["李某 (li)"]
    assert any(row["actor"] == "李某 (li)" for row in office.acts("login"))
    context.close()
    other.close()


def test_a_role_comes_from_the_claims_or_the_table_and_from_nothing_else(office: Office, browser: Browser) -> None:
    with browser.new_context() as context:
        assert "尚未授权" in enter(context, office, "qian").locator("body").inner_text()
        assert httpx.get(f"{office.origin}/api/v1/editions", cookies=cookies(context)).status_code == 403
    with browser.new_context() as context:
        page = enter(context, office, "sun")
        assert "链条完整" in seen(page, office, "/audit")
        assert "审计人员" in page.locator(".xy main").inner_text()
    with office.database.transaction() as tx:
        ended = accounts.Account("qian", "钱某", "viewer", valid_from="2020-01-01", valid_to="2020-12-31")
        accounts.add(tx, ended, "管理员")
    with browser.new_context() as context:
        assert "尚未授权" in enter(context, office, "qian").locator("body").inner_text()


def test_a_unit_sees_its_own_entries_everywhere(office: Office, browser: Browser) -> None:
    with browser.new_context() as context:
        page = enter(context, office, "wang")
        assert "只能查看本单位" in seen(page, office, f"/unit?unit={OTHER}")
        jar = cookies(context)
        assert f"/{OTHER}" not in seen(page, office, "/funds") and "只显示本单位" in page.locator("body").inner_text()
        assert "不对报送单位账号开放" in seen(page, office, "/review")
        assert page.locator("a[href^='./review?'][href*='lang=en']").count() == 1  # the languages lead here, too
        assert "只对审计人员" in seen(page, office, "/audit")
        ask = f"{office.origin}/api/v1/ledger?edition=2025Q3&ledger=pledge&limit=500"
        answer = httpx.get(ask, cookies=jar)
        assert answer.status_code == 200, answer.text
        own = answer.json()["items"]
        assert own and {row["sender"] for row in own} == {UNIT}
        assert httpx.get(f"{ask}&sender={OTHER}", cookies=jar).status_code == 403
        assert {row["sender"] for row in httpx.get(f"{ask}&sender=", cookies=jar).json()["items"]} == {UNIT}
        assert httpx.get(f"{office.origin}/packs/2025Q3.zip", cookies=jar).status_code == 403
        refused = httpx.get(f"{office.origin}/workbooks/intake-template.xlsx?unit={OTHER}&period=2025Q4", cookies=jar)
        assert refused.status_code in (403, 404)
    told = [row["object"] for row in office.acts("refused") if row["actor"] == "王某 (wang)"]
    assert {"/api/v1/ledger", "/packs/2025Q3.zip", "/workbooks/intake-template.xlsx"} <= set(told)
    assert any(one.endswith("/unit") for one in told) and any(one.endswith("/review") for one in told)
    assert any(row["object"].endswith("/funds") for row in office.acts("view"))
    assert any(row["object"] == "/api/v1/ledger" for row in office.acts("export"))


def test_a_token_has_a_role_and_a_unit_and_can_be_revoked(office: Office) -> None:
    with office.database.transaction() as tx:
        told = tokens.make(tx, accounts.Account("county", "", "reporter", UNIT, PLAN), "管理员")
        wall = tokens.make(tx, accounts.Account("wall", "", "viewer"), "管理员")
    assert told not in office.database.query("tokens").to_string()
    ask = f"{office.origin}/api/v1/ledger?edition=2025Q3&ledger=pledge&limit=500"
    by = {"Authorization": f"Bearer {told}"}
    assert {row["sender"] for row in httpx.get(ask, headers=by).json()["items"]} == {UNIT}
    tag = httpx.get(ask, headers=by).headers["etag"]
    full = httpx.get(ask, headers={"Authorization": f"Bearer {wall}", "If-None-Match": tag})
    assert full.status_code == 200 and {row["sender"] for row in full.json()["items"]} > {UNIT}
    assert httpx.get(ask, headers={"Authorization": f"Bearer {told}x"}).status_code == 401
    with httpx.Client(base_url=office.origin) as screen:
        first = screen.get("/screen", params={"key": wall, "lang": "zh"})
        assert first.status_code == 303 and wall not in first.headers["location"]
        assert screen.get(first.headers["location"]).status_code == 200 == screen.get("/screen/state").status_code
        assert screen.get("/api/v1/editions").status_code == 401  # the cookie of a screen opens the screen only
    with office.database.transaction() as tx:
        tokens.revoke(tx, "county", "管理员")
    assert httpx.get(ask, headers=by).status_code == 401


ATTACKS = ("' or '1'='1", "x'; drop table account; --", "1 union select hash from audit_log",
           "<script>alert(1)</script>", '"><svg onload=alert(1)>', "../../../etc/passwd", "..%2f..%2fetc%2fpasswd",
           "....//....//etc/passwd", "/etc/passwd", "C:\\windows\\win.ini", f"{chr(0x202E)}gnp.exe",
           "a" * 5000)  # fmt: skip
ADDRESSES = (
    "/api/v1/{}", "/api/v1/ledger?edition=2025Q3&ledger=pledge&sender={}", "/api/v1/ledger?edition={}&ledger=pledge",
    "/api/v1/verdicts?edition=2025Q3&plan={}", "/api/v1/observations?edition=2025Q3&indicator={}",
    "/editions/{}/", "/editions/2025Q3/{}", "/editions/{}/2025Q3/", "/packs/{}.zip", "/packs/2025Q3/{}",
    "/figures/{}.png?edition=2025Q3", "/tables/{}.xlsx", "/tables/funds.xlsx?edition={}", "/workbooks/{}.xlsx",
    "/workbooks/intake-template.xlsx?unit={}", "/screen?edition={}&lang={}", "/app/static/{}", "/media/{}",
)  # fmt: skip


def test_no_text_in_an_address_is_run_read_or_answered_with_an_error(office: Office) -> None:
    with office.database.transaction() as tx:
        told = tokens.make(tx, accounts.Account("attacker", "", "viewer"), "管理员")
    before = office.database.rows("accounts")
    with httpx.Client(base_url=office.origin, headers={"Authorization": f"Bearer {told}"}, timeout=60) as attacker:
        for address in ADDRESSES:
            for text in ATTACKS:
                for written in {quote(text, safe=""), quote(text, safe="/%." if ".." in text else "")}:
                    answer = attacker.get(address.format(*[written] * address.count("{}")))
                    assert answer.status_code < 500, (address, text)
                    page = answer.text if "html" in answer.headers.get("content-type", "") else ""
                    assert "root:" not in answer.text, (address, text)
                    assert "<script>alert" not in page and "<svg onload" not in page, (address, text)
                    if "sender={}" in address and answer.status_code == 200:
                        assert answer.json()["total"] == 0, text
    assert office.database.rows("accounts") == before
    with office.database.snapshot() as reader:
        assert reader.audit_chain().wrong is None


def test_an_oversized_upload_is_not_read(office: Office) -> None:
    put = f"{office.origin}/_stcore/upload_file/session/file"
    assert httpx.put(put, content=b"0" * (12 << 20)).status_code == 413
    assert httpx.put(put, content=b"0").status_code == 401
