"""Pictures made by the server, as a page shows them: charts, and the signs of their series for a legend in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.figures import drawing, picture
from dashboard.figures.charts import Plot, Trace
from dashboard.figures.drawing import Drawing
from dashboard.figures.palette import Theme


@dataclass(frozen=True)
class Image:
    """A picture made by the server: its address, what it shows in words, and its size."""

    src: str
    alt: str
    width: float
    height: float
    title: str = ""
    key: str = ""  # which of the target's charts it is


Signs = tuple[tuple[str, tuple[Image, ...]], ...]


def of(made: Drawing, alt: str = "") -> Image:
    """Return a drawing as an image."""
    return Image(drawing.address(drawing.svg(made)), alt, made.width, made.height)


def of_plot(made: Drawing, plot: Plot) -> Image:
    """Return the drawing of a chart as an image with the chart's words."""
    return Image(drawing.address(drawing.svg(made)), plot.alt, made.width, made.height, plot.title, plot.key)


def sign(trace: Trace, theme: Theme) -> Image:
    """Return the sign of a series; its name stands beside it."""
    return of(picture.sign(trace, theme))


def signs(plots: Iterable[Plot], theme: Theme) -> Signs:
    """Return the signs of every series in some charts by its name, each kind of ink once."""
    found: dict[str, dict[str, Trace]] = {}
    for trace in (trace for plot in plots for trace in plot.traces):
        found.setdefault(trace.name, {})[trace.ink] = trace
    return tuple((name, tuple(sign(trace, theme) for trace in inks.values())) for name, inks in found.items())
