"""Who is let in: requests for a host that this server answers to, with a body that is not too large."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.reporting import Unanswered
from dashboard.wording import Language

AGAIN = 10  # seconds after which a database that does not answer may be asked again
_NAME = 255  # bytes
OWN = ("127.0.0.1", "localhost")  # probes of the machine itself come in at any time


def allowed(hosts: str) -> list[str]:
    """Return the names to answer to, from the setting's list with commas; everything when it is empty."""
    named = [name.strip().lower() for name in hosts.split(",") if name.strip()]
    return [*named, *OWN] if named else ["*"]


class Hosts(TrustedHostMiddleware):
    """Refuses (400) what is asked of another host: a page elsewhere cannot pose as this one under its own name."""

    def __init__(self, app: ASGIApp, hosts: str) -> None:
        super().__init__(app, allowed_hosts=allowed(hosts), www_redirect=False)


class Unavailable:
    """Answers 503 in one sentence where the database does not answer, whichever room asked it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        try:
            await self.app(scope, receive, send)
        except Unanswered as why:
            asked: Language = "en" if b"lang=en" in scope.get("query_string", b"") else "zh"
            headers = {"Retry-After": str(AGAIN), "Cache-Control": "no-store"}
            await PlainTextResponse(why.sentence(asked), 503, headers)(scope, receive, send)


class Addresses:
    """Refuses (414) an address with a part that no file system takes as a name: a library would stumble over it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on whose address can be a name."""
        long = scope["type"] == "http" and any(len(part.encode()) > _NAME for part in scope["path"].split("/"))
        await (PlainTextResponse("URI Too Long", 414) if long else self.app)(scope, receive, send)


class _TooLarge(Exception):
    """A body went on beyond the limit."""


class Bodies:
    """Refuses (413) a body that is declared larger than ``limit`` bytes before any of it is read, or proves larger."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self.app, self.limit = app, limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, counting what comes in."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        declared = Headers(scope=scope).get("content-length", "0")
        if not declared.isdigit() or int(declared) > self.limit:
            return await self._refuse(scope, receive, send)
        came, started = 0, False

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > self.limit:
                raise _TooLarge
            return message

        async def told(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, counted, told)
        except _TooLarge:
            if not started:
                await self._refuse(scope, receive, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = PlainTextResponse(f"at most {self.limit >> 20} MiB", status_code=413, headers={"Connection": "close"})
        await answer(scope, receive, send)
