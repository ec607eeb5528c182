"""Axes, legend and title of a slide chart as DrawingML, each at its place within the frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from dashboard.figures.slide_ink import fill, stroke, text
from dashboard.figures.slide_labels import SIZE, grouped

AXES = {False: ("111", "112"), True: ("121", "122")}  # places and values; those of the front lie over the others
TITLE = 12.0
_NO_MARKS = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'


def places(front: bool, ticks: Sequence[float], every: int) -> str:
    """Return the axis of places with every so many names; that of the front is not seen."""
    own, values = AXES[front]
    where = "low" if ticks[0] < 0 else "nextTo"
    return (f'<c:catAx><c:axId val="{own}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
            f'<c:delete val="{int(front)}"/><c:axPos val="b"/>{_NO_MARKS}<c:tickLblPos val="{where}"/>'
            f"<c:spPr>{stroke('mark', 0.75)}</c:spPr>{text(SIZE, 'ink-2')}"
            f'<c:crossAx val="{values}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
            f'<c:lblOffset val="60"/><c:tickLblSkip val="{every}"/><c:noMultiLvlLbl val="1"/></c:catAx>')  # fmt: skip


def values(front: bool, ticks: Sequence[float]) -> str:
    """Return the axis of values over the numbers of a scale; that of the front is not seen."""
    names, own = AXES[front]
    scale = f'<c:orientation val="minMax"/><c:max val="{ticks[-1]!r}"/><c:min val="{ticks[0]!r}"/>'
    grid = "" if front else f"<c:majorGridlines><c:spPr>{stroke('line-2', 0.75)}</c:spPr></c:majorGridlines>"
    side, crosses = ("r", "max") if front else ("l", "min")
    return (f'<c:valAx><c:axId val="{own}"/><c:scaling>{scale}</c:scaling><c:delete val="{int(front)}"/>'
            f'<c:axPos val="{side}"/>{grid}<c:numFmt formatCode="{escape(_form(ticks))}" sourceLinked="0"/>{_NO_MARKS}'
            f'<c:tickLblPos val="nextTo"/><c:spPr>{stroke("", 0)}</c:spPr>{text(SIZE, "ink-3")}'
            f'<c:crossAx val="{names}"/><c:crosses val="{crosses}"/><c:crossBetween val="between"/>'
            f'<c:majorUnit val="{ticks[1] - ticks[0]:.10g}"/></c:valAx>')  # fmt: skip


def legend(hidden: Iterable[int], place: str) -> str:
    """Return the legend at a place; ``hidden``: its entries that say nothing."""
    gone = "".join(f'<c:legendEntry><c:idx val="{at}"/><c:delete val="1"/></c:legendEntry>' for at in hidden)
    return f'<c:legend><c:legendPos val="t"/>{gone}{place}<c:overlay val="0"/>{text(SIZE, "ink-2")}</c:legend>'


def title(words: str) -> str:
    """Return the title at the left above."""
    face = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/>'
    run = f'<a:rPr lang="zh-CN" sz="{round(TITLE * 100)}" b="1">{fill("ink")}{face}</a:rPr><a:t>{escape(words)}</a:t>'
    place = '<c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0"/><c:y val="0"/>'
    rich = f'<a:bodyPr rot="0" vert="horz"/><a:lstStyle/><a:p><a:r>{run}</a:r></a:p>'
    return (f"<c:title><c:tx><c:rich>{rich}</c:rich></c:tx>{place}</c:manualLayout></c:layout>"
            '<c:overlay val="0"/></c:title>')  # fmt: skip


def manual(x: float, y: float, width: float, height: float, *, inner: bool = False) -> str:
    """Return a place within the frame, as shares of it; ``inner``: without the names of the axes."""
    mode = '<c:layoutTarget val="inner"/>' if inner else ""
    sizes = "".join(f'<c:{name} val="{value:.5f}"/>'
                    for name, value in (("x", x), ("y", y), ("w", width), ("h", height)))  # fmt: skip
    edges = '<c:xMode val="edge"/><c:yMode val="edge"/>'
    return f"<c:layout><c:manualLayout>{mode}{edges}{sizes}</c:manualLayout></c:layout>"


def _form(ticks: Sequence[float]) -> str:
    """Return the format of the scale: as many decimals as its numbers have."""
    digits = next(digits for digits in range(7) if all(abs(round(v, digits) - v) < 1e-9 for v in ticks) or digits == 6)
    return grouped(digits)
