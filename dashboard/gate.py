"""Who is let in over HTTP: a login's cookie or a token, asked at every request; pages ask for themselves at every run.

Nothing is open but what shows no data: probes, static files, the empty shell of the pages and the way to log in.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from anyio import to_thread
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from dashboard.access import Denied, Person, admit, asking, notes, tokens
from dashboard.access.admission import utc
from dashboard.access.claims import claims
from dashboard.access.logins import end
from dashboard.api import errors
from dashboard.refusals import KNOWN, caller
from dashboard.reporting import default
from dashboard.screens import menu
from dashboard.settings import settings
from dashboard.wording import Language, Refused

OPEN = re.compile(r"/(livez|readyz|metrics|app/static/.*|static/.*|_stcore/(health|host-config|script-health-check)|"
                  r"auth/login|oauth2callback|favicon\.(png|ico)|index\.html|manifest\.json|robots\.txt)?")  # fmt: skip
LOGOUT = "/auth/logout"
READ_ALONG = re.compile(r"/(screen|editions|media)\b.*|.*/_stcore/.*|/api/openapi.json")  # no files
PROBED = re.compile(r"/media/.*|.*/_stcore/.*")  # a browser asks there by itself for what may not be there
KEY, COOKIE = "key", "dashboard_screen"  # by which a screen on the wall shows its token
_BEARER = "bearer "
REFUSED = (400, 403, 404, 413, 414, 422)
NOT_KEPT = {"Cache-Control": "no-store"}
log = logging.getLogger(__name__)


def is_open(path: str) -> bool:
    """True for an address that shows no data."""
    pages = {f"/{menu.address(page)}" for page in menu.MENU + menu.BESIDE}
    return bool(OPEN.fullmatch(path)) or path.rstrip("/") in pages or path.endswith("/_stcore/stream")


class Gate:
    """Lets in whoever may ask, and says who it is to what stands behind."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or say why it is refused."""
        if scope["type"] != "http" or settings().access == "off":
            return await self.app(scope, receive, send)
        request = Request(scope)
        if request.url.path == LOGOUT:
            await to_thread.run_sync(_log_out, request)
        if request.url.path == LOGOUT or is_open(request.url.path):
            return await self.app(scope, receive, send)
        if request.url.path.startswith("/screen") and KEY in request.query_params:
            return await _with_cookie(request)(scope, receive, send)
        try:
            who = await to_thread.run_sync(found, request)
        except Denied as denied:
            await to_thread.run_sync(_turned_away, request, denied)
            return await _refusal(request, denied)(scope, receive, send)
        await self._pass(who, request, receive, send)

    async def _pass(self, who: Person, request: Request, receive: Receive, send: Send) -> None:
        """Pass a request on under its person's name; what is handed out or refused is noted before its first byte."""

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).setdefault("Cache-Control", "private, no-cache")
                await _note(who, request, message["status"])
            await send(message)

        request.scope[KNOWN] = True
        with asking.asking(who):
            await self.app(request.scope, receive, told)


async def _note(who: Person, request: Request, status: int) -> None:
    path, refused = request.url.path, status in REFUSED
    if not (PROBED if refused else READ_ALONG).fullmatch(path) and (refused or status == 200):
        act: notes.Act = "refused" if refused else "export"
        detail = {"address": path, "asked": _asked(request)}
        await to_thread.run_sync(notes.note, default(), who, act, path, detail)


def found(request: Request) -> Person:
    """Return who asks; Denied when nobody does who may."""
    told = _token(request)
    if told:
        holder = _holder(told)
        if holder is None:
            raise Denied("access.bad_token")
        return holder
    came = claims(of_cookie(request.cookies), settings())
    if came is None:
        raise Denied("access.log_in")
    return admit(default(), came, settings(), utc())


def _turned_away(request: Request, denied: Denied) -> None:
    shown = _token(request) or any(name.startswith(USER_COOKIE_NAME) for name in request.cookies)
    came = None if _token(request) else claims(of_cookie(request.cookies), settings())
    notes.turned_away(default(), denied, came, shown=bool(shown), address=request.url.path,
                      came_from=caller(request.scope), page=False)  # fmt: skip


def _holder(told: str) -> Person | None:
    try:
        with default().primary.snapshot() as reader:
            return tokens.holder(reader, told, settings().now())
    except Refused as refused:
        raise Denied("access.away") from refused


def _token(request: Request) -> str:
    """Return the token of a request: of a program in its header, of a screen on the wall in its cookie."""
    said = request.headers.get("authorization", "")
    if said.lower().startswith(_BEARER):
        return said[len(_BEARER) :].strip()
    return request.cookies.get(COOKIE, "") if request.url.path.startswith("/screen") else ""


def of_cookie(cookies: Mapping[str, str]) -> Mapping[str, object]:
    """Return what the signed cookie of a login says; nothing for one that nobody here has signed."""

    def one(name: str) -> bytes | None:
        value = cookies.get(name)
        return decode_signed_value(get_cookie_secret(), name, value.encode("latin-1", "ignore")) if value else None

    try:
        content = get_cookie_with_chunks(one, USER_COOKIE_NAME)
        told = json.loads(content) if content else {}
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _log_out(request: Request) -> None:
    """Put a login on the list of those that have ended, so that no copy of its cookie is worth anything."""
    came = claims(of_cookie(request.cookies), settings())
    if came is None:
        return
    try:
        with default().transaction() as tx:
            end(tx, came.login, "logout", f"{came.name} ({came.subject})")
    except Refused as refused:
        log.error("a logout could not be noted: %s", refused.key)


def _with_cookie(request: Request) -> Response:
    """Take the token of a screen out of its address, where it could be read off, and keep it in a cookie."""
    query = urlencode([pair for pair in parse_qsl(request.url.query) if pair[0] != KEY])
    answer = RedirectResponse(request.url.path + (f"?{query}" if query else ""), 303)
    safe = request.headers.get("x-forwarded-proto", request.url.scheme) == "https"
    answer.set_cookie(COOKIE, request.query_params[KEY], max_age=31_536_000, path="/screen", httponly=True,
                      secure=safe, samesite="lax")  # fmt: skip
    return answer


def _refusal(request: Request, denied: Denied) -> Response:
    lang: Language = "en" if request.query_params.get("lang", settings().language) == "en" else "zh"
    log.warning("refused: %s %s", request.url.path, denied.key, extra={"facts": {"reason": denied.key}})
    status = 403 if denied.key == "access.no_role" else 503 if denied.key == "access.away" else 401
    said = denied.sentence(lang)
    answer = errors.told(status, said) if request.url.path.startswith("/api") else PlainTextResponse(said, status)
    answer.headers.update(NOT_KEPT | ({"WWW-Authenticate": "Bearer"} if status == 401 else {}))
    return answer


def _asked(request: Request) -> str:
    return request.url.query[:400]
