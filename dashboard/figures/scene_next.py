"""Scene (f): what must happen next: the worst items, each with what is still required and the next date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.figures import headlines, marks, needs, scenes, steps
from dashboard.figures.facts import Item, State
from dashboard.figures.marks import Mark
from dashboard.figures.phrases import gap_words, level
from dashboard.figures.scenes import Piece, Scene, Told
from dashboard.figures.steps import DONE
from dashboard.plan import periods
from dashboard.plan.models import Plan
from dashboard.wording import Language, day_words, percent_against, t

_ROWS = 6
_SURE = 0.8  # a chance so high needs nothing


@dataclass(frozen=True)
class Line:
    """An item: how far it is, what is still required, and until when; ``late`` where that day has passed."""

    name: str
    mark: Mark
    fact: str
    required: str
    day: str
    left: str
    late: bool


@dataclass(frozen=True)
class Content:
    """The items, and beside them those that need nothing now."""

    lines: tuple[Line, ...]
    rest: tuple[tuple[str, Mark], ...]


def scene(state: State, lang: Language, today: date, told: Told) -> Scene:
    """Return the scene of what must happen next."""
    items = urgent(state)
    lines = tuple(_line(item, state, lang, today, told) for item in items)
    late = tuple(_overdue(state, lang, today, told))[: _ROWS - len(lines)]
    rest = [item for item in state.items if item not in items]
    content = Content((*lines, *late), tuple((item.name(lang), marks.mark(item, lang)) for item in rest))
    headline = scenes.failing(state.items, lang) if items else (Piece(t("screen.none_failing", lang), "good"),)
    return Scene("next", t("screen.title_next", lang), headline, content)


def urgent(state: State) -> tuple[Item, ...]:
    """Return the items that need something: failing ones worst first, then doubtful ones, then open stages."""
    failing = [i for i in scenes.worst_first(state.items) if i.verdict.status in headlines.ATTENTION]
    chances = scenes.chances(state.items)
    others = [i for i in state.items if i not in failing and not i.verdict.final]
    doubtful = sorted((i for i in others if chances.get(i.target.id, 1.0) < _SURE), key=lambda i: chances[i.target.id])
    staged = sorted((i for i in others if i not in doubtful and _stage(i)), key=lambda i: _stage(i))
    return tuple([*failing, *doubtful, *staged][:_ROWS])


def _stage(item: Item) -> str:
    """Return the month in which the next open stage is due; an overdue one first, "" when none is open."""
    return min((m.due for m in item.verdict.stages if m.state not in (*DONE, "continuous")), default="")


def _line(item: Item, state: State, lang: Language, today: date, told: Told) -> Line:
    day = due(item, state.plan)
    named = state.organisations if told.units else None
    return Line(item.name(lang), marks.mark(item, lang), _fact(item, lang), required(item, named, lang),
                day_words(day, lang), _left(day, today, lang), day < today)  # fmt: skip


def due(item: Item, plan: Plan) -> date:
    """Return the day by which an item must be met: its stage, the year judged, its end, or the settlement."""
    found, stage = item.verdict, _stage(item)
    if found.final:
        return periods.last_day(plan.settled_by)
    if found.due is not None:
        return found.due
    if stage and found.method in ("stages", "qualitative"):
        return periods.last_day(stage)
    if found.reason in ("year_to_date", "overdue", "incomplete_sum"):
        return date(periods.year(found.period), 12, 31)
    return date(item.reading.end_year, 12, 31)


def _fact(item: Item, lang: Language) -> str:
    """Return how far an item is; "" where its stages say that."""
    found = item.verdict
    if found.completion is None or found.method in ("stages", "qualitative"):
        return ""
    done = percent_against(found.completion, found.time_progress or 1)
    text = t("screen.fact", lang, amount=level(item, lang), share=done)
    running = found.reason in ("year_to_date", "count_share") and found.gap_points is not None
    return text + t("screen.comma", lang) + gap_words(found.gap_points, lang) if running and found.gap_points else text


def required(item: Item, units: Mapping[str, str] | None, lang: Language) -> str:
    """Return what is still required; who owes it only where ``units`` may be named."""
    found = item.verdict
    goal = found.goal if found.goal is not None else found.path
    if found.final and goal is not None and found.level is not None:
        return t("screen.missed_by", lang, amount=item.said(goal - found.level, lang))
    first, second = needs.need(item, units or {}, lang)
    if found.status == "awaited" and units is None:
        second = ""
    return t("screen.bracketed", lang, text=first, note=second) if first and second else first


def _left(day: date, today: date, lang: Language) -> str:
    days = (day - today).days
    key = "days_left" if days > 0 else "days_past" if days < 0 else "today"
    return t(f"screen.{key}", lang, days=abs(days))


def _overdue(state: State, lang: Language, today: date, told: Told) -> Sequence[Line]:
    """Return the overdue milestones of the tasks, the longest first."""
    late = sorted((one for one in steps.every(state) if one.step.state == "overdue"), key=lambda one: one.step.due)
    made = []
    for one in late:
        day, task = periods.last_day(one.step.due), one.measure.task
        unit = state.organisations.get(one.step.reporter, one.step.reporter) if told.units else ""
        name = task.short if lang == "zh" else task.short_en
        mark = Mark("overdue", t("status.milestone_overdue", lang), "s-behind", "bad")
        text = t("screen.step_of", lang, name=name)
        made.append(Line(steps.title(one.step, lang), mark, unit, text, day_words(day, lang), _left(day, today, lang),
                         day < today))  # fmt: skip
    return made
