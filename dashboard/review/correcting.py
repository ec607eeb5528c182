"""更正说明: why an edition was corrected, each value and verdict before and after, and what else stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from dashboard.attainment.verdict import Verdict
from dashboard.figures.facts import Edition, Item
from dashboard.review.book import Book
from dashboard.review.cells import NONE, amount, marks, plain, status
from dashboard.review.letters import headed, letter, period, subject
from dashboard.review.moved import Change, Moved, Turn, decimals, moved
from dashboard.review.papers import Block, Cell, Column, Paper, Paragraph, Source, Table
from dashboard.wording import Refused, edition_words, period_words, signed, t

_MOST = 200  # values listed


def corrected(book: Book) -> Edition | None:
    """Return the edition that a correction corrects; None for an edition that corrects none."""
    return next((one for one in book.editions if one.label == book.edition.corrects), None)


def paper(book: Book) -> Paper:
    """Return the note of a correction; Refused for an edition that corrects none."""
    old = corrected(book)
    if old is None:
        raise Refused("paper.no_correction", label=book.edition.label)
    found = moved(book, book.at(old))
    title = t("paper.correction_title", book.lang, subject=subject(book), period=period(book))
    blocks = tuple(_blocks(found, book))
    return Paper("correction", title, letter(book), blocks, (), marks(book), book.lang, book.day)


def _blocks(found: Moved, book: Book) -> Iterator[Block]:
    old = edition_words(found.then.label, book.lang)
    yield Paragraph(t("paper.correction_lead", book.lang, old=old, times=book.edition.revision))
    parts = {"reason": _reason(found, book), "values": _values(found, book), "verdicts": _verdicts(found, book)}
    yield from headed(parts, book)


def _reason(found: Moved, book: Book) -> Iterator[Block]:
    now, then = book.state.edition, book.at(found.then).state.edition
    yield Paragraph(t("paper.reason", book.lang, reason=now.reason.rstrip("。.")))
    yield Paragraph(t("paper.doc_no", book.lang, doc_no=now.doc_no))
    if now.rules != then.rules:
        yield Paragraph(t("paper.rules", book.lang, old=then.rules, new=now.rules))


def _values(found: Moved, book: Book) -> Iterator[Block]:
    if not found.changes:
        yield Paragraph(t("paper.no_values", book.lang))
        return
    yield values(found, book)
    if len(found.changes) > _MOST:
        yield Paragraph(t("paper.values_more", book.lang, count=len(found.changes), shown=_MOST), kind="note")


def values(found: Moved, book: Book) -> Table:
    """Return every value before and after the correction, with the difference where both are known."""
    shares = {"no": 0.06, "quantity": 0.23, "unit": 0.08, "region": 0.1, "period": 0.13, "kind": 0.08, "old": 0.11,
              "new": 0.11, "diff": 0.1}  # fmt: skip
    rows = tuple(_value(at, change, book) for at, change in enumerate(found.changes[:_MOST], 1))
    return Table("corrected-values", t("paper.values_table", book.lang), _columns(shares, book), rows)


def _columns(shares: dict[str, float], book: Book) -> tuple[Column, ...]:
    right = ("old", "new", "diff", "old_level", "new_level")
    return tuple(
        Column(key, t("annex.no", book.lang) if key == "no" else t(f"paper.col_{key}", book.lang), width,
               align="right" if key in right else "left", formula="{new}-{old}" if key == "diff" else "")
        for key, width in shares.items()
    )  # fmt: skip


def _value(at: int, change: Change, book: Book) -> tuple[Cell, ...]:
    made, places = change.indicator, decimals(change)
    known = change.old is not None and change.new is not None
    less = (change.new or Decimal(0)) - (change.old or Decimal(0))
    return (
        plain(at),
        plain(book.say(made.name, made.name_en)),
        plain(book.say(made.unit, made.unit_en)),
        plain(book.say(change.region.name, change.region.name_en)),
        plain(period_words(change.period, book.lang)),
        plain(t(f"paper.kind_{change.kind}", book.lang)),
        amount(change.old, places),
        amount(change.new, places),
        Cell(signed(less, places), less) if known else Cell(NONE),
    )


def _verdicts(found: Moved, book: Book) -> Iterator[Block]:
    if not found.turns:
        yield Paragraph(t("paper.no_verdicts", book.lang))
        return
    used = [turn for turn in found.turns if turn.used]
    fields = tuple(Source(turn.item.target.id, "verdict.status") for turn in used)
    text = t("paper.verdicts_told", book.lang, count=len(used), moved=sum(turn.moved for turn in used))
    yield Paragraph(text, fields)
    yield verdicts(found, book)


def verdicts(found: Moved, book: Book) -> Table:
    """Return the affected verdicts of every reading before and after, those in use first."""
    shares = {"no": 0.06, "target": 0.2, "reading": 0.18, "used": 0.06, "old_level": 0.11, "new_level": 0.11,
              "old_verdict": 0.14, "new_verdict": 0.14}  # fmt: skip
    turns = sorted(found.turns, key=lambda turn: not turn.used)
    rows = tuple(_turn(at, turn, book) for at, turn in enumerate(turns, 1))
    return Table("corrected-verdicts", t("paper.verdicts_table", book.lang), _columns(shares, book), rows,
                 notes=(t("paper.star_note", book.lang),))  # fmt: skip


def _turn(at: int, turn: Turn, book: Book) -> tuple[Cell, ...]:
    shown = turn.item.under(turn.reading.id)
    return (
        plain(at),
        plain(turn.item.name(book.lang)),
        plain(book.say(turn.reading.name, turn.reading.name_en)),
        plain(t("paper.used" if turn.used else "paper.not_used", book.lang)),
        _level(turn.old.level, shown),
        _level(turn.new.level, shown),
        _verdict(turn.old, shown, book),
        _verdict(turn.new, shown, book),
    )


def _level(value: Decimal | None, item: Item) -> Cell:
    return amount(value, item.indicator.decimals if item.indicator else 0)


def _verdict(found: Verdict, item: Item, book: Book) -> Cell:
    return status(replace(item, verdict=found), book)
