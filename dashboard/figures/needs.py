"""What a target still needs, in two short lines for its row in the table."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from dashboard.attainment.verdict import Verdict
from dashboard.figures.facts import Item
from dashboard.figures.phrases import monthly, stage_name, units
from dashboard.wording import Language, month_range, percent, period_words, t, year_to_date

Lines = tuple[str, str]
_DONE = ("done", "done_late")


def need(item: Item, names: Mapping[str, str], lang: Language) -> Lines:
    """Return what is still needed and, below it, the best ever reached or the time left; "" where nothing applies."""
    found = item.verdict
    if found.status == "awaited":
        return _owed(found, names, lang)
    if found.final:
        return t("sentence.judged_at", lang, year=item.reading.end_year), ""
    if found.reason == "year_to_date":
        return _in_year(item, lang)
    if found.reason in ("closed_year", "stock_path"):
        return _growth(item, lang)
    if found.reason == "count_share":
        return _count(item, lang)
    if found.reason == "count_reached" and found.reached_in:
        return t("sentence.done_in", lang, month=period_words(found.reached_in, lang)), ""
    return _stages(item, lang)


def _owed(found: Verdict, names: Mapping[str, str], lang: Language) -> Lines:
    who = units(found.missing, names, lang, most=2)
    if found.reason in ("incomplete_base", "incomplete_history"):
        key = "sentence.owed_base" if found.reason == "incomplete_base" else "sentence.owed_history"
        return t(key, lang, period=period_words(found.period, lang)), who
    period = year_to_date(found.period, lang) if "-" in found.period else period_words(found.period, lang)
    short = found.reason == "incomplete_sum"
    return t("sentence.owed_part" if short else "sentence.owed", lang, period=period), who


def _in_year(item: Item, lang: Language) -> Lines:
    found = item.verdict
    if not found.remaining or not found.months_left or found.required_month is None:
        return (t("sentence.need_over", lang), "") if found.remaining == 0 else ("", "")
    amount = item.amount(found.required_month, lang, monthly(item, found.required_month))
    last = found.months_left == 1
    month = month_range(12, 12, lang)
    best = item.amount(found.best_month, lang) if found.best_month is not None else ""
    first = (
        t("sentence.need_last", lang, month=month, amount=amount)
        if last
        else t("sentence.need_month", lang, amount=amount)
    )
    return first, t("sentence.need_best_month", lang, amount=best) if best else ""


def _growth(item: Item, lang: Language) -> Lines:
    found, end = item.verdict, item.reading.end_year
    if found.status == "attained" and found.goal is not None:
        return t("sentence.need_hold", lang, amount=item.amount(found.goal, lang)), ""
    if found.reason == "stock_path" and found.goal is not None:
        return t("sentence.need_stock", lang, year=end, amount=item.amount(found.goal, lang)), ""
    if found.required is None or found.last_year is None or found.required <= 0:
        return "", ""
    key = "sentence.need_years" if end - found.last_year > 1 else "sentence.need_year"
    best = percent(found.best) if found.best is not None else ""
    return (
        t(key, lang, year=end, rate=percent(found.required)),
        t("sentence.need_best_year", lang, rate=best) if best else "",
    )


def _count(item: Item, lang: Language) -> Lines:
    found = item.verdict
    left = t("sentence.need_plan_end", lang, month=period_words(f"{item.reading.end_year}-12", lang))
    return t("sentence.need_count", lang, amount=item.amount(found.remaining or Decimal(0), lang)), left


def _stages(item: Item, lang: Language) -> Lines:
    marks = item.verdict.stages
    late = [mark for mark in marks if mark.state == "overdue"]
    ahead = late or sorted((m for m in marks if m.state not in (*_DONE, "continuous")), key=lambda m: m.due)
    if ahead:
        key = "sentence.need_overdue" if late else "sentence.need_next"
        due = period_words(ahead[0].due, lang)
        return stage_name(item, ahead[0], lang), t(key, lang, due=due)
    days = [mark.done_on for mark in marks if mark.done_on]
    if not days or any(mark.state == "continuous" for mark in marks):
        return "", ""
    return t("sentence.done_in", lang, month=period_words(f"{max(days):%Y-%m}", lang)), ""
