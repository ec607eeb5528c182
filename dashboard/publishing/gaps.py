"""Whose sheets are missing, who has more time for them and whose rows are in question, in one sentence's words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.plan.lookup import MILESTONES, due_day, sender, subject
from dashboard.plan.models import Catalogue
from dashboard.publishing.completeness import Completeness, Gap
from dashboard.publishing.facts import frame
from dashboard.reporting import Reader
from dashboard.wording import Language, day_words, period_words, t

SENDERS, PERIODS = 12, 4  # named in one sentence; the rest is counted
_Tell = Callable[[Catalogue, Gap, Language], str]


@dataclass(frozen=True, slots=True)
class Days:
    """``named``: the day by whose names organisations are called; ``today``: more time that ends earlier is over."""

    named: date
    today: date


def words(catalogue: Catalogue, gaps: Sequence[Gap], days: Days, lang: Language) -> str:
    """Return who lacks what, each part where there is any of it, organisations in plan order.

    缺：固始县局（2025年三季度全部报表）; who has more time: 已延期未到期：…; whose rows are in question: 待核实：….
    """
    missing, extended = _apart(catalogue, gaps, days.today)
    asked = [gap for gap in gaps if gap.waiting]
    told = {
        "publish.lacking": _senders(catalogue, missing, days.named, lang, _subjects),
        "publish.extended": _senders(catalogue, extended, days.named, lang, _until),
        "publish.waiting": _senders(catalogue, asked, days.named, lang, _in_question),
    }
    return t("publish.and_then", lang).join(t(key, lang, gaps=text) for key, text in told.items() if text)


def of_edition(
    reader: Reader, catalogue: Catalogue, edition: int, through: str, today: date, lang: Language
) -> str:  # fmt: skip
    """Return what an edition lacks up to its last month in the same words, "" when it is complete."""
    facts = frame(reader, catalogue, edition, through)
    return words(catalogue, Completeness(facts).gaps(), Days(facts.cut_off, today), lang)


def _apart(catalogue: Catalogue, gaps: Sequence[Gap], today: date) -> tuple[list[Gap], list[Gap]]:
    """Return what is missing without more time for it, and what may still come in time."""
    missing, extended = [], []
    for gap in gaps:
        later = tuple(code for code in gap.subjects if _more_time(catalogue, gap, code, today))
        rest = tuple(code for code in gap.subjects if code not in later)
        if rest:
            missing.append(replace(gap, subjects=rest, whole=gap.whole and not later))
        if later:
            extended.append(replace(gap, subjects=later, whole=gap.whole and not rest))
    return missing, extended


def _more_time(catalogue: Catalogue, gap: Gap, code: str, today: date) -> bool:
    due = due_day(catalogue, code, gap.period, gap.sender)
    return due.extension is not None and today <= due.day


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


def _until(catalogue: Catalogue, gap: Gap, lang: Language) -> str:
    """Return the sheets with more time, by the day that counts now: 专利运用、商标，延至2025年10月20日."""
    by_day: dict[date, list[str]] = defaultdict(list)
    for code in gap.subjects:
        by_day[due_day(catalogue, code, gap.period, gap.sender).day].append(code)
    parts = [(day, replace(gap, subjects=tuple(codes), whole=gap.whole and len(by_day) == 1))
             for day, codes in sorted(by_day.items())]  # fmt: skip
    told = (t("publish.until", lang, day=day_words(day, lang), subjects=_subjects(catalogue, part, lang))
            for day, part in parts)  # fmt: skip
    return t("publish.separator", lang).join(told)


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
