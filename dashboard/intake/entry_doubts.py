"""What is doubtful about entries that can be read: one deal twice, a firm under two codes, a rule that is broken."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence

from dashboard.intake.doubles import doubles, under_two_codes
from dashboard.intake.entry import EntryRow
from dashboard.intake.firm_codes import code_column
from dashboard.intake.issue import Issue
from dashboard.intake.ledger_rules import broken
from dashboard.intake.mark import Mark, compared
from dashboard.plan.models import Ledger


def repeated(ledger: Ledger, marks: Sequence[Mark]) -> Iterator[Issue]:
    """Yield the later of two entries that are probably one."""
    for mark, other in doubles(ledger, marks):
        told = {"other_sheet": other.sheet, "other": other.row_no, "title": other.title}
        yield Issue(mark.sheet, mark.row_no, "", "held", "double.sheet", told)


def two_codes(ledger: Ledger, marks: Sequence[Mark]) -> Iterator[Issue]:
    """Yield the entries of a firm under two credit codes, of which one must be wrong."""
    code = code_column(ledger)
    for mark, other in under_two_codes(marks) if code else ():
        told = {"other_sheet": other.sheet, "other": other.row_no, "title": other.title}
        told |= {"code": other.attributes["uscc"]}
        yield Issue(mark.sheet, mark.row_no, code.header if code else "", "held", "double.codes", told)


def mark_of(ledger: Ledger, row: EntryRow) -> Mark:
    """Return an entry as it is compared."""
    return Mark(row.entry_key, row.title, compared(ledger, row.attributes), row.sheet, row.row_no)


def ruled_out(ledger: Ledger, row: EntryRow, absent: Collection[str]) -> Iterator[Issue]:
    """Yield the rules that an entry breaks; its place counts as filled in where the sender gives it."""
    entry = json.loads(row.attributes)
    places = {ledger.region_column: row.region, ledger.zone_column: row.zone}
    entry |= {name: place for name, place in places.items() if name and place}
    yield from broken(ledger, entry, row.sheet, row.row_no, absent)
