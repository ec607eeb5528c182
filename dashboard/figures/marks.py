"""Marks of a verdict: its shape and word, its bullet, its stages, its outlook as dots."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboard.figures.facts import Chance, Item
from dashboard.figures.phrases import points, stage_name
from dashboard.figures.shapes import TONES
from dashboard.wording import Language, period_words, signed, t, tenths_words

AXIS = Decimal("1.4")  # the bullet axis ends at 140 % of the implied target
DOTS = 20


@dataclass(frozen=True)
class Mark:
    """A verdict as word, shape and tone; ``notes`` qualify it (按2024年数, 口径待确认)."""

    status: str
    word: str
    shape: str
    tone: str
    small: bool = False  # small sample: the shape is hollow
    notes: tuple[str, ...] = ()
    by_hand: str = ""  # the status that a publisher has set beside it


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
        _by_hand(item, lang),
    )


def _by_hand(item: Item, lang: Language) -> str:
    """Return the status that a publisher has set beside the computed one."""
    made = item.verdict.override
    return "" if made is None else t("overview.by_hand", lang, word=t(f"status.{made.status}", lang))


def judged_on(item: Item, lang: Language) -> str:
    """Return the closed year or quarter that was judged where it is not the edition's own period."""
    found = item.verdict
    if found.final or found.reason not in ("closed_year", "stock_path", "year_missed"):
        return ""
    return t("overview.judged_on", lang, period=period_words(found.period, lang))


def bullet(item: Item) -> Bullet:
    """Return the bar of a target; a time tick that would sit on the target line is left out."""
    found = item.verdict
    running = found.reason in ("year_to_date", "count_share", "count_reached", "year_missed")
    time = found.time_progress if running and found.time_progress != 1 else None
    share = found.completion
    return Bullet(_place(share), share is not None and share > AXIS, _place(time), _place(found.seasonal_progress))


def gap(item: Item) -> str:
    """Return the points above (+) or below (−) time progress; "" where none decide."""
    found = item.verdict
    if found.reason not in ("year_to_date", "count_share") or found.gap_points is None:
        return ""
    digits = points(found.gap_points)
    return signed(found.gap_points, len(digits.partition(".")[2]))


def _place(share: Decimal | None) -> float | None:
    return None if share is None else round(float(min(max(share, Decimal(0)), AXIS) / AXIS * 100), 2)


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
        Cell(stage.state, step_tip(stage_name(item, stage, lang), stage.state, stage.due, stage.done_on, lang))
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


def step_tip(name: str, state: str, due: str, done_on: date | None, lang: Language) -> str:
    """Return a milestone or stage with its state and the month it was done or is due."""
    day = period_words(f"{done_on:%Y-%m}", lang) if done_on else period_words(due, lang)
    return t("overview.step_tip", lang, name=name, state=t(f"status.milestone_{state}", lang), day=day)
