"""What was sent, and by which readings and rules is judged, as tables of a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.figures.freshness import FreshRow, HeldRow, Restated
from dashboard.figures.glossary import Term
from dashboard.figures.method import Definition
from dashboard.figures.rulebook import Base, Question, Rules
from dashboard.figures.scores import Method, Table
from dashboard.figures.sending import Matrix
from dashboard.figures.sheet_cells import joined, of_words
from dashboard.figures.workbook import Sheet
from dashboard.wording import Language, t


def of_matrix(name: str, found: Matrix, lang: Language) -> Sheet:
    """Return senders by period, each cell in the words of its mark."""
    years = [label for label, count in found.years for _ in range(count)]
    columns = [joined(year, period) for year, period in zip(years, found.periods, strict=True)]
    rows = [(row.name, row.sheets, *(_sent(cell.mark.word, cell.corrected, lang) if cell else "" for cell in row.cells))
            for row in found.rows]  # fmt: skip
    return of_words(name, [t("data.sender", lang), t("files.col_sheet", lang), *columns], rows)


def _sent(word: str, corrected: bool, lang: Language) -> str:
    return joined(word, t("data.corrected", lang)) if corrected else word


def of_fresh(rows: Sequence[FreshRow], lang: Language) -> Sheet:
    """Return how complete and fresh each quantity is."""
    keys = ("quantity", "source", "last", "completeness", "lacking", "whole_periods", "following")
    told = [(row.name, row.source, row.last, joined(row.mark.word, row.reported), row.missing, row.complete,
             joined(row.due, row.due_period)) for row in rows]  # fmt: skip
    return of_words(t("data.fresh", lang), [t(f"data.{key}", lang) for key in keys], told)


def of_restated(rows: Sequence[Restated], lang: Language) -> Sheet:
    """Return every value that was restated."""
    told = [(row.name, row.period, row.old, row.new, row.edition) for row in rows]
    keys = ("quantity", "period", "old", "new", "since_edition")
    return of_words(t("data.restated", lang), [t(f"data.{key}", lang) for key in keys], told)


def of_held(rows: Sequence[HeldRow], lang: Language) -> Sheet:
    """Return every row that waits for an answer."""
    told = [(row.unit, row.period, row.place, row.word, row.message, row.since) for row in rows]
    keys = ("sender", "period", "place", "outcome", "why", "since")
    return of_words(t("data.held", lang), [t(f"data.{key}", lang) for key in keys], told)


def of_definitions(found: Iterable[Definition], lang: Language) -> Sheet:
    """Return every reading of every target: what it measures and demands, who confirmed it, its verdict."""
    keys = ("no", "target", "rule", "clause", "statement", "reading", "used", "method", "measured", "demand", "verdict",
            "level", "goal", "origin", "confirmed", "owners", "source")  # fmt: skip
    rows = [
        (one.code, one.name, one.rule, one.clause, one.statement, row.row.name, t("files.yes", lang) if row.row.used
         else "", row.method, row.quantity, row.demand, row.row.mark.word, row.row.level, row.row.goal, row.source,
         row.confirmation, one.owners, one.data_source)
        for one in found for row in one.rows
    ]  # fmt: skip
    return of_words(t("files.sheet_readings", lang), [t(f"files.col_{key}", lang) for key in keys], rows)


def of_rules(found: Sequence[Rules], lang: Language) -> Sheet:
    """Return every band of every rule set in words."""
    keys = ("rules", "valid", "scope", "band", "condition")
    rows = [(rules.name, rules.valid, t(f"method.bands_{kind}", lang), band.word, band.condition)
            for rules in found for kind, bands in (("progress", rules.progress), ("growth", rules.growth))
            for band in bands]  # fmt: skip
    notes = [limit for rules in found if rules.used for limit in rules.limits]
    return of_words(t("method.part_rules", lang), [t(f"files.col_{key}", lang) for key in keys], rows, notes)


def of_bases(found: Sequence[Base], lang: Language) -> Sheet:
    """Return every base value with its source and who confirmed it."""
    rows = [(one.name, one.year, one.value, one.source, one.confirmation, joined(*(e.name for e in one.targets)))
            for one in found]  # fmt: skip
    keys = ("measured", "year", "base", "origin", "confirmed", "target")
    return of_words(t("method.part_bases", lang), [t(f"files.col_{key}", lang) for key in keys], rows)


def of_questions(found: Sequence[Question], lang: Language) -> Sheet:
    """Return every question that the plan's wording leaves open, and what is used."""
    rows = [(one.code, one.name, one.question, one.chosen, joined(*(e.name for e in one.targets))) for one in found]
    keys = ("no", "name", "question", "used", "target")
    return of_words(t("method.part_questions", lang), [t(f"files.col_{key}", lang) for key in keys], rows)


def of_scores(found: Method, lang: Language) -> tuple[Sheet, ...]:
    """Return the measured scores of the forecast."""
    return tuple(_scores(table) for table in (*found.tables, found.demo))


def _scores(table: Table) -> Sheet:
    return of_words(table.title, table.headers, table.rows, (table.note,))


def of_terms(found: Sequence[tuple[str, Sequence[Term]]], lang: Language) -> Sheet:
    """Return the glossary."""
    rows = [(group, term.zh, term.en, term.meaning) for group, terms in found for term in terms]
    headers = [t(f"files.col_{key}", lang) for key in ("group", "term_zh", "term_en", "meaning")]
    return of_words(t("method.part_terms", lang), headers, rows)
