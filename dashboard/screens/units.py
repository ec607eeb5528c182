"""The page of a unit for a selection: the check of the unit asked for, and what is handed to the figures."""

from __future__ import annotations

from dataclasses import replace

from dashboard.figures import unit_list
from dashboard.figures.board import Board
from dashboard.figures.shell import Entry
from dashboard.figures.steps import Asked
from dashboard.figures.unit_list import UnitList
from dashboard.figures.unit_values import UnitPage
from dashboard.figures.units import Unit
from dashboard.screens import reads, reports, session, tasks
from dashboard.screens.selection import Selection
from dashboard.wording import t


def current() -> Selection:
    """Return the selection with a unit that exists; one that is not known is left out with a notice."""
    chosen = session.current()
    state = reads.state(chosen.plan.id, chosen.edition.number, chosen.lang)
    if chosen.chosen("unit") in ("", *unit_list.named(state, reports.sent(chosen))):
        return chosen
    notice = t("unit.unknown", chosen.lang, value=chosen.chosen("unit")[:60])
    return replace(chosen.having(unit=""), notices=(*chosen.notices, notice))


def page(chosen: Selection) -> UnitPage | None:
    """Return the page of the unit chosen; None for all units."""
    if not chosen.chosen("unit"):
        return None
    names = reports.subjects(chosen.plan.id, chosen.edition.number, chosen.lang)
    return Unit(chosen.chosen("unit"), _board(chosen), reports.sent(chosen), names).page()


def every(chosen: Selection) -> UnitList | None:
    """Return all units side by side; None once one is chosen."""
    return None if chosen.chosen("unit") else unit_list.page(_board(chosen), reports.sent(chosen))


def choices(chosen: Selection) -> tuple[Entry, ...]:
    """Return the links to the units."""
    board = _board(chosen)
    return unit_list.choices(board, unit_list.named(board.state, reports.sent(chosen)), chosen.chosen("unit"))


def _board(chosen: Selection) -> Board:
    state = reads.state(chosen.plan.id, chosen.edition.number, chosen.lang)
    return Board(state, Asked(), tasks.proofs(chosen.plan.id, chosen.edition.number), chosen.lang, chosen.href)
