"""Findings on growth: a year so far, a closed year, a stock; each with what is still required."""

from __future__ import annotations

from datetime import date

from dashboard.figures.facts import Item
from dashboard.figures.phrases import bracket, gap_words, level, monthly
from dashboard.plan import periods
from dashboard.wording import (
    Language,
    joined,
    month_range,
    percent,
    percent_against,
    period_words,
    rest_of_year,
    t,
    year_to_date,
)


def year_so_far(item: Item, lang: Language, today: date) -> str:
    """Return how far a year is against time, and what its other months must bring."""
    found = item.verdict
    if found.completion is None or found.gap_points is None:
        return level(item, lang)
    text = t(
        "sentence.year_to_date",
        lang,
        months=year_to_date(found.period, lang),
        completion=percent_against(found.completion, found.time_progress or 1),
        gap=gap_words(found.gap_points, lang),
    )
    return text + _rest(item, lang, today)


def _rest(item: Item, lang: Language, today: date) -> str:
    """Return what the rest of the year still needs each month, beside the best month ever."""
    found = item.verdict
    if not found.remaining or not found.months_left or found.required_month is None:
        return t("sentence.in_year_over", lang) if found.remaining == 0 else ""
    month = 12 - found.months_left
    fresh = today <= periods.last_day(periods.shift(found.period, 1))  # later, fewer months are left than it counts
    rest = rest_of_year(month, lang) if fresh else month_range(month + 1, 12, lang)
    key = "sentence.in_year_need" if found.months_left > 1 else "sentence.in_year_need_last"
    text = t(key, lang, rest=rest, amount=item.said(found.required_month, lang, monthly(item, found.required_month)))
    if found.best_month is None:
        return text
    return text + bracket(t("sentence.best_month", lang, amount=item.said(found.best_month, lang)), lang)


def closed_year(item: Item, lang: Language) -> str:
    """Return what a closed year reached and what is required from now on."""
    found = item.verdict
    if found.completion is None:
        return level(item, lang)
    text = t(
        "sentence.closed_year",
        lang,
        year=found.period[:4],
        amount=level(item, lang),
        completion=percent_against(found.completion, 1),
    )
    return text + _growth(item, lang) + _from_now(item, lang)


def _growth(item: Item, lang: Language) -> str:
    found = item.verdict
    if found.achieved is None or found.threshold is None:
        return ""
    kinds = {"total": "closed_total", "every_year": "closed_lowest"}
    single = item.reading.base_year == (found.last_year or 0) - 1
    key = f"sentence.{kinds.get(found.method, 'closed_single' if single else 'closed_rate')}"
    falls = found.achieved < 0 and found.method != "every_year"
    rate = percent_against(found.achieved, found.threshold) if not falls else percent(-found.achieved)
    return t(
        f"{key}_down" if falls else key, lang, rate=rate, asked=percent(found.threshold, 0), base=item.reading.base_year
    )


def _from_now(item: Item, lang: Language) -> str:
    """Return the growth still required beside the best ever, or what holds an attained level."""
    found, end = item.verdict, item.reading.end_year
    if found.required is None or found.last_year is None or found.last_year >= end:
        return ""
    if found.status == "attained" and found.goal is not None:
        return t("sentence.year_hold", lang, year=end, amount=item.said(found.goal, lang))
    if found.required <= 0:
        return ""
    many = end - found.last_year > 1
    text = t("sentence.years_need" if many else "sentence.year_need", lang, year=end, rate=percent(found.required))
    if found.best is None:
        return text
    return text + bracket(t("sentence.best_year", lang, rate=percent(found.best)), lang)


def year_missed(item: Item, lang: Language) -> str:
    """Return the years that fell short of a rate asked of every year."""
    found = item.verdict
    years = [period_words(str(mark.year), lang) for mark in found.every_year if mark.met is False]
    return t("sentence.year_missed", lang, asked=percent(found.threshold or 0, 0), years=joined(years, lang))


def stock(item: Item, lang: Language) -> str:
    """Return a closing value against its path and what the end asks for."""
    found = item.verdict
    if found.completion is None:
        return level(item, lang)
    text = t(
        "sentence.stock",
        lang,
        period=_closing(found.period, lang),
        amount=level(item, lang),
        completion=percent_against(found.completion, 1),
    )
    if found.goal is None or found.level is None or found.level >= found.goal:
        return text
    return text + t("sentence.stock_need", lang, end=item.reading.end_year, goal=item.said(found.goal, lang))


def _closing(period: str, lang: Language) -> str:
    """Return the period at whose end a stock is counted: the year for its last quarter."""
    last = periods.last_month(period)
    return period_words(last[:4] if last.endswith("-12") else period, lang)
