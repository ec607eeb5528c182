"""Sentences made from a verdict's numbers. Pure: every word is decided by a number, a status or the day shown.

A finding names its months and years, so it stays true on whatever day an old edition is opened;
``today`` only decides whether the rest of a year may still be called 后三个月.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from dashboard.attainment.verdict import StageMark, Verdict
from dashboard.figures.facts import Item
from dashboard.plan import periods
from dashboard.plan.models import Plan
from dashboard.wording import (
    Language,
    day_words,
    joined,
    month_range,
    number,
    percent,
    percent_against,
    period_words,
    rest_of_year,
    t,
    year_to_date,
)

_FEW = 3  # organisations named in a sentence before the rest are counted
_OPEN = ("overdue", "due_soon", "under_way", "not_started", "continuous")


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


def finding(item: Item, names: Mapping[str, str], lang: Language, today: date) -> str:
    """Return what the verdict rests on and what is still required, without name and full stop."""
    found = item.verdict
    makers = {
        "year_to_date": lambda: _year_to_date(item, lang, today),
        "closed_year": lambda: _closed_year(item, lang),
        "year_missed": lambda: _year_missed(item, lang),
        "stock_path": lambda: _stock(item, lang),
        "count_share": lambda: _count(item, lang),
        "count_reached": lambda: _count_reached(item, lang),
        "stages_open": lambda: _stages(item, lang),
        "stage_overdue": lambda: _stages(item, lang),
        "stages_done": lambda: _stages(item, lang),
        "end_reached": lambda: _end(item, lang),
    }
    maker = makers.get(found.reason)
    return maker() if maker else _absent(found, names, lang)


def _year_to_date(item: Item, lang: Language, today: date) -> str:
    found = item.verdict
    if found.completion is None or found.gap_points is None:
        return _level(item, lang)
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
    return text + _bracket(t("sentence.best_month", lang, amount=item.said(found.best_month, lang)), lang)


def monthly(item: Item, amount: Decimal) -> int:
    """Return the further decimals of a monthly mean: counts have one unless it is whole."""
    decimals = item.indicator.decimals if item.indicator else 0
    return 1 if decimals == 0 and amount != amount.to_integral_value() else 0


def _bracket(text: str, lang: Language) -> str:
    return text if lang == "zh" else f" {text}"


def _closed_year(item: Item, lang: Language) -> str:
    found = item.verdict
    if found.completion is None:
        return _level(item, lang)
    text = t(
        "sentence.closed_year",
        lang,
        year=found.period[:4],
        amount=_level(item, lang),
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
    return text + _bracket(t("sentence.best_year", lang, rate=percent(found.best)), lang)


def _year_missed(item: Item, lang: Language) -> str:
    found = item.verdict
    years = [period_words(str(mark.year), lang) for mark in found.every_year if mark.met is False]
    return t("sentence.year_missed", lang, asked=percent(found.threshold or 0, 0), years=joined(years, lang))


def _stock(item: Item, lang: Language) -> str:
    found = item.verdict
    if found.completion is None:
        return _level(item, lang)
    text = t(
        "sentence.stock",
        lang,
        period=_closing(found.period, lang),
        amount=_level(item, lang),
        completion=percent_against(found.completion, 1),
    )
    if found.goal is None or found.level is None or found.level >= found.goal:
        return text
    return text + t("sentence.stock_need", lang, end=item.reading.end_year, goal=item.said(found.goal, lang))


def _count(item: Item, lang: Language) -> str:
    found = item.verdict
    if found.completion is None or found.gap_points is None:
        return _level(item, lang)
    return _share(item, lang) + t("sentence.plan_end", lang, month=_month(f"{item.reading.end_year}-12", lang))


def _share(item: Item, lang: Language) -> str:
    found = item.verdict
    return t(
        "sentence.count_share",
        lang,
        month=_month(found.period, lang),
        amount=_level(item, lang),
        completion=percent_against(found.completion or 0, 1),
        gap=gap_words(found.gap_points or Decimal(0), lang),
        remaining=item.said(found.remaining or 0, lang),
    )


def _count_reached(item: Item, lang: Language) -> str:
    found = item.verdict
    return t(
        "sentence.count_reached",
        lang,
        reached=_month(found.reached_in or found.period, lang),
        goal=item.said(found.goal or 0, lang),
        month=_month(found.period, lang),
        amount=_level(item, lang),
    )


def _stages(item: Item, lang: Language) -> str:
    found = item.verdict
    late = [mark for mark in found.stages if mark.state == "overdue"]
    if late:
        key = "sentence.stage_overdue" if len(late) == 1 else "sentence.stages_overdue"
        due = max(mark.due for mark in late)
        return t(key, lang, stage=stage_name(item, late[0], lang), due=_month(due, lang), count=len(late))
    coming = [mark for mark in found.stages if mark.state in _OPEN and mark.state != "continuous"]
    if coming:
        ahead = min(coming, key=lambda mark: mark.due)
        return t("sentence.stage_next", lang, stage=stage_name(item, ahead, lang), due=_month(ahead.due, lang))
    if any(mark.state == "continuous" for mark in found.stages):
        return t("sentence.stages_running", lang)
    days = [mark.done_on for mark in found.stages if mark.done_on]
    if not days:
        return t("sentence.stages_done", lang)
    return t("sentence.stages_done_on", lang, month=_month(f"{max(days):%Y-%m}", lang))


def stage_name(item: Item, mark: StageMark, lang: Language) -> str:
    """Return the name of a stage of the target."""
    stage = next((s for s in item.target.stages if s.id == mark.id), None)
    return mark.id if stage is None else stage.name if lang == "zh" else stage.name_en


def _end(item: Item, lang: Language) -> str:
    found = item.verdict
    goal = found.goal if found.goal is not None else found.path
    if found.level is None or goal is None:
        return _stages(item, lang)
    kind = (
        "flow"
        if item.indicator is None
        else {"cumulative_count": "count", "flow": "flow"}.get(item.indicator.aggregation, "stock")
    )
    share = percent_against(found.level / goal, 1) if goal else ""
    return t(
        f"sentence.end_{kind}",
        lang,
        year=item.reading.end_year,
        amount=_level(item, lang),
        goal=item.said(goal, lang),
        completion=share,
    )


def _absent(found: Verdict, names: Mapping[str, str], lang: Language) -> str:
    """Return why there is no verdict: who owes what since when, or what is missing from the base."""
    who = units(found.missing, names, lang)
    key = found.reason
    period = _period(found.period, lang)
    if key == "overdue" and found.due:
        return t("sentence.overdue_since", lang, period=period, due=day_words(found.due, lang), units=who)
    return t(f"sentence.{key}", lang, period=period, units=who)


def _level(item: Item, lang: Language) -> str:
    return item.said(item.verdict.level if item.verdict.level is not None else 0, lang)


def _closing(period: str, lang: Language) -> str:
    """Return the period at whose end a stock is counted: the year for its last quarter."""
    last = periods.last_month(period)
    return period_words(last[:4] if last.endswith("-12") else period, lang)


def _month(month: str, lang: Language) -> str:
    return period_words(month, lang)


def _period(period: str, lang: Language) -> str:
    """Return a period of owed data: the months so far of an open year, a quarter or a year."""
    if not period:
        return ""
    return year_to_date(period, lang) if "-" in period else period_words(period, lang)


def countdown(plan: Plan, today: date, lang: Language) -> str:
    """Return how far the plan is on a day: days left, settling, or settled."""
    first, last = date(plan.start_year, 1, 1), date(plan.end_year, 12, 31)
    settled = periods.last_day(plan.settled_by)
    if today < first:
        return t("sentence.before_start", lang, day=day_words(first, lang))
    if today <= last:
        days = (last - today).days
        return t("sentence.countdown", lang, days=days) if days else t("sentence.countdown_last", lang)
    return (
        t("sentence.settling", lang, day=day_words(settled, lang)) if today <= settled else t("sentence.settled", lang)
    )
