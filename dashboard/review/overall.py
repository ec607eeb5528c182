"""总体情况: how many targets stand at each verdict, how many milestones are done, the outlook in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from dashboard.attainment import rollup
from dashboard.attainment.verdict import Status
from dashboard.figures import headlines, sentences, tasks
from dashboard.figures.facts import Edition, Item
from dashboard.figures.shapes import TONES
from dashboard.review import moved
from dashboard.review.book import Book
from dashboard.review.by_target import chances, sources
from dashboard.review.cells import plain
from dashboard.review.papers import Block, Cell, Column, Paragraph, Source, Table
from dashboard.wording import day_words, t


def blocks(book: Book, then: Edition | None) -> Iterator[Block]:
    """Yield the counts, the measures, the outlook, what needs attention, and what changed since another edition."""
    yield counted(book)
    yield table(book)
    yield measures(book)
    if (told := outlook(book)) is not None:
        yield told
    yield attention(book)
    if then is not None:
        yield since(book, then)


def since(book: Book, then: Edition, *, brief: bool = False) -> Paragraph:
    """Return what changed since an earlier edition; ``brief`` names fewer verdicts."""
    found = moved.moved(book, book.at(then))
    fields = tuple(Source(turn.item.target.id, "verdict.status") for turn in found.verdicts)
    return Paragraph(moved.words(found, book, 3 if brief else 8), (*fields, Source("", "moved")))


def counted(book: Book, *, brief: bool = False) -> Paragraph:
    """Return the counts by verdict of all targets, then of each kind unless ``brief``; each sums to all of its kind."""
    items, lang = book.state.items, book.lang
    parts = [t("paper.all_counts", lang, day=day_words(book.day, lang), total=len(items),
               counts=headlines.counts(items, lang))]  # fmt: skip
    if book.state.qualitative and book.state.numeric and not brief:
        parts.append(t("paper.of_these", lang, told=headlines.headline(book.state, lang)).strip())
    open_ = sum(not item.verdict.confirmed for item in items)
    if open_ and not brief:
        parts.append(t("paper.open_readings", lang, count=open_))
    return Paragraph(("" if lang == "zh" else " ").join(parts), (Source("", "counts"),))


def table(book: Book) -> Table:
    """Return the counts as a table: verdict by kind of target, with their sums."""
    lang, kinds = book.lang, (book.state.numeric, book.state.qualitative)
    rows = [_row(status, word, [_count(status, items) for items in kinds]) for status, word, _ in
            headlines.counted([item.verdict.status for item in book.state.items], lang)]  # fmt: skip
    totals = [len(items) for items in kinds]
    rows.append((Cell(t("paper.row_all", lang)), *map(plain, totals), plain(sum(totals))))
    columns = (
        Column("verdict", t("paper.col_verdict", lang), 0.4),
        Column("numeric", t("paper.col_numeric", lang), 0.2, align="right"),
        Column("qualitative", t("paper.col_qualitative", lang), 0.2, align="right"),
        Column("all", t("paper.col_all", lang), 0.2, align="right", formula="{numeric}+{qualitative}"),
    )
    return Table("counts", t("paper.counts_table", lang), columns, tuple(rows), t("paper.counts_unit", lang),
                 (t("paper.counts_note", lang),))  # fmt: skip


def _row(status: Status, word: str, counts: Sequence[int]) -> tuple[Cell, ...]:
    return (Cell(word, None, TONES[status], f"s-{status}"), *map(plain, counts), plain(sum(counts)))


def _count(status: Status, items: Sequence[Item]) -> int:
    return sum(rollup.COUNTED_AS.get(item.verdict.status, item.verdict.status) == status for item in items)


def measures(book: Book) -> Paragraph:
    """Return how many tasks and safeguards there are and how their milestones stand."""
    count, found = Counter(measure.task.kind for measure in book.state.measures), book.board.found()
    told = tasks.headline(book.board, found)
    key = "paper.measures" if count["safeguard"] else "paper.measures_only"
    text = t(key, book.lang, tasks=count["task"], safeguards=count["safeguard"], told=told)
    return Paragraph(text, (Source("", "tasks"), Source("", "milestones.state")))


def outlook(book: Book) -> Paragraph | None:
    """Return how many open targets are likely to be attained, in words; None where nothing is forecast."""
    found = chances(book)
    if not sum(found.values()):
        return None
    comma = "，" if book.lang == "zh" else ", "
    parts = comma.join(t(f"paper.chance_{key}", book.lang, count=count) for key, count in found.items() if count)
    text = t("paper.chances", book.lang, count=sum(found.values()), parts=parts)
    return Paragraph(text, (Source("", "outlook.word"),))


def attention(book: Book) -> Paragraph:
    """Return how far the plan is on the cut-off, and the target that needs attention most with its numbers."""
    told, worst = headlines.attention(book.state, book.lang, book.day), headlines.worst(book.state)
    gap = "" if book.lang == "zh" else " "
    return Paragraph(f"{countdown(book)}{gap}{told}", sources(worst) if worst is not None else ())


def countdown(book: Book) -> str:
    """Return how far the plan is on the cut-off; a document is read on other days, so it names that day."""
    last, day = date(book.plan.end_year, 12, 31), day_words(book.day, book.lang)
    if book.day == last:
        return t("paper.countdown_last", book.lang, day=day)
    told = sentences.countdown(book.plan, book.day, book.lang)
    return t("paper.countdown", book.lang, day=day, told=told)
