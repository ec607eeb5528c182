"""A ledger sheet -> entries: key, title, place, attributes in canonical text, and the texts as sent."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from dashboard.intake.cells import choice, day, decimal_text, normal, place, scaled, text
from dashboard.intake.clean_cell import Column
from dashboard.intake.clean_phone import without_phone
from dashboard.intake.cleaning import Cleaner, CleanRow
from dashboard.intake.confirmed import NOTHING, Confirmed
from dashboard.intake.cover import Cover
from dashboard.intake.entry import EntryRow
from dashboard.intake.entry_doubts import mark_of, repeated, ruled_out, two_codes
from dashboard.intake.habits import habits
from dashboard.intake.headers import under
from dashboard.intake.misfit import misfit, unread
from dashboard.intake.rows import Reader, Reading, read_rows, without
from dashboard.intake.sightings import seen_in_header
from dashboard.intake.table import read_table
from dashboard.intake.template import Template
from dashboard.intake.vocabulary import Vocabulary, lasting
from dashboard.intake.waiting import Pattern, part
from dashboard.intake.workbook import Cell, Sheet
from dashboard.plan import periods
from dashboard.plan.models import Ledger, LedgerColumn
from dashboard.plan.units import MONEY_DIGITS
from dashboard.reporting.hashing import canonical_json

_LONGEST_KEY = 255
_CODE = re.compile(r"(_no|_code|^number)$")  # columns of numbers that name something


def read_ledger(
    sheet: Sheet, template: Template, ledger: Ledger, cover: Cover, words: Vocabulary, confirmed: Confirmed = NOTHING
) -> Reading[EntryRow]:
    """Read the entries of a ledger sheet row by row; all of them wait when its headers do not fit."""
    counted = words.counted.get(ledger.id, frozenset())
    needed = {*ledger.key, ledger.title, ledger.region_column, ledger.zone_column, *counted}
    if sheet.county or words.organisations[cover.sender].region in words.counties.values():
        needed.discard(ledger.region_column)  # whose sheet it is says the county
    if _has_no_zone(sheet.county or words.organisations[cover.sender].region, words):
        needed.discard(ledger.zone_column)
    required = [column.header for column in ledger.columns if _is_asked(column, ledger, needed)]
    optional = [column.header for column in ledger.columns if column.header not in required]
    headed = under(sheet, template.header_row, [*required, *optional])
    table = read_table(headed.sheet, template.header_row, required, optional)
    forms = {rule.column: rule.pattern for rule in ledger.rules if rule.kind == "form"}
    cleaner = Cleaner(
        {
            column.header: _column(column, template, headed.units.get(column.header, ""), forms.get(column.name, ""))
            for column in ledger.columns
        },
        words,
        periods.last_day(cover.period),
        confirmed,
    )
    own = _Reader(template, ledger, cover, words)
    reader = Reader(EntryRow.table, lambda row: [own.entry(row)], lambda row: [own.about(row)], [(ledger.id, None)])
    if question := misfit(table, headed):
        return unread(table, cleaner, reader, question)
    reading = read_rows(table, cleaner, reader)
    reading = without(reading, seen_in_header(table, headed, headed.running), confirmed)
    absent = {column.name for column in ledger.columns if column.header not in table.columns}
    marks = [mark_of(ledger, row) for row in reading.rows]
    reading = without(reading, two_codes(ledger, marks), confirmed)
    kept = without(reading, (issue for row in reading.rows for issue in ruled_out(ledger, row, absent)), confirmed)
    left = {row.row_no for row in kept.rows}
    return without(kept, repeated(ledger, [mark for mark in marks if mark.row_no in left]), confirmed)


def _has_no_zone(county: str | None, words: Vocabulary) -> bool:
    """True for a county in which no zone lies: its table need not say so."""
    hosts = {host for region in words.catalogue.regions for host in region.within}
    return county in words.counties.values() and county not in hosts


def _is_asked(column: LedgerColumn, ledger: Ledger, needed: Collection[str | None]) -> bool:
    return column.name in needed or (column.required and column.name != ledger.region_column)


def _column(column: LedgerColumn, template: Template, sent_unit: str, form: str) -> Column:
    """Return how a ledger's column is cleaned: by its type, and text by what it is known to hold."""
    known = habits()
    match column.type:
        case "integer" | "decimal" | "money":
            unit = column.unit or _header_unit(column.header)
            additive = unit not in ("", "%")
            return Column("number", unit, limits=column.limits, sent_unit=sent_unit, additive=additive)
        case "date":
            return Column("day")
        case "region" | "zone":
            return Column({"region": "county", "zone": "zone"}[column.type])
        case "choice":
            return Column("choice", options=tuple(column.choices))
        case "boolean":
            return Column("boolean", options=tuple(template.booleans))
        case _:
            kind = "name" if column.name in known.names else "code" if _CODE.search(column.name) else "text"
            return Column(known.identifiers.get(column.name) or kind, form=form)


def _header_unit(header: str) -> str:
    found = re.search(r"[（(]([^（()）0-9]{1,3})[)）]$", header)
    return normal(found[1]) if found else ""


