"""What a reading asks for, and its method in words and symbols."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from dashboard.figures.facts import Item
from dashboard.plan.models import Method, Reading
from dashboard.wording import Language, day_words, percent, period_words, t

_COUNTED: tuple[Method, ...] = ("count", "stages")
Pieces = tuple[tuple[str, str], ...]  # text with "", "sub" or "sup"
_RAISED = re.compile(r"([_^])(?:\{([^}]*)\}|(\w))")


@dataclass(frozen=True)
class Formula:
    """A method in words and in symbols."""

    name: str
    words: str
    symbols: Pieces


def demand(item: Item, lang: Language) -> str:
    """Return what a reading asks for, and from when to when."""
    reading = item.reading
    if reading.threshold is None:
        return t("method.until", lang, end=period_words(str(reading.end_year), lang))
    if reading.method in _COUNTED:
        amount = item.said(reading.threshold, lang)
        first = _since(reading, lang)
        key = "method.demand_count" if first else "method.demand_count_ever"
        return t(key, lang, amount=amount, first=first, end=period_words(str(reading.end_year), lang))
    share = percent(reading.threshold, _decimals(reading.threshold * 100))
    return t(f"method.demand_{reading.method}", lang, share=share, **_span(reading, lang))


def _since(reading: Reading, lang: Language) -> str:
    """Return the first day or month that counts; empty where none is named."""
    if reading.count_from_day:
        return day_words(reading.count_from_day, lang)
    return period_words(reading.count_from, lang) if reading.count_from else ""


def _span(reading: Reading, lang: Language) -> dict[str, str]:
    """Return first and last point: years, or the month they close in where it is not December."""
    years = (str(reading.base_year), str(reading.end_year))
    if reading.closing_month != 12:
        years = tuple(f"{year}-{reading.closing_month:02d}" for year in years)  # type: ignore[assignment]
    return {"first": period_words(years[0], lang), "last": period_words(years[1], lang)}


def _decimals(value: Decimal) -> int:
    return 0 if value == value.to_integral_value() else 1


def formulas(item: Item, lang: Language) -> tuple[Formula, ...]:
    """Return the methods that the readings of a target use, each once."""
    used = dict.fromkeys(reading.method for reading, _ in item.every)
    return tuple(
        Formula(t(f"method.name_{m}", lang), t(f"method.words_{m}", lang), pieces(t(f"method.symbols_{m}", lang)))
        for m in used
    )


def pieces(text: str) -> Pieces:
    """Return a formula in parts: y_0 and (1 + g)^{k/n} become lowered and raised text."""
    found: list[tuple[str, str]] = []
    end = 0
    for match in _RAISED.finditer(text):
        found += [(text[end : match.start()], ""), (match[2] or match[3], "sub" if match[1] == "_" else "sup")]
        end = match.end()
    return tuple(part for part in (*found, (text[end:], "")) if part[0])
