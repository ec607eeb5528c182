"""Whose sheets are missing and whose rows are in question, in one sentence's worth of words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from dashboard.plan.lookup import MILESTONES, sender, subject
from dashboard.plan.models import Catalogue
from dashboard.publishing.completeness import Gap
from dashboard.wording import Language, period_words, t

SENDERS, PERIODS = 12, 4  # named in one sentence; the rest is counted
_Tell = Callable[[Catalogue, Gap, Language], str]


def words(catalogue: Catalogue, gaps: Sequence[Gap], day: date, lang: Language) -> str:
    """Return who lacks what: 缺：固始县局（2025年三季度全部报表）; then whose rows are in question: 待核实：….

    Organisations in plan order, names of the day.
    """
    lacking = _senders(catalogue, [gap for gap in gaps if gap.subjects], day, lang, _subjects)
    asked = _senders(catalogue, [gap for gap in gaps if gap.waiting], day, lang, _in_question)
    told = {"publish.lacking": lacking, "publish.waiting": asked}
    return t("publish.and_then", lang).join(t(key, lang, gaps=text) for key, text in told.items() if text)


def _senders(catalogue: Catalogue, gaps: Sequence[Gap], day: date, lang: Language, tell: _Tell) -> str:
    order = {unit.id: place for place, unit in enumerate(catalogue.organisations)}
    by_sender: dict[str, list[Gap]] = defaultdict(list)
    for gap in sorted(gaps, key=lambda gap: (order[gap.sender], gap.period)):
        by_sender[gap.sender].append(gap)
    told = [_sender(catalogue, unit, found, day, lang, tell) for unit, found in by_sender.items()]
    return _listed(told, SENDERS, "publish.more_senders", lang)


def _sender(catalogue: Catalogue, unit: str, gaps: Sequence[Gap], day: date, lang: Language, tell: _Tell) -> str:
    told = [
        t("publish.gap_period", lang, period=period_words(gap.period, lang), subjects=tell(catalogue, gap, lang))
        for gap in gaps
    ]
    name = sender(catalogue, unit).name_on(day)
    listed = _listed(told, PERIODS, "publish.more_periods", lang)
    return t("publish.gap_sender", lang, sender=name.short if lang == "zh" else name.name_en, periods=listed)


def _subjects(catalogue: Catalogue, gap: Gap, lang: Language) -> str:
    if gap.whole:
        return t("publish.all_sheets", lang)
    return t("publish.separator", lang).join(_subject(catalogue, code, lang) for code in gap.subjects)


def _in_question(catalogue: Catalogue, gap: Gap, lang: Language) -> str:
    told = (
        t("publish.rows", lang, subject=_subject(catalogue, code, lang), count=count)
        for code, count in gap.waiting.items()
    )
    return t("publish.separator", lang).join(told)


def _listed(told: list[str], most: int, more: str, lang: Language) -> str:
    """Join so many and count the rest, so that a sentence stays one."""
    rest = t(more, lang, count=len(told)) if len(told) > most else ""
    return t("publish.separator", lang).join(told[:most]) + rest


def _subject(catalogue: Catalogue, code: str, lang: Language) -> str:
    if code == MILESTONES:
        return t("publish.milestones", lang)
    found = subject(catalogue, code)
    return found.name if lang == "zh" else found.name_en
