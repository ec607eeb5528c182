"""The tasks page for a selection: its reads, cached, and the check of what is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard.figures.board import Board
from dashboard.figures.facts import State
from dashboard.figures.slip_words import Tags, tags
from dashboard.figures.slips import Slip
from dashboard.figures.steps import ORDER, Asked
from dashboard.screens import menu, person, reads, session, slip_reads
from dashboard.screens.selection import Selection
from dashboard.wording import t


def current(asked: Selection | None = None) -> Selection:
    """Return the selection with a task, unit and state that exist; what was not known is left out with a notice."""
    chosen = session.current() if asked is None else asked
    state = reads.state(chosen.plan.id, chosen.edition.number, chosen.lang)
    task = _one_of(chosen.chosen("task"), [measure.task.id for measure in state.measures])
    unit = _one_of(chosen.chosen("unit"), [step.reporter for measure in state.measures for step in measure.steps])
    state_of = _one_of(chosen.chosen("state"), ORDER)
    shown = chosen.having(task=task, unit=unit, state=state_of)
    wrong = [key for key in ("task", "unit", "state") if shown.chosen(key) != chosen.chosen(key)]
    notices = [t(f"tasks.unknown_{key}", chosen.lang, value=chosen.chosen(key)[:60]) for key in wrong]
    return replace(shown, notices=(*chosen.notices, *notices))


def _one_of(asked: str, known: Sequence[str]) -> str:
    return asked if asked in known else ""


def board(state: State, chosen: Selection) -> Board:
    """Return what is looked at."""
    asked = Asked(*map(chosen.chosen, ("task", "unit", "state")))
    proofs = reads.book(chosen.plan.id, chosen.edition.number, chosen.lang, person.rows(chosen)).proofs
    return Board(state, asked, proofs, chosen.lang, chosen.href, _slips(chosen))


def _slips(chosen: Selection) -> Tags:
    """Return the slips of milestones; they lead to the desk for those who work there."""
    told, leads = slip_reads.seen(chosen, person.rows(chosen)), person.current().publishes and menu.built(("desk",))

    def href(slip: Slip) -> str:
        return chosen.href("desk", part="slips", slip=slip.code) if leads else ""

    return tags(told.every, told.day, href)
