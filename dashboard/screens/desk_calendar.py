"""The part of the desk about the calendar: who owes what when, who is reminded, extensions, flash editions."""

from __future__ import annotations

from dashboard.access import Person
from dashboard.figures import due_board, due_calendar, reminding, reports
from dashboard.figures.due_board import DueBoard, Known
from dashboard.figures.duty import duties
from dashboard.figures.shell import Entry
from dashboard.intake.blanks.issuing import current as due_now
from dashboard.intake.template import templates
from dashboard.plan import lookup, periods
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
    plan, lang, today = catalogue.plan.id, chosen.lang, settings().now()
    with default().primary.snapshot() as reader:
        published = [int(str(row["number"])) for row in reader.rows("edition_list", plan=plan)]
        asked = {"plan": plan, "edition": max(published, default=0) + 1}  # what was loaded since the last one, too
        rows = reader.rows("reports", **asked, since=f"{catalogue.plan.data_from}-01", scope="")
        stated = reader.rows("submission_sheets", **asked, scope="")
        reminders = reminding.reminded(reader.rows("reminders", plan=plan, sender=""))
    names = sheet_names(catalogue)
    found = duties(reports.reports(rows, stated, names), catalogue, period, today)
    return Known(period, found, catalogue.organisations, intake_reads.sheet_titles(catalogue, lang), today, lang,
                 chosen.href, reminding.by_sender(reminders, period))  # fmt: skip


def sheet_names(catalogue: Catalogue) -> dict[str, frozenset[str]]:
    """Return the names that a subject's sheet may have in a workbook."""
    found = {item.id: frozenset({item.sheet}) for item in lookup.subjects(catalogue)}
    return found | {lookup.MILESTONES: frozenset(template.milestones.sheet for template in templates().values())}


def board_of(known: Known, catalogue: Catalogue, chosen: Selection) -> DueBoard:
    """Return the board for the kind of units in the address."""
    def here(**changes: str) -> str:
        return frame.here(chosen, "desk", **changes)

    kinds = {unit.kind for unit in catalogue.organisations}
    kind = chosen.chosen("kinds") if chosen.chosen("kinds") in kinds else ""
    choices = tuple(Entry(period_words(period, chosen.lang), here(period=period), period == known.period)
                    for period in quarters(catalogue))  # fmt: skip
    return due_board.board(known, kind, choices, here)
