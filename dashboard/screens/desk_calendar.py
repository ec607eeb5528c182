"""The part of the desk about the calendar: who owes what when, who is reminded, extensions, flash editions."""

from __future__ import annotations

from dashboard.access import Person
from dashboard.desk import owed
from dashboard.figures import due_board, due_calendar
from dashboard.figures.due_board import DueBoard, Known
from dashboard.figures.shell import Entry
from dashboard.intake.blanks.issuing import current as due_now
from dashboard.plan import periods
from dashboard.plan.models import Catalogue
from dashboard.reporting import default
from dashboard.screens import desk_extending, desk_flash, desk_frame, desk_reminding, frame, intake_reads
from dashboard.screens.selection import Selection
from dashboard.settings import settings
from dashboard.wording import period_words

PERIODS = 12  # report periods to choose from, the running one among them


def show(who: Person, chosen: Selection) -> None:
    """Draw the part: the board of a report period, its calendar, the reminder list, extensions, flash editions."""
    catalogue = intake_reads.catalogues()[chosen.plan.id]
    period = period_of(catalogue, chosen)
    known = read(catalogue, period, chosen)
    board = board_of(known, catalogue, chosen)
    calendar = due_calendar.due_calendar(known, catalogue)
    desk_frame.top(chosen, board.headline, board.second)
    desk_frame.part("desk_calendar.html", chosen, board=board, calendar=calendar, data_href=chosen.href("data"))
    desk_reminding.draw(who, chosen, known, catalogue, board, calendar)
    desk_extending.draw(who, chosen, known, catalogue)
    desk_extending.announce(who, chosen, known, calendar.unknown)
    desk_flash.draw(who, chosen, catalogue)
    frame.draw("desk_end", chosen)


def period_of(catalogue: Catalogue, chosen: Selection) -> str:
    """Return the report period in the address; the one that units report today without it."""
    asked = chosen.chosen("period")
    return asked if asked in quarters(catalogue) else due_now(catalogue, settings().now())


def quarters(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the report periods to choose from, the newest first; the first is still running."""
    last = min(periods.last_month(periods.of_date(settings().now(), "Q")), catalogue.plan.settled_by)
    return tuple(reversed(periods.span(catalogue.plan.data_from, last, "Q")[-PERIODS:]))


def read(catalogue: Catalogue, period: str, chosen: Selection) -> Known:
    """Return what is owed for a report period as it stands at this moment."""
    return owed.known(default().primary, catalogue, period, settings().now(), chosen.lang, chosen.href)


def board_of(known: Known, catalogue: Catalogue, chosen: Selection) -> DueBoard:
    """Return the board for the kind of units in the address."""
    def here(**changes: str) -> str:
        return frame.here(chosen, "desk", **changes)

    kinds = {unit.kind for unit in catalogue.organisations}
    kind = chosen.chosen("kinds") if chosen.chosen("kinds") in kinds else ""
    choices = tuple(Entry(period_words(period, chosen.lang), here(period=period), period == known.period)
                    for period in quarters(catalogue))  # fmt: skip
    return due_board.board(known, kind, choices, here)
