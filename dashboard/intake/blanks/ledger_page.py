"""A ledger as a sheet to be filled in: its columns as declared, its open entries as last sent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from dashboard.intake.blanks.page import Column, Kind, Page, Value
from dashboard.intake.blanks.sent import Sent
from dashboard.intake.template import Template
from dashboard.plan import lookup, periods
from dashboard.plan.models import Catalogue, Ledger, LedgerColumn
from dashboard.plan.units import MONEY_DIGITS

_KINDS: dict[str, Kind] = {"date": "date", "integer": "integer", "money": "number", "decimal": "number"}
_UNIT = re.compile(r"（[^（）]*）$")


def ledger_page(catalogue: Catalogue, template: Template, ledger: Ledger, note: str, told: Sent, period: str) -> Page:
    """Return the sheet of a ledger: entries stated for this period already, and earlier ones that are still open."""
    names = {region.code: region.name for region in catalogue.regions}
    columns = tuple(_column(catalogue, template, ledger, column, period) for column in ledger.columns)
    rows = [
        [_value(column, entry.get(column.name, ""), template, names) for column in ledger.columns]
        for entry in _entries(ledger, told, periods.last_day(period))
    ]
    return Page(ledger.sheet, ledger.name, note, columns, rows)


def _entries(ledger: Ledger, told: Sent, day: date) -> Iterator[Mapping[str, str]]:
    for (code, key), entry in told.entries.items():
        ended = any(entry.get(name) and entry[name] <= day.isoformat() for name in ledger.ends)
        if code == ledger.id and (not ended or (code, key) in told.now):
            yield entry


def _column(catalogue: Catalogue, template: Template, ledger: Ledger, column: LedgerColumn, period: str) -> Column:
    options = _options(catalogue, template, column)
    needed = column.required or column.name in ledger.key
    example = _example(column, options, period, template.blank.example if template.blank else "")
    return Column(column.header, _KINDS.get(column.type, "text"), example, options, required=needed)


def _options(catalogue: Catalogue, template: Template, column: LedgerColumn) -> tuple[str, ...]:
    match column.type:
        case "choice":
            return column.choices
        case "boolean":
            return tuple(template.booleans)
        case "region":
            return tuple(county.name for county in lookup.counties(catalogue))
        case "zone":
            return tuple(zone.name for zone in lookup.zones(catalogue))
        case _:
            return ()


def _example(column: LedgerColumn, options: tuple[str, ...], period: str, word: str) -> Value:
    match column.type:
        case "date":
            return periods.last_day(period)
        case "integer":
            return 1
        case "money" | "decimal":
            return Decimal("1.5")
        case _:
            return options[0] if options else word + _UNIT.sub("", column.header)


def _value(column: LedgerColumn, stored: str, template: Template, names: Mapping[str, str]) -> Value:
    """Return an attribute as its column shows it: the inverse of what the loader keeps."""
    if not stored:
        return None
    match column.type:
        case "date":
            return date.fromisoformat(stored)
        case "integer" | "decimal":
            return Decimal(stored)
        case "money":
            return Decimal(stored).scaleb(-MONEY_DIGITS[column.unit or "元"])
        case "region" | "zone":
            return names[stored]
        case "boolean":
            return next(word for word, meaning in template.booleans.items() if meaning == bool(int(stored)))
        case _:
            return stored
