"""Short phrases that sentences, tables and formulas share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from dashboard.attainment.verdict import StageMark
from dashboard.figures.facts import Item
from dashboard.wording import Language, joined, number, period_words, t, year_to_date

_FEW = 3  # organisations named in a sentence before the rest are counted


def points(gap: Decimal) -> str:
    """Return points without sign, with as many decimals as keep a difference from reading as none."""
    size = abs(gap)
    return number(size, next((d for d in (1, 2, 3, 4) if round(size, d)), 1))


def gap_words(gap: Decimal, lang: Language) -> str:
    """Return 高于/低于序时进度X个百分点, or 与序时进度持平."""
    if gap == 0:
        return t("sentence.gap_level", lang)
    return t("sentence.gap_above" if gap > 0 else "sentence.gap_below", lang, points=points(gap))


def units(codes: Sequence[str], names: Mapping[str, str], lang: Language, most: int = _FEW) -> str:
    """Return who owes data: the first few by name, then how many there are."""
    known = [names.get(code, code) for code in codes]
    if len(known) <= most:
        return joined(known, lang)
    return t("sentence.units_more", lang, units=("、" if lang == "zh" else ", ").join(known[:most]), count=len(known))


def monthly(item: Item, amount: Decimal) -> int:
    """Return the further decimals of a monthly mean: counts have one unless it is whole."""
    decimals = item.indicator.decimals if item.indicator else 0
    return 1 if decimals == 0 and amount != amount.to_integral_value() else 0


def bracket(text: str, lang: Language) -> str:
    """Return a bracketed remark as it follows a phrase."""
    return text if lang == "zh" else f" {text}"


def stage_name(item: Item, mark: StageMark, lang: Language) -> str:
    """Return the name of a stage of the target."""
    stage = next((s for s in item.target.stages if s.id == mark.id), None)
    return mark.id if stage is None else stage.name if lang == "zh" else stage.name_en


def level(item: Item, lang: Language) -> str:
    """Return what was reached, in words."""
    return item.said(item.verdict.level if item.verdict.level is not None else 0, lang)


def month_words(month: str, lang: Language) -> str:
    """Return a month in words."""
    return period_words(month, lang)


def owed_period(period: str, lang: Language) -> str:
    """Return a period of owed data: the months so far of an open year, a quarter or a year."""
    if not period:
        return ""
    return year_to_date(period, lang) if "-" in period else period_words(period, lang)
