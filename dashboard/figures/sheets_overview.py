"""The overview as tables of a workbook: every target with what the edition says of it, the tasks, the roll-ups."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.figures import marks, needs
from dashboard.figures.facts import Item, State
from dashboard.figures.groups import GroupTable
from dashboard.figures.outlooks import share
from dashboard.figures.overview import Overview, TaskRow
from dashboard.figures.sheet_cells import hundred, joined, of_words, source_of, unit_of
from dashboard.figures.workbook import Sheet, Value
from dashboard.wording import Language, t

_COLUMNS = ("no", "target", "heading", "rule", "reading", "verdict", "remark", "period", "level", "goal", "unit",
            "completion", "gap", "chance", "outlook", "by", "need", "source", "clause", "owners")  # fmt: skip


def sheets(state: State, page: Overview, rolled: Sequence[GroupTable], lang: Language) -> tuple[Sheet, ...]:
    """Return the tables of the overview."""
    return (of_targets(state, lang), _tasks(page, lang), *(_group(table, lang) for table in rolled))


def of_targets(state: State, lang: Language) -> Sheet:
    """Return one row for each target, numbers unrounded and each with its unit beside it."""
    headers = tuple(t(f"files.col_{key}", lang) for key in _COLUMNS)
    units = {"completion": "%", "gap": t("overview.points", lang)}
    rows = tuple(_target(item, state, lang) for item in state.items)
    notes = (t("files.note_targets", lang), t("files.note_chance", lang))
    return Sheet(t("overview.targets", lang), headers, rows, notes, tuple(units.get(key, "") for key in _COLUMNS))


def _target(item: Item, state: State, lang: Language) -> tuple[Value, ...]:
    zh, target, found = lang == "zh", item.target, item.verdict
    heading = next((h for h in state.headings if h.id == target.heading), None)
    outlook, mark = marks.outlook(item.chance, lang), marks.mark(item, lang)
    goal = found.goal if found.method in ("count", "stages") else found.path
    chance = item.chance if item.chance is not None and item.chance.p is not None else None
    decided = found.reason in ("year_to_date", "count_share")
    return (
        target.code,
        target.name if zh else target.name_en,
        "" if heading is None else heading.name if zh else heading.name_en,
        target.rule_text if zh else target.rule_text_en,
        item.reading.name if zh else item.reading.name_en,
        mark.word,
        joined(*mark.notes, mark.by_hand, t("overview.small_sample", lang) if mark.small else ""),
        found.period,
        found.level,
        goal,
        unit_of(item, lang) if found.level is not None or goal is not None else "",
        hundred(found.completion),
        found.gap_points if decided else None,
        share(chance.p, lang) if chance is not None else None,
        outlook.tip if outlook is not None else "",
        t(f"files.by_{chance.horizon}", lang) if chance is not None else "",
        joined(*needs.need(item, state.organisations, lang)),
        source_of(item, lang),
        t("target.clause_no", lang, doc_no=state.plan.doc_no, clause=target.clause),
        joined(*(state.organisations.get(code, code) for code in target.owners_on(state.edition.cut_off))),
    )


def _tasks(page: Overview, lang: Language) -> Sheet:
    headers = ("no", "task", "done", "due", "overdue", "verified")
    rows = [_task(row) for row in (*page.tasks, *page.safeguards)]
    return of_words(t("overview.measures", lang), [t(f"files.col_{key}", lang) for key in headers], rows)


def _task(row: TaskRow) -> tuple[Value, ...]:
    return row.code, row.name, row.done, row.due, row.overdue, row.verified


def _group(table: GroupTable, lang: Language) -> Sheet:
    headers = (t("files.col_group", lang), *(mark.word for mark in table.columns), t("files.col_total", lang),
               t("files.col_worst", lang))  # fmt: skip
    rows: list[tuple[Value, ...]] = [
        (row.name, *row.counts, row.total, joined(row.worst, row.mark.word if row.mark else ""))
        for row in table.rows
    ]  # fmt: skip
    return of_words(table.title, headers, rows)
