"""The way back after a login: the page asked for opens, not the first one.

The address that the login was asked from waits in a cookie until the identity provider sends the browser back. Only
addresses of our own pages are taken, and only what they know of a query: nobody can send a reader elsewhere with it.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.figures.asking import KEYS as ASKED
from dashboard.screens import menu
from dashboard.screens.selection import KEYS, MORE

LOGIN, BACK = "/auth/login", "/oauth2callback"
COOKIE, SECONDS, _LONGEST = "dashboard_way_back", 600, 2000
_KEPT = frozenset((*KEYS, *MORE, *ASKED, "display", "embed_options", "part", "step"))


def own(address: str) -> str:
    """Return the address of one of our pages with what it knows of its query; "" for anything else."""
    try:
        found = urlsplit(address[:_LONGEST])
        pairs = [pair for pair in parse_qsl(found.query) if pair[0] in _KEPT]
    except ValueError:
        return ""
    pages = {f"/{menu.address(page)}" for page in menu.MENU + menu.BESIDE}
    if found.path not in pages or (found.path == "/" and not pairs):
        return ""
    return found.path + (f"?{urlencode(pairs)}" if pairs else "")


class WayBack:
    """Keeps the address that a login is asked from, and sends the browser there when it comes back."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; complete the answers at both ends of a login."""
        if scope["type"] != "http" or scope["path"] not in (LOGIN, BACK):
            return await self.app(scope, receive, send)
        headers, leaving = Headers(scope=scope), scope["path"] == LOGIN
        kept = cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
        wished = own(headers.get("referer", "") if leaving else unquote(kept))
        safe = headers.get("x-forwarded-proto", scope["scheme"]) == "https"
        guards = "; HttpOnly; SameSite=lax" + ("; Secure" if safe else "")

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start" and (wished or kept):
                answer = MutableHeaders(scope=message)
                if not leaving and wished and answer.get("location") == "/":
                    answer["location"] = wished
                value, age = (quote(wished, safe=""), SECONDS) if leaving and wished else ("", 0)
                answer.append("set-cookie", f"{COOKIE}={value}; Path={BACK}; Max-Age={age}{guards}")
            await send(message)

        await self.app(scope, receive, told)
