"""The tables that each page hands out: one function a page, on the values that the page itself shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dashboard.figures import (
    commentary,
    glossary,
    method,
    rulebook,
    scores,
    sheets_counties,
    sheets_data,
    sheets_funds,
    sheets_outlook,
    sheets_overview,
    sheets_target,
    sheets_tasks,
    tables,
)
from dashboard.figures import target as target_figures
from dashboard.figures.charts import Plot
from dashboard.figures.facts import Item, State
from dashboard.figures.fund_rows import sums
from dashboard.figures.growth import growing
from dashboard.figures.workbook import Sheet
from dashboard.screens import (
    counties,
    counts,
    data,
    files_pages,
    funds,
    growth,
    intake_files,
    outlook,
    person,
    reads,
    targets,
    tasks,
    units,
)
from dashboard.screens import explore as explore_screen
from dashboard.screens import method as method_screen
from dashboard.screens.files_pages import state_of
from dashboard.screens.selection import Selection
from dashboard.settings import settings
from dashboard.wording import t

Sheets = Sequence[Sheet]


def _overview(state: State, chosen: Selection) -> Sheets:
    return sheets_overview.sheets(state, *files_pages.overview(state, chosen), chosen.lang)


def _target(state: State, chosen: Selection) -> Sheets:
    lang, plan, edition = chosen.lang, chosen.plan.id, chosen.edition
    found = targets.item(state, chosen)
    compared = counties.compared(found, chosen) if found.indicator is not None and found.indicator.counties else None
    rows = reads.evidence_table(plan, edition, chosen.target, chosen.reading, chosen.region, lang,
                                person.rows(chosen))  # fmt: skip
    past = reads.history(plan, edition.number, chosen.target, found.reading.id)
    page = target_figures.page(state, chosen.target, past, lang, settings().now(), chosen.href,
                               reading_id=chosen.reading)  # fmt: skip
    parts, plots = targets.parts(state, chosen), targets.plots(state, chosen)
    return (
        sheets_target.of_readings(found, state, lang),
        *((tables.of_plots(_named(found, plots, chosen), lang),) if plots else ()),
        *((sheets_counties.of_counties(compared, lang),) if compared is not None else ()),
        *((sheets_target.of_parts(t("target.breakdown_of", lang, period=parts[0]), parts[1], lang),) if parts else ()),
        *sheets_target.of_page(page, lang),
        *commentary.sheet(reads.comments(plan, edition, chosen.target, lang), lang),
        *((sheets_target.of_rows(rows, lang, targets.place(chosen)),) if rows is not None else ()),
    )


def _growth(state: State, chosen: Selection) -> Sheets:
    lang = chosen.lang
    city, known = growth.measured(state, chosen)
    named = [pair for item in growing(state) for pair in _named(item, files_pages.plots(state, chosen, item), chosen)]
    item, fall = growth.waterfall(state, chosen) or (None, None)
    years = tables.of_years(growth.page(state, chosen), lang)
    steps = (tables.of_waterfall(fall, item, lang),) if fall is not None and item is not None else ()
    return tables.of_growth(state, known, city, lang), years, *steps, tables.of_plots(named, lang)


def _counts(state: State, chosen: Selection) -> Sheets:
    page, register = counts.page(state, chosen), counts.rows(state, chosen)
    made = (tables.of_register(register, chosen.lang),) if register is not None else ()
    named = [pair for card in state.items if any(one.code == card.target.code for one in page.cards)
             for pair in _named(card, files_pages.plots(state, chosen, card), chosen)]  # fmt: skip
    return *made, tables.of_cards(page, chosen.lang), tables.of_funnels(page, chosen.lang), \
        tables.of_plots(named, chosen.lang)  # fmt: skip


def _outlook(state: State, chosen: Selection) -> Sheets:
    made = sheets_outlook.sheets(state, outlook.known(state, chosen), outlook.page(state, chosen), chosen.lang)
    item = next((item for item in state.items if item.target.id == chosen.target), None)
    plots = files_pages.plots(state, chosen, item) if item is not None else ()
    return *made, *((tables.of_plots(_named(item, plots, chosen), chosen.lang),) if item is not None and plots else ())


def _counties(state: State, chosen: Selection) -> Sheets:
    lang, page, one = chosen.lang, counties.page(state, chosen), counties.county(state, chosen)
    item = next((item for item in counties.items(state) if item.target.id == chosen.target), None)
    compared = counties.compared(item, chosen) if item is not None else None
    if page is None or compared is None:
        return ()
    made = sheets_counties.of_counties(compared, lang, page.note)
    return made, *((sheets_counties.of_county(one, lang),) if one is not None and one.lines else ())


def _tasks(state: State, chosen: Selection) -> Sheets:
    board = tasks.board(state, chosen)
    return sheets_tasks.of_tasks(files_pages.tasks_page(board), board, chosen.lang)


def _unit(state: State, chosen: Selection) -> Sheets:
    seen = units.seen(chosen)
    if seen.page is not None:
        return sheets_tasks.of_unit(seen.page, chosen.lang)
    return (sheets_tasks.of_units(seen.every, chosen.lang),) if seen.every is not None else ()


def _funds(state: State, chosen: Selection) -> Sheets:
    page, found = funds.page(chosen), funds.shown(chosen)
    return sheets_funds.sheets(page, found, sums(found), chosen.lang) if page is not None else ()


def _data(state: State, chosen: Selection) -> Sheets:
    page, lang = data.page(chosen), chosen.lang
    return (
        sheets_data.of_matrix(t("data.by_quarter", lang), page.quarters, lang),
        sheets_data.of_matrix(t("data.by_year", lang), page.years, lang),
        sheets_data.of_fresh(page.fresh, lang),
        sheets_data.of_restated(page.restated, lang),
        sheets_data.of_held(page.held, lang),
    )


def _method(state: State, chosen: Selection) -> Sheets:
    """Return all parts of the page, whichever is looked at."""
    lang, href, register = chosen.lang, chosen.href, method_screen.ambiguities(chosen)
    until = [edition for edition in chosen.editions if edition.number <= chosen.edition.number]
    definitions = (method.definition(state, item.target.id, lang, href, register) for item in state.items)
    return (
        sheets_data.of_definitions(definitions, lang),
        sheets_data.of_rules(rulebook.rule_sets(state, until, lang, href), lang),
        sheets_data.of_bases(rulebook.bases(state, lang, href), lang),
        sheets_data.of_questions(rulebook.questions(state, register, lang, href), lang),
        *sheets_data.of_scores(scores.method(method_screen.scored(), lang), lang),
        sheets_data.of_terms(glossary.glossary(lang), lang),
    )


def _intake(state: State, chosen: Selection) -> Sheets:
    return intake_files.tables(chosen)


def _explore(state: State, chosen: Selection) -> Sheets:
    return (explore_screen.sheet(chosen),)


def _named(item: Item, plots: Sequence[Plot], chosen: Selection) -> list[tuple[str, Plot]]:
    return [(item.name(chosen.lang), plot) for plot in plots]


TABLES: Mapping[str, Callable[[State, Selection], Sheets]] = {
    "overview": _overview, "target": _target, "growth": _growth, "counts": _counts, "outlook": _outlook,
    "counties": _counties, "tasks": _tasks, "unit": _unit, "funds": _funds, "explore": _explore, "data": _data,
    "intake": _intake, "method": _method,
}  # fmt: skip


def tables_of(page: str, asked: Selection) -> Sheets:
    """Return the tables of a page; none for a page that has none. Absent where the page would show something else."""
    if page not in TABLES:
        return ()
    return TABLES[page](state_of(asked), files_pages.checked(page, asked))
