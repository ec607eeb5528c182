"""The overview as one frozen value: the bullet table of the targets and the milestones of the tasks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from dashboard.figures import formulas, headlines, needs, sentences
from dashboard.figures.facts import Item, Measure, State
from dashboard.figures.marks import (
    Bullet,
    Cell,
    Mark,
    Outlook,
    bullet,
    counted_stages,
    gap,
    mark,
    outlook,
    stage_cells,
    step_tip,
)  # fmt: skip
from dashboard.plan.judging import StageState
from dashboard.wording import Language, t

_DONE: tuple[StageState, ...] = ("done", "done_late")


@dataclass(frozen=True)
class Row:
    """A numeric target in the table."""

    href: str
    name: str
    rule: str
    mark: Mark
    value: str
    goal: str
    bullet: Bullet | None
    stages: tuple[Cell, ...]
    gap: str
    outlook: Outlook | None
    need: needs.Lines
    tip: str


@dataclass(frozen=True)
class Chip:
    """A qualitative target beside its heading."""

    href: str
    name: str
    mark: Mark
    stages: tuple[Cell, ...]
    tip: str


@dataclass(frozen=True)
class Group:
    """One of the plan's headings with its targets."""

    name: str
    rows: tuple[Row, ...]
    chips: tuple[Chip, ...]


@dataclass(frozen=True)
class TaskRow:
    """A task or safeguard: its milestones by series, and how many of those due are done."""

    code: str
    name: str
    series: tuple[tuple[Cell, ...], ...]
    done: int
    due: int
    overdue: int
    tip: str
    verified: int = 0  # of those done, with verified evidence
    href: str = ""  # address of its milestones


@dataclass(frozen=True)
class Overview:
    """Everything the overview shows."""

    headline: str
    attention: str
    worst: str  # address of the page of the item that needs attention; "" when there is none
    groups: tuple[Group, ...]
    tasks: tuple[TaskRow, ...]
    safeguards: tuple[TaskRow, ...]
    steps: int
    done: int
    overdue: int
    verified: int
    countdown: str
    with_outlook: bool


def overview(
    state: State,
    lang: Language,
    today: date,
    href: Callable[[str], str],
    task_href: Callable[[str], str] = lambda task: "",
) -> Overview:
    """Return the overview of an edition; ``href`` and ``task_href`` give addresses of targets and tasks."""
    groups = tuple(
        _group(state, heading.id, heading.name if lang == "zh" else heading.name_en, lang, href)
        for heading in state.headings
    )
    rows = [replace(_task(measure, lang), href=task_href(measure.task.id)) for measure in state.measures]
    kinds = [measure.task.kind for measure in state.measures]
    return Overview(
        headline=headlines.headline(state, lang),
        attention=headlines.attention(state, lang, today),
        worst=href(worst.target.id) if (worst := headlines.worst(state)) else "",
        groups=groups,
        tasks=tuple(row for row, kind in zip(rows, kinds, strict=True) if kind == "task"),
        safeguards=tuple(row for row, kind in zip(rows, kinds, strict=True) if kind == "safeguard"),
        steps=sum(len(measure.steps) for measure in state.measures),
        done=sum(row.done for row in rows),
        overdue=sum(row.overdue for row in rows),
        verified=sum(row.verified for row in rows),
        countdown=sentences.countdown(state.plan, today, lang),
        with_outlook=any(row.outlook for group in groups for row in group.rows),
    )


def _group(state: State, heading: str, name: str, lang: Language, href: Callable[[str], str]) -> Group:
    items = state.under(heading)
    rows = tuple(_row(item, state, lang, href) for item in items if item.target.kind == "numeric")
    chips = tuple(_chip(item, lang, href) for item in items if item.target.kind == "qualitative")
    return Group(name, rows, chips)


def _row(item: Item, state: State, lang: Language, href: Callable[[str], str]) -> Row:
    target, found = item.target, item.verdict
    staged = bool(found.stages) or found.method == "stages"
    return Row(
        href=href(target.id),
        name=item.name(lang),
        rule=target.rule_text if lang == "zh" else target.rule_text_en,
        mark=mark(item, lang),
        value=_value(item, lang),
        goal=_goal(item, lang),
        bullet=None if staged else bullet(item),
        stages=counted_stages(item, lang) if staged else (),
        gap=gap(item),
        outlook=outlook(item.chance, lang),
        need=needs.need(item, state.organisations, lang),
        tip=_tip(item, lang),
    )


def _chip(item: Item, lang: Language, href: Callable[[str], str]) -> Chip:
    cells = stage_cells(item, lang)
    return Chip(href(item.target.id), item.name(lang), mark(item, lang), cells, _tip(item, lang))


def _tip(item: Item, lang: Language) -> str:
    """Return the tooltip of a row: formulas with numbers, or stages; then the reading and its confirmation."""
    parts = [formulas.tip(item, lang), *(cell.tip for cell in stage_cells(item, lang))]
    reading = item.reading.name if lang == "zh" else item.reading.name_en
    confirmed = "" if item.verdict.confirmed else t("overview.unconfirmed_tip", lang)
    parts.append(t("overview.reading_tip", lang, reading=reading) + confirmed)
    return "\n".join(part for part in parts if part)


def _value(item: Item, lang: Language) -> str:
    found = item.verdict
    if found.level is None:
        return t(f"status.{found.status}", lang) if found.status == "awaited" else "—"
    return item.cell(found.level, lang)


def _goal(item: Item, lang: Language) -> str:
    """Return the number N, or the implied target of the year judged."""
    found = item.verdict
    asked = found.goal if found.method in ("count", "stages") else found.path
    if asked is None:
        return ""
    key = "overview.goal" if found.method in ("count", "stages") else "overview.implied"
    return t(key, lang, amount=item.bare(asked, lang))


def _task(measure: Measure, lang: Language) -> TaskRow:
    series: dict[str, list[Cell]] = {}
    for step in measure.steps:
        tip = step_tip(step.name, step.state, step.due, step.done_on, lang)
        series.setdefault(step.code.partition("@")[0], []).append(Cell(step.state, tip, step.recurring))
    states = [step.state for step in measure.steps]
    done, overdue = sum(s in _DONE for s in states), states.count("overdue")
    task = measure.task
    name = (task.name, task.short) if lang == "zh" else (task.name_en, task.short_en)
    tip = "\n".join([name[0], *(cell.tip for cells in series.values() for cell in cells if cell.state == "overdue")])
    verified = sum(step.verified for step in measure.steps)
    return TaskRow(task.code, name[1], tuple(map(tuple, series.values())), done, done + overdue, overdue, tip, verified)
