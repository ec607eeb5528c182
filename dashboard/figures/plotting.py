"""A frozen plot to an interactive plotly figure in the colours of a theme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import plotly.graph_objects as go

from dashboard.figures.palette import PALETTES, Theme
from dashboard.figures.plots import Plot, Trace

FONT = "'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'Microsoft YaHei', sans-serif"
HEIGHT = 330  # pixels; the style sheet scales charts from it on large screens
SIZE = 12.5
CONFIG: dict[str, object] = {"displayModeBar": False, "responsive": True, "scrollZoom": False}


def figure(plot: Plot, theme: Theme) -> go.Figure:
    """Return the plotly figure of a plot; background transparent, no colour of plotly's own."""
    ink, plot = PALETTES[theme], _literal(plot)
    drawn = go.Figure([*(one for trace in plot.traces for one in _drawn(trace, plot, ink)), *_written(plot, ink)])
    drawn.update_layout(
        template="none",
        height=HEIGHT,
        margin={"l": 4, "r": 8, "t": 34, "b": 8},
        barmode="overlay",
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font": {"size": SIZE}, "itemclick": False,
                "itemdoubleclick": False, "bgcolor": "rgba(0,0,0,0)"},
        font={"family": FONT, "size": SIZE, "color": ink["ink-2"]},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hovermode="x unified",
        hoverlabel={"bgcolor": ink["panel"], "bordercolor": ink["line"], "font": {"family": FONT, "color": ink["ink"]}},
        dragmode=False,
    )  # fmt: skip
    drawn.update_xaxes(**_labels(plot, ink))
    drawn.update_yaxes(**_scale(plot, ink))
    if plot.goal is not None:
        words = {"annotation_text": plot.goal_text, "annotation_font": {"color": ink["ink"], "size": SIZE}}
        drawn.add_hline(plot.goal, line={"color": ink["mark"], "width": 2}, annotation_position="top left", **words)
    return drawn


def literal(text: str) -> str:
    """Return a text from data as plotly shows it as it stands: no link or mark is made of it; our <br> stays one."""
    return escape(text, quote=False).replace("&lt;br&gt;", "<br>")


