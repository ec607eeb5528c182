"""The board, the calendar and the reminder list of a report period as tables of a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.figures.due_board import DueBoard
from dashboard.figures.due_calendar import DueCalendar
from dashboard.figures.reminding import ReminderDraft
from dashboard.figures.sheet_cells import of_words
from dashboard.figures.workbook import Sheet
from dashboard.wording import Language, t


def sheets(
    board: DueBoard, calendar: DueCalendar, drafts: Sequence[ReminderDraft], lang: Language
) -> Sequence[Sheet]:
    """Return who owes what and how it stands, what is due when and why, and who is to be reminded."""
    heads = [t(f"due.{name}", lang) for name in ("unit", "received", "expected")]
    rows = [(row.name, row.received, row.expected, *(cell.mark.word if cell else None for cell in row.cells),
             row.reminded) for row in board.rows]  # fmt: skip
    days = [(group.day, group.why, sheet.name, sheet.indicators, sheet.units, sheet.received, sheet.expected)
            for group in calendar.groups for sheet in group.sheets]  # fmt: skip
    open_ = [(one.name, one.missing, one.held, one.due, one.days, one.reminded) for one in drafts]
    return (
        of_words(t("due.board", lang), [*heads, *board.columns, t("due.reminders", lang)], rows,
                 title=board.headline),
        of_words(t("due.calendar", lang), [t(f"due.{name}", lang) for name in
                 ("due_day", "why", "sheet", "indicators", "owing", "received", "expected")], days,
                 tuple(filter(None, (calendar.uncertain,))), calendar.title),
        of_words(t("due.list", lang), [t(f"due.col_{name}", lang) for name in
                 ("unit", "missing", "held", "due", "days", "reminded")], open_),
    )  # fmt: skip
