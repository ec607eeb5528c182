"""The ASGI server around the Streamlit app: health, data API, files, the big screen and security headers.

Started by ``python -m dashboard serve``; ``uvicorn dashboard.server:app`` and ``python -m streamlit run
dashboard/server.py`` work too.
"""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path

if (root := str(Path(__file__).resolve().parent.parent)) not in sys.path:  # a bare `streamlit run` leaves it out
    sys.path.insert(0, root)

import streamlit as st
import streamlit.logger
import uvicorn.config
from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import runtime

from dashboard import logs, stopping, warming
from dashboard.api import api
from dashboard.doors import Addresses, Bodies, Hosts, Unavailable
from dashboard.gate import Gate
from dashboard.index_page import Shell
from dashboard.old_browsers import OldBrowsers
from dashboard.probes import Closed, icon, livez, looked, metrics, readyz
from dashboard.refusals import Refusals
from dashboard.screens import menu
from dashboard.settings import settings
from dashboard.watching import Watched
from dashboard.way_back import WayBack

BODY = (int(st.get_option("server.maxUploadSize")) + 1) << 20  # bytes: a workbook and the form around it
FOLDER = Path(__file__).resolve().parent
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-eval' 'wasm-unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data:{sockets}; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
_DENIAL = "websocket.http.response"  # how a web socket is refused before it is opened
_HOST = re.compile(r"[A-Za-z0-9.\-]+(?::\d+)?|\[[0-9A-Fa-f:.]+\](?::\d+)?")


def policy(host: str) -> str:
    """Return the Content-Security-Policy: nothing but this server, its web sockets named by host."""
    known = _HOST.fullmatch(host)
    return POLICY.format(sockets=f" ws://{host} wss://{host}" if known else "")


class SecurityHeaders:
    """Adds the policy and its companions to every answer, whoever made it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and complete the headers of its answer."""
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        csp, opened = policy(Headers(scope=scope).get("host", "")), False

        async def complete(message: Message) -> None:
            nonlocal opened
            opened = opened or message["type"] == "websocket.accept"
            if message["type"] == "websocket.close" and not opened and _DENIAL in scope.get("extensions", {}):
                await complete({"type": f"{_DENIAL}.start", "status": 403, "headers": []})
                return await send({"type": f"{_DENIAL}.body", "body": b""})
            if message["type"] in ("http.response.start", f"{_DENIAL}.start"):
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("Content-Security-Policy", csp)  # a page may ask for less
            await send(message)

        await self.app(scope, receive, complete)


def log() -> None:
    """Let Streamlit and uvicorn log as we do; loggers that they make later too."""
    logs.setup(settings().log_format)
    uvicorn.config.LOGGING_CONFIG["loggers"] = {}
    streamlit.logger.setup_formatter = logs.adopt
    streamlit.logger.update_formatter()


@contextlib.asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[dict[str, object]]:
    """Set up logs and the way to stop; warm imports and pages before the first visitor comes."""
    log()
    stopping.within(settings().grace)
    await to_thread.run_sync(warming.imports)
    pages = [menu.address(name) for name in menu.built(menu.MENU + menu.BESIDE)]
    ready = (await looked())["ready"]  # there is nothing to run on a database that cannot be read
    wanted = pages[: len(pages) if settings().warm else 1] if ready else []
    async with warming.warm(warming.steps(runtime.get_instance(), wanted), warming.left()):
        yield {}


async def figure(request: Request) -> Response:
    """Answer with a target's chart as a picture, of the edition in the address."""
    from dashboard.screens import downloads  # not before the runtime exists, whose caches it uses

    return await downloads.figure(request)


async def table(request: Request) -> Response:
    """Answer with a page's tables as a workbook, of the selection in the address."""
    from dashboard.screens import downloads

    return await downloads.table(request)


async def workbook(request: Request) -> Response:
    """Answer with a workbook that a unit fills in or gets back."""
    from dashboard.screens import downloads

    return await downloads.workbook_of(request)


async def screen(request: Request) -> Response:
    """Answer with the big screen, or with a part of it."""
    from dashboard.screens import wall_http

    return await wall_http.answer(request)


async def pack(request: Request) -> Response:
    """Answer with what is kept of an edition's review pack: one of its files, or all as one."""
    from dashboard.screens import packs

    return await packs.answer(request)


async def paper(request: Request) -> Response:
    """Answer with evidence or a signed copy, as a download."""
    from dashboard.screens import papers_http

    return await papers_http.answer(request)


async def editions(request: Request) -> Response:
    """Answer with the published editions as plain pages."""
    from dashboard import editions_http  # brings in the fonts' subsetter, which no start should wait for

    return await editions_http.answer(request)


SCREEN = (Route("/screen", screen), Route("/screen/{part:str}", screen))
EDITIONS = (Route("/editions", editions), Route("/editions/{path:path}", editions))
FILES = (Route("/figures/{name:str}.{kind:str}", figure), Route("/tables/{name:str}.xlsx", table),
         Route("/workbooks/{name:str}.xlsx", workbook), Route("/packs/{label:str}.zip", pack),
         Route("/packs/{label:str}/{name:path}", pack), Route("/papers/{digest:str}", paper))  # fmt: skip
app = st.App(
    FOLDER / "app.py",
    lifespan=lifespan,
    routes=[Route("/livez", livez), Route("/favicon.ico", icon), Route("/readyz", readyz), Route("/metrics", metrics),
            Mount("/api", api), *FILES, *SCREEN, *EDITIONS],
    middleware=[Middleware(SecurityHeaders), Middleware(Watched), Middleware(Refusals),
                Middleware(Hosts, hosts=settings().hosts), Middleware(Addresses), Middleware(Bodies, limit=BODY),
                Middleware(Closed), Middleware(WayBack), Middleware(Gate), Middleware(Unavailable),
                Middleware(OldBrowsers), Middleware(Shell)],
)


def main() -> None:
    """Serve at the address of the settings until SIGINT or SIGTERM."""
    logs.survive()
    log()
    stopping.cleanly()
    with contextlib.suppress(KeyboardInterrupt):
        secrets = {"secrets.files": [settings().secrets]} if settings().secrets else {}
        app.run(config={"server.address": settings().host, "server.port": settings().port, **secrets})


if __name__ == "__main__":
    main()
