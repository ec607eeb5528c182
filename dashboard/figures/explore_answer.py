"""The answer to a question in one sentence: the newest period and its changes."""

from __future__ import annotations

from dashboard.figures.asking import Measure
from dashboard.figures.explore import At, Pivot
from dashboard.wording import percent, t


def answer(pivot: Pivot, place: str) -> str:
    """Return the question's answer in one sentence: the newest period, its changes on last year and the base."""
    lang, made = pivot.lang, pivot.source.indicator
    name, kind = made.name if lang == "zh" else made.name_en, pivot.kind(pivot.asked.kind) if pivot.asked.kind else ""
    subject = t("explore.subject_kind", lang, name=name, kind=kind) if kind else name
    if not pivot.slots:
        return t("explore.answer_none", lang, place=place, subject=subject)
    slot = pivot.slots[-1]
    at = At(pivot.asked.region, pivot.asked.kind, slot, "value")
    own = pivot.cell(at)
    if own.number is None:
        key = "explore.answer_awaited" if own.awaited else "explore.answer_missing"
        return t(key, lang, period=slot.label, place=place, subject=subject)
    told = [_told(pivot, at, measure) for measure in ("same", "base")]
    amount = pivot.said(own.number)
    return t("explore.answer", lang, period=slot.label, place=place, subject=subject,
             amount=amount.replace(" ", "") if lang == "zh" else amount,
             changes="".join(told))  # fmt: skip


def _told(pivot: Pivot, at: At, measure: Measure) -> str:
    """Return a change in words; nothing where there is none."""
    found = pivot.change(at, measure == "same")
    if found.number is None:
        return ""
    size = percent(abs(found.number)) if found.share else pivot.said(abs(found.number))
    key = "level" if not found.number else "more" if found.number > 0 else "less"
    key = f"explore.{measure}_{key}" + ("" if found.share or key == "level" else "_by")
    return t(key, pivot.lang, size=size.replace(" ", "") if pivot.lang == "zh" else size, base=pivot.base_year)
