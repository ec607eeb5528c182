"""What is filled in on a page as a workbook: the unit's own words for the period with one row more or another one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from dashboard.intake.blanks.issuing import Owed, bound, pages
from dashboard.intake.blanks.page import Column, Page, Value
from dashboard.intake.blanks.sent import Sent, sent
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


def enter(
    database: Database, catalogue: Catalogue, unit: str, period: str, subject: str, cells: Mapping[str, str],
    path: Path, today: date,
) -> None:  # fmt: skip
    """Write the workbook that says what the one in force says, and ``cells`` (texts by header) on a subject's sheet.

    A row with the same key is replaced; no cells at all make a 零报告. Refused for a 零报告 where rows were sent
    or where the sheet asks for a value, and for a sheet that the unit does not owe.
    """
    organisation = lookup.sender(catalogue, unit)
    with database.snapshot() as reader:
        told = sent(reader, catalogue.plan.id, unit, period)
        kept = [*_kept(reader, catalogue, organisation, told, period, subject)]
        found = next((sheet for sheet in kept if sheet.subject == subject), None)
        if found is None:
            raise Refused("intake.not_owed", subject=subject, period=period)
        filled = {header: text.strip() for header, text in cells.items() if text.strip()}
        if not filled:
            _require_nothing(found)
        owed = [_with(sheet, filled) if sheet is found and filled else sheet for sheet in kept]
        zero = not any(sheet.page.rows for sheet in owed)
        blank = bound(reader, catalogue, organisation, told, period, owed, today, zero)
    save(blank, path)


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


def _require_nothing(found: Owed) -> None:
    if found.page.rows or not found.fresh:
        key = "intake.has_rows" if found.page.rows else "intake.needs_value"
        raise Refused(key, sheet=found.page.name, count=len(found.page.rows))


def _with(sheet: Owed, cells: Mapping[str, str]) -> Owed:
    """Return a sheet with a row in place of the one with the same key, or at its end."""
    columns = sheet.page.columns
    row = [None if column.shown else _typed(column, cells.get(column.header, "")) for column in columns]
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
