"""The series of a chart as shapes in IBCS notation: actual solid, plan outlined, forecast hatched, bands as a fan."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dashboard.figures import glyphs
from dashboard.figures.area import INK, LINE, SIZE, Area
from dashboard.figures.charts import Plot, Trace
from dashboard.figures.drawing import Disc, Path, Rect, Shape, Text

COLUMNS = ("outline", "hatch", "solid")  # from back to front
WIDTHS = {"outline": 0.82, "hatch": 0.56, "solid": 0.56}  # of a column, as a share of its place
FAN = {"band_80": 0.22, "band_50": 0.38}  # opacity of a band
_INSIDE = LINE + 4  # a column so high holds its value


def series(plot: Plot, area: Area, ink: INK) -> list[Shape]:
    """Return every series of a chart, then the values written at them."""
    columns = [trace for kind in COLUMNS for trace in plot.traces if trace.ink == kind]
    bands = [trace for kind in FAN for trace in plot.traces if trace.ink == kind]
    others = [trace for trace in plot.traces if trace not in columns and trace not in bands]
    drawn: list[Shape] = [shape for trace in columns for shape in _columns(trace, area, ink)]
    drawn += [shape for trace in bands for shape in _band(trace, area, ink)]
    drawn += [shape for trace in others for shape in _line(trace, area, ink)]
    return [*drawn, *_column_texts(columns, bands, area, ink), *_point_texts(others, area, ink)]


def goal(plot: Plot, area: Area, ink: INK) -> list[Shape]:
    """Return the line of the number to be reached, with its words."""
    if plot.goal is None:
        return []
    y = area.y(plot.goal)
    return [Path(((area.left, y), (area.right, y)), stroke=ink["mark"], thick=2),
            Text(area.left + 4, y - 6, plot.goal_text, SIZE, ink["ink"], halo=ink["ground"])]  # fmt: skip


def column(kind: str, x: float, y: float, width: float, height: float, ink: INK) -> Rect:
    """Return a column in the notation of its kind."""
    if kind == "solid":
        return Rect(x, y, width, height, fill=ink["bar"])
    if kind == "hatch":
        return Rect(x, y, width, height, stroke=ink["outlook"], thick=1.2, hatch=ink["outlook"])
    return Rect(x, y, width, height, stroke=ink["mark"], thick=1.4)


def colour(trace: Trace, ink: INK) -> str:
    """Return the colour of a line or of points."""
    return ink[{"line": "mark", "dash": "time", "dots": "bar", "rings": "ink-2"}.get(trace.ink, "mark")]


def _columns(trace: Trace, area: Area, ink: INK) -> list[Shape]:
    width, zero = area.slot * WIDTHS[trace.ink], area.y(max(area.low, 0.0))
    return [
        column(trace.ink, area.x(at) - width / 2, min(area.y(v), zero), width, abs(zero - area.y(v)), ink)
        for at, v in enumerate(trace.values)
        if v is not None
    ]


def _band(trace: Trace, area: Area, ink: INK) -> list[Shape]:
    known = [(at, low, v) for at, (low, v) in enumerate(zip(trace.lower, trace.values, strict=True))
             if low is not None and v is not None]  # fmt: skip
    upper = [(area.x(at), area.y(v)) for at, _, v in known]
    lower = [(area.x(at), area.y(low)) for at, low, _ in reversed(known)]
    return [Path((*upper, *lower), fill=ink["outlook"], opacity=FAN[trace.ink], closed=True)] if known else []


def _line(trace: Trace, area: Area, ink: INK) -> list[Shape]:
    """Return the runs of a line without its gaps, and its points; rings are joined across the gaps between them."""
    points = [(at, area.x(at), area.y(v)) for at, v in enumerate(trace.values) if v is not None]
    joined = trace.ink == "rings"
    runs: list[list[tuple[float, float]]] = [[points[0][1:]]] if points else []
    for (before, _, _), (at, x, y) in pairwise(points):
        if joined or at == before + 1:
            runs[-1].append((x, y))
        else:
            runs.append([(x, y)])
    ink_of, dash = colour(trace, ink), "5 4" if trace.ink in ("dash", "rings") else ""
    drawn: list[Shape] = [Path(tuple(run), stroke=ink_of, thick=1.8, dash=dash) for run in runs if len(run) > 1]
    if trace.ink == "dash":
        return drawn
    fill, radius = (ink["ground"], 3.8) if joined else (ink_of, 3.8 if trace.ink == "dots" else 2.4)
    return drawn + [Disc(x, y, radius, fill, ink_of, 1.6) for _, x, y in points]


def _column_texts(columns: Sequence[Trace], bands: Sequence[Trace], area: Area, ink: INK) -> list[Shape]:
    """Return the values of columns: the actual one inside where it fits, others stacked above all that is drawn."""
    drawn: list[Shape] = []
    for at in range(area.places):
        heights = [area.y(v) for trace in (*columns, *bands) if (v := trace.values[at]) is not None]
        y = min(heights, default=area.bottom) - 5
        for trace in columns:
            text, value = trace.texts[at] if at < len(trace.texts) else "", trace.values[at]
            if not text or value is None:
                continue
            inside = _held(trace, text, value, area)
            place = area.y(value) + LINE if inside else y
            drawn.append(_written(trace, text, area.x(at), place, ink, inside=inside))
            y -= 0 if inside else LINE
    return drawn


def _held(trace: Trace, text: str, value: float, area: Area) -> bool:
    """True when a solid column is wide and high enough to hold its value."""
    wide = glyphs.width(text, SIZE) <= area.slot * WIDTHS[trace.ink] - 2
    return trace.ink == "solid" and wide and area.bottom - area.y(value) >= _INSIDE


def _written(trace: Trace, text: str, x: float, y: float, ink: INK, *, inside: bool) -> Text:
    if inside:
        return Text(x, y, text, SIZE, ink["ground"], anchor="middle")
    tone = {"solid": "ink", "hatch": "outlook"}.get(trace.ink, "ink-3")
    return Text(x, y, text, SIZE, ink[tone], 700 if trace.ink == "solid" else 400, "middle", ink["ground"])


def _point_texts(traces: Sequence[Trace], area: Area, ink: INK) -> list[Shape]:
    """Return the values written at points: above them and their neighbours, the plan's below, none beyond the edges."""
    drawn: list[Shape] = []
    for trace in traces:
        points = [(area.x(at), area.y(v)) for at, v in enumerate(trace.values) if v is not None]
        for at, (value, text) in enumerate(zip(trace.values, trace.texts, strict=False)):
            if value is not None and text:
                half = glyphs.width(text, SIZE) / 2
                x = min(max(area.x(at), area.left + half), area.right - half)
                near = [y for other, y in points if abs(other - x) <= half + 5]
                y = max(near) + 18 if trace.ink == "rings" else min(near) - 9
                tone = ink["ink-3" if trace.ink == "rings" else "ink"]
                drawn.append(Text(x, y, text, SIZE, tone, anchor="middle", halo=ink["ground"]))
    return drawn
