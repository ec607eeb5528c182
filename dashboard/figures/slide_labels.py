"""Values written at the points of a slide chart: as numbers that follow the data where they can, never over another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from dashboard.figures import glyphs
from dashboard.figures.area import Area
from dashboard.figures.slide_ink import fill, text
from dashboard.figures.slide_series import Group, Shown
from dashboard.figures.strokes import COLUMNS, WIDTHS
from dashboard.wording import number

SIZE, LINE = 10.5, 13.0  # of the values, in points
_NUMBER = re.compile(r"−?[\d,]+(?:\.(\d+))?")
_NO_LEADERS = (
    '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"><c15:showLeaderLines val="0"/></c:ext>'
    "</c:extLst>"
)
_SHOWS = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")


@dataclass(frozen=True)
class Label:
    """A value at a point: its place, text, position, how far it is moved up in points, and its colour."""

    at: int
    text: str
    where: str  # outEnd, inEnd, t, b
    up: float
    ink: str
    bold: bool = False


def labels(groups: Sequence[Group], area: Area) -> dict[str, tuple[Label, ...]]:
    """Return the labels of every series by its name: those of columns stacked above all that is drawn there."""
    columns = [one for group in groups if group.kind == "bar" for one in group.shown]
    ordered = sorted(columns, key=lambda one: COLUMNS.index(one.look) if one.look in COLUMNS else 0)
    made: dict[str, list[Label]] = {one.name: [] for group in groups for one in group.shown}
    for at in range(area.places):
        y = min(_tops(groups, area, at), default=area.bottom)
        for one in ordered:
            text_, value = _text(one, at), one.values[at]
            if not text_ or value is None:
                continue
            if _held(one, text_, value, area):
                made[one.name].append(Label(at, text_, "inEnd", 0.0, "ground"))
                continue
            ink = {"solid": "ink", "hatch": "outlook"}.get(one.look, "ink-3")
            made[one.name].append(Label(at, text_, "outEnd", max(area.y(value) - y, 0.0), ink, one.look == "solid"))
            y -= LINE
    for one in (one for group in groups if group.kind == "line" for one in group.shown):
        made[one.name] += _at_points(one)
    return {name: tuple(found) for name, found in made.items()}


def _text(one: Shown, at: int) -> str:
    return one.texts[at] if at < len(one.texts) else ""


def _tops(groups: Sequence[Group], area: Area, at: int) -> list[float]:
    """Return how high columns and the fan reach at a place."""
    found = [v for group in groups if group.kind == "bar" for one in group.shown if (v := one.values[at]) is not None]
    fan = [v for group in groups if group.kind == "area" for one in group.shown if (v := one.values[at]) is not None]
    return [area.y(value) for value in [*found, *([sum(fan)] if fan else [])]]


def _held(one: Shown, text_: str, value: float, area: Area) -> bool:
    """True when a solid column is wide and high enough to hold its value."""
    wide = glyphs.width(text_, SIZE) <= area.slot * WIDTHS["solid"] - 2
    return one.look == "solid" and wide and area.bottom - area.y(value) >= LINE + 4


def _at_points(one: Shown) -> list[Label]:
    where, ink = ("b", "ink-3") if one.look == "rings" else ("t", "outlook" if one.look == "ahead" else "ink")
    return [Label(at, text_, where, 0.0, ink) for at, text_ in enumerate(one.texts)
            if text_ and one.values[at] is not None]  # fmt: skip


def code(text_: str, value: float) -> str:
    """Return the number format under which a value reads as its text; "" where none does."""
    found = _NUMBER.fullmatch(text_)
    if found is None:
        return ""
    decimals = len(found[1] or "")
    if number(Decimal(repr(value)), decimals) != text_:
        return ""
    part = "." + "0" * decimals if decimals else ""
    return grouped(decimals) if value >= 0 else f"0{part};−0{part}"


def grouped(decimals: int) -> str:
    """Return the number format with separators from 10,000 on, as numbers are written everywhere."""
    part = "." + "0" * decimals if decimals else ""
    return f"[>={10_000 - Decimal(5).scaleb(-decimals - 1)}]#,##0{part};0{part}"


def xml(one: Shown, found: Sequence[Label], height: float) -> str:
    """Return the labels of a series in a chart so many points high; none where it has none."""
    if not found:
        return ""
    single = "".join(_one(label, one.values[label.at] or 0.0, height) for label in found)
    return f"<c:dLbls>{single}{_shows(value=False)}{_NO_LEADERS}</c:dLbls>"


def _one(label: Label, value: float, height: float) -> str:
    form = code(label.text, value)
    move = f'<c:x val="0"/><c:y val="{-label.up / height:.5f}"/>'
    layout = f"<c:layout><c:manualLayout>{move}</c:manualLayout></c:layout>" if label.up > 1 else ""
    rich = f"<a:p><a:r><a:t>{escape(label.text)}</a:t></a:r></a:p>"
    words = "" if form else f"<c:tx><c:rich><a:bodyPr/><a:lstStyle/>{rich}</c:rich></c:tx>"
    shown = f'<c:numFmt formatCode="{escape(form)}" sourceLinked="0"/>' if form else ""
    look = text(SIZE, label.ink, bold=label.bold)
    behind = fill("bar") if label.where == "inEnd" else "<a:noFill/>"  # the outline of the plan crosses no number
    return (f'<c:dLbl><c:idx val="{label.at}"/>{layout}{words}{shown}<c:spPr>{behind}</c:spPr>{look}'
            f'<c:dLblPos val="{label.where}"/>{_shows(value=True)}</c:dLbl>')  # fmt: skip


def _shows(*, value: bool) -> str:
    return "".join(f'<c:show{name} val="{int(value and name == "Val")}"/>' for name in _SHOWS)
