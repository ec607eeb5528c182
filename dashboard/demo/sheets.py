"""What a unit reports -> the plain sheets of its workbook, headers as the catalogue and the template have them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dashboard.demo.entries import Value
from dashboard.demo.milestones import Report
from dashboard.demo.template import layout, word
from dashboard.demo.workbook import LABEL, Column, Sheet
from dashboard.plan.models import Catalogue, Feed, Ledger

_KINDS = {"date": "date", "integer": "integer", "money": "number", "decimal": "number"}


def feed_sheet(catalogue: Catalogue, feed: Feed, note: str, rows: Sequence[Sequence[Value]]) -> Sheet:
    """Return a feed sheet; rows hold period, county, breakdown and values as far as the feed has them."""
    scales = {indicator.id: indicator.scale for indicator in catalogue.indicators}
    places = [feed.region_header] if feed.region_from == "column" and feed.region_header else []
    parts = [feed.breakdown.header] if feed.breakdown else []
    columns = [Column(header, "text") for header in (feed.period_header, *places, *parts)]
    columns += [Column(value.header, "number" if scales[value.indicator] else "integer") for value in feed.values]
    noted = _note(note, (value.unit for value in feed.values))
    return Sheet(feed.sheet, _title(feed.name), noted, tuple(columns), rows)


def ledger_sheet(ledger: Ledger, note: str, entries: Iterable[dict[str, Value]]) -> Sheet:
    """Return a ledger sheet with one row per entry; without any it is a report of nothing."""
    columns = tuple(Column(column.header, _KINDS.get(column.type, "text")) for column in ledger.columns)
    rows = [[entry.get(column.name) for column in ledger.columns] for entry in entries]
    return Sheet(ledger.sheet, _title(ledger.name), _note(note, (c.unit for c in ledger.columns)), columns, rows)


def milestone_sheet(note: str, reports: Iterable[Report]) -> Sheet:
    """Return the milestone sheet."""
    words = layout()["milestones"]
    headers = words["headers"]
    columns = tuple(Column(header, "date" if name == "done_on" else "text") for name, header in headers.items())
    rows = []
    for report in reports:
        cells: dict[str, str | date | None] = {
            "milestone": report.code, "name": report.name, "state": word(words["states"], report.state),
            "done_on": report.done_on, "doc_no": report.document, "note": report.note,
        }  # fmt: skip
        rows.append([cells[name] for name in headers])
    return Sheet(words["sheet"], _title(words["sheet"]), note, columns, rows)


def _title(name: str) -> str:
    return f"{name}（{LABEL}）"


def _note(note: str, units: Iterable[str | None]) -> str:
    named = dict.fromkeys(unit for unit in units if unit)
    return f"{note}　单位：{'、'.join(named)}" if named else note
