"""The overview as one frozen value: the bullet table of the targets and the milestones of the tasks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboard.attainment.verdict import StageState
from dashboard.figures import formulas, headlines, needs, sentences
from dashboard.figures.facts import Chance, Item, Measure, State
from dashboard.figures.shapes import TONES
from dashboard.wording import Language, percent, period_words, signed, t, tenths_words

AXIS = Decimal("1.4")  # the bullet axis ends at 140 % of the implied target
DOTS = 20
_DONE: tuple[StageState, ...] = ("done", "done_late")


@dataclass(frozen=True)
class Mark:
    """A verdict as word, shape and tone; ``notes`` qualify it (按2024年数, 口径待确认)."""

    status: str
    word: str
    shape: str
    tone: str
    small: bool = False  # small sample: the shape is hollow
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bullet:
    """Positions on the axis in percent of its length; None where a mark does not apply."""

    fill: float | None
    over: bool
    time: float | None
    season: float | None
    target: float = float(100 / AXIS)


@dataclass(frozen=True)
class Cell:
    """One milestone or stage as a mark."""

    state: str
    tip: str
    thin: bool = False


@dataclass(frozen=True)
class Outlook:
    """A probability as dots out of twenty and a word."""

    dots: int
    word: str
    tip: str


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
    countdown: str
    with_outlook: bool


def overview(state: State, lang: Language, today: date, href: Callable[[str], str]) -> Overview:
    """Return the overview of an edition; ``href`` gives the address of a target's page."""
    groups = tuple(
        _group(state, heading.id, heading.name if lang == "zh" else heading.name_en, lang, href)
        for heading in state.headings
    )
    rows = [_task(measure, lang) for measure in state.measures]
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
        countdown=sentences.countdown(state.plan, today, lang),
        with_outlook=any(row.outlook for group in groups for row in group.rows),
    )


def _group(state: State, heading: str, name: str, lang: Language, href: Callable[[str], str]) -> Group:
    items = state.under(heading)
    rows = tuple(_row(item, state, lang, href) for item in items if item.target.kind == "numeric")
    chips = tuple(_chip(item, lang, href) for item in items if item.target.kind == "qualitative")
    return Group(name, rows, chips)


def mark(item: Item, lang: Language) -> Mark:
    """Return a target's verdict as word, shape, tone and what qualifies it."""
    found = item.verdict
    notes = (judged_on(item, lang), "" if found.confirmed else t("overview.unconfirmed", lang))
    return Mark(
        found.status,
        t(f"status.{found.status}", lang),
        f"{'h' if found.small_sample else 's'}-{found.status}",
        TONES[found.status],
        found.small_sample,
        tuple(note for note in notes if note),
    )


def judged_on(item: Item, lang: Language) -> str:
    """Return the closed year or quarter that was judged where it is not the edition's own period."""
    found = item.verdict
    if found.final or found.reason not in ("closed_year", "stock_path", "year_missed"):
        return ""
    return t("overview.judged_on", lang, period=period_words(found.period, lang))


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
        tip=_tip(item, state, lang),
    )


def _chip(item: Item, lang: Language, href: Callable[[str], str]) -> Chip:
    cells = stage_cells(item, lang)
    return Chip(href(item.target.id), item.name(lang), mark(item, lang), cells, "\n".join(cell.tip for cell in cells))


def _tip(item: Item, state: State, lang: Language) -> str:
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


def _place(share: Decimal | None) -> float | None:
    return None if share is None else round(float(min(max(share, Decimal(0)), AXIS) / AXIS * 100), 2)


def bullet(item: Item) -> Bullet:
    """Return the bar of a target; a time tick that would sit on the target line is left out."""
    found = item.verdict
    running = found.reason in ("year_to_date", "count_share", "count_reached", "year_missed")
    time = found.time_progress if running and found.time_progress != 1 else None
    share = found.completion
    return Bullet(_place(share), share is not None and share > AXIS, _place(time), _place(found.seasonal_progress))


def gap(item: Item) -> str:
    found = item.verdict
    if found.reason not in ("year_to_date", "count_share") or found.gap_points is None:
        return ""
    digits = sentences.points(found.gap_points)
    return signed(found.gap_points, len(digits.partition(".")[2]))


def outlook(chance: Chance | None, lang: Language) -> Outlook | None:
    """Return the probability of attaining a target as dots and a word; None where the edition has none."""
    if chance is None or chance.p is None:
        return None
    key = "chance_high" if chance.p >= 0.8 else "chance_low" if chance.p < 0.4 else "chance_open"
    tip = t("sentence.chance_tip", lang, tenths=tenths_words(chance.p, lang))
    return Outlook(round(chance.p * DOTS), t(f"sentence.{key}", lang), tip)


def stage_cells(item: Item, lang: Language) -> tuple[Cell, ...]:
    """Return the dated stages of a target as marks."""
    return tuple(
        Cell(
            stage.state, _step_tip(sentences.stage_name(item, stage, lang), stage.state, stage.due, stage.done_on, lang)
        )
        for stage in item.verdict.stages
    )


def counted_stages(item: Item, lang: Language) -> tuple[Cell, ...]:
    """Return one mark for each of N <= 3 things: those reached are done, the next is under way."""
    wanted = int(item.verdict.goal or item.verdict.threshold or 0)
    if item.verdict.level is None:
        return (Cell("not_started", ""),) * wanted
    have = int(item.verdict.level)
    late = item.verdict.reason == "stage_overdue"
    states = ["done"] * min(have, wanted) + ["overdue" if late else "under_way"] + ["not_started"] * wanted
    return tuple(Cell(state, "") for state in states[:wanted])


def _step_tip(name: str, state: str, due: str, done_on: date | None, lang: Language) -> str:
    day = period_words(f"{done_on:%Y-%m}", lang) if done_on else period_words(due, lang)
    return t("overview.step_tip", lang, name=name, state=t(f"status.milestone_{state}", lang), day=day)


def _task(measure: Measure, lang: Language) -> TaskRow:
    series: dict[str, list[Cell]] = {}
    for step in measure.steps:
        tip = _step_tip(step.name, step.state, step.due, step.done_on, lang)
        series.setdefault(step.code.partition("@")[0], []).append(Cell(step.state, tip, step.recurring))
    states = [step.state for step in measure.steps]
    done, overdue = sum(s in _DONE for s in states), states.count("overdue")
    task = measure.task
    name = (task.name, task.short) if lang == "zh" else (task.name_en, task.short_en)
    tip = "\n".join([name[0], *(cell.tip for cells in series.values() for cell in cells if cell.state == "overdue")])
    return TaskRow(task.code, name[1], tuple(map(tuple, series.values())), done, done + overdue, overdue, tip)


def share_words(value: Decimal | None) -> str:
    """Return a share for a table cell, a dash where there is none."""
    return "—" if value is None else percent(value)
