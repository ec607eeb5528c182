"""A sheet to be filled in: columns with what may stand in them, one example, rows as they are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Value = str | int | date | Decimal | None
Kind = Literal["text", "date", "integer", "number"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet. ``options`` make a drop-down; one that is ``shown`` only is neither filled in nor read."""

    header: str
    kind: Kind
    example: Value
    options: tuple[str, ...] = ()
    shown: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A data sheet."""

    name: str
    title: str
    note: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class Field:
    """A line of the cover: label and value; ``options`` make a drop-down, a ``fixed`` value is protected."""

    label: str
    value: str | date
    options: tuple[str, ...] = ()
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """One unit's workbook for one report period."""

    title: str
    cover_sheet: str
    first_row: int  # of the cover's fields, as Excel counts
    fields: tuple[Field, ...]
    notes: tuple[str, ...]
    contents: tuple[tuple[str | int | date, ...], ...]  # headings, then one line per data sheet
    pages: tuple[Page, ...]
    header_row: int  # of every data sheet, as Excel counts
    example_row: int
    example: str
    example_note: str
    made_on: date
