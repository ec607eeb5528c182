"""Requests watched: their id, their count by a closed set of routes, their line in the log."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import anyio
import httpx
import pytest
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from dashboard import metering
from dashboard.logs import FACTS
from dashboard.watching import HEADER, Watched, route


async def small(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["path"] == "/broken":
        raise RuntimeError("a bug")
    await PlainTextResponse("here")(scope, receive, send)


@pytest.fixture
def ask() -> Callable[..., httpx.Response]:
    def asked(path: str, **headers: str) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app=Watched(small))
            async with httpx.AsyncClient(transport=transport, base_url="http://server.test") as client:
                return await client.get(path, headers=headers)

        with ThreadPoolExecutor(1) as apart:
            return apart.submit(anyio.run, send).result()

    return asked


def counted(name: str, method: str, status: str) -> float:
    labels = {"route": name, "method": method, "status": status}
    return metering.registry.get_sample_value("dashboard_http_requests_total", labels) or 0.0


def test_an_id_is_kept_when_harmless_and_made_when_not(ask: Callable[..., httpx.Response]) -> None:
    assert ask("/", **{HEADER: "proxy-7.a_b"}).headers[HEADER] == "proxy-7.a_b"
    made = {ask("/", **{HEADER: bad}).headers[HEADER] for bad in ("", "a b", "x" * 65, "<i>")}
    assert len(made) == 4 and all(len(one) == 32 for one in made)


def test_an_answer_is_counted_and_logged_without_its_query(
    ask: Callable[..., httpx.Response], caplog: pytest.LogCaptureFixture
) -> None:
    before = counted("/tables", "GET", "200")
    with caplog.at_level(logging.INFO, "dashboard"):
        ask("/tables/growth.xlsx?token=geheim")
        ask("/livez")
    assert counted("/tables", "GET", "200") == before + 1
    (line,) = caplog.records  # the probe is not worth a line
    facts = getattr(line, FACTS)
    assert (facts["method"], facts["path"], facts["status"]) == ("GET", "/tables/growth.xlsx", 200)
    assert facts["ms"] >= 0 and "geheim" not in line.getMessage()


def test_a_bug_is_answered_with_500_and_logged_once_with_its_traceback(
    ask: Callable[..., httpx.Response], caplog: pytest.LogCaptureFixture
) -> None:
    answer = ask("/broken")
    assert answer.status_code == 500 and "bug" not in answer.text and answer.headers[HEADER]
    (line,) = caplog.records
    assert line.exc_info and line.exc_info[0] is RuntimeError and line.levelname == "ERROR"


@pytest.mark.parametrize(
    ("path", "status", "name"),
    [
        ("/", 200, "page"), ("/growth", 200, "page"), ("/nowhere/at/all", 404, "page"),
        ("/api/v1/verdicts", 200, "/api/v1/verdicts"),
        ("/api/v1/observations.csv", 200, "/api/v1/observations"), ("/api/v1/made-up", 404, "/api"),
        ("/api/openapi.json", 200, "/api/v1/openapi"), ("/editions/2025Q3/", 200, "/editions"), ("", 400, "page"),
        ("/packs/2025Q3.zip", 200, "/packs"), ("/_stcore/health", 200, "/_stcore"), ("/api/../x", 200, "/api"),
    ],
)  # fmt: skip
def test_routes_are_a_closed_set(path: str, status: int, name: str) -> None:
    assert route(path, status) == name


@pytest.mark.parametrize(("sent", "known"), [("proxy-7.a_b", "proxy-7.a_b"), ("<i>", None)])
def test_a_session_carries_its_id_where_the_threads_of_its_pages_read_it(sent: str, known: str | None) -> None:
    seen: list[list[str]] = []

    async def session(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(Headers(scope=scope).getlist(HEADER))

    async def nothing(*_: object) -> Message:
        return {}

    came = {"type": "websocket", "path": "/", "headers": [(HEADER.lower().encode(), sent.encode())]}
    anyio.run(Watched(session), came, nothing, nothing)
    ((one,),) = seen
    assert one == known if known else len(one) == 32
