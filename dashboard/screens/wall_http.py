"""The big screen over HTTP: the page, its script, the scenes alone, and a small state that screens ask for.

A state that has not changed is answered with 304; a database that does not answer with 503, so that a screen says so.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import UTC, datetime

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, Response

from dashboard.figures import wall as wall_figures
from dashboard.figures.wall import Shown
from dashboard.reporting import default
from dashboard.screens import wall
from dashboard.wording import Language

_LOG = logging.getLogger(__name__)
NOT_KEPT = {"Cache-Control": "no-store"}
POLICY = {  # less than the other pages need: no evaluated script, no web socket
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
}


async def answer(request: Request) -> Response:
    """Answer with the page or with the part that the address names."""
    part = request.path_params.get("part", "")
    if part == wall_figures.SCRIPT.name:
        return FileResponse(wall_figures.SCRIPT, media_type="text/javascript")
    if part not in ("", "state", "scenes"):
        return PlainTextResponse("not found", 404)
    asked = dict(request.query_params)
    found = await to_thread.run_sync(_found, asked)
    if part == "":
        return _page(found, asked)
    if found is None or (part == "state" and default().away):  # what is shown stays, with the mark that it may be old
        return PlainTextResponse("unavailable", 503, NOT_KEPT | _time())
    if part == "scenes":
        return HTMLResponse(found.html, headers=NOT_KEPT)
    return _state(found, request.headers.get("if-none-match", ""))


def _found(asked: Mapping[str, str]) -> Shown | None:
    """Return what is to be shown; None while the database does not answer, whatever its driver raises."""
    try:
        return wall.shown(asked)
    except Exception as error:
        _LOG.warning("big screen: %r", error)
        return None


def _page(found: Shown | None, asked: Mapping[str, str]) -> Response:
    lang: Language = "en" if asked.get("lang") == "en" else "zh"
    body = wall_figures.page(found, lang, int(_time()["X-Now"]))
    return HTMLResponse(body, 503 if found is None else 200, NOT_KEPT | POLICY)


def _state(found: Shown, known: str) -> Response:
    """Answer with edition and version, or that they are still the ones known."""
    program = wall_figures.program()
    tag = f'"{found.version}-{program}"'
    headers = NOT_KEPT | _time() | {"ETag": tag}
    if tag in known:
        return Response(status_code=304, headers=headers)
    return JSONResponse({"edition": found.edition, "version": found.version, "program": program}, headers=headers)


def _time() -> dict[str, str]:
    """Return the time on the wall in milliseconds, as if it were UTC: a screen shows it whatever its own zone."""
    local = wall.now().replace(tzinfo=UTC)
    return {"X-Now": str(int((local - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() * 1000))}
