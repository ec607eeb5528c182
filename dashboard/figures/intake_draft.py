"""A workbook that has been read and not yet been taken, as a card: outcomes, differences, effects and questions."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.figures.intake import outcome, outcomes
from dashboard.figures.intake_values import Change, DraftCard, Effect, Outcomes, Question
from dashboard.intake.issue import Issue
from dashboard.intake.loading import LoadResult
from dashboard.intake.rows import Tally
from dashboard.wording import Language, Refused, period_words, t

_ORDER = ("returned", "held", "repaired")


def refused(file: str, refusal: Refused, lang: Language) -> DraftCard:
    """Return the card of a file that cannot be taken at all."""
    return DraftCard(file, "", "", refusal.sentence(lang), True, None, (), (), (), "")


def card(
    file: str, result: LoadResult, unit: str, changes: Sequence[Change], effects: Sequence[Effect], lang: Language
) -> DraftCard:
    """Return the card of a workbook that can be taken, or that says nothing new."""
    period = period_words(result.cover.period, lang) if result.cover else ""
    return DraftCard(
        file, unit, period, _sentence(result, lang), False, _outcomes(result.rows, lang), tuple(changes),
        tuple(effects), tuple(_questions(result.issues, lang)), "" if effects else t("intake.no_effect", lang),
    )  # fmt: skip


def _sentence(result: LoadResult, lang: Language) -> str:
    """Return what taking the workbook would do."""
    if result.outcome == "unchanged":
        key = "intake.would_be_old" if result.superseded_by else "intake.would_be_same"
        return t(key, lang, version=result.version, newer=result.superseded_by)
    key = "intake.would_replace" if result.outcome == "replaced" else "intake.would_load"
    return t(key, lang, version=result.version, added=result.added, changed=result.changed, closed=result.closed)


def _outcomes(rows: Tally, lang: Language) -> Outcomes:
    return outcomes(rows.passed, rows.repaired, rows.held, rows.returned, lang)


def _questions(issues: Sequence[Issue], lang: Language) -> list[Question]:
    """Return the issues, what must be answered first."""
    ordered = sorted(issues, key=lambda issue: (_ORDER.index(issue.outcome), issue.sheet, issue.row_no, issue.column))
    return [Question(i.sheet, i.row_no, i.column, outcome(i.outcome, lang), i.sentence(lang)) for i in ordered]
