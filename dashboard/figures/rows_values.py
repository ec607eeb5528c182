"""A table with bars as frozen values: words, bars, ticks and marks of milestones, placed in percent of a strip."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """A text in a cell, with a smaller line below and a verdict's shape before it; inks are names of the palette."""

    text: str
    small: str = ""
    ink: str = "ink-2"
    bold: bool = False
    sign: str = ""
    dots: int = -1  # of twenty, instead of the text


@dataclass(frozen=True)
class Bar:
    """A bar; ``left`` and ``width`` in percent of the strip."""

    left: float
    width: float
    ink: str = "bar"
    high: float = 12.0
    outlined: bool = False
    hatched: bool = False


@dataclass(frozen=True)
class Tick:
    """A line across the strip."""

    at: float
    ink: str
    high: float = 18.0
    thick: float = 1.6


@dataclass(frozen=True)
class Step:
    """The mark of a milestone that ends at its place; a ``trail`` leads from there on: left and width in percent."""

    at: float
    state: str
    lane: int = 0
    beside: bool = False
    trail: tuple[float, float] | None = None


@dataclass(frozen=True)
class Spot:
    """A verdict's shape at its place; ``boxed`` sets it off by a frame."""

    at: float
    sign: str
    ink: str
    boxed: bool = False


Part = Bar | Tick | Step | Spot
Strip = tuple[Part, ...]


@dataclass(frozen=True)
class Column:
    """A column: its head, and for a strip its width (0: of words) and the labels of its scale in percent."""

    head: str = ""
    right: bool = False
    wide: float = 0.0
    scale: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True)
class Line:
    """A row of cells; ``kind``: "heading" spans the table, "total" is set off; ``lanes`` of its marks."""

    cells: tuple[Words | Strip, ...]
    kind: str = ""
    lanes: int = 1


@dataclass(frozen=True)
class Rows:
    """A table to draw; ``notes`` stand below it, each beside the bar or mark that it explains."""

    title: str
    alt: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    notes: tuple[tuple[Part | None, str], ...] = ()
