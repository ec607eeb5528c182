"""领导专报: one page for whoever decides: the headline, what needs attention, what moved, what is asked of whom."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.figures.facts import Item
from dashboard.figures.headlines import ATTENTION
from dashboard.review import overall, problems
from dashboard.review.book import Book
from dashboard.review.by_target import finding, sources
from dashboard.review.cells import amount, gap, marks, plain, status
from dashboard.review.letters import headed, letter, titled
from dashboard.review.papers import Block, Cell, Column, Paper, Paragraph, Source, Table
from dashboard.wording import t

_NAMED, _ROWS = 3, 6  # targets and rows of the table that a page holds


def paper(book: Book) -> Paper:
    """Return the briefing of an edition; it fits on one page of A4."""
    title, blocks = titled("briefing_title", book), tuple(_blocks(book))
    return Paper("briefing", title, letter(book, addressed=False), blocks, (), marks(book), book.lang, book.day)


def _blocks(book: Book) -> Iterator[Block]:
    parts = {"all": _all(book), "attention": _attention(book), "moved": _moved(book)}
    yield from headed(parts, book)


def _all(book: Book) -> Iterator[Block]:
    yield overall.counted(book, brief=True)
    yield overall.measures(book)
    if (told := overall.outlook(book)) is not None:
        yield told


def _attention(book: Book) -> Iterator[Block]:
    """Yield the targets that need attention most, each with what is asked of whom by when."""
    found = problems.bad(book)
    for number, item in enumerate(found[:_NAMED], 1):
        yield Paragraph(_item(item, number, book), sources(item))
    if len(found) > _NAMED:
        yield Paragraph(t("paper.brief_more", book.lang, count=len(found) - _NAMED), (Source("", "counts"),))
    if not found:
        yield Paragraph(t("sentence.attention_none", book.lang))


def _item(item: Item, number: int, book: Book) -> str:
    told, word = finding(item, book), t(f"status.{item.verdict.status}", book.lang)
    return t("paper.brief_item", book.lang, number=number, name=item.name(book.lang), word=word,
             finding=told if book.lang == "zh" else told[:1].upper() + told[1:], measure=problems.measure(item, book),
             owner=problems.responsible(item, book), due=problems.due(item, book))  # fmt: skip


def _moved(book: Book) -> Iterator[Block]:
    if book.before is None:
        yield Paragraph(t("paper.brief_first", book.lang))
        return
    yield overall.since(book, book.before, brief=True)
    shown = table(book, book.at(book.before))
    if shown.rows:
        yield shown


def table(book: Book, then: Book) -> Table:
    """Return how far the targets were ahead of or behind time in both editions; those that need attention first."""
    before = {item.target.id: item for item in then.state.numeric}
    pairs = [(item, before[item.target.id]) for item in book.state.numeric if item.target.id in before]
    timed = [(now, was) for now, was in pairs if _timed(now) and _timed(was)]
    timed.sort(key=lambda pair: pair[0].verdict.status not in ATTENTION)
    shares = {"target": 0.29, "level": 0.14, "then": 0.1, "now": 0.1, "shift": 0.1, "verdict": 0.27}
    right = ("level", "then", "now", "shift")
    columns = tuple(
        Column(key, t(f"paper.col_{key}", book.lang), width, align="right" if key in right else "left",
               formula="{now}-{then}" if key == "shift" else "")
        for key, width in shares.items()
    )  # fmt: skip
    rows = tuple(_row(now, was, book) for now, was in timed[:_ROWS])
    unit = t("paper.brief_points", book.lang)
    return Table("against-time", t("paper.brief_table", book.lang), columns, rows, unit,
                 (t("paper.star_note", book.lang),))  # fmt: skip


def _timed(item: Item) -> bool:
    return item.verdict.reason in ("year_to_date", "count_share") and item.verdict.gap_points is not None


def _row(now: Item, was: Item, book: Book) -> tuple[Cell, ...]:
    new, old = now.verdict.gap_points, was.verdict.gap_points
    assert new is not None and old is not None and now.verdict.level is not None
    made = now.indicator
    level = amount(now.verdict.level, made.decimals if made else 0)
    told = Cell(now.amount(now.verdict.level, book.lang), level.number)
    return plain(now.name(book.lang)), told, gap(old), gap(new), gap(new - old), status(now, book)
