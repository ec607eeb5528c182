"""The pictures that pages hand out: named ones, and every chart of a target as <target>-<chart>."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from dashboard.figures import (
    county_picture,
    explore_picture,
    explore_plot,
    picture,
    pictures_data,
    pictures_targets,
    pictures_tasks,
    rows_picture,
)
from dashboard.figures.drawing import Drawing
from dashboard.figures.framing import Stamp, stamp
from dashboard.figures.fund_rows import KEYS
from dashboard.figures.palette import Theme
from dashboard.figures.rows_values import Rows
from dashboard.figures.sheet_cells import unit_of
from dashboard.screens import counties, counts, data, files_pages, funds, growth, outlook, targets, tasks
from dashboard.screens import explore as explore_screen
from dashboard.screens.files_pages import state_of
from dashboard.screens.selection import Absent, Selection
from dashboard.wording import t

Draw = Callable[[Selection], Drawing]


def drawing_of(name: str, asked: Selection) -> tuple[str, Drawing]:
    """Return a picture by its name, and what it shows in a word; Absent for one that the edition does not have."""
    named = FIGURES.get(name)
    if named is not None:
        page, draw = named
        return t(f"ui.page_{page}", asked.lang), draw(files_pages.checked(page, asked))
    target, _, key = name.rpartition("-")
    return _plot(replace(asked, target=target), key)


def theme_of(chosen: Selection) -> Theme:
    """Return the theme of a picture: the one chosen, else the light one, which prints."""
    return chosen.display or "light"


def mark_of(chosen: Selection) -> Stamp:
    """Return the stamp of the edition, which names its rules."""
    return stamp(state_of(chosen).edition, chosen.lang)


def _plot(chosen: Selection, key: str) -> tuple[str, Drawing]:
    state, lang = state_of(chosen), chosen.lang
    item = next((item for item in state.items if item.target.id == chosen.target), None)
    under = files_pages.checked("target", chosen) if item is not None else chosen
    plots = files_pages.plots(state, under, item) if item is not None else ()
    plot = next((plot for plot in plots if plot.key == key), None)
    if plot is None or item is None:
        raise Absent
    title = f"{item.name(lang)}{t('ui.colon', lang)}{'' if lang == 'zh' else ' '}{plot.title}"
    return item.name(lang), picture.picture(plot, theme_of(chosen), mark_of(chosen), title)


def _rows(found: Rows | None, chosen: Selection) -> Drawing:
    if found is None or not found.lines:
        raise Absent
    return rows_picture.picture(found, theme_of(chosen), mark_of(chosen))


def _overview(chosen: Selection) -> Drawing:
    page, _ = files_pages.overview(state_of(chosen), chosen)
    return _rows(pictures_targets.overview(page, chosen.lang), chosen)


def _waterfall(chosen: Selection) -> Drawing:
    item, fall = growth.waterfall(state_of(chosen), chosen) or (None, None)
    if item is None or fall is None:
        raise Absent
    unit = "" if chosen.lang == "en" and "¥" in fall.total.now else unit_of(item, chosen.lang)
    return _rows(pictures_targets.waterfall(fall, item.name(chosen.lang), unit, chosen.lang), chosen)


def _funnel(chosen: Selection) -> Drawing:
    state = state_of(chosen)
    codes = {item.target.code for item in state.items if item.target.id == chosen.target}
    card = next((card for card in counts.page(state, chosen).cards if card.code in codes), None)
    return _rows(pictures_targets.funnel(card, chosen.lang) if card is not None else None, chosen)


def _chances(chosen: Selection) -> Drawing:
    return _rows(pictures_targets.chances(outlook.page(state_of(chosen), chosen), chosen.lang), chosen)


def _map(chosen: Selection) -> Drawing:
    page = counties.page(state_of(chosen), chosen)
    if page is None:
        raise Absent
    return county_picture.picture(page, counties.places(chosen), theme_of(chosen), mark_of(chosen), chosen.lang)


def _tiles(chosen: Selection) -> Drawing:
    page = counties.page(state_of(chosen), chosen)
    if page is None:
        raise Absent
    return county_picture.tiles(page, theme_of(chosen), mark_of(chosen), chosen.lang)


def _timeline(chosen: Selection) -> Drawing:
    page = files_pages.tasks_page(tasks.board(state_of(chosen), chosen))
    return _rows(pictures_tasks.timeline(page, chosen.lang), chosen)


def _funds(chosen: Selection) -> Drawing:
    page = funds.page(chosen)
    return _rows(pictures_tasks.funds(page, chosen.lang) if page is not None else None, chosen)


def _fund_groups(at: int) -> Draw:
    def draw(chosen: Selection) -> Drawing:
        page = funds.page(chosen)
        return _rows(pictures_tasks.fund_groups(page.groups[at], chosen.lang) if page is not None else None, chosen)

    return draw


def _sent(years: bool) -> Draw:
    def draw(chosen: Selection) -> Drawing:
        page, lang = data.page(chosen), chosen.lang
        title = t("data.by_year" if years else "data.by_quarter", lang)
        return _rows(pictures_data.matrix(page.years if years else page.quarters, title, lang), chosen)

    return draw


def _dots(chosen: Selection) -> Drawing:
    state, lang = state_of(chosen), chosen.lang
    panel = targets.panel(state, chosen)
    if panel is None or panel.plot is None:
        raise Absent
    title = f"{targets.item(state, chosen).name(lang)} · {t('outlook.dots_title', lang)}"
    return pictures_data.dots(panel.plot, title, theme_of(chosen), mark_of(chosen))


def _explored(chosen: Selection) -> Drawing:
    asked, grid, title = explore_screen.drawn_of(chosen)
    if not explore_plot.drawable(grid):
        raise Absent
    show = "columns" if asked.question.show == "columns" else "lines"
    alt = explore_plot.alt(grid, title, chosen.lang)
    return explore_picture.picture(grid, show, title, alt, theme_of(chosen), mark_of(chosen))


FIGURES: Mapping[str, tuple[str, Draw]] = {  # by name: the page that checks the selection, and what draws
    "overview-targets": ("overview", _overview),
    "growth-waterfall": ("growth", _waterfall),
    "counts-funnel": ("counts", _funnel),
    "outlook-chances": ("outlook", _chances),
    "counties-map": ("counties", _map),
    "counties-tiles": ("counties", _tiles),
    "tasks-timeline": ("tasks", _timeline),
    "funds-flow": ("funds", _funds),
    **{f"funds-{key}": ("funds", _fund_groups(at)) for at, key in enumerate(KEYS)},
    "target-dots": ("target", _dots),
    "data-quarters": ("data", _sent(years=False)),
    "data-years": ("data", _sent(years=True)),
    "explore-chart": ("explore", _explored),
}
