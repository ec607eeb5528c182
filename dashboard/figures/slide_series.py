"""The series of a chart as a slide chart holds them: columns, a fan of stacked areas, lines; every value as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from dashboard.figures.charts import Ink, Numbers, Plot, Trace
from dashboard.figures.strokes import COLUMNS, FAN, WIDTHS
from dashboard.wording import Language, t

Kind = Literal["bar", "line", "area"]
_BROAD = 5  # places at least share the width
Look = Ink | Literal["none", "goal"]


@dataclass(frozen=True)
class Shown:
    """One series: its name, look and values; ``texts`` label single points; ``named``: it stands in the legend."""

    name: str
    look: Look
    values: Numbers
    texts: tuple[str, ...] = ()
    named: bool = True


@dataclass(frozen=True)
class Group:
    """Series that are drawn in one way; ``front``: over the others, on axes of their own with the same scale."""

    kind: Kind
    shown: tuple[Shown, ...]
    front: bool = False

    def gap(self, places: int) -> int:
        """Return the space between columns in percent of their width; few columns are not made broad."""
        widest = max((WIDTHS[one.look] for one in self.shown if one.look in WIDTHS), default=1.0)
        return round((1 / (widest * min(places / _BROAD, 1.0)) - 1) * 100)


def groups(plot: Plot, lang: Language) -> tuple[Group, ...]:
    """Return the series of a chart from back to front; those of forecast before actual, that none hides another."""
    columns = {ink: tuple(_plain(trace) for trace in plot.traces if trace.ink == ink) for ink in COLUMNS}
    lines = tuple(_plain(trace) for trace in plot.traces if trace.ink not in COLUMNS and trace.ink not in FAN)
    made = (
        Group("area", tuple(_fan(plot.traces, lang))),  # first: its places in the legend are the same in every program
        Group("bar", (*columns["hatch"], *columns["solid"])),
        Group("line", (*lines, *_goal(plot))),
        Group("bar", columns["outline"], front=True),
    )
    return tuple(group for group in made if group.shown)


def _plain(trace: Trace) -> Shown:
    return Shown(trace.name, trace.ink, trace.values, trace.texts)


def _goal(plot: Plot) -> Iterator[Shown]:
    """Yield the number to be reached as a line from the first to the last place."""
    if plot.goal is not None:
        yield Shown(plot.goal_text, "goal", (plot.goal,) * len(plot.labels))


def _fan(traces: Sequence[Trace], lang: Language) -> Iterator[Shown]:
    """Yield the fan: an unseen area up to its lowest edge, then the differences from each edge to the next.

    The widest band comes first, so that from below the edges are: lower 80, lower 50, upper 50, upper 80.
    """
    bands = [trace for ink in FAN for trace in traces if trace.ink == ink]
    if not bands:
        return
    edges = [*(band.lower for band in bands), *(band.values for band in reversed(bands))]
    yield Shown(t("slides.fan_from", lang, name=bands[0].name), "none", edges[0], named=False)
    around = [*bands[:-1], *reversed(bands)]  # the band between each edge and the next
    for at, (band, (under, over)) in enumerate(zip(around, pairwise(edges), strict=True)):
        lower = at < len(bands) - 1
        name = t("slides.fan_lower", lang, name=band.name) if lower else band.name
        yield Shown(name, band.ink, _between(under, over), named=not lower)


def _between(under: Numbers, over: Numbers) -> Numbers:
    return tuple(None if low is None or high is None else round(high - low, 9)
                 for low, high in zip(under, over, strict=True))  # fmt: skip
