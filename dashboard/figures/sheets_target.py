"""A target's page as tables of a workbook: readings, stages, history of its verdicts, and the rows behind it."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.figures.evidence import Table
from dashboard.figures.facts import Item, State
from dashboard.figures.sheet_cells import hundred, of_words, source_of, unit_of
from dashboard.figures.target import Part, TargetPage
from dashboard.figures.workbook import Sheet, Value
from dashboard.plan.models import Reading
from dashboard.wording import Language, t

_READING = ("reading", "why", "verdict", "period", "level", "goal", "completion", "gap", "confirmed")


def of_readings(item: Item, state: State, lang: Language) -> Sheet:
    """Return every reading of a target with its own verdict, level and implied target."""
    units = {"level": unit_of(item, lang), "goal": unit_of(item, lang), "completion": "%",
             "gap": t("overview.points", lang)}  # fmt: skip
    target = item.target
    rows = tuple(_reading(item.under(reading.id), reading, lang) for reading, _ in item.every)
    clause = t("target.clause_no", lang, doc_no=state.plan.doc_no, clause=target.clause)
    notes = (f"{clause}{t('ui.colon', lang)}{target.statement if lang == 'zh' else target.statement_en}",
             t("files.source", lang, source=source_of(item, lang)) if item.indicator else "",
             t("files.note_targets", lang))  # fmt: skip
    name = t("files.sheet_readings", lang)
    return Sheet(name, tuple(t(f"files.col_{key}", lang) for key in _READING), rows, notes,
                 tuple(units.get(key, "") for key in _READING), f"{item.name(lang)} · {name}")  # fmt: skip


def _reading(item: Item, reading: Reading, lang: Language) -> tuple[Value, ...]:
    zh, found = lang == "zh", item.verdict
    decided = found.reason in ("year_to_date", "count_share")
    return (
        reading.name if zh else reading.name_en,
        reading.why if zh else reading.why_en,
        t(f"status.{found.status}", lang),
        found.period,
        found.level,
        found.goal if found.method in ("count", "stages") else found.path,
        hundred(found.completion),
        found.gap_points if decided else None,
        t("files.yes" if found.confirmed else "overview.unconfirmed", lang),
    )


def of_page(page: TargetPage, lang: Language) -> tuple[Sheet, ...]:
    """Return the stages of a target where it has any, and the history of its verdicts."""
    made = []
    if page.stages:
        heads = ("target.stage", "target.stage_due", "target.stage_done", "target.stage_state")
        rows = [(stage.name, stage.due, stage.done, stage.state) for stage in page.stages]
        made.append(of_words(t("target.stages", lang), [t(key, lang) for key in heads], rows))
    past = [past for _, editions in page.history for past in editions]
    keys = ("basis.edition", "overview.col_verdict", "basis.level", "basis.path", "basis.history_rules")
    told = [(one.edition, one.mark.word, one.level, one.path, one.rules) for one in past]
    made.append(of_words(t("target.history", lang), [t(key, lang) for key in keys], told))
    return tuple(made)


def of_parts(label: str, parts: Sequence[Part], lang: Language) -> Sheet:
    """Return the breakdown of a target's quantity."""
    keys = ("files.col_part", "files.col_value", "target.share")
    rows = [(part.name, part.value, part.share) for part in parts]
    return of_words(t("files.sheet_parts", lang), [t(key, lang) for key in keys], rows, title=label)


def of_rows(found: Table, lang: Language, place: str = "") -> Sheet:
    """Return the rows behind a target as the page holds them, those to unfold included."""
    rows = (*found.rows, *found.more)
    note = t("target.rows_count", lang, total=found.total, shown=len(rows)) if found.total > len(rows) else ""
    title = f"{t('target.rows', lang)} · {place}" if place else ""
    return of_words(t("target.rows", lang), found.headers, rows, (note,), title)
