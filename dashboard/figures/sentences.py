"""Sentences made from a verdict's numbers. Pure: every word is decided by a number, a status or the day shown.

A finding names its months and years, so it stays true on whatever day an old edition is opened;
``today`` only decides whether the rest of a year may still be called 后三个月.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from dashboard.attainment.verdict import Verdict
from dashboard.figures import growth_findings
from dashboard.figures.facts import Item
from dashboard.figures.phrases import gap_words, level, month_words, owed_period, stage_name, units
from dashboard.plan import periods
from dashboard.plan.models import Plan
from dashboard.wording import Language, day_words, percent_against, period_words, t

_OPEN = ("overdue", "due_soon", "under_way", "not_started", "continuous")


def finding(item: Item, names: Mapping[str, str], lang: Language, today: date) -> str:
    """Return what the verdict rests on and what is still required, without name and full stop."""
    found = item.verdict
    makers = {
        "year_to_date": lambda: growth_findings.year_so_far(item, lang, today),
        "closed_year": lambda: growth_findings.closed_year(item, lang),
        "year_missed": lambda: growth_findings.year_missed(item, lang),
        "stock_path": lambda: growth_findings.stock(item, lang),
        "count_share": lambda: _count(item, lang),
        "count_reached": lambda: _count_reached(item, lang),
        "stages_open": lambda: _stages(item, lang),
        "stage_overdue": lambda: _stages(item, lang),
        "stages_done": lambda: _stages(item, lang),
        "end_reached": lambda: _end(item, lang),
    }
    maker = makers.get(found.reason)
    return maker() if maker else _absent(found, names, lang)


def _count(item: Item, lang: Language) -> str:
    found = item.verdict
    if found.completion is None or found.gap_points is None:
        return level(item, lang)
    return _share(item, lang) + t("sentence.plan_end", lang, month=month_words(f"{item.reading.end_year}-12", lang))


def _share(item: Item, lang: Language) -> str:
    found = item.verdict
    return t(
        "sentence.count_share",
        lang,
        month=month_words(found.period, lang),
        amount=level(item, lang),
        completion=percent_against(found.completion or 0, 1),
        gap=gap_words(found.gap_points or Decimal(0), lang),
        remaining=item.said(found.remaining or 0, lang),
    )


def _count_reached(item: Item, lang: Language) -> str:
    found = item.verdict
    return t(
        "sentence.count_reached",
        lang,
        reached=month_words(found.reached_in or found.period, lang),
        goal=item.said(found.goal or 0, lang),
        month=month_words(found.period, lang),
        amount=level(item, lang),
    )


def _stages(item: Item, lang: Language) -> str:
    found = item.verdict
    late = [mark for mark in found.stages if mark.state == "overdue"]
    if late:
        key = "sentence.stage_overdue" if len(late) == 1 else "sentence.stages_overdue"
        due = max(mark.due for mark in late)
        return t(key, lang, stage=stage_name(item, late[0], lang), due=month_words(due, lang), count=len(late))
    coming = [mark for mark in found.stages if mark.state in _OPEN and mark.state != "continuous"]
    if coming:
        ahead = min(coming, key=lambda mark: mark.due)
        return t("sentence.stage_next", lang, stage=stage_name(item, ahead, lang), due=month_words(ahead.due, lang))
    if any(mark.state == "continuous" for mark in found.stages):
        return t("sentence.stages_running", lang)
    days = [mark.done_on for mark in found.stages if mark.done_on]
    if not days:
        return t("sentence.stages_done", lang)
    return t("sentence.stages_done_on", lang, month=month_words(f"{max(days):%Y-%m}", lang))


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
        amount=level(item, lang),
        goal=item.said(goal, lang),
        completion=share,
    )


def _absent(found: Verdict, names: Mapping[str, str], lang: Language) -> str:
    """Return why there is no verdict: who owes what since when, or what is missing from the base."""
    broken = period_words(found.break_period, lang) if found.break_period else ""
    fields = {"period": owed_period(found.period, lang), "units": units(found.missing, names, lang), "broken": broken}
    if found.reason == "overdue" and found.due:
        return t("sentence.overdue_since", lang, due=day_words(found.due, lang), **fields)
    if found.reason == "incomplete_sum" and found.expected_senders:
        received = found.expected_senders - len(found.missing)
        return t("sentence.incomplete_of", lang, expected=found.expected_senders, received=received, **fields)
    return t(f"sentence.{found.reason}", lang, **fields)


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
