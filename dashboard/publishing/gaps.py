"""Who is missing, in one sentence's worth of words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from dashboard.plan.lookup import MILESTONES, sender, subject
from dashboard.plan.models import Catalogue
from dashboard.publishing.completeness import Gap
from dashboard.wording import Language, period_words, t

SENDERS, PERIODS = 12, 4  # named in one sentence; the rest is counted


def words(catalogue: Catalogue, gaps: Sequence[Gap], day: date, lang: Language) -> str:
    """Return who lacks what: 固始县局（2025年三季度全部报表）; organisations in plan order, names of the day."""
    order = {unit.id: place for place, unit in enumerate(catalogue.organisations)}
    lacking: dict[str, list[Gap]] = defaultdict(list)
    for gap in sorted(gaps, key=lambda gap: (order[gap.sender], gap.period)):
        lacking[gap.sender].append(gap)
    told = [_sender(catalogue, unit, found, day, lang) for unit, found in lacking.items()]
    return _listed(told, SENDERS, "publish.more_senders", lang)


def _sender(catalogue: Catalogue, unit: str, gaps: Sequence[Gap], day: date, lang: Language) -> str:
    told = [
        t("publish.gap_period", lang, period=period_words(gap.period, lang), subjects=_subjects(catalogue, gap, lang))
        for gap in gaps
    ]
    name = sender(catalogue, unit).name_on(day)
    listed = _listed(told, PERIODS, "publish.more_periods", lang)
    return t("publish.gap_sender", lang, sender=name.short if lang == "zh" else name.name_en, periods=listed)


def _subjects(catalogue: Catalogue, gap: Gap, lang: Language) -> str:
    if gap.whole:
        return t("publish.all_sheets", lang)
    return t("publish.separator", lang).join(_subject(catalogue, code, lang) for code in gap.subjects)


def _listed(told: list[str], most: int, more: str, lang: Language) -> str:
    """Join so many and count the rest, so that a sentence stays one."""
    rest = t(more, lang, count=len(told)) if len(told) > most else ""
    return t("publish.separator", lang).join(told[:most]) + rest


def _subject(catalogue: Catalogue, code: str, lang: Language) -> str:
    if code == MILESTONES:
        return t("publish.milestones", lang)
    found = subject(catalogue, code)
    return found.name if lang == "zh" else found.name_en
