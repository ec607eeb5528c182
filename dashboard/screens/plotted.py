"""The charts of a target: pictures at once, interactive ones when the reader asks for them.

The browser takes longer to start the chart library than to open the page; a picture is there with the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import plotly.graph_objects as go
import streamlit as st

from dashboard.figures import image, picture
from dashboard.figures.charts import Plot
from dashboard.figures.image import Image
from dashboard.figures.palette import Theme
from dashboard.figures.plotting import CONFIG, figure
from dashboard.screens import frame
from dashboard.screens.selection import Selection

LIVE = "live"  # as the address says it: ``charts=live``
WIDE, NARROW, HEIGHT = 1300.0, 860.0, 360.0  # of a picture alone and of one of two, in pixels at 1920
SLIM = (400.0, 260.0)  # of one on a phone


@dataclass(frozen=True)
class Picture:
    """A chart as pictures: for a screen, for a phone, and the signs of its series by their name."""

    broad: Image
    slim: Image
    signs: tuple[tuple[str, Image], ...]


def declared(plots: Sequence[Plot], chosen: Selection) -> int:
    """Return how many charts the chart library draws."""
    return len(plots) if chosen.chosen("charts") == LIVE else 0


def draw(above: str, plots: Sequence[Plot], below: str, chosen: Selection) -> None:
    """Draw the charts of a target side by side between two parts of its page; pictures and parts come in one go."""
    if declared(plots, chosen):
        st.html(above)
        _live(plots, chosen)
        st.html(below)
    else:
        st.html(above + _pictures(plots, chosen) + below)


def _pictures(plots: Sequence[Plot], chosen: Selection) -> str:
    if not plots:
        return ""
    shown, width = frame.theme(chosen), WIDE if len(plots) == 1 else NARROW
    pictures = tuple((plot, _picture(plot, shown, width)) for plot in plots)
    return frame.part("plot_pictures.html", chosen, "target", pictures=pictures, **_told(chosen))


def _live(plots: Sequence[Plot], chosen: Selection) -> None:
    with st.container(key="plots"):
        for plot, column in zip(plots, st.columns(len(plots), gap="large"), strict=True):
            with column:
                st.html(frame.part("plot_title.html", chosen, "target", plot=plot))
                drawn = _figure(plot, frame.theme(chosen))
                st.plotly_chart(drawn, theme=None, config=CONFIG, key=plot.key, alt=plot.alt)
                st.html(frame.part("plot_files.html", chosen, "target", plot=plot, **_told(chosen)))


def _told(chosen: Selection) -> dict[str, object]:
    """Return the target, and the address of the same page with the other kind of charts."""
    other = "" if chosen.chosen("charts") == LIVE else LIVE
    return {"target": chosen.target, "other": frame.here(chosen, "target", charts=other)}


@lru_cache(256)
def _figure(plot: Plot, theme: Theme) -> go.Figure:
    """Return the figure of a plot, made once: Plotly takes longer to build one than the page takes for all else."""
    return figure(plot, theme)


@lru_cache(256)
def _picture(plot: Plot, theme: Theme, width: float) -> Picture:
    broad, slim = (image.of_plot(picture.small(plot, theme, *size, scaled=True), plot)
                   for size in ((width, HEIGHT), SLIM))  # fmt: skip
    return Picture(broad, slim, tuple((trace.name, image.sign(trace, theme)) for trace in plot.traces))
