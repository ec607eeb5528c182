"""交接清单 as a paper: one annex with a table for each part, to be signed by who hands over and who takes over."""

from __future__ import annotations

from dashboard.figures.handover import Handover, Part
from dashboard.plan.models import Plan
from dashboard.review.cells import NONE, plain
from dashboard.review.papers import Annex, Column, Letter, Paper, Paragraph, Table
from dashboard.wording import Language, t

_WIDE = 2.6  # times as wide as another column


def handover_paper(shown: Handover, plan: Plan, lang: Language) -> Paper:
    """Return the list as an official paper, a draft until both have signed it."""
    tables = tuple(_table(part, lang) for part in shown.parts)
    annex = Annex(t("handover.annex", lang), tables, wide=True)
    body = (Paragraph(t("handover.body", lang, second=shown.second, headline=shown.headline)),
            *(Paragraph(t(f"handover.sign_{who}", lang)) for who in ("from", "to", "witness")))  # fmt: skip
    return Paper("handover", shown.title, Letter(plan.issuer, draft=t("paper.draft", lang)), body,
                 (annex,) if tables else (), shown.marks, lang, shown.day)  # fmt: skip


def _table(part: Part, lang: Language) -> Table:
    weights = [_WIDE if at in part.wide else 1.0 for at in range(len(part.columns))]
    columns = tuple(Column(f"c{at}", head, weight / sum(weights))
                    for at, (head, weight) in enumerate(zip(part.columns, weights, strict=True)))  # fmt: skip
    rows = tuple(tuple(plain(cell or NONE) for cell in row) for row in part.rows)
    title = t("handover.part", lang, title=part.title, count=len(rows))
    return Table(part.key, title, columns, rows, notes=(part.note,) if part.note else ())
