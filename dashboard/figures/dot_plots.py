"""Twenty equally likely values as dots on an axis with the goal."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.figures.facts import Item
from dashboard.figures.outlook_facts import Forecast
from dashboard.wording import Language, t

COLUMNS = 24  # places for stacked dots
TALLEST, ASIDE = 6, 3.6  # dots in a pile; percent of the axis from one dot to the next beside it


@dataclass(frozen=True)
class Dot:
    """One of twenty equally likely values: place on the axis in percent, height in its pile, goal reached or not."""

    left: float
    up: int
    reached: bool


@dataclass(frozen=True)
class DotPlot:
    """Twenty dots on an axis with the goal; the texts at its ends and at the goal."""

    dots: tuple[Dot, ...]
    goal: float
    low: str
    high: str
    goal_text: str
    alt: str


def dot_plot(item: Item, main: Forecast, lang: Language) -> DotPlot:
    """Return the twenty values of an outlook as piles of dots, with its goal."""
    goal, values = main.goal or 0.0, sorted(main.dots)
    low, high = min(values[0], goal), max(values[-1], goal)
    room = max((high - low) * 0.06, abs(goal) * 0.01, 1e-9)
    low, high = low - room, high + room
    places = [(int((value - low) / (high - low) * COLUMNS) + 0.5) / COLUMNS * 100 for value in values]
    dots = [
        Dot(*_piled(place, places[:at].count(place), places.count(place)), value >= goal)
        for at, (place, value) in enumerate(zip(places, values, strict=True))
    ]
    reached = sum(dot.reached for dot in dots)
    words = t("outlook.goal", lang, amount=item.amount(goal, lang))
    return DotPlot(
        tuple(dots), round((goal - low) / (high - low) * 100, 2), item.amount(values[0], lang),
        item.amount(values[-1], lang), words,
        t("outlook.dots_alt", lang, low=item.amount(values[0], lang), high=item.amount(values[-1], lang),
          goal=words, count=reached),
    )  # fmt: skip


def _piled(place: float, before: int, whole: int) -> tuple[float, int]:
    """Return where a dot lies on its pile; a tall pile is several dots wide."""
    wide = -(-whole // TALLEST)
    return round(place + (before % wide - (wide - 1) / 2) * ASIDE, 2), before // wide
