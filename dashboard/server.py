"""The ASGI server around the Streamlit app: health, data API, security headers, page language and bundled fonts.

Started by ``python -m dashboard serve``; ``uvicorn dashboard.server:app`` and ``python -m streamlit run
dashboard/server.py`` work too.
"""

from __future__ import annotations

import contextlib
import gc
import pkgutil
import re
import sys
from collections.abc import AsyncIterator
from html import escape
from importlib import import_module
from pathlib import Path
from urllib.parse import parse_qs

if (root := str(Path(__file__).resolve().parent.parent)) not in sys.path:  # a bare `streamlit run` leaves it out
    sys.path.insert(0, root)

import streamlit as st
from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.api import api
from dashboard.figures import markup, palette
from dashboard.settings import settings
from dashboard.wording import LANGUAGES, Language, t

FOLDER = Path(__file__).resolve().parent
STATIC = "./app/static"  # relative, so that it holds under a prefix too
FONTS = f"{STATIC}/fonts"
WARM = ("dashboard.screens", "dashboard.figures")  # their imports cost the first visitor seconds
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
_HOST = re.compile(r"[A-Za-z0-9.\-]+(?::\d+)?|\[[0-9A-Fa-f:.]+\](?::\d+)?")
_CONDITIONAL = (b"accept-encoding", b"if-none-match", b"if-modified-since")


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
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        csp = policy(Headers(scope=scope).get("host", ""))

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("Content-Security-Policy", csp)  # a page may ask for less
            await send(message)

        await self.app(scope, receive, complete)


def language_of(query: bytes) -> Language:
    """Return the language a query string asks for, else the installation's."""
    asked = parse_qs(query.decode("latin-1")).get("lang", [settings().language])[-1]
    return next((lang for lang in LANGUAGES if lang == asked), "zh")


def display_of(query: bytes) -> str:
    """Return the theme a query string asks for; "" for the system's."""
    asked = parse_qs(query.decode("latin-1")).get("display", [""])[-1]
    return asked if asked in palette.PALETTES else ""


def shell(html: str, lang: Language, display: str = "") -> str:
    """Return Streamlit's index page in a language: our fonts, title, links and skeleton, without its inline script.

    Screen readers and the choice of glyphs need the language; the policy forbids inline scripts.
    """
    preload = '<link rel="preload" href="{}/noto-sans-cjk-sc-{}-common.woff2" as="font" type="font/woff2" crossorigin>'
    fonts = "".join(preload.format(FONTS, weight) for weight in (400, 700))
    fonts += f'<link rel="stylesheet" href="{FONTS}/fonts.css"><script src="{STATIC}/links.js" defer></script>'
    html = re.sub(r'<html lang="[^"]*"', f'<html lang="{"zh-CN" if lang == "zh" else lang}"', html, count=1)
    html = re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)
    html = re.sub(r'<link\s+rel="preload"[^>]*SourceSans[^>]*>', fonts, html, count=1)
    html = re.sub(r"<title>.*?</title>", f"<title>{escape(t('server.title', lang))}</title>", html, count=1)
    waiting = markup.render("waiting.html", lang, display=display, **palette.PALETTES)
    html = html.replace('<div id="root">', f'{waiting}<div id="root">', 1)
    notice = f"<noscript><p>{escape(t('server.noscript', lang))}</p></noscript>"
    return re.sub(r"<noscript>(?!<style).*?</noscript>", notice, html, count=1, flags=re.DOTALL)


class Shell:
    """Rewrites the index page, which answers at every address of a page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, uncompressed and unconditional where its answer may be the index page."""
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            return await self.app(scope, receive, send)
        plain = [(name, value) for name, value in scope["headers"] if name not in _CONDITIONAL]
        asked = scope["query_string"]
        answer = Rewritten(send, language_of(asked), display_of(asked))
        await self.app({**scope, "headers": plain}, receive, answer)


class Rewritten:
    """The sending side of one answer: holds an HTML page back until it is complete, lets all else through."""

    def __init__(self, send: Send, lang: Language, display: str = "") -> None:
        self.send, self.lang, self.display = send, lang, display
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        """Take one message of the answer."""
        if message["type"] == "http.response.start" and _is_page(message):
            self.start = message
        elif self.start is None:
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self.finish(self.start)

    async def finish(self, start: Message) -> None:
        """Send the rewritten page without the validators of the file it was made of."""
        content = shell(self.body.decode("utf-8"), self.lang, self.display).encode("utf-8")
        headers = MutableHeaders(raw=list(start["headers"]))
        del headers["etag"], headers["last-modified"]
        headers["content-length"] = str(len(content))
        await self.send({**start, "headers": headers.raw})
        await self.send({"type": "http.response.body", "body": content})


def _is_page(start: Message) -> bool:
    return start["status"] == 200 and Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")


def warm() -> None:
    """Import what the pages need, and take it out of the collector's sight: it stays for good."""
    for package in WARM:
        for module in pkgutil.iter_modules(import_module(package).__path__, f"{package}."):
            import_module(module.name)
    gc.collect()
    gc.freeze()


@contextlib.asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[dict[str, object]]:
    """Warm the imports before the first visitor comes."""
    await to_thread.run_sync(warm)
    yield {}


async def livez(request: Request) -> Response:
    """Answer that the process is alive."""
    return PlainTextResponse("ok")


async def readyz(request: Request) -> Response:
    """Answer 200 when the database answers and holds a published edition, else 503 with the reason."""
    reason = await to_thread.run_sync(unready)
    return JSONResponse({"ready": not reason, "reason": reason}, status_code=503 if reason else 200)


def unready() -> str:
    """Return why readers cannot be served, empty when they can."""
    from dashboard.reporting import query

    try:
        return "" if len(query("edition_list", plan=settings().plan)) else "no edition published"
    except Exception as error:  # whatever a driver raises: not ready
        return type(error).__name__


async def figure(request: Request) -> Response:
    """Answer with a target's chart as a picture, of the edition in the address."""
    from dashboard.screens import downloads  # not before the runtime exists, whose caches it uses

    return await downloads.figure(request)


async def table(request: Request) -> Response:
    """Answer with a page's tables as a workbook, of the selection in the address."""
    from dashboard.screens import downloads

    return await downloads.table(request)


async def screen(request: Request) -> Response:
    """Answer with the big screen, or with a part of it."""
    from dashboard.screens import wall_http

    return await wall_http.answer(request)


SCREEN = (Route("/screen", screen), Route("/screen/{part:str}", screen))
FILES = (Route("/figures/{name:str}.{kind:str}", figure), Route("/tables/{name:str}.xlsx", table))
app = st.App(
    FOLDER / "app.py",
    lifespan=lifespan,
    routes=[Route("/livez", livez), Route("/readyz", readyz), Mount("/api", api), *FILES, *SCREEN],
    middleware=[Middleware(SecurityHeaders), Middleware(Shell)],
)


def main() -> None:
    """Serve at the address of the settings until SIGINT or SIGTERM."""
    with contextlib.suppress(KeyboardInterrupt):
        app.run(config={"server.address": settings().host, "server.port": settings().port})


if __name__ == "__main__":
    main()
