"""Which browsers are sent to the plain pages, and from where."""

from __future__ import annotations

import asyncio

import pytest
from starlette.types import Message, Receive, Scope, Send

from dashboard.old_browsers import PAGES, OldBrowsers, too_old

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
CHROME = f"Mozilla/5.0 (X11; Linux aarch64) {WEBKIT} Chrome/{{}}.0.4430.0 Safari/537.36"
APPLE = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
SAFARI = f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {APPLE} Version/{{}} Safari/605.1.15"
PHONE = f"Mozilla/5.0 (iPhone; CPU iPhone OS 15_5 like Mac OS X) {APPLE} Version/{{}} Mobile/15E148 Safari/604.1"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:{0}.0) Gecko/20100101 Firefox/{0}.0"


@pytest.mark.parametrize(
    "agent",
    [
        CHROME.format(78), CHROME.format(90), CHROME.format(111), FIREFOX.format(114), SAFARI.format("16.3"),
        PHONE.format("15.5"), "Mozilla/5.0 (Windows NT 10.0; Trident/7.0; rv:11.0) like Gecko",
        "Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.2)", CHROME.format(64) + " Edge/17.17134",
        f"Mozilla/5.0 {WEBKIT} HeadlessChrome/90.0.4427.0 Safari/537.36", CHROME.format(86) + " QIHU 360EE",
    ],
)  # fmt: skip
def test_a_browser_that_shows_a_blank_page_is_too_old(agent: str) -> None:
    assert too_old(agent)


@pytest.mark.parametrize(
    "agent",
    [
        CHROME.format(112), CHROME.format(156), FIREFOX.format(115), SAFARI.format("16.4"), SAFARI.format("16.10"),
        SAFARI.format("18.0"), PHONE.format("17.2"), "", "curl/8.5.0", "kube-probe/1.30", "Prometheus/2.53.0",
        "python-httpx/0.28.1", "Mozilla/5.0 (compatible; Baiduspider/2.0)",
    ],
)  # fmt: skip
def test_new_and_unknown_ones_are_not(agent: str) -> None:
    assert not too_old(agent)


def answer(path: str, query: str = "", agent: str = CHROME.format(90), accept: str = "text/html,*/*") -> Message:
    """Return how the app, or what stands before it, starts its answer."""
    sent: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"user-agent", agent.encode()), (b"accept", accept.encode())]
    scope = {"type": "http", "path": path, "query_string": query.encode(), "headers": headers, "method": "GET"}
    asyncio.run(OldBrowsers(app)(scope, receive, send))
    return sent[0]


def way(message: Message) -> str:
    """Return where an answer sends to."""
    return str(dict(message["headers"]).get(b"location", b"").decode())


@pytest.mark.parametrize("path", sorted(PAGES))
def test_from_every_page_the_way_leads_to_the_latest_edition(path: str) -> None:
    found = answer(path)
    assert found["status"] == 302 and way(found) == "editions/latest/#old"
    assert b"user-agent" in dict(found["headers"])[b"vary"].lower()


def test_plan_and_language_go_along_and_nothing_else() -> None:
    assert way(answer("/target", "lang=en&target=x&plan=yunze-2026")) == "editions/latest/?plan=yunze-2026&lang=en#old"
    assert way(answer("/", "plan=%0d%0aSet-Cookie:x")) == "editions/latest/?plan=%0D%0ASet-Cookie%3Ax#old"


@pytest.mark.parametrize("path", ["/screen", "/editions/latest/", "/livez", "/readyz", "/api/v1/verdicts", "/x/health"])
def test_everything_else_answers_an_old_browser_too(path: str) -> None:
    assert answer(path)["status"] == 200


def test_new_browsers_health_checks_and_requests_of_a_page_get_the_app() -> None:
    assert answer("/", agent=CHROME.format(112))["status"] == 200
    assert answer("/", agent="curl/8.5.0", accept="*/*")["status"] == 200
    assert answer("/", accept="*/*")["status"] == 200
