"""A sheet of which no row can be taken, whatever stands in it: one question, and all its rows wait."""

from __future__ import annotations

from dataclasses import replace

from dashboard.intake.cleaning import Cleaner
from dashboard.intake.headers import Headed
from dashboard.intake.issue import Issue
from dashboard.intake.rows import Item, Reader, Reading
from dashboard.intake.table import Table
from dashboard.intake.waiting import Waiting


def misfit(table: Table, headed: Headed) -> Issue | None:
    """Return the question about a sheet that lacks a required column or has one twice, None for one that fits.

    It is put once, whatever the number of rows; an empty table that lacks a column counts as one row, for nobody can
    tell that it says 'nothing'.
    """
    twice = dict.fromkeys((*table.twice, *headed.twins))
    if not table.lacking and not twice:
        return None
    rows = max(1, sum(line.kind == "data" for line in table.lines))
    key = "load.columns_lacking" if table.lacking else "load.columns_twice"
    told: dict[str, object] = {"at": table.header_row, "count": rows, "columns": "、".join(table.lacking or twice)}
    if table.lacking and table.strange:
        key, told = "load.columns_unclear", told | {"strange": "、".join(table.strange)}
    return Issue(table.sheet.name, 0, "", "returned", key, told, rows=rows)


def unread(table: Table, cleaner: Cleaner, reader: Reader[Item], question: Issue) -> Reading[Item]:
    """Return a reading that states nothing: every row waits, known by as much of its key as can be read."""
    waiting, above = list[Waiting](), None
    for source in table:
        above = cleaner.row(source, above)
        waiting += reader.waiting(above)
    anything = (Waiting(reader.table, pattern, table.sheet.name, 0) for pattern in reader.anything)
    return Reading((), (question,), question.rows, tuple(waiting or anything))


def withheld(reading: Reading[Item], question: Issue | None) -> Reading[Item]:
    """Return a reading whose rows all wait for the answer to a question; what was repaired in them is not told."""
    places = {(row.sheet, row.row_no) for row in reading.rows}
    if not places or question is None:
        return reading
    kept = (i for i in reading.issues if i.outcome != "repaired" or (i.sheet, i.row_no) not in places)
    asked = replace(question, rows=len(places), fields={**question.fields, "count": len(places)})
    waiting = (Waiting(row.table, row.key, row.sheet, row.row_no) for row in reading.rows)
    return Reading((), (*kept, asked), reading.count, (*reading.waiting, *waiting))
