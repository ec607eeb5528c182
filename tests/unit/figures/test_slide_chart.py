"""Charts as native slide charts: every value as the plot has it, editable, in notation, the same bytes each time."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from itertools import accumulate

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.util import Pt

from dashboard.figures import slide_chart, slide_labels
from dashboard.figures.plots import Plot, Trace
from dashboard.figures.slide_chart import Box
from dashboard.wording import LANGUAGES, Language
from tests.unit.figures.test_picture import with_forecast, years

BOX = Box(30, 60, 420, 280)


def native(plot: Plot, lang: Language = "zh") -> Chart:
    """Return the chart as a reader finds it in the saved slides."""
    slides = Presentation()
    slide_chart.add(slides.slides.add_slide(slides.slide_layouts[6]), plot, BOX, lang)
    held = BytesIO()
    slides.save(held)
    return next(shape for shape in Presentation(held).slides[0].shapes if shape.has_chart).chart


def series(chart: Chart) -> dict[str, tuple[float | None, ...]]:
    return {one.name: tuple(one.values) for plot in chart.plots for one in plot.series}


def places(plot: Plot) -> list[str]:
    return [label.replace("<br>", "\n") for label in plot.ticks or plot.labels]


def goal(plot: Plot) -> Plot:
    return replace(plot, goal=900.0, goal_text="目标 900次")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_series_has_the_values_of_the_plot(lang: Language) -> None:
    plot = years(lang)
    found = native(plot, lang)
    assert series(found) == {trace.name: trace.values for trace in plot.traces}
    assert all(list(part.categories) == places(plot) for part in found.plots)


def test_a_fan_is_stacked_from_the_edges_of_its_bands() -> None:
    plot = with_forecast()
    outer, inner = (trace for trace in plot.traces if trace.ink in ("band_80", "band_50"))
    stacked = next(list(part.series) for part in native(plot).plots if part._element.tag.endswith("areaChart"))
    for at in range(len(plot.labels)):
        edges = (outer.lower[at], inner.lower[at], inner.values[at], outer.values[at])
        steps = [one.values[at] for one in stacked]
        assert steps == [None] * 4 if edges[0] is None else list(accumulate(steps)) == pytest.approx(edges)


def test_the_number_to_be_reached_is_a_line_of_its_own() -> None:
    plot = goal(years())
    assert series(native(plot))["目标 900次"] == (900.0,) * len(plot.labels)


def test_the_workbook_inside_holds_the_same_values_for_editing() -> None:
    plot = goal(with_forecast())
    chart = native(plot)
    (head, *rows) = load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active.iter_rows(values_only=True)
    assert [row[0] for row in rows] == places(plot)
    columns = {name: tuple(row[at] for row in rows) for at, name in enumerate(head) if at}
    assert columns == series(chart)


def test_the_same_plot_gives_the_same_chart_and_workbook() -> None:
    one, other = (native(with_forecast()).part for _ in range(2))
    assert one.blob == other.blob
    assert one.chart_workbook.xlsx_part.blob == other.chart_workbook.xlsx_part.blob


def test_actual_is_solid_plan_outlined_forecast_hatched() -> None:
    plot = with_forecast()
    fills = {one.name: one.format.fill.type for part in native(plot).plots for one in part.series}
    kinds = {trace.ink: str(fills[trace.name]) for trace in plot.traces if trace.ink in ("solid", "outline", "hatch")}
    assert {ink: kind.split()[0] for ink, kind in kinds.items()} == {
        "solid": "SOLID", "outline": "BACKGROUND", "hatch": "PATTERNED"}  # fmt: skip


def test_values_are_written_where_the_plot_writes_them() -> None:
    plot = years()
    for trace in plot.traces:
        found = next(one for part in native(plot).plots for one in part.series if one.name == trace.name)
        written = [int(idx) for idx in found._element.xpath("c:dLbls/c:dLbl/c:idx/@val")]
        assert written == [at for at, text in enumerate(trace.texts) if text and trace.values[at] is not None]


@pytest.mark.parametrize(
    ("text", "value", "form"),
    [("914", 913.6, "[>=9999.5]#,##0;0"), ("2.62", 2.619, "[>=9999.995]#,##0.00;0.00"), ("−3.5", -3.5, "0.0;−0.0"),
     ("12,345", 12345.4, "[>=9999.5]#,##0;0"), ("¥12.3 m", 12.3, ""), ("915", 913.6, "")],
)  # fmt: skip
def test_a_label_follows_the_data_only_where_it_would_read_the_same(text: str, value: float, form: str) -> None:
    assert slide_labels.code(text, value) == form


def test_a_label_that_is_no_plain_number_is_kept_in_words() -> None:
    plot = replace(years(), traces=(Trace("甲", "solid", (1.0, 2.0), ("一<", "")),), labels=("1", "2"), ticks=())
    labels = native(plot).plots[0].series[0]._element.xpath("c:dLbls/c:dLbl//a:t")
    assert [label.text for label in labels] == ["一<"]


def test_nothing_is_drawn_beyond_the_frame() -> None:
    slides = Presentation()
    frame = slide_chart.add(slides.slides.add_slide(slides.slide_layouts[6]), goal(with_forecast()), BOX, "zh")
    assert (frame.left, frame.top, frame.width, frame.height) == (Pt(30), Pt(60), Pt(420), Pt(280))
    chart = frame.chart._chartSpace
    for x, wide in (("x", "w"), ("y", "h")):
        starts, sizes = (chart.xpath(f".//c:plotArea/c:layout/c:manualLayout/c:{name}/@val") for name in (x, wide))
        assert float(starts[0]) >= 0 and float(starts[0]) + float(sizes[0]) <= 1
