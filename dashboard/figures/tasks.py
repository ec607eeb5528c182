"""The supervision of tasks as one frozen value: milestones on a time axis, what is overdue, what is due next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from dashboard.figures import steps, timeline
from dashboard.figures.board import Board, StateLink, Track
from dashboard.figures.shell import Entry
from dashboard.figures.steps import DONE, Asked, Owed, StepRow
from dashboard.figures.timeline import Axis
from dashboard.plan import periods
from dashboard.plan.models import Task
from dashboard.wording import day_words, joined, period_words, t

SOON = timedelta(days=30)
SHOWN, FIRST = 4, 24  # rows of the list of what is next, and of all, before the rest is unfolded


@dataclass(frozen=True)
class Listing:
    """A list of milestones under a title: the first rows, and those to unfold."""

    title: str
    rows: tuple[StepRow, ...]
    more: tuple[StepRow, ...] = ()


@dataclass(frozen=True)
class About:
    """The task looked at, in words."""

    name: str
    clause: str
    statement: str
    responsible: str
    supporting: str


@dataclass(frozen=True)
class TasksPage:
    """Everything the page says."""

    headline: str
    worst: str
    worst_href: str
    everything: str  # address of the page without a filter; "" when there is none
    by_unit: str  # address of the page of the units
    states: tuple[StateLink, ...]
    units: tuple[Entry, ...]
    tasks: tuple[Entry, ...]
    about: About | None
    axis: Axis
    tracks: tuple[Track, ...]
    overdue: Listing
    soon: Listing
    listed: Listing | None
    cut: str
    slips: str = ""  # as of which day the slips beside overdue milestones are told


def page(board: Board) -> TasksPage:
    """Return the page for what is asked."""
    found, counted = board.found(), board.found(replace(board.asked, state=""))
    axis = timeline.axis(board.state.plan, board.state.edition)
    worst = steps.longest(counted, board.state.edition.cut_off)
    return TasksPage(
        headline=headline(board, counted),
        worst=worst_words(board, worst),
        worst_href=board.href("tasks", task=worst.measure.task.id) if worst else "",
        everything=board.href("tasks") if board.asked != Asked() else "",
        by_unit=board.href("unit", unit=board.asked.unit),
        states=tuple(board.states()),
        units=tuple(board.units()),
        tasks=tuple(board.tasks()),
        about=_about(board),
        axis=axis,
        tracks=tuple(board.tracks(axis)),
        overdue=_overdue(board, found),
        soon=_soon(board, found),
        listed=_listed(board, found) if board.asked != Asked() else None,
        cut=day_words(board.state.edition.cut_off, board.lang),
        slips=_slips(board, found),
    )


def _slips(board: Board, found: Sequence[Owed]) -> str:
    """Return as of which day slips are told; "" where none is."""
    if board.slips is None or not any(board.slip(one.step) for one in found):
        return ""
    return t("slips.told_as_of", board.lang, day=day_words(board.slips.day, board.lang))


def headline(board: Board, found: Sequence[Owed]) -> str:
    """Return how many of the milestones of a unit or task (or all) were due, are done and are overdue."""
    lang, count, cut_off = board.lang, Counter(one.step.state for one in found), board.state.edition.cut_off
    done = sum(count[state] for state in DONE)
    early = sum(one.step.state == "done" and periods.last_day(one.step.due) > cut_off for one in found)
    notes = [t(f"tasks.of_{key}", lang, count=n) for key, n in (("late", count["done_late"]), ("early", early)) if n]
    return t(
        "tasks.headline" if done + count["overdue"] else "tasks.headline_none",
        lang,
        scope=_scope(board),
        day=day_words(cut_off, lang),
        due=done + count["overdue"],
        done=done,
        notes=t("tasks.notes", lang, notes=("，" if lang == "zh" else ", ").join(notes)) if notes else "",
        overdue=count["overdue"] or t("tasks.no_overdue", lang),
        total=len(found),
    )


def worst_words(board: Board, worst: Owed | None) -> str:
    """Return which milestone has been overdue for longest, for how long, and whose it is."""
    if worst is None:
        return t("tasks.worst_none", board.lang)
    task, days = worst.measure.task, steps.days_over(worst.step, board.state.edition.cut_off)
    return t(
        "tasks.worst" if days else "tasks.worst_today",
        board.lang,
        name=steps.title(worst.step, board.lang),
        task=called(board, task),
        days=days,
        unit=board.unit(worst.step.reporter),
    )


def called(board: Board, task: Task) -> str:
    """Return a task with its kind and number: 任务10 服务业载体建设."""
    return t(f"tasks.kind_{task.kind}", board.lang, code=task.code.removeprefix("S"), name=board.short(task))


def _scope(board: Board) -> str:
    """Return whose milestones are counted, as it starts the headline."""
    task = next((m.task for m in board.state.measures if m.task.id == board.asked.task), None)
    named = [board.unit(board.asked.unit)] if board.asked.unit else []
    named += [called(board, task)] if task else []
    return t("tasks.scope", board.lang, names=("，" if board.lang == "zh" else ", ").join(named)) if named else ""


def _about(board: Board) -> About | None:
    task = next((m.task for m in board.state.measures if m.task.id == board.asked.task), None)
    if task is None:
        return None
    zh, more = board.lang == "zh", t("tasks.open_list", board.lang) if task.open_list else ""
    owners, partners = ([board.unit(code) for code in codes] for codes in (task.responsible, task.supporting))
    return About(
        t("tasks.title_of", board.lang, code=task.code, name=task.name if zh else task.name_en),
        t("target.clause_no", board.lang, doc_no=board.state.plan.doc_no, clause=task.clause),
        task.statement if zh else task.statement_en,
        joined(owners, board.lang) + ("" if partners else more) if owners else t("target.no_owner", board.lang),
        joined(partners, board.lang) + more if partners else "",
    )


def _overdue(board: Board, found: Sequence[Owed]) -> Listing:
    late = sorted((one for one in found if one.step.state == "overdue"), key=lambda one: one.step.due)
    return Listing(t("tasks.overdue", board.lang), tuple(map(board.row, late)))


def _soon(board: Board, found: Sequence[Owed]) -> Listing:
    """Return what is due within thirty days; where nothing is, what is due next."""
    ahead = [one for one in found if one.step.state not in (*DONE, "overdue")]
    last = board.state.edition.cut_off + SOON
    soon = [one for one in ahead if periods.last_day(one.step.due) <= last]
    if soon or not ahead:
        return _cut(board, t("tasks.soon", board.lang), soon, SHOWN)
    month = min(one.step.due for one in ahead)
    named = t("tasks.soon_next", board.lang, month=period_words(month, board.lang))
    return _cut(board, named, [one for one in ahead if one.step.due == month], SHOWN)


def _listed(board: Board, found: Sequence[Owed]) -> Listing:
    named = t("tasks.listed", board.lang, count=len(found))
    return _cut(board, named, sorted(found, key=lambda one: one.step.due), FIRST)


def _cut(board: Board, title: str, found: Iterable[Owed], most: int) -> Listing:
    rows = tuple(map(board.row, found))
    return Listing(title, rows[:most], rows[most:])
