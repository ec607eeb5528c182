"""What the explore page shows for a selection: cached reads, the question of the address, links that change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from dashboard.figures import explore_plot
from dashboard.figures.asking import KEYS, Source
from dashboard.figures.explore import Grid
from dashboard.figures.explore_asked import Asked, caption
from dashboard.figures.explore_page import ExplorePage, handout
from dashboard.figures.explore_page import page as drawn
from dashboard.figures.facts import State
from dashboard.figures.places import Places, places
from dashboard.figures.plotting import CONFIG
from dashboard.figures.workbook import Sheet
from dashboard.plan.models import Indicator
from dashboard.review import exploring, sheets
from dashboard.screens import frame, reads, session
from dashboard.screens.selection import Absent, Selection
from dashboard.settings import ROOT
from dashboard.wording import t

SQL = ROOT / "queries" / "explore_values.sql"


def chosen() -> tuple[Selection, Asked]:
    """Return the selection and its question; an indicator or region that is not known falls back with a notice."""
    return question(session.current(), {key: str(st.query_params.get(key, "")) for key in KEYS})


def question(found: Selection, keys: Mapping[str, str]) -> tuple[Selection, Asked]:
    """Return a selection with the question that the keys of an address ask."""
    known = _indicators(found.plan.id, found.edition.number)
    made = next((made for made in known if made.id == keys["indicator"]), known[0])
    every = reads.regions(found.plan.id, found.edition.number)
    part = places(every, *(keys[key] for key in ("region", "find", "skip")))
    source = _source(found.plan.id, found.edition.number, made.id, part.codes, part.find, part.skip, made, part)
    state = reads.state(found.plan.id, found.edition.number, found.lang)
    asked = exploring.asked(source, state.edition, found.plan, keys, found.lang)
    notices = [*found.notices, *_notices(keys, asked)]
    more = {key: value for key, value in asked.keys().items() if value}
    return replace(found, notices=tuple(notices), more=more), asked


def page(selection: Selection, asked: Asked, state: State) -> ExplorePage:
    """Return the page of a question."""

    def link(**changes: str) -> str:
        return selection.href("explore", **{**asked.keys(), **changes})

    known = _indicators(selection.plan.id, selection.edition.number)
    return drawn(asked, known, _judged(state), link, SQL.read_text("utf-8").strip())


def drawn_of(found: Selection) -> tuple[Asked, Grid, str]:
    """Return the question of a selection, its table and its title, for a picture."""
    _, asked = _checked(found)
    return asked, asked.pivot.grid(), caption(asked)


def sheet(found: Selection) -> Sheet:
    """Return the table of a selection's question for a workbook."""
    _, asked = _checked(found)
    return sheets.sheet(handout(asked))


def _checked(found: Selection) -> tuple[Selection, Asked]:
    """Return the question of a selection whose keys stand in it; Absent where the page would answer another."""
    keys = {key: found.chosen(key) for key in KEYS}
    made, asked = question(found, keys)
    if made.notices:
        raise Absent
    return made, asked


def chart(selection: Selection, asked: Asked, shown: ExplorePage) -> None:
    """Draw the chart where one was asked for."""
    if not charts(shown):
        return
    theme = frame.theme(selection)
    with st.container(key="plots"):
        st.plotly_chart(
            explore_plot.figure(shown.grid, shown.show, theme),
            theme=None,
            config=CONFIG,
            key="explored",
            alt=explore_plot.alt(shown.grid, shown.caption, selection.lang),
        )


def drawable(shown: ExplorePage) -> bool:
    """True when the answer can be drawn, on the page or as a picture."""
    return explore_plot.drawable(shown.grid)


def charts(shown: ExplorePage) -> int:
    """Return how many charts the page draws: none until a reader asks for one."""
    return int(shown.show != "table" and explore_plot.drawable(shown.grid))


def _notices(keys: Mapping[str, str], asked: Asked) -> list[str]:
    found = []
    if keys["indicator"] not in ("", asked.source.indicator.id):
        found.append(t("explore.unknown_indicator", asked.lang, value=keys["indicator"][:60], indicator=asked.name))
    if keys["region"] not in ("", asked.question.region):
        found.append(t("ui.unknown_region", asked.lang, value=keys["region"][:60]))
    return found


def _judged(state: State) -> set[str]:
    """Return the indicators on which a verdict rests."""
    return {item.indicator.id for item in state.items if item.indicator is not None}


@st.cache_resource(max_entries=64, show_spinner=False)
def _indicators(plan: str, edition: int) -> tuple[Indicator, ...]:
    return exploring.indicators(reads.rows, plan, edition)


@st.cache_resource(max_entries=256, show_spinner=False)
def _source(
    plan: str, edition: int, indicator: str, codes: tuple[str, ...], find: str, skip: int,
    _made: Indicator, _part: Places,
) -> Source:  # fmt: skip
    """Return what was read, by all that decides it and what is said of it."""
    return exploring.source(reads.rows, plan, edition, _made, _part)
