"""What is filled in on a page as a workbook: the unit's own words for the period with one row more or another one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from dashboard.intake.blanks.issuing import Owed, bound, pages
from dashboard.intake.blanks.page import Column, Page, Value
from dashboard.intake.blanks.sent import Sent, sent
from dashboard.intake.blanks.waiting_rows import WaitingRow, waiting_rows
from dashboard.intake.blanks.writing import save
from dashboard.intake.cells import normal
from dashboard.plan import lookup
from dashboard.plan.models import Catalogue, Organisation
from dashboard.reporting import Database, Reader
from dashboard.wording import Refused


def sheets(database: Database, catalogue: Catalogue, unit: str, period: str) -> tuple[Owed, ...]:
    """Return the sheets that a unit owes for a report period, prefilled with what it has said."""
    with database.snapshot() as reader:
        told = sent(reader, catalogue.plan.id, unit, period)
    return tuple(pages(catalogue, lookup.sender(catalogue, unit), told, period))


@dataclass(frozen=True, slots=True)
class Entry:
    """What a form holds: texts by header on a subject's sheet, none for 零报告; the row in question it answers."""

    subject: str
    cells: Mapping[str, str]
    answers: int = 0  # row of the workbook in force, as Excel counts; 0 for none

    @property
    def filled(self) -> Mapping[str, str]:
        """The cells that say something."""
        return {header: text.strip() for header, text in self.cells.items() if text.strip()}


def waiting(
    database: Database, catalogue: Catalogue, unit: str, period: str, originals: Path
) -> tuple[WaitingRow, ...]:
    """Return the rows in question of the workbook in force; Refused when they cannot be read again."""
    with database.snapshot() as reader:
        told = sent(reader, catalogue.plan.id, unit, period)
        owed = [*pages(catalogue, lookup.sender(catalogue, unit), told, period)]
        return _waiting(reader, catalogue, unit, period, owed, originals)


def enter(
    database: Database, catalogue: Catalogue, unit: str, period: str, entry: Entry, path: Path, today: date,
    originals: Path,
) -> None:  # fmt: skip
    """Write the workbook that says what the one in force says and asks, and one row more.

    A row with the same key, or the one answered, is replaced; the other rows in question stay in question. Refused
    for a 零报告 where rows were sent or the sheet asks for a value, for a sheet that the unit does not owe, and where
    rows in question cannot be read again.
    """
    organisation = lookup.sender(catalogue, unit)
    with database.snapshot() as reader:
        told = sent(reader, catalogue.plan.id, unit, period)
        kept = [*_kept(reader, catalogue, organisation, told, period, entry.subject)]
        if all(sheet.subject != entry.subject for sheet in kept):
            raise Refused("intake.not_owed", subject=entry.subject, period=period)
        asked = _waiting(reader, catalogue, unit, period, kept, originals)
        owed = [_entered(sheet, entry, [row for row in asked if row.sheet == sheet.page.name]) for sheet in kept]
        blank = bound(reader, catalogue, organisation, told, period, owed, today)
    save(blank, path)


def enter_nothing(database: Database, catalogue: Catalogue, unit: str, period: str, path: Path, today: date) -> None:
    """Write the workbook that reports nothing new in any sheet; Refused where one has come for the period.

    It speaks of its own quarter only: that nothing is new says nothing of the quarters before.
    """
    organisation = lookup.sender(catalogue, unit)
    asked = {"plan": catalogue.plan.id, "sender": unit, "period": period}
    with database.snapshot() as reader:
        if reader.rows("submission_subjects", **asked):
            raise Refused("intake.not_all_zero", period=period)
        told = replace(sent(reader, catalogue.plan.id, unit, period), period_from=period)
        owed = [
            replace(sheet, page=replace(sheet.page, rows=[])) for sheet in pages(catalogue, organisation, told, period)
        ]
        blank = bound(reader, catalogue, organisation, told, period, owed, today, zero=True)
    save(blank, path)


