"""Every kind of answer carries the security headers, whoever makes it, with a login and without one."""

from __future__ import annotations

import re
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import httpx

from tests.e2e.office import UNIT, Office

HTML = {"Accept": "text/html"}
UPGRADE = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
           "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg=="}  # fmt: skip
Case = tuple[str, str, dict[str, str], int]
ANSWERS: tuple[Case, ...] = (  # method, address, headers, status: what is answered the same to everybody
    ("GET", "/", HTML, 200), ("GET", "/target?lang=en", HTML, 200), ("HEAD", "/", HTML, 200),
    ("GET", "/livez", {}, 200), ("GET", "/readyz", {}, 200), ("GET", "/metrics", {}, 200),
    ("GET", "/app/static/fonts/fonts.css", {}, 200), ("GET", "/app/static/nothing.css", {}, 404),
    ("GET", "/favicon.png", {}, 200), ("GET", "/favicon.ico", {}, 204), ("GET", "/_stcore/health", {}, 200),
    ("GET", f"/{'a' * 300}", {}, 414), ("POST", "/livez", {}, 405),
    ("GET", "/app/static/..%2f..%2fsettings.py", {}, 400),
    ("GET", "/_stcore/stream", UPGRADE | {"Origin": "http://evil.example"}, 403),
)  # fmt: skip
OPEN: tuple[Case, ...] = (  # what is answered to those who may see it
    ("GET", "/api/v1/editions", {}, 200), ("GET", "/api/v1/editions?format=csv", {}, 200),
    ("GET", "/api/v1/editions?x=1", {}, 422), ("GET", "/api/openapi.json", {}, 200),
    ("GET", "/api/v1/nothing", {}, 404),
    ("POST", "/api/v1/editions", {}, 405), ("OPTIONS", "/api/v1/editions", {}, 405), ("GET", "/api/docs", {}, 404),
    ("GET", "/figures/funds-flow.svg", {}, 200), ("GET", "/figures/nothing.png", {}, 404),
    ("GET", "/tables/outlook.xlsx", {}, 200), ("GET", "/tables/nothing.xlsx", {}, 404),
    ("GET", "/packs/1999Q1.zip", {}, 404), ("GET", "/editions", {}, 302), ("GET", "/editions/", {}, 200),
    ("GET", "/editions/1999Q1/", {}, 404), ("GET", "/screen/state", {}, 200), ("GET", "/screen/nothing", {}, 404),
    ("GET", "/media/nothing.png", {}, 404), ("GET", "/tables/..%2f..%2fx.xlsx", {}, 400),
)  # fmt: skip


def require_headers(answer: httpx.Response) -> None:
    """Fail unless an answer carries the policy and its companions."""
    found = answer.headers
    assert re.match(r"default-src '(self|none)'", found.get("content-security-policy", "")), answer.url
    scripts = re.search(r"script-src ([^;]*)", found["content-security-policy"])
    assert scripts is None or "'unsafe-inline'" not in scripts[1]
    assert "frame-ancestors 'self'" in found["content-security-policy"]
    told = [found.get(name) for name in ("x-content-type-options", "x-frame-options", "referrer-policy",
                                         "cross-origin-opener-policy")]  # fmt: skip
    assert told == ["nosniff", "SAMEORIGIN", "same-origin", "same-origin"], answer.url
    assert "camera=()" in found["permissions-policy"]


def declared(address: str, size: int) -> HTTPResponse:
    """Return what is answered to a body that is only declared: it is refused before any of it is sent."""
    found = urlsplit(address)
    connection = HTTPConnection(str(found.hostname), found.port, timeout=60)
    connection.putrequest("PUT", found.path)
    connection.putheader("Content-Length", str(size))
    connection.endheaders()
    return connection.getresponse()


def walk(origin: str, cases: tuple[Case, ...], **more: str) -> None:
    with httpx.Client(base_url=origin, timeout=60) as client:
        for method, path, headers, status in cases:
            answer = client.request(method, path, headers=headers | more)
            require_headers(answer)
            assert answer.status_code == status, (method, path, answer.status_code)


def test_every_answer_while_nobody_logs_in(server: str) -> None:
    walk(server, (*ANSWERS, *OPEN))


def test_a_body_that_is_too_large_is_refused_under_the_same_headers(server: str) -> None:
    answer = declared(f"{server}/_stcore/upload_file/x/y", 64 << 20)
    require_headers(httpx.Response(answer.status, headers=answer.getheaders(), request=httpx.Request("PUT", server)))
    assert answer.status == 413


def test_every_answer_behind_a_login(office: Office) -> None:
    analyst, county = office.token("headers", "analyst"), office.token("headers-county", "reporter", UNIT)
    walk(office.origin, (*ANSWERS, *((method, path, headers, 401) for method, path, headers, _ in OPEN)))
    walk(office.origin, OPEN, Authorization=f"Bearer {analyst}")
    walk(office.origin, (("GET", "/packs/2025Q3.zip", {}, 403), ("GET", "/api/v1/editions", {}, 200)),
         Authorization=f"Bearer {county}")  # fmt: skip
    other = {"Host": "evil.example"}
    walk(office.origin, (("GET", "/", HTML | other, 400), ("GET", "/_stcore/stream", UPGRADE | other, 400),
                         ("GET", "/auth/logout", {}, 302), ("GET", "/oauth2callback", {}, 302)))  # fmt: skip


def test_what_is_refused_to_everybody_is_in_the_audit_log(office: Office) -> None:
    assert httpx.get(f"{office.origin}/livez", headers={"Host": "evil.example"}).status_code == 400
    evil = {"Origin": "http://evil.example"}
    assert httpx.get(f"{office.origin}/_stcore/stream", headers=UPGRADE | evil).status_code == 403
    for reason in ("refused.malformed", "refused.elsewhere"):
        told = [row for row in office.acts("refused") if reason in row["detail"]]
        assert told and all(row["actor"] == "-" for row in told)
