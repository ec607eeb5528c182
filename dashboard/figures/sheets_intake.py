"""What a unit owes and has sent, as tables of a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.figures.intake_values import IntakePage
from dashboard.figures.sheet_cells import joined, of_words
from dashboard.figures.workbook import Sheet
from dashboard.wording import Language, t


def sheets(page: IntakePage, lang: Language) -> Sequence[Sheet]:
    """Return what was sent, what is owed and what is asked."""
    outcomes = [t(f"load.outcome_{name}", lang) for name in ("repaired", "held", "returned")]
    sent = [(joined(row.period, row.version), row.state.word, row.file, row.filled, str(row.rows), str(row.repaired),
             str(row.held), str(row.returned)) for row in page.versions]  # fmt: skip
    owed = [(row.name, row.due, row.mark.word, str(row.rows), str(row.asked)) for row in page.owed]
    asked = [(row.mark.word, row.sheet, str(row.row), row.column, row.message) for row in page.questions]
    return (
        of_words(t("intake.versions", lang), [t("intake.period", lang), t("intake.state", lang), t("intake.file", lang),
                 t("unit.filled", lang), t("intake.rows", lang), *outcomes], sent),
        of_words(t("intake.owed", lang), [t("intake.sheet", lang), t("unit.due", lang), t("unit.sent_how", lang),
                 t("intake.rows", lang), t("intake.asked", lang)], owed),
        of_words(t("intake.open_questions", lang), [t("intake.outcome", lang), t("intake.sheet", lang),
                 t("intake.row", lang), t("intake.column", lang), t("intake.why", lang)], asked),
    )  # fmt: skip
