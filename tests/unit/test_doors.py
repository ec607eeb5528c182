"""Requests for another host and bodies that are too large are refused before anything is done with them."""

from __future__ import annotations

from collections.abc import Sequence

import anyio
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Message, Scope

from dashboard.doors import Bodies, Hosts

LIMIT = 1 << 20


async def length(request: Request) -> Response:
    """Answer with how many bytes came."""
    return PlainTextResponse(str(len(await request.body())))


def asked(
    hosts: str = "", host: str = "ip.example", parts: Sequence[bytes] = (b"",), declared: str = ""
) -> list[object]:
    """Ask a server behind the doors; return status, answer, and how many parts of the body were read."""
    doors = [Middleware(Hosts, hosts=hosts), Middleware(Bodies, limit=LIMIT)]
    app = Starlette(routes=[Route("/", length, methods=["POST"])], middleware=doors)
    headers = [(b"host", host.encode())] + ([(b"content-length", declared.encode())] if declared else [])
    scope: Scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "scheme": "http",
        "path": "/", "raw_path": b"/", "query_string": b"", "root_path": "", "headers": headers,
    }  # fmt: skip
    waiting, told = list(parts), list[Message]()

    async def receive() -> Message:
        part = waiting.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(waiting)}

    async def send(message: Message) -> None:
        told.append(message)

    anyio.run(app, scope, receive, send)
    return [told[0]["status"], told[1]["body"].decode(), len(parts) - len(waiting)]


@pytest.mark.parametrize(
    ("hosts", "host", "status"),
    [
        ("", "anything.example", 200), ("ip.example", "ip.example", 200), ("ip.example", "ip.example:8501", 200),
        ("ip.example", "evil.example", 400), ("ip.example", "127.0.0.1", 200), ("IP.example", "ip.example", 200),
        ("a.example, *.b.example", "x.b.example", 200), ("a.example, *.b.example", "b.example.evil.example", 400),
    ],
)  # fmt: skip
def test_only_the_named_hosts_are_answered(hosts: str, host: str, status: int) -> None:
    assert asked(hosts, host)[0] == status


def test_a_body_up_to_the_limit_comes_in_whole() -> None:
    assert asked(parts=[b"x" * (LIMIT // 2)] * 2, declared=str(LIMIT)) == [200, str(LIMIT), 2]
    assert asked(parts=[b"x" * (LIMIT // 2)] * 2) == [200, str(LIMIT), 2]


@pytest.mark.parametrize("declared", [str(LIMIT + 1), "-1", "many"])
def test_a_body_declared_too_large_or_senselessly_is_refused_unread(declared: str) -> None:
    status, _, read = asked(parts=[b"x"], declared=declared)
    assert (status, read) == (413, 0)


def test_a_body_that_proves_too_large_is_refused_where_it_does() -> None:
    status, _, read = asked(parts=[b"x" * (LIMIT // 2)] * 5)
    assert (status, read) == (413, 3)
