"""What a big screen must say loudly: its data are past the day on which newer ones were due, or were corrected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dashboard.figures import shell
from dashboard.figures.facts import Edition
from dashboard.figures.reports import Batch
from dashboard.plan import periods
from dashboard.wording import Language, day_words, edition_words, period_words, t


def alarms(
    edition: Edition, known: Sequence[Edition], sent: Sequence[Batch], today: date, lang: Language
) -> tuple[str, ...]:
    """Return the alarms of an edition on a day; ``known`` holds it and those published after it."""
    late = overdue(edition, sent, today)
    made = [] if late is None else [_late(edition, known, *late, today, lang)]
    newer = shell.revision_of(edition, tuple(known))
    made += [t("screen.corrected", lang, edition=edition_words(newer.label, lang))] if newer is not None else []
    return (*made, *([t("screen.incomplete", lang)] if edition.incomplete else []))


def overdue(edition: Edition, sent: Sequence[Batch], today: date) -> tuple[str, date] | None:
    """Return the quarter that should follow an edition, and the day by which all of it was due, once that is past."""
    ahead: dict[str, date] = {}
    for report in (report for batch in sent for report in batch.reports):
        if periods.frequency(report.period) == "Q" and periods.last_month(report.period) > edition.through:
            ahead[report.period] = max(report.due, ahead.get(report.period, report.due))
    period = min(ahead, default="")
    return (period, ahead[period]) if period and ahead[period] < today else None


def _late(edition: Edition, known: Sequence[Edition], period: str, due: date, today: date, lang: Language) -> str:
    text = t("screen.overdue", lang, day=day_words(edition.cut_off, lang), period=period_words(period, lang),
             due=day_words(due, lang), days=(today - due).days)  # fmt: skip
    newest = max((e for e in known if e.kind == "quarter"), key=lambda e: (e.through, e.revision), default=edition)
    if newest.through <= edition.through:
        return text
    return text + t("screen.newer", lang, edition=edition_words(newest.label, lang))