@dataclass(frozen=True, slots=True)
class _Reader:
    template: Template
    ledger: Ledger
    cover: Cover
    words: Vocabulary

    def header(self, name: str) -> str:
        return next(column.header for column in self.ledger.columns if column.name == name)

    def entry(self, row: CleanRow) -> EntryRow:
        cells = {column.name: row[column.header] for column in self.ledger.columns}
        attributes = {column.name: self._attribute(cells[column.name], column) for column in self.ledger.columns}
        sent = {column.name: row.sent(column.header) for column in self.ledger.columns}
        self._inside(cells, attributes)
        key = self._key(cells, attributes)
        region, zone = self._place(cells, attributes, row.sheet.county)
        return EntryRow(
            ledger=self.ledger.id, entry_key=key, title=attributes[self.ledger.title] or key, region=region, zone=zone,
            attributes=canonical_json(attributes).encode(),
            raw=canonical_json({name: self._kept(name, text) for name, text in sent.items() if text}).encode(),
            sheet=row.sheet.name, row_no=row.number, row_hash=row.hash,
        )  # fmt: skip

    def _kept(self, name: str, text: str) -> str:
        """Return a text as it was sent; the name of a firm without a number of a person's."""
        return without_phone(text) if name in habits().names else text

    def about(self, row: CleanRow) -> Pattern:
        """Return the key of an entry whatever its other cells hold."""
        own = [column for column in self.ledger.columns if column.name in self.ledger.key]
        cells = {column.name: row[column.header] for column in own}

        def key() -> str:
            return self._key(cells, {column.name: self._attribute(cells[column.name], column) for column in own})

        return self.ledger.id, part(row, [column.header for column in own], key)

    def _attribute(self, cell: Cell, column: LedgerColumn) -> str:
        if not cell.text:
            if column.name == self.ledger.region_column and (home := self._home(cell.sheet)):
                return home if column.required else ""
            if column.required:
                raise cell.refuse("load.empty")
            return ""
        if column.type == "date":
            return self._day(cell, column).isoformat()
        return _canonical(cell, column, self.template, self.words)

    def _home(self, sheet: Sheet) -> str:
        """Return the one county that a sheet or its sender speaks for, "" when there is none."""
        own = self.words.organisations[self.cover.sender].region or ""
        return sheet.county or (own if own in self.words.counties.values() else "")

    def _day(self, cell: Cell, column: LedgerColumn) -> date:
        found, plan = day(cell), self.words.catalogue.plan
        month = periods.of_date(found, "M")
        if column.name in self.words.counting_dates.get(self.ledger.id, ()) and month > plan.settled_by:
            raise cell.refuse("load.row_outside_window", first=plan.data_from, last=plan.settled_by)
        if not column.planned and month > periods.last_month(self.cover.period):
            raise cell.refuse("load.row_later", period=self.cover.period)
        return found

    def _inside(self, cells: dict[str, Cell], attributes: dict[str, str]) -> None:
        """Refuse an entry of which every counting date lies before the data window; an earlier step is no fault."""
        plan, dates = self.words.catalogue.plan, self.words.counting_dates.get(self.ledger.id, frozenset())
        told = [column.name for column in self.ledger.columns if column.name in dates and attributes[column.name]]
        if told and all(attributes[name] < plan.data_from for name in told):
            raise cells[told[0]].refuse("load.row_outside_window", first=plan.data_from, last=plan.settled_by)

    def _key(self, cells: dict[str, Cell], attributes: dict[str, str]) -> str:
        parts = [normal(lasting(self.words, attributes[name])) for name in self.ledger.key]
        first = cells[self.ledger.key[0]]
        if not any(parts):
            raise first.refuse("load.empty")
        key = "|".join(parts)
        if len(key) > _LONGEST_KEY:
            raise first.refuse("load.key_too_long", longest=_LONGEST_KEY)
        return key

    def _place(self, cells: dict[str, Cell], attributes: dict[str, str], row_county: str) -> tuple[str, str]:
        """Return county and zone: of the row when it names them, else of the sheet, else of the sender."""
        own = self.words.organisations[self.cover.sender].region or ""
        own_zone = own if own in self.words.zones.values() else ""
        own_county = row_county or ("" if own_zone else own)
        zone = attributes.get(self.ledger.zone_column or "", "") or own_zone
        region = attributes.get(self.ledger.region_column or "", "")
        if self.ledger.region_column and region and own_county and region != own_county:
            raise cells[self.ledger.region_column].refuse("load.foreign_region")
        return region or own_county or self.words.hosts.get(zone, ""), zone


def _canonical(cell: Cell, column: LedgerColumn, template: Template, words: Vocabulary) -> str:
    match column.type:
        case "integer":
            return str(scaled(cell, 0))
        case "decimal":
            return decimal_text(cell)
        case "money":
            unit = column.unit or "元"
            return str(scaled(cell, MONEY_DIGITS[unit], unit))
        case "region":
            return place(cell, words.counties, "load.unknown_region")
        case "zone":
            return place(cell, words.zones, "load.unknown_zone")
        case "choice":
            return choice(cell, column.choices)
        case "boolean":
            return str(int(template.booleans[choice(cell, tuple(template.booleans))]))
        case _:
            return text(cell)
