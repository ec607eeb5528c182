"""Milestones, and what a unit owes, has done and gets next, as tables of a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.figures.board import Board
from dashboard.figures.sheet_cells import joined, of_words
from dashboard.figures.steps import StepRow
from dashboard.figures.tasks import TasksPage
from dashboard.figures.unit_list import UnitList
from dashboard.figures.unit_values import Duty, Owing, SentRow, UnitPage
from dashboard.figures.workbook import Sheet
from dashboard.wording import Language, t


def of_tasks(page: TasksPage, board: Board, lang: Language) -> tuple[Sheet, ...]:
    """Return the tasks and the milestones that are looked at, in plan order."""
    keys = ("no", "task", "unit_name", "done", "due", "overdue", "verified")
    rows = [(track.code, track.name, track.unit_tip or track.unit, track.done, track.due, track.overdue, track.verified)
            for track in page.tracks]  # fmt: skip
    tasks = of_words(t("files.sheet_tasks", lang), _heads(keys, lang), rows)
    return tasks, _steps(t("files.sheet_steps", lang), map(board.row, board.found()), lang)


def _steps(name: str, rows: Iterable[StepRow], lang: Language) -> Sheet:
    keys, found = ("no", "step", "task", "unit_name", "due_on", "done_on", "state", "days", "proof", "paper"), [*rows]
    told = [(row.code, row.name, row.task, row.unit, row.due, row.done, row.word, row.days or None,
             row.proof.word if row.proof else "", row.paper) for row in found]  # fmt: skip
    if not any(row.slip for row in found):
        return of_words(name, _heads(keys, lang), told)
    slips = [joined(row.slip.label, row.slip.mark.word, row.slip.when) if row.slip else "" for row in found]
    return of_words(name, _heads((*keys, "slip"), lang), [(*row, slip) for row, slip in zip(told, slips, strict=True)])


def of_unit(page: UnitPage, lang: Language) -> tuple[Sheet, ...]:
    """Return what a unit owes, gets next, has done and sent, and the targets and tasks it answers for."""
    made = (
        _owing(t("unit.owes", lang), page.owing, lang),
        _steps(t("tasks.overdue", lang), page.late, lang),
        _owing(t("unit.comes", lang), page.next_sheets, lang),
        _steps(t("files.sheet_next", lang), page.next_steps, lang),
        _sent((*page.sent, *page.sent_more), lang),
        _steps(t("unit.steps_done", lang), page.done, lang),
        _duties(t("unit.targets", lang), "target", page.targets, lang),
        _duties(t("unit.tasks", lang), "task", page.tasks, lang),
    )
    found = tuple(sheet for sheet in made if sheet.rows)
    return found or (_steps(t("unit.owes", lang), (), lang),)


def of_units(page: UnitList, lang: Language) -> Sheet:
    """Return every unit with what it owes, in the order of the catalogue."""
    keys = ("unit_name", "sheets", "overdue", "done", "due", "last", "how", "following")
    rows = [(row.name, row.sheets, row.overdue, row.done, row.due, row.last, row.mark.word if row.mark else "",
             row.following) for row in page.rows]  # fmt: skip
    return of_words(t("ui.page_unit", lang), _heads(keys, lang), rows, title=t("unit.caption", lang))


def _owing(name: str, rows: Sequence[Owing], lang: Language) -> Sheet:
    told = [(row.period, row.sheets, row.count, row.due, row.days or None) for row in rows]
    return of_words(name, _heads(("period", "sheet", "sheets", "due_on", "days"), lang), told)


def _sent(rows: Sequence[SentRow], lang: Language) -> Sheet:
    told = [(row.period, joined(row.mark.word, row.corrected), row.filled, row.due, row.sheets, row.nil)
            for row in rows]  # fmt: skip
    return of_words(t("unit.sent", lang), _heads(("period", "how", "filled", "due_on", "came", "nil"), lang), told)


def _duties(name: str, what: str, rows: Sequence[Duty], lang: Language) -> Sheet:
    """Return targets with their verdict, or tasks with their milestones."""
    judged = what == "target"
    keys = ("no", what, "role", *(("verdict",) if judged else ("done", "due", "overdue")))
    told = [(row.code, row.name, row.role, *((row.mark.word if row.mark else "",) if judged else
                                             (row.done, row.due, row.overdue))) for row in rows]  # fmt: skip
    return of_words(name, _heads(keys, lang), told)


def _heads(keys: Sequence[str], lang: Language) -> list[str]:
    return [t(f"files.col_{key}", lang) for key in keys]
