"""The kept pack of an edition over HTTP: /packs/<label>.zip and /packs/<label>/<file>; no request builds one."""

from __future__ import annotations

import mimetypes
from urllib.parse import quote

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dashboard.reporting import Unanswered
from dashboard.review import archive, book, pack, zipped
from dashboard.review.files import File
from dashboard.screens import person, reads
from dashboard.settings import settings
from dashboard.wording import Language, Refused, t

_SHOWN = ("image/png", "application/pdf", "application/json")  # opened in the browser, everything else is saved
_ZIP = "application/zip"


async def answer(request: Request) -> Response:
    """Answer with a file of a pack, with all of them as one, or in one sentence why there is none."""
    lang: Language = "en" if request.query_params.get("lang") == "en" else "zh"
    plan = request.query_params.get("plan") or settings().plan
    person.hear(request.headers)
    if not person.current().takes_packs:
        return PlainTextResponse(t("access.packs", lang), 403)
    try:
        found = await to_thread.run_sync(_found, plan, request.path_params, lang)
    except Unanswered:
        raise
    except Refused as refused:
        return PlainTextResponse(refused.sentence(lang), 404)
    if found is None:
        return PlainTextResponse(t("review.no_pack", lang), 404)
    tag = f'"{archive.sha256(found.content)[:32]}"'
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"ETag": tag})
    return Response(found.content, media_type=_media(found.name), headers={"ETag": tag, **_named(found.name)})


def _found(plan: str, asked: dict[str, str], lang: Language) -> File | None:
    opened = book.opened(reads.rows, plan, asked["label"], lang)
    place = archive.shelf(settings().archive, opened)
    if "name" in asked:
        return place.file(asked["name"])
    files = place.files()
    return File(f"{pack.named(opened)}.zip", zipped.zipped(files)) if files else None


def _media(name: str) -> str:
    return _ZIP if name.endswith(".zip") else mimetypes.guess_type(name)[0] or "application/octet-stream"


def _named(name: str) -> dict[str, str]:
    how = "inline" if _media(name) in _SHOWN else "attachment"
    last = quote(name.rpartition("/")[2], safe="")
    return {"Content-Disposition": f"{how}; filename*=UTF-8''{last}", "Cache-Control": "no-cache"}
