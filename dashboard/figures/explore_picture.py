"""The chart of the explore page as a still picture: lines or columns beside each other, one colour a series."""

from __future__ import annotations

from dashboard.figures import area as areas
from dashboard.figures import glyphs
from dashboard.figures.area import INK, LINE, SIZE, Area
from dashboard.figures.charts import Plot, Trace
from dashboard.figures.drawing import Disc, Drawing, Path, Rect, Shape, Text
from dashboard.figures.explore import Grid
from dashboard.figures.explore import Line as GridLine
from dashboard.figures.framing import Inside, Stamp, framed
from dashboard.figures.palette import PALETTES, SERIES, Theme

WIDTH, HEIGHT = 860.0, 330.0
_DASHES = ("", "6 4", "2 3")
_SWATCH = 16.0


def picture(grid: Grid, show: str, title: str, alt: str, theme: Theme, marked: Stamp) -> Drawing:
    """Return the chart of a table as a picture that stands alone; ``show``: lines or columns."""
    ink, plot = PALETTES[theme], _plot(grid, title, alt)
    legend, top = _legend(plot, theme, ink) if len(plot.traces) > 1 else ([], 0.0)
    low, high = areas.span(plot)
    ticks = areas.steps(min(low, 0.0), high, whole=areas.whole(plot))
    bottom = HEIGHT + top - 6 - LINE * areas.lines(plot)
    area = Area(areas.wide(ticks), top + 8, WIDTH, bottom, ticks[0], ticks[-1], len(plot.labels))
    drawn = _columns(plot, area, theme) if show == "columns" else _lines(plot, area, theme)
    shapes = (*legend, *areas.scale(area, ticks, ink), *drawn, *areas.names(plot, area, ink))
    return framed(title, alt, theme, marked, Inside(WIDTH, HEIGHT + top, shapes))


def _plot(grid: Grid, title: str, alt: str) -> Plot:
    """Return the columns that are drawn as series; shares in percent."""
    lines = _shown(grid)
    traces = []
    for at in grid.drawn:
        cells = [line.cells[at] for line in lines]
        values = tuple(None if c.number is None else float(c.number * (100 if c.share else grid.factor)) for c in cells)
        traces.append(Trace(grid.columns[at], "solid", values))
    short = tuple(line.short or line.label for line in lines)
    return Plot("explored", title, tuple(line.label for line in lines), tuple(traces), alt, ticks=short)


def _shown(grid: Grid) -> tuple[GridLine, ...]:
    return grid.lines[1:] if grid.total and len(grid.lines) > 1 else grid.lines


def _look(at: int, theme: Theme) -> tuple[str, str]:
    colours = SERIES[theme]
    return colours[at % len(colours)], _DASHES[at // len(colours) % len(_DASHES)]


def _lines(plot: Plot, area: Area, theme: Theme) -> list[Shape]:
    drawn: list[Shape] = []
    for at, trace in enumerate(plot.traces):
        colour, dash = _look(at, theme)
        for run in _runs(trace, area):
            drawn += [Path(run, colour, 1.8, dash)] if len(run) > 1 else []
            drawn += [Disc(x, y, 2.4, colour) for x, y in run]
    return drawn


def _runs(trace: Trace, area: Area) -> list[tuple[tuple[float, float], ...]]:
    """Return the stretches of a series without its gaps."""
    runs: list[list[tuple[float, float]]] = [[]]
    for place, value in enumerate(trace.values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((area.x(place), area.y(value)))
    return [tuple(run) for run in runs if run]


def _columns(plot: Plot, area: Area, theme: Theme) -> list[Shape]:
    wide, zero = area.slot * 0.8 / len(plot.traces), area.y(max(area.low, 0.0))
    drawn: list[Shape] = []
    for at, trace in enumerate(plot.traces):
        for place, value in enumerate(trace.values):
            if value is not None:
                left = area.x(place) - area.slot * 0.4 + wide * at
                y = area.y(value)
                drawn.append(Rect(left, min(y, zero), max(wide - 1, 0.6), abs(zero - y), _look(at, theme)[0]))
    return drawn


def _legend(plot: Plot, theme: Theme, ink: INK) -> tuple[list[Shape], float]:
    drawn: list[Shape] = []
    x, y = 0.0, 12.0
    for at, trace in enumerate(plot.traces):
        colour, dash = _look(at, theme)
        wide = _SWATCH + 6 + glyphs.width(trace.name, SIZE) + 18
        if x and x + wide - 18 > WIDTH:
            x, y = 0.0, y + LINE + 4
        drawn += [Path(((x, y - 4), (x + _SWATCH, y - 4)), colour, 3.0, dash),
                  Text(x + _SWATCH + 6, y, trace.name, SIZE, ink["ink-2"])]  # fmt: skip
        x += wide
    return drawn, y + 10
