"""Scene (a): all targets and their statuses, how far each is, and what is left of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.figures import headlines, overview, scenes
from dashboard.figures.facts import Item, State
from dashboard.figures.marks import Mark
from dashboard.figures.overview import Row
from dashboard.figures.scenes import ROWS, Piece, Scene, Told
from dashboard.figures.shapes import TONES
from dashboard.plan import periods
from dashboard.plan.models import Plan
from dashboard.wording import Language, t, tenths_words


@dataclass(frozen=True)
class Count:
    """How many targets stand at a status."""

    count: int
    mark: Mark


@dataclass(frozen=True)
class Line:
    """A target in a row; ``chance`` is a word, with its number and dots only where they may be told."""

    row: Row
    goal: str
    chance: str


@dataclass(frozen=True)
class Content:
    """What the scene shows beside its sentence; columns that no row fills are left out."""

    days: int  # left of the plan, or of the settlement after it; 0 when both are over
    days_words: str
    counts: tuple[Count, ...]
    total: int
    qualitative: tuple[Count, ...]
    qualitative_total: int
    rows: tuple[Line, ...]
    more: int  # targets that did not fit
    steps: int
    done: int
    overdue: int
    with_chance: bool
    with_gap: bool
    with_time: bool  # some bar has a tick of time progress
    with_season: bool
    numbers: bool  # probabilities as numbers


def scene(state: State, lang: Language, today: date, told: Told) -> Scene:
    """Return the scene of all targets."""
    shown = scenes.fitting(state.numeric, ROWS - 1)  # the head of the columns is a row too
    whole = overview.overview(state, lang, today, lambda target: target)
    rows = {row.href: row for group in whole.groups for row in group.rows}
    lines = tuple(_line(item, rows[item.target.id], lang, told) for item in shown)
    bars = [line.row.bullet for line in lines if line.row.bullet is not None]
    days, key = left(state.plan, today)
    content = Content(
        days=days,
        days_words=t(f"screen.{key}", lang),
        counts=counts(state.numeric, lang),
        total=len(state.numeric),
        qualitative=counts(state.qualitative, lang),
        qualitative_total=len(state.qualitative),
        rows=lines,
        more=len(state.numeric) - len(shown),
        steps=whole.steps,
        done=whole.done,
        overdue=whole.overdue,
        with_chance=any(line.chance for line in lines),
        with_gap=any(line.row.gap for line in lines),
        with_time=any(bar.time is not None for bar in bars),
        with_season=any(bar.season is not None for bar in bars),
        numbers=told.chances,
    )
    opening = Piece(whole.countdown + t("screen.stop", lang))
    return Scene("all", t("screen.title_all", lang), (opening, *scenes.failing(state.items, lang)), content)


def counts(items: Sequence[Item], lang: Language) -> tuple[Count, ...]:
    """Return how many targets stand at each status that occurs; they sum to all."""
    found = headlines.counted([item.verdict.status for item in items], lang)
    return tuple(Count(count, Mark(status, word, f"s-{status}", TONES[status])) for status, word, count in found)


def left(plan: Plan, today: date) -> tuple[int, str]:
    """Return how many days are left until the end of the plan, then of the settlement, and which of the two it is."""
    last, settled = date(plan.end_year, 12, 31), periods.last_day(plan.settled_by)
    if today <= last:
        return (last - today).days, "to_plan_end"
    return max((settled - today).days, 0), "to_settlement"


def _line(item: Item, row: Row, lang: Language, told: Told) -> Line:
    found = item.verdict
    asked = found.goal if found.method in ("count", "stages") else found.path
    return Line(row, "" if asked is None else item.bare(asked, lang), _chance(item, row, lang, told))


def _chance(item: Item, row: Row, lang: Language, told: Told) -> str:
    if row.outlook is None or item.chance is None or item.chance.p is None:
        return ""
    return f"{row.outlook.word} {tenths_words(item.chance.p, lang)}" if told.chances else row.outlook.word
