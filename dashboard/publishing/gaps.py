"""Who is missing, in one sentence's worth of words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from dashboard.plan.lookup import MILESTONES, sender, subject
from dashboard.plan.models import Catalogue
from dashboard.publishing.completeness import Gap
from dashboard.wording import Language, t


def words(catalogue: Catalogue, gaps: Sequence[Gap], day: date, lang: Language) -> str:
    """Return who lacks what: 固始县局（2025Q3转让许可、质押融资）; organisations in plan order, names of the day."""
    lacking: dict[str, list[str]] = defaultdict(list)
    for gap in gaps:
        names = t("publish.separator", lang).join(_subject(catalogue, code, lang) for code in gap.subjects)
        lacking[gap.sender].append(t("publish.gap_period", lang, period=gap.period, subjects=names))
    order = {unit.id: place for place, unit in enumerate(catalogue.organisations)}
    return t("publish.separator", lang).join(
        t("publish.gap_sender", lang, sender=_name(catalogue, unit, day, lang),
          periods=t("publish.gap_separator", lang).join(lacking[unit]))
        for unit in sorted(lacking, key=lambda unit: order[unit])
    )  # fmt: skip


def _subject(catalogue: Catalogue, code: str, lang: Language) -> str:
    if code == MILESTONES:
        return t("publish.milestones", lang)
    found = subject(catalogue, code)
    return found.name if lang == "zh" else found.name_en


def _name(catalogue: Catalogue, code: str, day: date, lang: Language) -> str:
    name = sender(catalogue, code).name_on(day)
    return name.short if lang == "zh" else name.name_en
