"""Pictures and tables of the pages as files: /figures/<name>.png and .svg, /tables/<page>.xlsx, /workbooks/<name>.xlsx.

The address holds the same selection as the page; what is not there is refused, never replaced by something else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dashboard.figures import drawing, workbook
from dashboard.figures.asking import KEYS as ASKED
from dashboard.screens import desk_office_book, files_figures, files_tables, flaws, intake_files, menu, person, reads
from dashboard.screens.selection import KEYS, MORE, Absent, Selection, before, choose
from dashboard.settings import settings
from dashboard.wording import Language, edition_words, t

MEDIA = {"png": "image/png", "svg": "image/svg+xml",
         "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}  # fmt: skip

BOOKS: Mapping[str, Callable[[Selection], tuple[str, bytes]]] = {  # workbooks that are no tables of a page
    "intake-template": intake_files.template, "intake-reply": intake_files.reply, "office": desk_office_book.handed,
}  # fmt: skip


@dataclass(frozen=True)
class File:
    """A file to be handed out: its name as a reader sees it, and its content."""

    name: str
    kind: str
    content: bytes


async def figure(request: Request) -> Response:
    """Answer with a figure as a picture."""
    name, kind = request.path_params["name"], request.path_params["kind"]
    return _answer(await to_thread.run_sync(drawn, name, kind, dict(request.query_params)), request)


async def table(request: Request) -> Response:
    """Answer with a page's tables as a workbook."""
    person.hear(request.headers)
    if request.path_params["name"] in menu.LEDGERS and not person.current().takes_rows:
        return PlainTextResponse(t("access.rows", _language(request)), 403)
    return _answer(await to_thread.run_sync(written, request.path_params["name"], dict(request.query_params)), request)


async def workbook_of(request: Request) -> Response:
    """Answer with one of the workbooks that go to and fro between the office and the units."""
    person.hear(request.headers)
    return _answer(await to_thread.run_sync(handed, request.path_params["name"], dict(request.query_params)), request)


def drawn(name: str, kind: str, asked: Mapping[str, str]) -> File | None:
    """Return a picture, stamped; None for one that the edition does not have."""
    chosen = _selection(asked)
    if chosen is None or kind not in ("png", "svg"):
        return None
    try:
        title, made = files_figures.drawing_of(name, chosen)
    except Absent:
        return None
    content = drawing.png(made) if kind == "png" else drawing.svg(made).encode()
    return File(_named(title, chosen), kind, content)


def written(page: str, asked: Mapping[str, str]) -> File | None:
    """Return the tables of a page as a workbook; None for a page that has none."""
    chosen = _selection(asked)
    if chosen is None:
        return None
    try:
        sheets = files_tables.tables_of(page, chosen)
    except Absent:
        return None
    marked = files_figures.mark_of(chosen)
    damaged = flaws.sentence(chosen.plan.id, chosen.edition.number, page, chosen.lang)
    notes = (*marked.notes, *filter(None, (marked.demo, damaged)))
    name = _named(t(f"ui.page_{page}", chosen.lang), chosen) if sheets else ""
    return File(name, "xlsx", workbook.xlsx(sheets, chosen.edition.cut_off, notes)) if sheets else None


def handed(name: str, asked: Mapping[str, str]) -> File | None:
    """Return a workbook that a unit fills in or gets back; None for one that there is not, or not for this person."""
    chosen = _selection(asked, unpublished=True)
    if chosen is None or name not in BOOKS:
        return None
    try:
        title, content = BOOKS[name](chosen)
    except Absent:
        return None
    return File(title, "xlsx", content)


def _selection(asked: Mapping[str, str], *, unpublished: bool = False) -> Selection | None:
    """Return the selection of an address; None where it names a plan or edition that does not exist.

    ``unpublished``: what is asked for is there before the first edition, too.
    """
    known = {key: value for key, value in asked.items() if key in (*KEYS, *MORE, "display")}
    found = choose(known, reads.plans(), reads.editions, settings())
    if found is None and unpublished and not asked.get("edition"):
        found = before(known, reads.plans(), reads.data_kind(), settings())
    if found is None or found.notices:
        return None
    question = {key: asked[key] for key in ASKED if asked.get(key)}
    return replace(found, display=found.display or "light", more={**found.more, **question})


def _named(what: str, chosen: Selection) -> str:
    return f"{what}_{edition_words(chosen.edition.label, chosen.lang)}"


def _language(request: Request) -> Language:
    return "en" if request.query_params.get("lang") == "en" else "zh"


def _answer(found: File | None, request: Request) -> Response:
    if found is None:
        return PlainTextResponse(t("growth.no_figure", _language(request)), 404)
    name = quote(f"{found.name}.{found.kind}", safe="")
    return Response(found.content, media_type=MEDIA[found.kind],
                    headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"})  # fmt: skip
