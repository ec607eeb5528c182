"""A chart as a picture that stands alone: title, legend, values, cut-off, edition, rules and 演示数据 inside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard.figures import area as areas
from dashboard.figures import framing, glyphs, strokes
from dashboard.figures.area import INK, LINE, SIZE, Area
from dashboard.figures.charts import Plot, Trace
from dashboard.figures.drawing import Disc, Drawing, Path, Shape, Text
from dashboard.figures.framing import PAD, Stamp, stamp
from dashboard.figures.palette import PALETTES, Theme

__all__ = ["Stamp", "picture", "sign", "small", "stamp", "swatch"]

WIDTH, HEIGHT = 720.0, 400.0  # units of the drawing: pixels at zoom 1
_SWATCH = 16.0


def picture(plot: Plot, theme: Theme, marked: Stamp, title: str = "", width: float = WIDTH,
            height: float = HEIGHT) -> Drawing:  # fmt: skip
    """Return a chart as a picture to be handed round; ``title`` stands in for the chart's own."""
    ink = PALETTES[theme]
    head, under = framing.head(title or plot.title, marked, ink, width)
    foot, below = framing.foot(marked, ink, width, height)
    legend, top = _legend(plot.traces, under, ink, width)
    box = Area(PAD, top + 16, width - PAD, height - below, 0, 1, len(plot.labels))
    inside = _inside(plot, box, ink, scaled=True)
    return Drawing(width, height, (*head, *legend, *inside, *foot), plot.alt, ink["ground"])


def small(plot: Plot, theme: Theme, width: float, height: float, *, scaled: bool = False) -> Drawing:
    """Return a chart without its words around, for a page that carries them.

    Where values are written it needs no scale, unless one is ``scaled``.
    """
    ink = PALETTES[theme]
    scaled = scaled or not any(trace.ink == "solid" and _all_written(trace) for trace in plot.traces)
    inside = _inside(plot, Area(0, 4, width, height, 0, 1, len(plot.labels)), ink, scaled=scaled)
    return Drawing(width, height, tuple(inside), plot.alt)


def _all_written(trace: Trace) -> bool:
    """True when every value of a series is written at its place."""
    known = [at for at, value in enumerate(trace.values) if value is not None]
    return bool(known) and all(at < len(trace.texts) and trace.texts[at] for at in known)


def _inside(plot: Plot, box: Area, ink: INK, *, scaled: bool) -> list[Shape]:
    """Return axes and series inside a box, with room for the values above the columns."""
    low, high = areas.span(plot)
    ticks = areas.steps(low, high, whole=areas.whole(plot)) if scaled else (low, high or 1.0)
    bottom = box.bottom - 4 - LINE * areas.lines(plot)
    free = (ticks[-1] - high) / (ticks[-1] - ticks[0]) * (bottom - box.top)  # between the highest value and the top
    area = replace(
        box,
        left=box.left + (areas.wide(ticks) if scaled else 0),
        top=box.top + max(6.0, _stacked(plot, box.slot) - free),
        bottom=bottom,
        low=ticks[0],
        high=ticks[-1],
    )
    drawn = areas.scale(area, ticks, ink) if scaled else []
    return [*drawn, *strokes.series(plot, area, ink), *areas.names(plot, area, ink), *strokes.goal(plot, area, ink)]


def _stacked(plot: Plot, slot: float) -> float:
    """Return the room that values written above the highest point may need; solid columns may hold theirs."""
    room = slot * strokes.WIDTHS["solid"] - 4
    above = [trace for trace in plot.traces if any(trace.texts)
             and (trace.ink != "solid" or any(glyphs.width(text, SIZE) > room for text in trace.texts))]  # fmt: skip
    return 6.0 + LINE * max(len(above), bool(plot.goal_text))


def _legend(traces: Sequence[Trace], under: float, ink: INK, width: float) -> tuple[list[Shape], float]:
    """Return the legend in rows that fit below a line, and the baseline of its last row."""
    drawn: list[Shape] = []
    x, y = PAD, under + 25
    for trace in traces:
        wide = _SWATCH + 6 + glyphs.width(trace.name, SIZE) + 20
        if x + wide - 20 > width - PAD and x > PAD:
            x, y = PAD, y + LINE + 3
        drawn += [*swatch(trace, x, y, ink), Text(x + _SWATCH + 6, y, trace.name, SIZE, ink["ink-2"])]
        x += wide
    return drawn, y


def swatch(trace: Trace, x: float, y: float, ink: INK) -> list[Shape]:
    """Return the sign of a series before its name; ``y`` is the baseline of the name."""
    if trace.ink in strokes.COLUMNS:
        return [strokes.column(trace.ink, x, y - 10, _SWATCH, 11, ink)]
    if trace.ink in strokes.FAN:
        corners = ((x, y - 10), (x + _SWATCH, y - 10), (x + _SWATCH, y + 1), (x, y + 1))
        return [Path(corners, fill=ink["outlook"], opacity=strokes.FAN[trace.ink], closed=True)]
    tone, middle = strokes.colour(trace, ink), y - 4.5
    dash = "4 3" if trace.ink in ("dash", "rings") else ""
    line = Path(((x, middle), (x + _SWATCH, middle)), stroke=tone, thick=1.8, dash=dash)
    fill = ink["ground"] if trace.ink == "rings" else tone
    return [line] if trace.ink == "dash" else [line, Disc(x + _SWATCH / 2, middle, 3, fill, tone, 1.6)]


def sign(trace: Trace, theme: Theme) -> Drawing:
    """Return the sign of a series alone, for a legend in words beside it."""
    return Drawing(_SWATCH + 2, 14, tuple(swatch(trace, 1, 12, PALETTES[theme])))
