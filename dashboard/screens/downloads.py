"""Pictures and tables of the pages as files: /figures/<target>-<chart>.png and .svg, /tables/<page>.xlsx.

The address holds the same selection as the page; an unknown edition or figure is refused, never replaced by another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dashboard.figures import counts as count_figures
from dashboard.figures import drawing, picture, tables, workbook
from dashboard.figures.charts import Plot
from dashboard.figures.facts import Item, State
from dashboard.figures.growth import growing
from dashboard.screens import counts, growth, reads, targets
from dashboard.screens.selection import KEYS, MORE, Selection, choose
from dashboard.settings import settings
from dashboard.wording import Language, edition_words, t

MEDIA = {"png": "image/png", "svg": "image/svg+xml",
         "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}  # fmt: skip


@dataclass(frozen=True)
class File:
    """A file to be handed out: its name as a reader sees it, and its content."""

    name: str
    kind: str
    content: bytes


async def figure(request: Request) -> Response:
    """Answer with a target's chart as a picture."""
    name, kind = request.path_params["name"], request.path_params["kind"]
    return _answer(await to_thread.run_sync(drawn, name, kind, dict(request.query_params)), request)


async def table(request: Request) -> Response:
    """Answer with a page's tables as a workbook."""
    return _answer(await to_thread.run_sync(written, request.path_params["name"], dict(request.query_params)), request)


def drawn(name: str, kind: str, asked: Mapping[str, str]) -> File | None:
    """Return a picture, stamped; None for one that the edition does not have."""
    target, _, key = name.rpartition("-")
    chosen = _selection({**asked, "target": target})
    state = _state(chosen) if chosen is not None and kind in ("png", "svg") else None
    item = next((item for item in state.items if item.target.id == target), None) if state is not None else None
    if chosen is None or state is None or item is None:
        return None
    plot = next((plot for plot in _plots(state, chosen, item) if plot.key == key), None)
    if plot is None:
        return None
    title = f"{item.name(chosen.lang)}{t('ui.colon', chosen.lang)}{'' if chosen.lang == 'zh' else ' '}{plot.title}"
    made = picture.picture(plot, chosen.display or "light", picture.stamp(state.edition, chosen.lang), title)
    content = drawing.png(made) if kind == "png" else drawing.svg(made).encode()
    return File(_named(item.name(chosen.lang), chosen), kind, content)


def written(page: str, asked: Mapping[str, str]) -> File | None:
    """Return the tables of a page as a workbook; None for a page that has none."""
    chosen = _selection(asked)
    if chosen is None or page not in ("growth", "counts"):
        return None
    state, lang = _state(chosen), chosen.lang
    sheets = _growth(state, chosen) if page == "growth" else _register(state, chosen)
    name = _named(t(f"ui.page_{page}", lang), chosen)
    return File(name, "xlsx", workbook.xlsx(sheets, chosen.edition.cut_off)) if sheets else None


def _growth(state: State, chosen: Selection) -> tuple[workbook.Sheet, ...]:
    city, known = growth.measured(state, chosen)
    named = [(item.name(chosen.lang), plot) for item in growing(state) for plot in _plots(state, chosen, item)]
    return tables.of_growth(state, known, city, chosen.lang), tables.of_plots(named, state, chosen.lang)


def _register(state: State, chosen: Selection) -> tuple[workbook.Sheet, ...]:
    found = counts.rows(state, counts.opened(state, chosen))
    return (tables.of_register(found, state, chosen.lang),) if found is not None else ()


def _plots(state: State, chosen: Selection, item: Item) -> tuple[Plot, ...]:
    """Return the charts of a target as its pages draw them."""
    found = targets.plots(state, replace(chosen, target=item.target.id))
    if found or item not in count_figures.counting(state):
        return found
    counted = counts.plot(item, chosen)
    return (counted,) if counted is not None else ()


def _selection(asked: Mapping[str, str]) -> Selection | None:
    """Return the selection of an address; None where it names a plan or edition that does not exist."""
    known = {key: value for key, value in asked.items() if key in (*KEYS, *MORE, "display")}
    found = choose(known, reads.plans(), reads.editions, settings())
    return found if found is not None and not found.notices else None


def _state(chosen: Selection) -> State:
    return reads.state(chosen.plan.id, chosen.edition.number, chosen.lang)


def _named(what: str, chosen: Selection) -> str:
    return f"{what}_{edition_words(chosen.edition.label, chosen.lang)}"


def _answer(found: File | None, request: Request) -> Response:
    if found is None:
        lang: Language = "en" if request.query_params.get("lang") == "en" else "zh"
        return PlainTextResponse(t("growth.no_figure", lang), 404)
    name = quote(f"{found.name}.{found.kind}", safe="")
    return Response(found.content, media_type=MEDIA[found.kind],
                    headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"})  # fmt: skip