def _waiting(
    reader: Reader, catalogue: Catalogue, unit: str, period: str, owed: Sequence[Owed], originals: Path
) -> tuple[WaitingRow, ...]:
    headers = {sheet.page.name: [c.header for c in sheet.page.columns if not c.shown] for sheet in owed}
    return waiting_rows(reader, catalogue.plan.id, unit, period, headers, originals)


def _entered(sheet: Owed, entry: Entry, asked: Sequence[WaitingRow]) -> Owed:
    """Return a sheet with its rows in question again, and with the row of the form on its own sheet."""
    own = entry.subject == sheet.subject
    if own and not entry.filled:
        _require_nothing(sheet, len(asked))
    new = _row(sheet, entry.filled) if own and entry.filled else None
    again = [_row(sheet, row.cells) for row in asked if not (own and row.row_no == entry.answers)]
    if new is not None:
        again = [row for row in again if _key(sheet, row) != _key(sheet, new)]
        sheet = _with(sheet, new)
    return replace(sheet, page=replace(sheet.page, rows=[*sheet.page.rows, *again]))


def _kept(
    reader: Reader, catalogue: Catalogue, unit: Organisation, told: Sent, period: str, subject: str
) -> Iterator[Owed]:
    """Yield the sheets of the workbook in force and that of ``subject``, with the rows that it states and no others."""
    asked = {"plan": catalogue.plan.id, "sender": unit.id, "period": period}
    reported = {str(row["subject"]) for row in reader.rows("submission_subjects", **asked)} | {subject}
    entries = {key: entry for key, entry in told.entries.items() if key in told.now}
    values = {key: value for key, value in told.values.items() if key in told.now}
    for sheet in pages(catalogue, unit, replace(told, entries=entries, values=values), period):
        if sheet.subject in reported:
            yield replace(sheet, page=replace(sheet.page, rows=[*_stated(sheet, told)]))


def _stated(sheet: Owed, told: Sent) -> Iterator[Sequence[Value]]:
    """Yield the rows that say something: a stated milestone, an entry, a line with a value."""
    told_apart = {place for place, column in enumerate(sheet.page.columns) if column.header in sheet.keys}
    for row in sheet.page.rows:
        if sheet.subject == lookup.MILESTONES:
            if (str(row[0]),) in told.now:
                yield row
        elif any(
            value is not None and place not in told_apart and not sheet.page.columns[place].shown
            for place, value in enumerate(row)
        ):
            yield row


def _require_nothing(found: Owed, asked: int) -> None:
    count = len(found.page.rows) + asked
    if count or not found.fresh:
        raise Refused("intake.has_rows" if count else "intake.needs_value", sheet=found.page.name, count=count)


def _row(sheet: Owed, cells: Mapping[str, str]) -> list[Value]:
    columns = sheet.page.columns
    return [None if column.shown else _typed(column, cells.get(column.header, "")) for column in columns]


def _with(sheet: Owed, row: Sequence[Value]) -> Owed:
    """Return a sheet with a row in place of the one with the same key, or at its end."""
    rows = [*sheet.page.rows]
    at = next((at for at, old in enumerate(rows) if _key(sheet, old) == _key(sheet, row)), len(rows))
    page: Page = replace(sheet.page, rows=[*rows[:at], row, *rows[at + 1 :]])
    return replace(sheet, page=page)


def _key(sheet: Owed, row: Sequence[Value]) -> tuple[str, ...]:
    pairs = zip(sheet.page.columns, row, strict=True)
    return tuple(normal(str(value or "")) for column, value in pairs if column.header in sheet.keys)


def _typed(column: Column, text: str) -> Value:
    """Return a text as the kind of its column where it plainly is one; anything else is the cleaner's to judge."""
    try:
        if column.kind == "date":
            return date.fromisoformat(text)
        if column.kind in ("integer", "number"):
            return Decimal(text) if Decimal(text).is_finite() else text
    except (ValueError, InvalidOperation):
        pass
    return text or None
