"""What is refused before anybody knows who asks: it stands in the audit log too, where people log in."""

from __future__ import annotations

from anyio import to_thread
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.access import notes
from dashboard.reporting import default
from dashboard.settings import settings

KNOWN = "dashboard.known"  # in the scope of a request: the gate has seen to it, and notes what becomes of it
_NOTED = {400: "refused.malformed", 403: "refused.elsewhere", 413: "refused.too_large", 414: "refused.too_long"}


def caller(scope: Scope) -> str:
    """Return the address of the machine that asks, as far as it is known."""
    client = scope.get("client")
    return str(client[0]) if client else ""


class Refusals:
    """Notes a request for another host or from another site, too large a body or address, and a crooked path."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; its refusal is noted before the first byte of it leaves."""
        if scope["type"] not in ("http", "websocket") or settings().access == "off":
            return await self.app(scope, receive, send)
        opened = False  # a web socket that is closed before was refused

        async def told(message: Message) -> None:
            nonlocal opened
            opened = opened or message["type"] == "websocket.accept"
            status = 403 if message["type"] == "websocket.close" and not opened else message.get("status", 0)
            reason = _NOTED.get(status, "") if status != 403 or scope["type"] == "websocket" else ""
            if reason and not scope.get(KNOWN):
                await to_thread.run_sync(notes.stranger, default(), reason, scope["path"], caller(scope))
            await send(message)

        await self.app(scope, receive, told)
