"""Cells and marks that the tables and sentences of all documents share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from dashboard.figures.facts import Item
from dashboard.figures.marks import mark
from dashboard.figures.phrases import points
from dashboard.plan.models import Organisation
from dashboard.review.book import Book
from dashboard.review.papers import Cell
from dashboard.wording import joined, number, percent, percent_against, signed, t

NONE, NOT = "—", "/"  # no data; not applicable
_SUPERVISED = ("city_bureau", "county_bureau", "county_government", "zone_committee")  # kinds that the office urges


def marks(book: Book) -> tuple[str, ...]:
    """Return what every page carries: cut-off, edition, rules, and 演示数据 while the data is synthetic."""
    return tuple(note for note in (*book.stamp.notes, book.stamp.demo) if note)


def plain(text: str | int) -> Cell:
    """Return a cell of words; a whole number is also the number behind it."""
    return Cell(str(text), Decimal(text)) if isinstance(text, int) else Cell(text)


def amount(value: Decimal | None, decimals: int) -> Cell:
    """Return a number with its decimals; — for none."""
    return Cell(NONE) if value is None else Cell(number(value, decimals), value)


def share(value: Decimal | None, line: Decimal | int | None = None) -> Cell:
    """Return a fraction in percent, told apart from a line that decides; — for none."""
    if value is None:
        return Cell(NONE)
    return Cell(percent(value) if line is None else percent_against(value, line), value)


def rise(value: Decimal | None) -> Cell:
    """Return a change as a fraction in percent with its sign; — for none."""
    return Cell(NONE) if value is None else Cell(f"{signed(value * 100)}%", value)


def gap(value: Decimal) -> Cell:
    """Return points above (+) or below (−) with as many decimals as tell them from none."""
    return Cell(signed(value, len(points(value).partition(".")[2])), value)


def status(item: Item, book: Book) -> Cell:
    """Return a verdict as word and shape; * where its reading is not confirmed."""
    shown = mark(item, book.lang)
    word = t("annex.small", book.lang, word=shown.word) if shown.small else shown.word
    return Cell(word if item.verdict.confirmed else f"{word}*", None, shown.tone, shown.shape)


def units(codes: Sequence[str], book: Book) -> str:
    """Return units by the names that they had at the cut-off."""
    return joined([book.state.organisations.get(code, code) for code in codes], book.lang)


def owners(item: Item, book: Book) -> str:
    """Return the units responsible for a target at the cut-off, or that none is named."""
    return units(item.target.owners_on(book.day), book) or t("target.no_owner", book.lang)


def supervised(found: Iterable[Organisation]) -> frozenset[str]:
    """Return the units that the office urges itself: no Party organs, central branches, banks or universities."""
    return frozenset(unit.id for unit in found if unit.kind in _SUPERVISED)
