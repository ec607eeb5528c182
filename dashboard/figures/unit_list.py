"""All named units side by side: what each owes and what is next; in the order of the catalogue, never ranked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from dashboard.figures.board import Board
from dashboard.figures.facts import State
from dashboard.figures.marks import Mark
from dashboard.figures.reports import Batch
from dashboard.figures.shell import Entry
from dashboard.figures.steps import DONE, Asked
from dashboard.plan import periods
from dashboard.wording import day_words, joined, period_words, t

NAMED = 3  # units named in the headline


@dataclass(frozen=True)
class UnitRow:
    """A unit: sheets owed, milestones done, due and overdue, its last workbook and the next day of sending."""

    name: str
    href: str
    sheets: int
    overdue: int
    done: int
    due: int
    last: str
    mark: Mark | None
    following: str


@dataclass(frozen=True)
class UnitList:
    """Every unit with what it owes."""

    headline: str
    rows: tuple[UnitRow, ...]


def named(state: State, batches: tuple[Batch, ...]) -> tuple[str, ...]:
    """Return the units that send, answer for milestones, or are named for a target or task, in catalogue order."""
    found = {batch.sender for batch in batches}
    for measure in state.measures:
        found |= {*measure.task.responsible, *measure.task.supporting, *(step.reporter for step in measure.steps)}
    for item in state.items:
        found |= {*item.target.owners_on(state.edition.cut_off), *item.target.partners}
    return tuple(code for code in state.organisations if code in found)


def matching(state: State, words: str, most: int) -> tuple[str, ...]:
    """Return the first units whose name has the words in it or whose code begins with them."""
    asked = words.strip().lower()
    found = (code for code, name in state.organisations.items() if asked in name.lower() or code.startswith(asked))
    return tuple(islice(found, most))


def choices(board: Board, codes: tuple[str, ...], chosen: str) -> tuple[Entry, ...]:
    """Return the units as links; the first one leads to all of them."""
    every = Entry(t("unit.every", board.lang), board.href("unit"), not chosen)
    return (every, *(Entry(board.unit(code), board.href("unit", unit=code), code == chosen) for code in codes))


def page(board: Board, batches: tuple[Batch, ...]) -> UnitList:
    """Return the list of units with a headline that says who owes something."""
    rows = tuple(_rows(board, batches))
    owing = [row for row in rows if row.sheets or row.overdue]
    lang, day = board.lang, day_words(board.state.edition.cut_off, board.lang)
    if not owing:
        return UnitList(t("unit.list_clear", lang, day=day, total=len(rows)), rows)
    names = joined([row.name for row in owing[:NAMED]], lang)
    told = names if len(owing) <= NAMED else t("unit.and_more", lang, units=names, count=len(owing))
    sheets, late = (sum(getattr(row, key) for row in owing) for key in ("sheets", "overdue"))
    text = t("unit.list_owing", lang, day=day, total=len(rows), count=len(owing), units=told, sheets=sheets, steps=late)
    return UnitList(text, rows)


def _rows(board: Board, batches: tuple[Batch, ...]) -> Iterator[UnitRow]:
    lang, edition = board.lang, board.state.edition
    for code in named(board.state, batches):
        mine = [batch for batch in batches if batch.sender == code]
        states = [one.step.state for one in board.found(Asked(unit=code))]
        done, overdue = sum(state in DONE for state in states), states.count("overdue")
        last = max((b for b in mine if b.came), key=lambda b: periods.last_month(b.period), default=None)
        ahead = [r.due for b in mine for r in b.reports if not r.came and not r.owed(edition)]
        yield UnitRow(
            board.unit(code),
            board.href("unit", unit=code),
            sum(len(batch.owed) for batch in mine),
            overdue,
            done,
            done + overdue,
            period_words(last.period, lang) if last else "",
            last.mark(lang) if last else None,
            day_words(min(ahead), lang) if ahead else "",
        )
