"""The published editions as plain pages over HTTP: /editions/, /editions/<label>/..., /editions/latest/.

Another plan than the installation's stands before the label: /editions/<plan>/<label>/... English is a folder: en/.
"""

from __future__ import annotations

import hashlib
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Lock
from urllib.parse import quote

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dashboard.access import asking
from dashboard.figures import markup, signing
from dashboard.figures.facts import Edition
from dashboard.figures.shell import place, revision_of
from dashboard.figures.signing import Signing
from dashboard.plan.titles import product_title
from dashboard.reporting import Away, Unanswered, default, lasting
from dashboard.review import archive, book
from dashboard.review.book import Book
from dashboard.review.site import FOLDER, site
from dashboard.review.site_frame import TEMPLATES
from dashboard.review.site_style import stylesheet
from dashboard.settings import settings
from dashboard.wording import LANGUAGES, Language, day_words, edition_words, t

LATEST, INDEX, ENGLISH = "latest", "index.html", "en"
KEPT = 6  # sites in memory, about 4 MB each
ASKED_AGAIN = {"Cache-Control": "no-cache"}  # kept by the browser, but asked for by its tag
NOT_KEPT = {"Cache-Control": "no-store"}
POLICY = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
}
OLD = "margin:0;padding:.6rem 1rem;border-left:4px solid #b45309;background:#fff7e6;color:#3b2a00"
_LABEL = re.compile(r"\d{4}(?:Q[1-4]|-\d{2})?(?:-r\d+)?")


@dataclass(frozen=True)
class Asked:
    """What an address names: plan ("" for the installation's), label, language and the file within the site."""

    plan: str
    label: str
    lang: Language
    file: str  # "" for the first page

    @property
    def own(self) -> str:
        """The plan asked for."""
        return self.plan or settings().plan

    @property
    def path(self) -> str:
        """The one address of it, behind /editions/."""
        folders = [self.plan] * bool(self.plan) + [self.label] + [ENGLISH] * (self.lang == ENGLISH)
        return f"{'/'.join(folders)}/{self.file}"


def asked(path: str, plan: str = "", lang: str = "") -> Asked:
    """Return what the part of an address behind /editions/ names; plan and language of the query string count too."""
    parts = path.split("/")
    named = parts.pop(0) if len(parts) > 1 and parts[0] != LATEST and not _LABEL.fullmatch(parts[0]) else plan
    label, rest = parts[0], parts[1:]
    folder = rest.pop(0) if rest[:1] == [ENGLISH] else ""
    chosen = next((known for known in LANGUAGES if known == lang), "en" if folder else "zh")
    return Asked("" if named == settings().plan else named, label, chosen, "/".join(rest))


def editions(plan: str) -> tuple[Edition, ...]:
    """Return the published editions of a plan, the newest first, the flash ones after all others."""
    found = lasting(("site", plan), lambda: book.editions(default().rows, plan))
    return tuple(sorted(found, key=place, reverse=True))


def signed(plan: str) -> Mapping[str, Signing]:
    """Return who compiled, reviewed and published each edition of a plan, by its label; {} where nobody can say."""
    def read() -> Mapping[str, Signing]:
        rows = default().rows
        return signing.by_edition(rows("draft_steps_of_plan", plan=plan), rows("edition_list", plan=plan))

    try:
        return lasting(("signed", plan), read)
    except Unanswered:
        return {}


def latest(plan: str) -> Edition | None:
    """Return the newest edition of a whole quarter, corrected where it has been; the newest of all without one."""
    found = editions(plan)
    return next((one for one in found if one.kind == "quarter"), found[0] if found else None)


def site_file(plan: str, label: str, path: str, lang: Language) -> bytes | None:
    """Return a file of an edition's site; None where there is none. The one place that knows where sites come from."""
    known = next((one for one in editions(plan) if one.label == label), None)
    if known is None:
        return None
    return _site(plan, label, lang, _scope(plan)).files.get(f"{FOLDER}/{path}")


def _scope(plan: str) -> str:
    """Return the sender whose rows a site is made of; "" for all. Pages of one unit are kept apart from all others."""
    return (asking.who() or asking.everybody(settings())).rows_of(plan)


