"""Every request watched: it has an id, is counted, timed and logged; what it asked for is told without its query."""

from __future__ import annotations

import logging
import re
import time
import uuid

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import metering
from dashboard.logs import FACTS, request_id

log = logging.getLogger(__name__)
HEADER = "X-Request-ID"
QUIET = ("/livez", "/readyz", "/metrics", "/_stcore/health", "/app/static/", "/static/")  # asked all the time
_ID = re.compile(r"[A-Za-z0-9._\-]{1,64}")
_NAMED = ("_stcore", "app", "editions", "figures", "livez", "media", "metrics", "packs", "papers", "readyz", "screen",
          "static", "tables", "workbooks")  # fmt: skip
_METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")
_API = re.compile(r"/api/(?:v1/)?([a-z-]{1,24})(?:\.[a-z]{3,4})?")


def route(path: str, status: int = 200) -> str:
    """Return what an address belongs to, one of a closed set: a room of the server, a call of the API, or a page."""
    if found := _API.fullmatch(path):
        return f"/api/v1/{found[1]}" if status < 400 else "/api"
    first = path.split("/")[1] if "/" in path else ""
    return f"/{first}" if first in _NAMED else "/api" if first == "api" else "page"


def identity(headers: Headers) -> str:
    """Return the id of a request: the one it came with when it is harmless, else a new one."""
    asked = headers.get(HEADER, "")
    return asked if _ID.fullmatch(asked) else uuid.uuid4().hex


class Watched:
    """Watches whatever is behind it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request or a browser's session on, and tell what became of it."""
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        token = request_id.set(identity(Headers(scope=scope)))
        try:
            if scope["type"] == "http":
                return await self.http(scope, receive, send)
            with metering.sessions.track_inprogress():
                return await self.app(_named(scope), receive, send)
        finally:
            request_id.reset(token)

    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request under its id; an exception is logged here, once, with all that is known of the request."""
        seen, began = Seen(send), time.perf_counter()
        error: Exception | None = None
        try:
            with metering.under_way.track_inprogress():
                await self.app(scope, receive, seen)
        except Exception as raised:
            error = raised
            if not seen.status:
                await seen.fail()
        finally:
            _told(scope, seen.status or 499, time.perf_counter() - began, error)


def _named(scope: Scope) -> Scope:
    """Return the scope with the request's id among its headers, where the runs of a session's pages find it."""
    name = HEADER.lower().encode()
    kept = [(key, value) for key, value in scope["headers"] if key != name]
    return {**scope, "headers": [*kept, (name, request_id.get().encode())]}


class Seen:
    """The sending side of one answer: notes its status and adds the id of the request."""

    def __init__(self, send: Send) -> None:
        self.send, self.status = send, 0

    async def __call__(self, message: Message) -> None:
        """Take one message of the answer."""
        if message["type"] == "http.response.start":
            self.status = int(message["status"])
            MutableHeaders(scope=message)[HEADER] = request_id.get()
        await self.send(message)

    async def fail(self) -> None:
        """Answer 500 for an application that broke before it said anything."""
        headers = [(b"content-type", b"text/plain; charset=utf-8")]
        await self({"type": "http.response.start", "status": 500, "headers": headers})
        await self.send({"type": "http.response.body", "body": b"Internal Server Error"})


def _told(scope: Scope, status: int, seconds: float, error: Exception | None) -> None:
    """Count and log an answer; 499: the browser left before there was one."""
    path, method = scope["path"], scope["method"] if scope["method"] in _METHODS else "other"
    name = route(path, status)
    metering.requests.labels(name, method, str(status)).inc()
    metering.answers.labels(name).observe(seconds)
    level = logging.ERROR if error or status >= 500 else logging.DEBUG if path.startswith(QUIET) else logging.INFO
    facts = {"method": method, "path": path, "status": status, "ms": round(1000 * seconds, 1)}
    log.log(level, "%s %s %s", method, path, status, exc_info=error, extra={FACTS: facts})
