"""Evidence and signed copies over HTTP: /papers/<hash>, always as a download, to those who may see them."""

from __future__ import annotations

from urllib.parse import quote

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dashboard.access import Person
from dashboard.desk import paper_files
from dashboard.reporting import default
from dashboard.screens import person
from dashboard.settings import settings
from dashboard.wording import Language, t

_HEADERS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}


async def answer(request: Request) -> Response:
    """Answer with a kept file; in the same sentence when there is none and when this person may not see it."""
    lang: Language = "en" if request.query_params.get("lang") == "en" else "zh"
    plan = request.query_params.get("plan") or settings().plan
    person.hear(request.headers)
    digest = str(request.path_params["digest"])
    name = await to_thread.run_sync(_named, person.current(), plan, digest)
    if not name:
        return PlainTextResponse(t("proof.no_such_file", lang), 404)
    content = await to_thread.run_sync(paper_files.kept, settings().papers, digest)
    if content is None:
        return PlainTextResponse(t("proof.file_gone", lang, file=name), 404)
    disposition = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(content, media_type="application/octet-stream", headers=_HEADERS | disposition)


def _named(who: Person, plan: str, digest: str) -> str:
    """Return the name of a file; "" for one that there is not, or not for this person."""
    with default().primary.snapshot() as reader:
        if who.reviews or who.sends or who.role == "auditor":
            rows = reader.rows("evidence_steps", plan=plan, scope=who.rows_of(plan))
            named = [str(row["file_name"]) for row in rows if row["file_hash"] == digest]
            if named:
                return named[-1]
        copies = reader.rows("signed_copies", plan=plan, label="") if who.takes_packs else []
        return next((str(row["file_name"]) for row in reversed(copies) if row["file_hash"] == digest), "")