class _Site:
    """An edition's site by the names of its files, made when first asked for, once; an edition never changes."""

    def __init__(self, plan: str, label: str, lang: Language, scope: str) -> None:
        self._key, self._scope, self._lock = (plan, label, lang), scope, Lock()
        self._made: Mapping[str, bytes] = {}

    @property
    def files(self) -> Mapping[str, bytes]:
        """The files; who asks while they are being made waits for them."""
        with self._lock:
            if not self._made:
                opened = replace(book.opened(default().rows, *self._key), scope=self._scope)
                made = {} if self._scope else _kept(opened)
                self._made = made or {file.name: file.content for file in site(opened)}
            return self._made


def _kept(opened: Book) -> dict[str, bytes]:
    """Return the site as the archive keeps it; nothing where no pack was built."""
    place = archive.shelf(settings().archive, opened)
    found = (place.file(name) for name in place.names() if name.startswith(f"{FOLDER}/"))
    return {file.name: file.content for file in found if file is not None}


_site = lru_cache(KEPT)(_Site)


async def answer(request: Request) -> Response:
    """Answer with the list of editions, with a file of one, or with the way to it."""
    found = await to_thread.run_sync(_answer, request)
    away = default().away
    return _old(found, request, away) if away else found


def _old(found: Response, request: Request, away: Away) -> Response:
    """Return a page with the mark that it may not be the newest; what is no page as it is."""
    page, lang = bytes(found.body), "en" if f"/{ENGLISH}/" in request.url.path else "zh"
    if found.status_code != 200 or b"<body" not in page:
        return found
    start = page.find(b">", page.find(b"<body")) + 1
    words = t("ui.away_old", _language(lang), time=away.told(settings().time_zone))
    mark = f'<p role="status" style="{OLD}">{words}</p>'
    return HTMLResponse(page[:start] + mark.encode() + page[start:], 200, NOT_KEPT | POLICY)


def _answer(request: Request) -> Response:
    path, query = request.path_params.get("path", ""), request.query_params
    plan, lang = query.get("plan", ""), query.get("lang", "")
    if not path:
        bare = not request.url.path.endswith("/")
        return _to("editions/") if bare else _list(plan or settings().plan, _language(lang))
    found = asked(path, plan, lang)
    newest = latest(found.own) if found.label == LATEST else None
    found = found if newest is None else replace(found, label=newest.label)
    content = site_file(found.own, found.label, found.file or INDEX, found.lang)
    if content is None:
        return _page("editions_none.html", found.lang, "../" * (path.count("/") + 1), 404)
    return _file(found.file or INDEX, content, request) if found.path == path else _to(_away(path) + quote(found.path))


def _language(asked_for: str) -> Language:
    return next((known for known in LANGUAGES if known == (asked_for or settings().language)), "zh")


def _away(path: str) -> str:
    """Return the way back to /editions/: addresses are relative, so that they hold under a prefix."""
    return "../" * path.count("/")


def _to(address: str) -> Response:
    return RedirectResponse(address, 302, NOT_KEPT | POLICY)


def _list(plan: str, lang: Language) -> Response:
    """Answer with the list of editions; one that was corrected says so."""
    found, newest, hands = editions(plan), latest(plan), signed(plan)
    folder = "" if plan == settings().plan else f"{quote(plan)}/"
    rows = tuple(
        (edition_words(one.label, lang), day_words(one.cut_off, lang), f"{folder}{quote(one.label)}/",
         t("ui.superseded", lang) if revision_of(one, found) else t("site.latest", lang) if one is newest else "",
         signing.words(hands[one.label], lang) if one.label in hands else "")
        for one in found
    )  # fmt: skip
    return _page("editions.html", lang, "../", rows=rows, english=ENGLISH)


def _page(template: str, lang: Language, root: str, status: int = 200, **values: object) -> Response:
    """Answer with a page that is no file of a site; its fonts are those of the app."""
    product = product_title(settings().plan_dir, settings().plan, lang)
    body = markup.render_from(TEMPLATES, template, lang, root=root, css=stylesheet(), product=product, **values)
    return HTMLResponse(body, status, NOT_KEPT | POLICY)


def _file(name: str, content: bytes, request: Request) -> Response:
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = ASKED_AGAIN | POLICY | {"ETag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type=_media(name))


def _media(name: str) -> str:
    if name.endswith(".woff2"):
        return "font/woff2"
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
