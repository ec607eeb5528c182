"""The page of a unit for a selection: the check of the unit asked for, and what is handed to the figures."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from dashboard.figures import unit_list
from dashboard.figures.board import Board
from dashboard.figures.places import PAGE
from dashboard.figures.shell import Entry
from dashboard.figures.steps import Asked
from dashboard.figures.unit_list import UnitList
from dashboard.figures.unit_values import UnitPage
from dashboard.figures.units import Unit
from dashboard.screens import person, reads, reports, session
from dashboard.screens.selection import Selection
from dashboard.wording import Language, t


@dataclass(frozen=True)
class Seen:
    """What the page shows: one unit, or all of them, and the links to each."""

    page: UnitPage | None
    every: UnitList | None
    choices: tuple[Entry, ...]


def current(asked: Selection | None = None) -> Selection:
    """Return the selection with a unit that exists; one that is not known is left out with a notice."""
    chosen = session.current() if asked is None else asked
    own = person.rows(chosen)
    if own and chosen.chosen("unit") != own:
        other = (t("unit.own_only", chosen.lang),) if chosen.chosen("unit") else ()
        chosen = replace(chosen.having(unit=own), notices=(*chosen.notices, *other))
    known = _named(chosen.plan.id, chosen.edition.number, chosen.lang, reports.scope(chosen), chosen)
    if chosen.chosen("unit") in ("", own, *known) or _one_of_many(chosen):
        return chosen
    notice = t("unit.unknown", chosen.lang, value=chosen.chosen("unit")[:60])
    return replace(chosen.having(unit=""), notices=(*chosen.notices, notice))


def seen(chosen: Selection) -> Seen:
    """Return the page of the unit chosen, all units until one is."""
    asked = chosen.chosen("unit"), chosen.chosen("find") if reports.vast(chosen) else ""
    return _seen(chosen.plan.id, chosen.edition.number, chosen.lang, chosen.display, *asked,
                 reports.scope(chosen), chosen)  # fmt: skip


def _one_of_many(chosen: Selection) -> bool:
    state = reads.state(chosen.plan.id, chosen.edition.number, chosen.lang)
    return reads.places(chosen).many and chosen.chosen("unit") in state.organisations


@st.cache_resource(max_entries=32, show_spinner=False)
def _named(plan: str, number: int, lang: Language, scope: str, _chosen: Selection) -> tuple[str, ...]:
    return unit_list.named(reads.state(plan, number, lang), reports.sent(_chosen))


@st.cache_resource(max_entries=256, show_spinner=False)
def _seen(
    plan: str, number: int, lang: Language, display: str, unit: str, find: str, scope: str, _chosen: Selection
) -> Seen:
    """Return the page by all that decides it and its links."""
    proofs = reads.book(plan, number, lang, scope).proofs
    board = Board(reads.state(plan, number, lang), Asked(), proofs, lang, _chosen.href)
    found = reports.sent(_chosen)
    named = _named(plan, number, lang, scope, _chosen)
    choices = () if scope else unit_list.choices(board, named, unit)
    if not unit:
        listed = unit_list.page(board, found)
        head = t("unit.many", lang) if reports.vast(_chosen) else listed.headline
        if find:
            choices = unit_list.choices(board, unit_list.matching(board.state, find, PAGE), unit)
        return Seen(None, replace(listed, headline=head), choices)
    return Seen(Unit(unit, board, found, reports.subjects(plan, number, lang)).page(), None, choices)
