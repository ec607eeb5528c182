"""Columns and rows of time: a slot is one period as a reader sees it, made of the indicator's own periods."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from dashboard.figures.asking import Question, Step
from dashboard.figures.series import Series
from dashboard.plan import periods
from dashboard.plan.models import Indicator
from dashboard.wording import Language, month_range, period_words, t, year_to_date


@dataclass(frozen=True)
class Slot:
    """A period of a step; ``parts`` are the indicator's own periods in it, ``part`` its place in the year."""

    year: int
    part: int  # month or quarter; 0 for a year
    parts: tuple[str, ...]
    label: str
    short: str = ""  # for an axis: the year stands below its first part

    def in_year(self, year: int) -> Slot:
        """Return the same part of another year."""
        return replace(self, year=year, parts=tuple(f"{year}{period[4:]}" for period in self.parts))


def slots(asked: Question, made: Indicator, lang: Language) -> tuple[Slot, ...]:
    """Return every slot between two months, oldest first; a running year says up to which month."""
    found: dict[tuple[int, int], list[str]] = {}
    for period in periods.span(asked.first, asked.last, made.frequency):
        if periods.last_month(period) <= asked.last:
            found.setdefault(_place(period, asked.step), []).append(period)
    if asked.step == "C":
        found = {place: _so_far(place, made) for place in found}
    kept = {place: parts for place, parts in found.items() if _whole(place, parts, asked.step, made)}
    firsts = {min(place for place in kept if place[0] == year) for year, _ in kept}
    return tuple(Slot(*place, tuple(parts), _label(place, parts, asked.step, lang),
                      _short(place, asked.step, place in firsts, lang)) for place, parts in kept.items())  # fmt: skip


def _short(place: tuple[int, int], step: Step, first: bool, lang: Language) -> str:
    year, part = place
    if step == "A":
        return str(year)
    text = t("explore.short_quarter" if step == "Q" else "explore.short_month", lang, number=part)
    return f"{text}<br>{year}" if first else text


def _whole(place: tuple[int, int], parts: list[str], step: Step, made: Indicator) -> bool:
    """False for a quarter that the window cuts and for a year cut at its start; a running year stays."""
    if step == "Q":
        return len(parts) == {"M": 3, "Q": 1, "A": 0}[made.frequency]
    return step != "A" or made.frequency == "A" or periods.months_of(parts[0])[0].endswith("-01")


def _place(period: str, step: Step) -> tuple[int, int]:
    year, month, _ = periods.parse(period)
    return (year, 0) if step == "A" else (year, (month + 2) // 3) if step == "Q" else (year, month)


def _so_far(place: tuple[int, int], made: Indicator) -> list[str]:
    year, month = place
    return list(periods.span(f"{year}-01", f"{year}-{month:02d}", made.frequency))


def _label(place: tuple[int, int], parts: list[str], step: Step, lang: Language) -> str:
    year, part = place
    if step == "A":
        last = periods.last_month(parts[-1])
        return period_words(str(year), lang) if last.endswith("-12") else year_to_date(last, lang)
    if step == "Q":
        return period_words(f"{year}Q{part}", lang)
    month = f"{year}-{part:02d}"
    return year_to_date(month, lang) if step == "C" else period_words(month, lang)


def part_words(part: int, step: Step, lang: Language) -> str:
    """Return a month, quarter or months so far without their year."""
    if step == "Q":
        return t("explore.quarter", lang, number="一二三四"[part - 1] if lang == "zh" else part)
    if step == "C":
        return month_range(1, part, lang)
    return t("explore.month", lang, number=part) if lang == "zh" else month_range(part, part, lang)


def value(series: Series, region: str, slot: Slot) -> Decimal | None:
    """Return a flow's sum over a slot, or the newest closing value in it; None when a part is missing."""
    found = [series.at(region, period) for period in slot.parts]
    if not found or series.indicator.aggregation != "flow":
        return found[-1] if found else None
    return None if None in found else sum((v for v in found if v is not None), Decimal(0))


def owed(series: Series, region: str, slot: Slot) -> bool:
    """True when a part of a slot is owed by somebody."""
    return any((region, period) in series.missing for period in slot.parts)
