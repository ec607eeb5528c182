"""The edition as slides 16:9 of native text, tables and charts, with sources in the speaker's notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from dashboard.figures import scene_map
from dashboard.figures.charts import Plot, Trace
from dashboard.review import (
    annex_counties,
    annex_method,
    annex_slips,
    annex_targets,
    annex_tasks,
    by_county,
    deck,
    deck_cover,
    deck_file,
    overall,
    problems,
    slide_tables,
    slide_targets,
)
from dashboard.review.book import Book
from dashboard.review.deck import Block, Charts, Leaf
from dashboard.review.papers import Heading, Paragraph, Table
from dashboard.wording import t

_STAGES = {"stages_all": 0.06, "stages_done": 0.06, "stages_late": 0.06, "next": 0.24, "owner": 0.24}
_TASKS = {"total": 0.06, "due": 0.055, "done": 0.055, "overdue": 0.05, "next": 0.31, "owner": 0.3}
_READINGS = {"target": 0.17, "reading": 0.17, "demand": 0.27, "confirmed": 0.1, "basis": 0.23}
_NUMBER = re.compile(r"^(\d+\.)(?=\S)")  # before a paragraph: apart from a year that follows it
_METHOD = ("readings", "rules")  # of the annex on method; the others are for reading, not for showing


def pptx(book: Book) -> bytes:
    """Return the slides of an edition as a PPTX file, the same bytes for the same edition."""
    made = deck_file.opened()
    deck_cover.add(made, book)
    for leaf in leaves(book):
        for page in deck.pages(leaf, t("slides.more", book.lang, title=leaf.title)):
            deck_file.page(made, page, book)
    return deck_file.saved(made, book, deck_cover.title(book))


def leaves(book: Book) -> Iterator[Leaf]:
    """Yield what the slides say, in their order."""
    yield _overall(book)
    yield _tabled(book, slide_tables.targets(book))
    if book.state.qualitative:
        yield _tabled(book, slide_tables.resized(annex_targets.qualitative(book), **_STAGES))
    yield from slide_targets.leaves(book)
    tasks = slide_tables.resized(slide_tables.without(annex_tasks.table(book), "partners"), **_TASKS)
    yield _tabled(book, tasks, overall.measures(book))
    yield from _slips(book)
    yield from _counties(book)
    yield Leaf(t("paper.part_problems", book.lang), tuple(_told(problems.blocks(book), book)), notes(book))
    yield Leaf(t("paper.part_next", book.lang), tuple(_told(problems.following(book), book)), notes(book))
    yield from _method(book)


def notes(book: Book, *tables: Table) -> tuple[str, ...]:
    """Return what stands below every slide: where its numbers come from, then the notes of its tables."""
    said = [t("slides.from_edition", book.lang, marks=" · ".join(book.stamp.notes))]
    said += [f"{at}. {note}" for table in tables for at, note in enumerate(table.notes, 1)]
    return tuple(said)


def _overall(book: Book) -> Leaf:
    table = overall.table(book)
    found = (overall.counted(book), overall.attention(book), overall.outlook(book))
    blocks = (*_told(found, book), Charts((_counts(table, book),), table))
    return Leaf(t("paper.part_all", book.lang), blocks, notes(book, table))


def _counts(table: Table, book: Book) -> Plot:
    """Return the counts by verdict as columns, each named by shape and word."""
    rows = table.rows[:-1]  # the last one is their sum
    labels, numbers = [deck.words(row[0]).replace(" ", "<br>", 1) for row in rows], [row[-1] for row in rows]
    title = t("slides.counts", book.lang)
    trace = Trace(t("paper.counts_unit", book.lang), "solid", tuple(float(one.number or 0) for one in numbers),
                  tuple(one.text for one in numbers))  # fmt: skip
    comma = "，" if book.lang == "zh" else ", "
    return Plot("counts", title, tuple(labels), (trace,), comma.join(f"{row[0].text} {row[-1].text}" for row in rows))


def _slips(book: Book) -> Iterator[Leaf]:
    """Yield what is overdue and which data is owed, where there is any."""
    found = [one for one in (annex_slips.late(book), annex_slips.owed(book)) if isinstance(one, Table)]
    if found:
        blocks = (block for one in found for block in (Heading(one.title), one))
        yield Leaf(t("annex.slips", book.lang), tuple(blocks), notes(book, *found))


def _tabled(book: Book, table: Table, *above: Block) -> Leaf:
    """Return a leaf of a table, its notes below it where they find room."""
    return Leaf(table.title, (*above, table, *slide_tables.below(table, book)), notes(book, table))


def _counties(book: Book) -> Iterator[Leaf]:
    """Yield the counties of the target that needs attention most among those known by county."""
    found = next((one for item in scene_map.offered(book.state) if (one := book.compared(item)) is not None), None)
    if found is not None:
        counted = found.counted
        table = annex_counties.counts([found], book) if counted else annex_counties.table(found, book)
        told = () if counted else (Paragraph(by_county.told_plainly(found, book)),)
        shown = slide_tables.with_unit(table)
        title = f"{t('paper.part_counties', book.lang)}{book.say('：', ': ')}{table.title}"
        yield replace(_tabled(book, shown, *told), title=title)


def _told(blocks: Iterable[object], book: Book) -> Iterator[Block]:
    """Yield the paragraphs of a part without their pointers to annexes, which slides have not."""
    pointer = t("slides.pointer", book.lang)
    for block in blocks:
        if isinstance(block, Paragraph):
            text = re.sub(pointer, "", block.text)
            yield Paragraph(_NUMBER.sub(r"\1 ", text), block.sources, block.kind)


def _method(book: Book) -> Iterator[Leaf]:
    for block in annex_method.annex(book).blocks:
        if isinstance(block, Table) and block.key in _METHOD:
            yield _tabled(book, slide_tables.resized(block, **_READINGS))
