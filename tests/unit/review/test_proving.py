"""A broken chart does not leave the house: each way of breaking one is refused with the chart's name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.figures import picture
from dashboard.figures.charts import Plot, Trace
from dashboard.figures.drawing import Drawing, Path, Text
from dashboard.figures.framing import Stamp
from dashboard.review.files import Flawed
from dashboard.review.proving import proved

STAMP = Stamp(("数据截至2025年9月30日", "报告期：2025年三季度", "评价规则（2022年第1版）"), "演示数据")
LABELS = tuple(f"{month}月" for month in range(1, 13))
VALUES = tuple(float(month * 3) for month in range(1, 13))
PLOT = Plot("year", "逐月累计（次）", LABELS, (Trace("实际(AC)", "solid", VALUES),), "逐月累计")


def drawn(plot: Plot = PLOT) -> Drawing:
    """Return the chart as a picture."""
    return picture.picture(plot, "light", STAMP)


def test_a_whole_chart_passes() -> None:
    assert proved("year", drawn(), PLOT).startswith(b"\x89PNG")


@pytest.mark.parametrize("ink", ["line", "dots", "outline", "hatch"])
def test_every_kind_of_series_passes(ink: str) -> None:
    plot = replace(PLOT, traces=(replace(PLOT.traces[0], ink=ink),))  # type: ignore[arg-type]
    assert proved("year", drawn(plot), plot)


def test_a_short_series_passes() -> None:
    plot = replace(PLOT, traces=(replace(PLOT.traces[0], values=(*VALUES[:3], *[None] * 9)),))
    assert proved("year", drawn(plot), plot)


def without(found: Drawing, share: float) -> Drawing:
    """Return a drawing whose shapes right of a share of its width were never drawn, but for its frame."""
    most = found.width * share
    return replace(found, shapes=tuple(s for s in found.shapes if isinstance(s, Path | Text) or s.x < most or s.y < 50))


BROKEN = {
    "blank": lambda found: replace(found, shapes=()),
    "half drawn": lambda found: without(found, 0.5),
    "no series": lambda found: without(found, 0.0),
    "a value that is no number": lambda found: replace(
        found, shapes=(*found.shapes, Path(((0, 0), (float("nan"), 3)), stroke="#000000"))
    ),
    "a character that no font has": lambda found: replace(
        found, shapes=(*found.shapes, Text(20, 20, "\ue123", 12, "#000000"))
    ),
    "a text outside": lambda found: replace(found, shapes=(*found.shapes, Text(2000, 20, "外", 12, "#000000"))),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_chart_fails_with_its_name(how: str) -> None:
    with pytest.raises(Flawed, match="transfer-year"):
        proved("transfer-year", BROKEN[how](drawn()), PLOT)
