"""What a document is made of, whatever typesets it: headings, sentences, tables and pictures, then annexes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from dashboard.figures.drawing import Drawing
from dashboard.wording import Language

Align = Literal["left", "right", "centre"]
Kind = Literal["circular", "report", "briefing", "yearly", "correction", "slip", "reminder", "handover"]


@dataclass(frozen=True)
class Source:
    """Where a number comes from: a field of a target's verdict or outlook, or another table of the edition."""

    target: str  # its id; "" for a number about the whole edition
    field: str  # as edition.json names it: verdict.level, outlook.p, counts.behind ...


@dataclass(frozen=True)
class Heading:
    """A heading; its text begins with its number: level 1 is 一、, level 2 （一）, level 3 1."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Sentences that belong together, and where their numbers come from; a note is set small."""

    text: str
    sources: tuple[Source, ...] = ()
    kind: Literal["body", "note"] = "body"


@dataclass(frozen=True)
class Cell:
    """A cell: what a reader sees, and the unrounded number behind it; ``tone`` is that of a status (shapes.TONES)."""

    text: str
    number: Decimal | None = None
    tone: str = ""
    shape: str = ""  # name of the mark before a status, as figures.shapes has it


@dataclass(frozen=True)
class Column:
    """A column: its width as a share of the table's; ``formula`` computes a ratio from others: ``{level}/{path}``."""

    key: str
    header: str
    width: float
    unit: str = ""
    align: Align = "left"
    formula: str = ""
    percent: bool = False  # numbers are fractions, shown in percent


@dataclass(frozen=True)
class Table:
    """A table with its unit at the right above and notes below, which come without 注：; a group row has one cell."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    unit: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A picture with its caption."""

    key: str
    caption: str
    drawing: Drawing


Block = Heading | Paragraph | Table | Picture


@dataclass(frozen=True)
class Annex:
    """An annex (附件): a title without its number, which its place gives, and content; a wide one lies on its side."""

    title: str
    blocks: tuple[Block, ...]
    wide: bool = False


@dataclass(frozen=True)
class Letter:
    """What stands around an official paper; what the office fills in when it signs stays empty."""

    issuer: str
    number: str = ""
    signer: str = ""
    addressees: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    date: str = ""
    draft: str = ""  # what tells that it is not signed yet


@dataclass(frozen=True)
class Paper:
    """A document: title, letter, content, annexes, and what every page carries (cut-off, edition, rules, 演示数据)."""

    kind: Kind
    title: str
    letter: Letter
    blocks: tuple[Block, ...]
    annexes: tuple[Annex, ...] = ()
    marks: tuple[str, ...] = ()
    lang: Language = "zh"
    day: date = date(2000, 1, 1)  # as of which it speaks: what the properties of its file are dated with

    def all_blocks(self) -> Iterator[Block]:
        """Yield the content, then that of the annexes."""
        yield from self.blocks
        for annex in self.annexes:
            yield from annex.blocks
