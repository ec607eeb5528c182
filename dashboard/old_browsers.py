"""Browsers that are too old for the app: they are sent to the latest edition's plain pages, which say why.

Streamlit shows them a blank page: its script needs class blocks and methods of arrays that they do not know.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.index_page import language_of
from dashboard.screens import menu

HEADERS = {"Cache-Control": "no-store", "Vary": "User-Agent"}
PAGES = frozenset(f"/{menu.address(name)}" for name in menu.built(menu.MENU + menu.BESIDE))
_KNOWN = (  # how a browser names its version, and the first one in which the app opens
    (re.compile(r"Chrom(?:e|ium)/(\d+)"), (112,)),
    (re.compile(r"\bFirefox/(\d+)"), (115,)),
    (re.compile(r"\bVersion/(\d+(?:\.\d+)?)\S* (?:Mobile/\S+ )?Safari/"), (16, 4)),
    (re.compile(r"\b(?:Trident/|MSIE )(\d+)"), (1000,)),  # none ever will
)


def too_old(agent: str) -> bool:
    """True for a browser known to be too old; an agent that is not known is not."""
    for pattern, first in _KNOWN:
        if found := pattern.search(agent):
            return tuple(map(int, found[1].split("."))) < first
    return False


class OldBrowsers:
    """Sends a browser that is too old from a page of the app to the latest edition; lets all else through."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on unless it is an old browser's for a page."""
        if scope["type"] == "http" and scope["path"] in PAGES:
            headers = Headers(scope=scope)
            if "text/html" in headers.get("accept", "") and too_old(headers.get("user-agent", "")):
                answer = RedirectResponse(_address(scope["query_string"]), 302, HEADERS)
                return await answer(scope, receive, send)
        await self.app(scope, receive, send)


def _address(query: bytes) -> str:
    """Return the latest edition in the language asked for, at the line that says why; relative to any page."""
    plan = parse_qs(query.decode("latin-1")).get("plan", [])[-1:]
    asked = {"plan": plan[0]} if plan else {}
    lang = language_of(query)
    asked |= {"lang": lang} if lang != "zh" else {}
    return f"editions/latest/{'?' * bool(asked)}{urlencode(asked)}#old"
