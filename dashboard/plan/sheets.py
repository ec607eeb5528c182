"""What units send: feeds of observations and ledgers of entries."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from dashboard.plan.basics import Code, DueRule, Frequency, Model, Month, Sender
from dashboard.plan.entry_rules import EntryRule


class FeedValue(Model):
    """A value column of a feed sheet: header in the workbook, indicator, unit as sent.

    One that is not ``required`` may be left out or left empty (older workbooks have no such column): then the value
    is not known.
    """

    header: str
    indicator: Code
    unit: str
    required: bool = True
    limits: tuple[Decimal, Decimal] | None = None  # least and most believed, in ``unit``; else asked


class Breakdown(Model):
    """The breakdown column of a feed: header, dimension and label -> code."""

    header: str
    dimension: Code
    options: dict[str, Code]
    options_en: dict[Code, str] = Field(default_factory=dict)


class Feed(Model):
    """Observations sent as a sheet: one row per period (x region) (x breakdown)."""

    id: Code
    name: str
    name_en: str
    sheet: str
    frequency: Frequency
    period_header: str
    region_from: Literal["sender", "column", "city"]
    region_header: str | None = None
    breakdown: Breakdown | None = None
    values: tuple[FeedValue, ...]
    senders: tuple[Sender, ...]
    due: DueRule = DueRule()
    since: Month | None = None  # owed from the report period that holds this month; from the start of the data if None
    at_most: tuple[tuple[Code, ...], ...] = ()  # indicators of which none exceeds the next in a row
    zone: bool = False  # the senders' place is a zone: kept beside, never added to counties


class LedgerColumn(Model):
    """One column of a ledger sheet."""

    name: Code
    header: str
    header_en: str
    type: Literal["text", "integer", "decimal", "money", "date", "region", "zone", "choice", "boolean"]
    unit: str | None = None
    required: bool = False
    limits: tuple[Decimal, Decimal] | None = None  # least and most believed, in ``unit``; else asked
    planned: bool = False  # a date that may lie ahead: a term, a due date; any other has come when it is reported
    choices: tuple[str, ...] = ()
    choices_en: tuple[str, ...] = ()  # in the same order; the Chinese words where there are none


class SameAs(Model):
    """When two entries of a ledger with different keys are probably one: by the columns that are

    ``equal`` (filled and the same), ``alike`` (names that differ by a slip), an ``amount`` within ``share`` of each
    other and a ``date`` within ``days`` of each other. Every condition that is named must hold.
    """

    equal: tuple[Code, ...] = ()
    alike: tuple[Code, ...] = ()
    amount: Code | None = None
    share: Decimal = Decimal("0.01")
    date: Code | None = None
    days: int = Field(default=30, ge=0)


class Ledger(Model):
    """A record-level register: one row per entry, identified by its key columns."""

    id: Code
    code: str  # L01 ... L23 of the domain model
    name: str
    name_en: str
    sheet: str
    columns: tuple[LedgerColumn, ...]
    key: tuple[Code, ...]
    title: Code  # column that names an entry on screen
    region_column: Code | None = None  # else the sender's county
    zone_column: Code | None = None
    senders: tuple[Sender, ...]
    counted_from: tuple[str, ...] = ()  # sender kinds in order: the first that sent an entry is counted
    lifecycle: tuple[str, ...] = ()
    ends: tuple[Code, ...] = ()  # date columns of which one that has come closes an entry: nobody is asked for it again
    due: DueRule = DueRule()
    since: Month | None = None  # as of a feed
    rules: tuple[EntryRule, ...] = ()  # what every entry must satisfy
    same_as: tuple[SameAs, ...] = ()  # when entries with different keys are probably one
