"""Who is let in, played in a browser against an identity provider, and what an attacker tries: refused, and noted."""

from __future__ import annotations

import base64
import json
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Browser

from dashboard.access import accounts, tokens
from tests.e2e.office import OTHER, UNIT, Office, cookies, enter, seen
from tests.e2e.test_headers import declared

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
    for headers in ({"Cookie": f"_streamlit_user={forged}"}, {"X-Remote-User": "zhao", "X-Role": "publisher"},
                    {"Authorization": f"Bearer {forged}"}):  # fmt: skip
        assert httpx.get(office.origin + path, headers=headers).status_code == 401
    told = [row["detail"] for row in office.acts("refused") if row["actor"] == "-"]
    assert all(any(reason in detail for detail in told) for reason in ("access.bad_cookie", "access.bad_token"))


def test_a_visitor_sees_the_door_and_no_figure(office: Office, browser: Browser) -> None:
    context = browser.new_context()
    context.add_cookies([{"name": "_streamlit_user", "value": "forged", "url": office.origin}])
    page = context.new_page()
    told = seen(page, office, "/target?role=publisher&unit=&display=light")
    assert "请先登录" in told and "序时进度" not in told and page.locator("table").count() == 0
    context.close()
    assert any("bad_cookie" in row["detail"] for row in office.acts("refused") if row["object"] == "/target")


def test_a_login_ends_at_once_and_its_cookie_is_worth_nothing_afterwards(office: Office, browser: Browser) -> None:
    context, other = browser.new_context(), browser.new_context()
    page = enter(context, office, "li")
    assert "李某" in page.locator("header.top").inner_text()
    told = [row for row in office.acts("refused") if row["actor"] != "-"]
    assert not [row for row in told if "_stcore" in row["object"]]  # a browser asks by itself
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
        page = enter(context, office, "sun", "/audit?lang=zh&action=login")  # the page asked for opens
        assert "链条完整" in page.locator("body").inner_text() and page.url.endswith("/audit?lang=zh&action=login")
        assert page.locator(".st-key-accounts").count() == 0  # an auditor reads who may come in, a publisher decides
        assert "审计人员" in page.locator("body").inner_text()
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
    told, wall = office.token("county", "reporter", UNIT), office.token("wall", "analyst")
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
           "..%252f..%252fetc%252fpasswd", "\\\\evil\\share\\x", "%00.png",
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
    told = office.token("attacker", "analyst")
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
    noted = [row["object"] for row in office.acts("refused") if row["actor"].startswith("attacker")]
    assert noted and all(text in office.log() for text in ("etc/passwd", "union select"))
    with office.database.snapshot() as reader:
        assert reader.audit_chain().wrong is None


def test_an_oversized_upload_is_not_read(office: Office) -> None:
    put = f"{office.origin}/_stcore/upload_file/session/file"
    assert declared(put, 64 << 20).status == 413
    assert httpx.put(put, content=b"0").status_code == 401
    assert any("refused.too_large" in row["detail"] for row in office.acts("refused"))


def test_a_viewer_reads_and_an_analyst_may_take_entries_away(office: Office) -> None:
    viewer, analyst = ({"Authorization": f"Bearer {office.token(f'a-{role}', role)}"} for role in ("viewer", "analyst"))
    for path in ("/api/v1/ledger?edition=2025Q3&ledger=pledge", "/tables/funds.xlsx?edition=2025Q3"):
        assert httpx.get(office.origin + path, headers=viewer, timeout=60).status_code == 403
        assert httpx.get(office.origin + path, headers=analyst, timeout=60).status_code == 200
    assert httpx.get(f"{office.origin}/api/v1/verdicts?edition=2025Q3", headers=viewer).status_code == 200
    assert {row["object"] for row in office.acts("refused") if row["actor"].startswith("a-viewer")} >= {
        "/api/v1/ledger", "/tables/funds.xlsx"}  # fmt: skip


@pytest.mark.parametrize(
    ("kept", "opened"),
    [("/growth?edition=2025Q3&x=1", "/growth?edition=2025Q3"), ("https://evil.example/", "/"), ("/api/v1/targets", "/"),
     ("//evil.example/growth", "/growth"), ("/growth%0d%0aSet-Cookie:a=b", "/"), ("javascript:alert(1)", "/"),
     ("/auth/logout", "/"), ("\\\\evil.example", "/")],
)  # fmt: skip
def test_the_way_back_leads_to_a_page_of_ours_or_nowhere(office: Office, kept: str, opened: str) -> None:
    cookie = {"Cookie": f"dashboard_way_back={quote(kept, safe='')}"}
    answer = httpx.get(f"{office.origin}/oauth2callback", headers=cookie)
    assert (answer.status_code, answer.headers["location"]) == (302, opened)
    assert "dashboard_way_back=; Path=/oauth2callback; Max-Age=0" in answer.headers["set-cookie"]
