"""The table of the explore page as one interactive chart: lines or columns, one series per column."""

from __future__ import annotations

from itertools import cycle

import plotly.graph_objects as go

from dashboard.figures.explore import Cell, Grid, Line
from dashboard.figures.palette import PALETTES, SERIES, Theme
from dashboard.figures.plotting import FONT, SIZE, literal
from dashboard.wording import Language, t

_HEIGHT = 380  # pixels
_DASHES = ("solid", "dash", "dot")
_MANY = 9  # periods on the axis beyond which only some are written, so that a phone has room


def drawable(grid: Grid) -> bool:
    """True when a chart has anything to show."""
    return any(cell.number is not None for line in grid.lines for cell in line.cells)


def figure(grid: Grid, show: str, theme: Theme) -> go.Figure:
    """Return the plotly figure; of measures only the value and last year's are drawn, changes have another unit."""
    ink = PALETTES[theme]
    drawn = go.Figure([_trace(grid, at, show, theme) for at in grid.drawn])
    drawn.update_layout(
        template="none",
        height=_HEIGHT,
        margin={"l": 4, "r": 8, "t": 8, "b": 8},
        barmode="group",
        showlegend=len(grid.drawn) > 1,
        legend={"font": {"size": SIZE}, "bgcolor": "rgba(0,0,0,0)", "itemdoubleclick": "toggleothers", **_beside(grid)},
        font={"family": FONT, "size": SIZE, "color": ink["ink-2"]},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hovermode="x unified",
        hoverlabel={"bgcolor": ink["panel"], "bordercolor": ink["line"], "font": {"family": FONT, "color": ink["ink"]}},
        dragmode=False,
    )
    places = _labelled(_lines(grid))
    drawn.update_xaxes(type="category", autotickangles=[0, 90], showgrid=False, linecolor=ink["mark"], fixedrange=True,
                       automargin=True, tickvals=[literal(line.label) for line in places],
                       ticktext=[literal(line.short) for line in places])  # fmt: skip
    share = any(line.cells[at].share for line in grid.lines for at in grid.drawn)
    drawn.update_yaxes(gridcolor=ink["line-2"], zeroline=share, zerolinecolor=ink["mark"], fixedrange=True, nticks=5,
                       automargin=True, rangemode="tozero", tickformat=",.0%" if share else ",~g")  # fmt: skip
    return drawn


def alt(grid: Grid, caption: str, lang: Language) -> str:
    """Return the chart in words: its title, and first and newest value of its first series."""
    known = [(line.label, line.cells[0]) for line in grid.lines if line.cells and line.cells[0].number is not None]
    if not known:
        return caption
    (first, low), (last, high) = known[0], known[-1]
    return t("explore.alt", lang, caption=caption, first=first, low=low.text, last=last, high=high.text)


def _lines(grid: Grid) -> tuple[Line, ...]:
    """Return the rows that are drawn: parts without their total."""
    return grid.lines[1:] if grid.total and len(grid.lines) > 1 else grid.lines


def _beside(grid: Grid) -> dict[str, object]:
    """Return where the legend stands: above a few series, so that a phone has the width for them."""
    few = len(grid.drawn) < 4
    return {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"} if few else {}


def _labelled(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the rows whose name is written: every place, of many periods every so many."""
    periods = any(line.short != line.label for line in lines)
    return lines[:: len(lines) // _MANY + 1] if periods else lines


def _trace(grid: Grid, at: int, show: str, theme: Theme) -> go.Bar | go.Scatter:
    cells: list[Cell] = [line.cells[at] for line in _lines(grid)]
    colours = SERIES[theme]
    common = {
        "x": [literal(line.label) for line in _lines(grid)],
        "y": [None if cell.number is None else float(cell.number * grid.factor) for cell in cells],
        "name": literal(grid.columns[at]),
        "customdata": [literal(cell.text) for cell in cells],
        "hovertemplate": "%{customdata}",
    }
    colour = next(c for place, c in enumerate(cycle(colours)) if place == at)
    if show == "columns":
        return go.Bar(**common, marker={"color": colour, "line": {"width": 0}})
    dash = _DASHES[at // len(colours) % len(_DASHES)]
    return go.Scatter(**common, mode="lines+markers", line={"color": colour, "width": 2, "dash": dash},
                      marker={"size": 5})  # fmt: skip
