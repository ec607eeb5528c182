"""The part of a picture that a chart's values fill: places of periods, a scale of round numbers, and its axes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.figures import glyphs
from dashboard.figures.charts import Plot
from dashboard.figures.drawing import Path, Shape, Text
from dashboard.wording import number

INK = dict[str, str]
SIZE = 11.5  # of numbers and labels, in units of the drawing
LINE = 14.0  # height of a line of them
TICKS = 5  # steps of the scale, about


@dataclass(frozen=True)
class Area:
    """Where values are drawn: corners, the values at bottom and top, and the number of places from left to right."""

    left: float
    top: float
    right: float
    bottom: float
    low: float
    high: float
    places: int

    @property
    def slot(self) -> float:
        """The width of one place."""
        return (self.right - self.left) / max(self.places, 1)

    def x(self, place: int) -> float:
        """Return the middle of a place."""
        return self.left + (place + 0.5) * self.slot

    def y(self, value: float) -> float:
        """Return the height of a value."""
        return self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)


def steps(low: float, high: float, *, whole: bool = False) -> tuple[float, ...]:
    """Return round numbers from at most ``low`` to at least ``high``; ``whole``: things are counted, without parts."""
    if high <= low:
        high = low + (abs(low) or 1.0)
    rough = max((high - low) / TICKS, 1.0 if whole else 0.0)
    size = 10.0 ** math.floor(math.log10(rough))
    round_ = (1, 2, 5, 10) if whole and size < 10 else (1, 2, 2.5, 5, 10)
    step = next(size * k for k in round_ if size * k >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(at * step, 10) for at in range(first, last + 1))


def span(plot: Plot) -> tuple[float, float]:
    """Return the lowest and highest value drawn; zero is one of them where the chart starts at zero."""
    found = [v for trace in plot.traces for v in (*trace.values, *trace.lower) if v is not None]
    found += [plot.goal] if plot.goal is not None else []
    found += [0.0] if plot.from_zero or not found else []
    return min(found), max(found)


def whole(plot: Plot) -> bool:
    """True when the columns of a chart hold whole numbers only."""
    found = [v for trace in plot.traces if trace.ink == "solid" for v in trace.values if v is not None]
    return bool(found) and all(v == int(v) for v in found)


def scale(area: Area, ticks: Sequence[float], ink: INK) -> list[Shape]:
    """Return lines of the scale with their numbers at the left."""
    digits = max((_digits(tick) for tick in ticks), default=0)
    drawn: list[Shape] = []
    for tick in ticks:
        y = area.y(tick)
        drawn.append(Path(((area.left, y), (area.right, y)), stroke=ink["line-2"]))
        drawn.append(Text(area.left - 6, y + 4, number(tick, digits), SIZE, ink["ink-3"], anchor="end"))
    return drawn


def wide(ticks: Sequence[float]) -> float:
    """Return the room that the numbers of a scale need."""
    digits = max((_digits(tick) for tick in ticks), default=0)
    return max((glyphs.width(number(tick, digits), SIZE) for tick in ticks), default=0.0) + 8


def _digits(tick: float) -> int:
    return next(digits for digits in range(6) if abs(round(tick, digits) - tick) < 1e-9 or digits == 5)


def names(plot: Plot, area: Area, ink: INK) -> list[Shape]:
    """Return the axis with the names of its places, in one or two lines; of names that would touch every other one."""
    parts = [label.split("<br>") for label in plot.ticks or plot.labels]
    most = max((glyphs.width(part, SIZE) for found in parts for part in found[:1]), default=0.0)
    every = next((n for n in (1, 2, 3, 4, 6, 12) if most + 7 <= area.slot * n), 12)
    drawn: list[Shape] = [Path(((area.left, area.bottom), (area.right, area.bottom)), stroke=ink["mark"])]
    taken: dict[int, float] = {}  # row -> where the name at the right begins
    for place in reversed(range(len(parts))):
        for row, text in enumerate(parts[place]):
            left, right = (area.x(place) + side * glyphs.width(text, SIZE) / 2 for side in (-1, 1))
            if text and (place % every == 0 or row) and right + 3 < taken.get(row, area.right + SIZE):
                y = area.bottom + 15 + LINE * row
                drawn.append(Text(area.x(place), y, text, SIZE, ink["ink-3" if row else "ink-2"], anchor="middle"))
                taken[row] = left
    return drawn


def lines(plot: Plot) -> int:
    """Return how many lines the names of the places take."""
    return max((label.count("<br>") + 1 for label in plot.ticks or plot.labels), default=1)
