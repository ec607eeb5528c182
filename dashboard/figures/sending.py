"""Who sent what for which quarter: senders by period as marks, in the order of the catalogue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from dashboard.figures.facts import State
from dashboard.figures.marks import Mark
from dashboard.figures.reports import Batch, Sent, sent_mark
from dashboard.plan import periods
from dashboard.plan.periods import Frequency
from dashboard.wording import Language, day_words, joined, period_words, t

Href = Callable[..., str]
NAMED = 3  # senders named in a sentence


@dataclass(frozen=True)
class SentCell:
    """How a sender's sheets of one period came; ``tip`` says it in words."""

    mark: Mark
    tip: str
    corrected: bool


@dataclass(frozen=True)
class SentRow:
    """A sender with one cell for each period; None where nothing was asked for."""

    name: str
    href: str
    sheets: str
    cells: tuple[SentCell | None, ...]


@dataclass(frozen=True)
class Matrix:
    """Senders by period: years over their quarters, or years alone."""

    years: tuple[tuple[str, int], ...]  # label and number of columns
    periods: tuple[str, ...]  # short labels of the columns
    rows: tuple[SentRow, ...]
    legend: tuple[Mark, ...]
    corrected: bool  # any cell was corrected


def matrix(found: Iterable[Batch], freq: Frequency, names: Mapping[str, str], state: State, lang: Language,
           href: Href) -> Matrix:  # fmt: skip
    """Return the cells of all senders for the periods of a frequency that an edition asks for."""
    cells = {(b.sender, b.period): b for b in found if periods.frequency(b.period) == freq and b.sent != "open"}
    columns = tuple(sorted({period for _, period in cells}))
    senders = [code for code in state.organisations if any(sender == code for sender, _ in cells)]
    rows = tuple(_row(code, columns, cells, names, state, lang, href) for code in senders)
    used = Counter(batch.sent for batch in cells.values())
    return Matrix(
        tuple((period_words(str(year), lang), count) for year, count in Counter(map(periods.year, columns)).items()),
        tuple(t(f"data.quarter_{period[-1]}", lang) if freq == "Q" else "" for period in columns),
        rows,
        tuple(sent_mark(sent, lang) for sent in get_args(Sent) if used[sent]),
        any(batch.version > 1 for batch in cells.values()),
    )


def _row(code: str, columns: Sequence[str], cells: Mapping[tuple[str, str], Batch], names: Mapping[str, str],
         state: State, lang: Language, href: Href) -> SentRow:  # fmt: skip
    mine = [cells.get((code, period)) for period in columns]
    last = next((batch for batch in reversed(mine) if batch), None)
    sheets = [names.get(report.subject, report.subject) for report in last.reports] if last else []
    told = tuple(None if batch is None else _cell(batch, lang) for batch in mine)
    return SentRow(state.organisations.get(code, code), href("unit", unit=code), joined(sheets, lang), told)


def _cell(batch: Batch, lang: Language) -> SentCell:
    mark = batch.mark(lang)
    parts = [
        t("data.tip_sheets", lang, period=period_words(batch.period, lang), word=mark.word,
          expected=len(batch.reports), received=len(batch.came)),
        t("data.tip_held", lang, count=batch.waiting) if batch.waiting else "",
        t("data.tip_nil", lang, count=batch.nil) if batch.nil else "",
        t("data.tip_filled", lang, day=day_words(batch.filled, lang)) if batch.filled else "",
        t("data.tip_due", lang, day=day_words(batch.due, lang)),
        t("reports.version", lang, number=batch.version) if batch.version > 1 else "",
    ]  # fmt: skip
    return SentCell(mark, ("，" if lang == "zh" else ", ").join(part for part in parts if part), batch.version > 1)


def headline(found: Sequence[Batch], state: State, lang: Language) -> str:
    """Return how many senders were to report the newest quarter and did, and who did not."""
    asked = [b for b in found if periods.frequency(b.period) == "Q" and b.sent != "open"]
    last = max((batch.period for batch in asked), default="")
    mine = [batch for batch in asked if batch.period == last]
    if not mine:
        return t("data.headline_none", lang)
    count = Counter(batch.sent for batch in mine)
    lacking = [state.organisations.get(b.sender, b.sender) for b in mine if b.owed]
    notes = [t(f"data.of_{sent}", lang, count=count[sent]) for sent in ("held", "late", "nil") if count[sent]]
    return t(
        "data.headline" if lacking else "data.headline_all",
        lang,
        period=period_words(last, lang),
        expected=len(mine),
        received=len(mine) - count["missing"],
        notes=t("tasks.notes", lang, notes=("，" if lang == "zh" else ", ").join(notes)) if notes else "",
        missing=len(lacking),
        units=some(lacking, lang),
    )


def yearly(found: Iterable[Batch], names: Mapping[str, str], state: State, lang: Language) -> str:
    """Return which older or yearly sheets are owed, then when the next ones are due."""
    every = list(found)
    newest = max((b.period for b in every if periods.frequency(b.period) == "Q" and b.sent != "open"), default="")
    owed = [report for batch in every for report in batch.owed if batch.period != newest]
    ahead = [r.due for b in every for r in b.reports if not r.came and not r.owed(state.edition)]
    told = [
        t("data.owed_sheet", lang, unit=state.organisations.get(r.sender, r.sender), day=day_words(r.due, lang),
          period=period_words(r.period, lang), sheet=names.get(r.subject, r.subject))
        for r in owed
    ]  # fmt: skip
    parts = [t("data.owed", lang, count=len(owed), sheets=some(told, lang))] if owed else []
    parts += [t("data.next_due", lang, day=day_words(min(ahead), lang))] if ahead else []
    return ("" if lang == "zh" else " ").join(parts)


def some(names: Sequence[str], lang: Language) -> str:
    """Return the first few names, then how many there are."""
    if len(names) <= NAMED:
        return joined(tuple(names), lang)
    return t("data.and_more", lang, units=joined(tuple(names[:NAMED]), lang), count=len(names))
