"""The page that Streamlit's own script starts from: in the reader's language, our fonts, scripts and a skeleton."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.figures import markup, palette
from dashboard.plan.titles import product_title
from dashboard.settings import settings
from dashboard.wording import LANGUAGES, Language, t

STATIC = "./app/static"  # relative, so that it holds under a prefix too
FONTS = f"{STATIC}/fonts"
SCRIPTS = ("links", "names")
OWN = ("/editions", "/screen")  # pages that are whole as they are
_CONDITIONAL = (b"accept-encoding", b"if-none-match", b"if-modified-since")


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
    fonts += f'<link rel="stylesheet" href="{FONTS}/fonts.css">'
    fonts += "".join(f'<script src="{STATIC}/{name}.js" defer></script>' for name in SCRIPTS)
    html = re.sub(r'<html lang="[^"]*"', f'<html lang="{"zh-CN" if lang == "zh" else lang}"', html, count=1)
    html = re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)
    html = re.sub(r'<link\s+rel="preload"[^>]*SourceSans[^>]*>', fonts, html, count=1)
    named = product_title(settings().plan_dir, settings().plan, lang)
    html = re.sub(r"<title>.*?</title>", f"<title>{escape(named)}</title>", html, count=1)
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
        passed = scope["type"] != "http" or scope["path"].startswith(OWN)
        if passed or "text/html" not in Headers(scope=scope).get("accept", ""):
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
