"""What the annexes leave out: every verdict of every reading, the outlooks in words, every value of the counties."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from dashboard.figures import marks, outlook_words, sheet_cells
from dashboard.figures.comparison import Comparison, Measured
from dashboard.figures.facts import Item
from dashboard.figures.outlooks import horizon
from dashboard.figures.workbook import Number, Sheet, Value
from dashboard.plan.models import Reading
from dashboard.review.annex_counties import compared
from dashboard.review.annex_targets import asked
from dashboard.review.book import Book
from dashboard.wording import period_words, t

_PERCENT = "0.0%"
_VERDICTS = (
    "no", "target", "reading", "used", "verdict", "reason", "period", "unit", "base", "level", "asked", "completion",
    "time", "gap", "required", "best", "remaining", "monthly", "confirmed", "clause",
)  # fmt: skip
_COUNTIES = ("no", "target", "county", "kind", "period", "unit", "value", "share", "before", "same", "base", "growth",
             "remark", "source")  # fmt: skip


def sheets(book: Book) -> tuple[Sheet, ...]:
    """Return the sheets of verdicts, outlooks and counties."""
    return _verdicts(book), _outlooks(book), _counties(book)


def _heads(keys: tuple[str, ...], book: Book) -> tuple[str, ...]:
    return tuple(t(f"annexbook.{key}", book.lang) for key in keys)


def _percent(share: Decimal | None, formula: str = "") -> Value:
    return None if share is None else Number(share, _PERCENT, formula)


def _verdicts(book: Book) -> Sheet:
    rows = tuple(_verdict(item.under(reading.id), reading, item, book)
                 for item in book.state.items for reading, _ in item.every)  # fmt: skip
    units = tuple(t("overview.points", book.lang) if key == "gap" else "" for key in _VERDICTS)
    return Sheet(t("annexbook.verdicts", book.lang), _heads(_VERDICTS, book), rows,
                 (t("annexbook.verdicts_note", book.lang),), units)  # fmt: skip


def _verdict(item: Item, reading: Reading, own: Item, book: Book) -> tuple[Value, ...]:
    found, lang, places = item.verdict, book.lang, {key: at for at, key in enumerate(_VERDICTS)}
    goal, timed = asked(item), found.reason in ("year_to_date", "count_share")
    return (
        item.target.code,
        item.name(lang),
        book.say(reading.name, reading.name_en),
        t("annexbook.yes", lang) if reading.id == own.reading.id else "",
        t(f"status.{found.status}", lang),
        t(f"status.reason_{found.reason}", lang),
        found.period,
        sheet_cells.unit_of(item, lang),
        found.base,
        found.level,
        goal,
        _ratio(found.completion, found.level, goal, places),
        _percent(found.time_progress) if timed else None,
        _gap(found.gap_points, found.completion, found.time_progress, places) if timed else None,
        _percent(found.required),
        _percent(found.best),
        found.remaining,
        found.required_month,
        t("files.yes" if found.confirmed else "overview.unconfirmed", lang),
        t("target.clause_no", lang, doc_no=book.plan.doc_no, clause=item.target.clause),
    )


def _ratio(share: Decimal | None, level: Decimal | None, goal: Decimal | None, places: dict[str, int]) -> Value:
    """Return a share as a formula where it is that of level and goal."""
    if share is None or level is None or not goal or abs(level / goal - share) > Decimal("1e-12"):
        return _percent(share)
    return _percent(share, f"{{{places['level']}}}/{{{places['asked']}}}")


def _gap(gap: Decimal | None, share: Decimal | None, time: Decimal | None, places: dict[str, int]) -> Value:
    if gap is None or share is None or time is None:
        return gap
    return Number(gap, "+0.0;−0.0;0.0", f"({{{places['completion']}}}-{{{places['time']}}})*100")


def _outlooks(book: Book) -> Sheet:
    """Return the outlook of every target with a number in words; why there is none."""
    keys = ("no", "target", "verdict", "until", "outlook", "when", "why")
    rows = tuple(_outlook(item, book) for item in book.state.numeric)
    notes = (t("annexbook.outlooks_note", book.lang),)
    return Sheet(t("annexbook.outlooks", book.lang), _heads(keys, book), rows, notes)


def _outlook(item: Item, book: Book) -> tuple[Value, ...]:
    main, lang = book.outlook(item).main, book.lang
    found = marks.outlook(item.chance, lang)
    known = main is not None and found is not None and not item.verdict.final
    return (
        item.target.code,
        item.name(lang),
        t(f"status.{item.verdict.status}", lang),
        horizon(main, lang) if known and main is not None else "",
        found.word if known and found is not None else "",
        period_words(main.expected, lang) if known and main is not None and main.expected else "",
        "" if known else outlook_words.why(item, main, lang),
    )


def _counties(book: Book) -> Sheet:
    rows = tuple(row for item, found in compared(book) for row in _compared(item, found, book))
    return Sheet(t("annexbook.counties", book.lang), _heads(_COUNTIES, book), rows,
                 (t("annexbook.counties_note", book.lang),))  # fmt: skip


def _compared(item: Item, found: Comparison, book: Book) -> Iterator[tuple[Value, ...]]:
    places = {key: at for at, key in enumerate(_COUNTIES)}
    for m in (found.city, *found.counties, *found.zones):
        yield (
            item.target.code,
            item.name(book.lang),
            book.say(m.region.name, m.region.name_en),
            t(f"files.kind_{m.region.kind}", book.lang),
            found.span.label,
            sheet_cells.unit_of(item, book.lang),
            m.value,
            _percent(m.share),
            m.before,
            None if found.counted else _change(m.same, "before", m, places),
            m.base,
            None if found.counted else _change(m.growth, "base", m, places),
            t("status.awaited", book.lang) if m.owed else "",
            sheet_cells.source_of(item, book.lang),
        )


def _change(rate: Decimal | None, against: str, m: Measured, places: dict[str, int]) -> Value:
    """Return a change as a formula of the value and what it is compared with."""
    if rate is None or m.value is None:
        return _percent(rate)
    return _percent(rate, f"{{{places['value']}}}/{{{places[against]}}}-1")
