"""A frozen plot as a native slide chart: editable in any office program, in IBCS notation, the same bytes each time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.util import Pt

from dashboard.figures import slide_data
from dashboard.figures.charts import Plot
from dashboard.figures.slide_xml import Chart
from dashboard.wording import Language


@dataclass(frozen=True)
class Box:
    """Where something stands on a slide, in points."""

    left: float
    top: float
    width: float
    height: float


def add(slide: Slide, plot: Plot, box: Box, lang: Language) -> GraphicFrame:
    """Draw a plot on a slide as a chart with its data, and return its frame; screen readers say its text."""
    data: Any = _Made(Chart(plot, box.width, box.height, lang))
    found = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Pt(box.left), Pt(box.top), Pt(box.width),
                                   Pt(box.height), data)  # fmt: skip
    made = cast(GraphicFrame, found)  # the library calls it a chart, which the frame holds
    made.name = plot.key
    made._element.nvGraphicFramePr.cNvPr.set("descr", plot.alt)
    return made


class _Made(CategoryChartData):
    """Chart and workbook of a plot, handed over as the library asks for them."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._chart = chart

    def xml_bytes(self, chart_type: object) -> bytes:
        """Return the chart as XML."""
        return self._chart.xml().encode("utf-8")

    @property
    def xlsx_blob(self) -> bytes:
        """The workbook with its data."""
        return slide_data.workbook(self._chart.names, self._chart.shown)
