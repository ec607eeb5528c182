"""附件4: what is overdue, which data is owed, and what falls due next; each with its unit and day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from dashboard.figures import decode, slip_words, steps
from dashboard.figures.reports import Report
from dashboard.figures.slip_words import SlipRow
from dashboard.figures.slips import urgent
from dashboard.figures.steps import DONE, Owed
from dashboard.plan import periods
from dashboard.plan.lookup import MILESTONES
from dashboard.plan.models import Feed, Ledger, Organisation
from dashboard.review.book import Book
from dashboard.review.cells import plain, supervised
from dashboard.review.papers import Annex, Block, Cell, Column, Paragraph, Table
from dashboard.wording import day_words, period_words, t


@dataclass(frozen=True)
class Owing:
    """Sheets of one period that a unit owes: names, the day they were due, days overdue at the cut-off."""

    unit: str
    sheets: str
    period: str
    due: str
    days: int


def annex(book: Book) -> Annex:
    """Return the overdue milestones, the data owed, the milestones of the next quarter, and the slips, if any."""
    blocks = (late(book), owed(book), coming(book), *followed(book))
    return Annex(t("annex.slips", book.lang), blocks, wide=True)


def overdue(book: Book) -> list[Owed]:
    """Return the overdue milestones, the longest overdue first."""
    found = [one for one in steps.every(book.state) if one.step.state == "overdue"]
    return sorted(found, key=lambda one: one.step.due)


def ahead(book: Book) -> list[Owed]:
    """Return the milestones that fall due in the three months after the edition's."""
    last = periods.shift(book.edition.through, 3)
    found = [one for one in steps.every(book.state)
             if one.step.state not in (*DONE, "overdue") and book.edition.through < one.step.due <= last]  # fmt: skip
    return sorted(found, key=lambda one: one.step.due)


def slips(book: Book) -> Iterator[Owing]:
    """Yield the data owed at the cut-off by day and period, each unit's sheets of a period together."""
    known = names(book)
    found: list[Report] = [report for batch in book.batches for report in batch.owed]
    found.sort(key=lambda one: (one.due, one.period, one.sender))
    for (due, period, sender), group in groupby(found, key=lambda one: (one.due, one.period, one.sender)):
        told = ("、" if book.lang == "zh" else ", ").join(known.get(one.subject, one.subject) for one in group)
        days = max((book.day - due).days, 0)
        yield Owing(sender, told, period_words(period, book.lang), day_words(due, book.lang), days)


def names(book: Book) -> dict[str, str]:
    """Return the names of what is sent: feeds, ledgers and the sheet of milestones."""
    head = book.rows("plan_as_of")[0]
    items: list[Feed | Ledger] = [*decode.feeds(head), *decode.ledgers(head)]
    return {**{item.id: book.say(item.name, item.name_en) for item in items},
            MILESTONES: t("reports.milestones", book.lang)}  # fmt: skip


def late(book: Book) -> Block:
    """Return the table of the overdue milestones, or that there is none."""
    found, known = overdue(book), urged(book)
    if not found:
        return Paragraph(t("annex.no_late", book.lang, day=day_words(book.day, book.lang)))
    rows = tuple(
        (*_step(at, one, book), plain(steps.days_over(one.step, book.day)), _manner(one.step.reporter, known, book))
        for at, one in enumerate(found, 1)
    )
    shares = {**_STEP, "days": 0.1, "manner": 0.1}
    notes = _asked(found, known, book)
    return Table("late", t("annex.late_table", book.lang), _columns(shares, book), rows, notes=notes)


def _asked(found: list[Owed], known: frozenset[str], book: Book) -> tuple[str, ...]:
    return (t("annex.note_ask", book.lang),) if any(one.step.reporter not in known for one in found) else ()


def owed(book: Book) -> Block:
    """Return the table of the data owed, or that there is none."""
    found, known = list(slips(book)), urged(book)
    if not found:
        return Paragraph(t("annex.no_owed", book.lang, day=day_words(book.day, book.lang)))
    rows = tuple(
        (plain(at), plain(one.sheets), plain(book.board.unit(one.unit)), plain(one.period), plain(one.due),
         plain(one.days), _manner(one.unit, known, book))
        for at, one in enumerate(found, 1)
    )  # fmt: skip
    shares = {"no": 0.06, "matter": 0.3, "sender": 0.18, "period": 0.13, "due_on": 0.15, "days": 0.09, "manner": 0.09}
    return Table("owed", t("annex.owed_table", book.lang), _columns(shares, book), rows)


def coming(book: Book) -> Block:
    """Return the table of the milestones due in the next quarter, or that there is none."""
    found = ahead(book)
    if not found:
        return Paragraph(t("annex.no_coming", book.lang))
    rows = tuple(_step(at, one, book) for at, one in enumerate(found, 1))
    return Table("coming", t("annex.coming_table", book.lang), _columns(_NEXT, book), rows)


def followed(book: Book) -> Iterator[Block]:
    """Yield the table of the slips that are open, and of those closed since the edition before; none without any."""
    since = book.before.cut_off if book.before else date.min
    ended = [slip for slip in book.slips if slip.standing == "closed" and slip.events[-1].day > since]
    found = [*urgent(book.slips, book.day), *ended]
    if found:
        rows = tuple(_slip(slip_words.row(slip, book.state.organisations, book.day, book.lang)) for slip in found)
        note = t("slips.annex_note", book.lang, day=day_words(book.day, book.lang))
        columns = tuple(Column(key, t(f"slips.col_{key}", book.lang), width, align="right" if key == "days" else "left")
                        for key, width in _SLIP.items())  # fmt: skip
        yield Table("slips", t("slips.annex_table", book.lang), columns, rows, notes=(note,))


def _slip(row: SlipRow) -> tuple[Cell, ...]:
    mark = row.tag.mark
    return (plain(row.tag.label), plain(row.title), plain(row.unit), plain(row.issued), plain(row.due),
            Cell(mark.word, None, mark.tone, mark.shape), plain(row.days))  # fmt: skip


_SLIP = {"number": 0.17, "matter": 0.27, "unit": 0.14, "issued": 0.12, "due": 0.12, "standing": 0.1, "days": 0.08}
_STEP = {"no": 0.06, "matter": 0.26, "of_task": 0.2, "answers": 0.16, "due_on": 0.12}
_NEXT = {"no": 0.06, "matter": 0.33, "of_task": 0.27, "answers": 0.19, "due_on": 0.15}


def _columns(shares: dict[str, float], book: Book) -> tuple[Column, ...]:
    return tuple(Column(key, t(f"annex.{key}", book.lang), width, align="right" if key == "days" else "left")
                 for key, width in shares.items())  # fmt: skip


def _step(at: int, one: Owed, book: Book) -> tuple[Cell, ...]:
    step = one.step
    return (
        plain(at),
        plain(steps.title(step, book.lang)),
        plain(book.board.short(one.measure.task)),
        plain(book.board.unit(step.reporter)),
        plain(steps.month_day(step.due, book.lang)),
    )


def urged(book: Book) -> frozenset[str]:
    """Return the units that the office urges itself; others are asked."""
    return supervised(decode.definitions(book.rows("organisations"), Organisation))


def _manner(unit: str, known: frozenset[str], book: Book) -> Cell:
    return plain(t("annex.manner_order" if unit in known else "annex.manner_ask", book.lang))
