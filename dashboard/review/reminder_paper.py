"""催报清单 and the letter to one unit as official papers, to be finished and signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dashboard.figures.reminding import ReminderDraft
from dashboard.plan.models import Plan
from dashboard.review.cells import NONE, plain
from dashboard.review.papers import Annex, Cell, Column, Letter, Paper, Paragraph, Table
from dashboard.wording import Language, day_words, period_words, t

_SHARES = {"no": 0.06, "unit": 0.16, "missing": 0.3, "held": 0.17, "due": 0.12, "days": 0.07, "reminded": 0.12}


def list_paper(
    drafts: Sequence[ReminderDraft], plan: Plan, period: str, counts: tuple[int, int], today: date,
    marks: Sequence[str], lang: Language,
) -> Paper:  # fmt: skip
    """Return the list of all units that owe something; ``counts``: sheets owed and reported.

    Units that are asked, not urged, stand in a table of their own.
    """
    words = period_words(period, lang)
    intro = t("due.list_intro", lang, day=day_words(today, lang), period=words, expected=counts[0],
              received=counts[1], units=len(drafts))  # fmt: skip
    groups = (("urged", [one for one in drafts if one.urged]), ("asked", [one for one in drafts if not one.urged]))
    tables = tuple(_table(key, found, lang) for key, found in groups if found)
    annex = Annex(t("due.list", lang), tables, wide=True)
    return Paper("reminder", t("due.list_title", lang, period=words), _letter(plan, (), lang), (Paragraph(intro),),
                 (annex,) if tables else (), tuple(marks), lang, today)  # fmt: skip


def unit_paper(
    draft: ReminderDraft, plan: Plan, period: str, today: date, marks: Sequence[str], lang: Language
) -> Paper:
    """Return the letter to one unit: its text without salutation and signature, which the paper itself has."""
    key = "due.letter_urge_title" if draft.urged else "due.letter_title"
    body = tuple(Paragraph(line) for line in draft.text.split("\n")[1:-2])
    return Paper("reminder", t(key, lang, period=period_words(period, lang)), _letter(plan, (draft.full,), lang), body,
                 (), tuple(marks), lang, today)  # fmt: skip


def _letter(plan: Plan, addressees: tuple[str, ...], lang: Language) -> Letter:
    return Letter(plan.issuer, addressees=addressees, draft=t("paper.draft", lang))


def _table(key: str, found: Sequence[ReminderDraft], lang: Language) -> Table:
    columns = tuple(Column(name, t(f"due.col_{name}", lang), width, align="right" if name == "days" else "left")
                    for name, width in _SHARES.items())  # fmt: skip
    rows = tuple(_row(at, one) for at, one in enumerate(found, 1))
    return Table(key, t(f"due.{key}", lang, count=len(found)), columns, rows)


def _row(at: int, one: ReminderDraft) -> tuple[Cell, ...]:
    words = (one.name, one.missing or NONE, one.held or NONE, one.due)
    return plain(at), *map(plain, words), plain(one.days), plain(one.reminded or NONE)