def _literal(plot: Plot) -> Plot:
    def each(texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(map(literal, texts))

    traces = tuple(replace(trace, name=literal(trace.name), texts=each(trace.texts), said=each(trace.said))
                   for trace in plot.traces)  # fmt: skip
    return replace(plot, labels=each(plot.labels), ticks=each(plot.ticks), goal_text=literal(plot.goal_text),
                   traces=traces)  # fmt: skip


def _labels(plot: Plot, ink: dict[str, str]) -> dict[str, object]:
    return {
        "type": "category",
        "categoryarray": plot.labels,
        "tickvals": plot.labels,
        "ticktext": plot.ticks or plot.labels,
        "tickangle": 0,
        "ticks": "",
        "showgrid": False,
        "linecolor": ink["mark"],
        "fixedrange": True,
        "automargin": True,
    }


def _scale(plot: Plot, ink: dict[str, str]) -> dict[str, object]:
    return {
        "showgrid": True,
        "gridcolor": ink["line-2"],
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
        "rangemode": "tozero" if plot.from_zero else "normal",
        "tickformat": ",~g",
        "nticks": 5,
    }


def _drawn(trace: Trace, plot: Plot, ink: dict[str, str]) -> list[go.Bar | go.Scatter]:
    """Return a series as plotly draws it: a band takes two lines, the upper one filled down to the lower."""
    if trace.ink not in ("band_50", "band_80"):
        return [_trace(trace, plot, ink)]
    common = {"x": plot.labels, "mode": "lines", "line": {"width": 0}, "cliponaxis": False, "legendgroup": trace.name}
    fill = f"rgba({','.join(str(int(ink['outlook'][at : at + 2], 16)) for at in (1, 3, 5))},"
    return [
        go.Scatter(**common, y=trace.lower, hoverinfo="skip", showlegend=False),
        go.Scatter(**common, y=trace.values, name=trace.name, fill="tonexty", customdata=trace.said,
                   hovertemplate="%{customdata}", fillcolor=f"{fill}{0.22 if trace.ink == 'band_80' else 0.38})"),
    ]  # fmt: skip


def _trace(trace: Trace, plot: Plot, ink: dict[str, str]) -> go.Bar | go.Scatter:
    common = {
        "x": plot.labels,
        "y": trace.values,
        "name": trace.name,
        "customdata": trace.said,
        "hovertemplate": "%{customdata}",
        "cliponaxis": False,
    }
    if trace.ink in ("solid", "outline", "hatch"):
        return go.Bar(**common, **_bar(trace, ink))
    return go.Scatter(**common, **_line(trace, ink))


def _written(plot: Plot, ink: dict[str, str]) -> list[go.Scatter]:
    """Return the values of outlined columns as text above whatever column or band is higher there."""
    bars = [trace for trace in plot.traces if trace.ink in ("solid", "outline", "hatch")]
    high = [trace for trace in plot.traces if trace.ink in ("band_50", "band_80")]
    tops = [
        max((v for v in column if v is not None), default=None)
        for column in zip(*(b.values for b in (*bars, *high)), strict=True)
    ]
    return [
        go.Scatter(x=plot.labels, y=tops, text=trace.texts, mode="text", textposition="top center", hoverinfo="skip",
                   showlegend=False, cliponaxis=False, textfont={"color": ink["ink-2"], "size": SIZE})
        for trace in bars if trace.ink == "outline"
    ]  # fmt: skip


def _bar(trace: Trace, ink: dict[str, str]) -> dict[str, object]:
    solid = trace.ink == "solid"
    marker = (
        {"color": ink["bar"], "line": {"width": 0}}
        if solid
        else {"color": "rgba(0,0,0,0)", "line": {"color": ink["mark"], "width": 1.4}}
    )
    return {
        "marker": marker if trace.ink != "hatch" else _hatch(ink),
        "width": 0.78 if trace.ink == "outline" else 0.46,
        "text": () if trace.ink == "outline" else trace.texts,
        "textposition": "outside" if solid and len(trace.values) >= 10 else "inside",
        "insidetextanchor": "end",
        "textangle": 0,
        "constraintext": "inside",
        "textfont": {"color": ink["ground"] if solid and len(trace.values) < 10 else ink["ink"], "size": SIZE},
    }


def _hatch(ink: dict[str, str]) -> dict[str, object]:
    pattern = {"shape": "/", "fgcolor": ink["outlook"], "bgcolor": ink["ground"], "size": 8, "solidity": 0.12}
    return {"color": ink["ground"], "line": {"color": ink["outlook"], "width": 1.2}, "pattern": pattern}


def _line(trace: Trace, ink: dict[str, str]) -> dict[str, object]:
    colour = {"line": ink["mark"], "dash": ink["time"], "dots": ink["bar"], "rings": ink["ink-2"],
              "ahead": ink["outlook"]}[trace.ink]  # fmt: skip
    dash = {"dash": "dash", "rings": "dash", "ahead": "dot"}.get(trace.ink, "solid")
    line = {"color": colour, "width": 1.8, "dash": dash}
    marker = {
        "size": 8 if trace.ink in ("dots", "rings") else 5,
        "color": ink["ground"] if trace.ink == "rings" else colour,
        "line": {"color": colour, "width": 1.6},
    }
    mode = "lines" if trace.ink in ("dash", "ahead") else "lines+markers+text"
    return {
        "line": line,
        "marker": marker if trace.ink != "hatch" else _hatch(ink),
        "mode": mode,
        "text": trace.texts,
        "textposition": "top center",
        "textfont": {"color": ink["ink"], "size": SIZE},
        "connectgaps": trace.ink == "rings",
    }
