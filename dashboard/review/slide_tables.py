"""Annex tables as slides show them: fewer columns, the same numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dashboard.figures import marks
from dashboard.figures.facts import Item
from dashboard.review import annex_targets
from dashboard.review.book import Book
from dashboard.review.cells import NONE, plain
from dashboard.review.papers import Cell, Column, Paragraph, Table
from dashboard.wording import t

_OUTLOOK = 0.08  # width of the column of the outlook
_WIDTHS = {"no": 0.04, "target": 0.23, "unit": 0.07, "base": 0.057, "goal": 0.085, "gap": 0.095, "verdict": 0.197}


def picked(table: Table, *keys: str) -> Table:
    """Return a table with some of its columns, in the order of the table."""
    places = [at for at, column in enumerate(table.columns) if column.key in keys]
    rows = (row if len(row) == 1 else tuple(row[at] for at in places) for row in table.rows)
    return replace(table, columns=tuple(table.columns[at] for at in places), rows=tuple(rows))


def resized(table: Table, **widths: float) -> Table:
    """Return a table with other widths of some of its columns, as shares."""
    columns = (replace(column, width=widths.get(column.key, column.width)) for column in table.columns)
    return replace(table, columns=tuple(columns))


def without(table: Table, *keys: str) -> Table:
    """Return a table without some of its columns."""
    return picked(table, *(column.key for column in table.columns if column.key not in keys))


def with_unit(table: Table) -> Table:
    """Return a table whose unit stands in the header of the first column."""
    first = replace(table.columns[0], header=f"{table.columns[0].header} / {table.unit}")
    return replace(table, columns=(first, *table.columns[1:])) if table.unit else table


def targets(book: Book) -> Table:
    """Return the targets with a number: without units responsible and sources, with the outlook in words."""
    found = resized(without(annex_targets.table(book), "owner", "source"), **_WIDTHS)
    items = iter(numeric(book))
    rows = tuple(row if len(row) == 1 else (*row, plain(expected(next(items), book))) for row in found.rows)
    column = Column("outlook", t("overview.col_outlook", book.lang), _OUTLOOK)
    return replace(found, columns=(*found.columns, column), rows=rows)


def numeric(book: Book) -> Iterator[Item]:
    """Yield the targets with a number in the order of the table."""
    for heading in book.state.headings:
        yield from (item for item in book.state.under(heading.id) if item.target.kind == "numeric")


def expected(item: Item, book: Book) -> str:
    """Return the outlook of a target in one word; — where the edition has none."""
    found = marks.outlook(item.chance, book.lang)
    return found.word if found is not None else NONE


def rows_by_target(book: Book) -> dict[str, tuple[Cell, ...]]:
    """Return the row of every target in the table."""
    rows = (row for row in targets(book).rows if len(row) > 1)
    return {item.target.id: row for item, row in zip(numeric(book), rows, strict=True)}


def below(table: Table, book: Book) -> Iterator[Paragraph]:
    """Yield the notes of a table as small paragraphs, first what the marks in it mean."""
    for note in sorted(table.notes, key=lambda note: "*" not in note):
        yield Paragraph(t("slides.note", book.lang, note=note), kind="note")
