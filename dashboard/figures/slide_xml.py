"""A frozen plot as the XML of a native chart: series, labels, axes and legend in a frame of so many points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape

from dashboard.figures import area as areas
from dashboard.figures import glyphs, slide_axes, slide_data, slide_labels
from dashboard.figures.area import Area
from dashboard.figures.charts import Plot
from dashboard.figures.slide_ink import marker, shape, stroke, text
from dashboard.figures.slide_labels import LINE, SIZE, Label
from dashboard.figures.slide_series import Group, Shown, groups
from dashboard.wording import Language

_HEAD, _LEGEND, _SIGN = 20.0, 18.0, 60.0  # height of the title and of a row of the legend, width of a sign, in points
_SPACES = " ".join(f'xmlns:{short}="http://schemas.openxmlformats.org/{long}"' for short, long in (
    ("c", "drawingml/2006/chart"), ("a", "drawingml/2006/main"),
    ("r", "officeDocument/2006/relationships")))  # fmt: skip


@dataclass(frozen=True)
class Chart:
    """A plot in a frame of so many points."""

    plot: Plot
    width: float
    height: float
    lang: Language

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The series as they are drawn."""
        return groups(self.plot, self.lang)

    @cached_property
    def shown(self) -> tuple[Shown, ...]:
        """Every series, in the order of the columns of the workbook."""
        return tuple(one for group in self.groups for one in group.shown)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The places of the axis."""
        return tuple(label.replace("<br>", "\n") for label in self.plot.ticks or self.plot.labels)

    @cached_property
    def ticks(self) -> tuple[float, ...]:
        """The numbers of the scale."""
        return areas.steps(*areas.span(self.plot), whole=areas.whole(self.plot))

    @cached_property
    def area(self) -> Area:
        """The part of the frame that the values fill."""
        lines = max(name.count("\n") for name in self.names) + 1
        top, bottom = _HEAD + self._rows * _LEGEND + 6, self.height - 6 - LINE * lines
        bare = Area(areas.wide(self.ticks), top, self.width - 10, bottom, self.ticks[0], self.ticks[-1],
                    len(self.names))  # fmt: skip
        return replace(bare, top=bare.top + max(4.0, self._above(bare)))

    def _above(self, area: Area) -> float:
        """Return the room that the values above the highest column need."""
        found = slide_labels.labels(self.groups, area)
        over = [area.y(one.values[label.at] or 0.0) - label.up - LINE for one in self.shown for label in found[one.name]
                if label.where in ("outEnd", "t")]  # fmt: skip
        return max((area.top - y for y in over), default=0.0)

    @property
    def _wide(self) -> float:
        """The width of the legend in one row."""
        return sum(glyphs.width(one.name, SIZE) + _SIGN for one in self.shown if one.named)

    @property
    def _rows(self) -> int:
        return 0 if len(self.shown) == 1 else int(self._wide // self.width) + 1

    def xml(self) -> str:
        """Return the chart as an XML document."""
        labels = slide_labels.labels(self.groups, self.area)
        body = "".join(self._group(group, labels) for group in self.groups)
        fronts = sorted({group.front for group in self.groups})
        axes = "".join(slide_axes.places(front, self.ticks, self._every()) + slide_axes.values(front, self.ticks)
                       for front in fronts)  # fmt: skip
        plot = f"<c:plotArea>{self._place()}{body}{axes}<c:spPr><a:noFill/></c:spPr></c:plotArea>"
        head = f'<c:chart>{slide_axes.title(self.plot.title)}<c:autoTitleDeleted val="0"/>'
        blanks = "span" if any(one.look == "rings" for one in self.shown) else "gap"  # the plan has its year ends only
        last = f'<c:plotVisOnly val="1"/><c:dispBlanksAs val="{blanks}"/></c:chart>'
        look = f"<c:spPr><a:noFill/>{stroke('', 0)}</c:spPr>{text(SIZE, 'ink-2')}"
        return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
                f'<c:chartSpace {_SPACES}><c:date1904 val="0"/><c:roundedCorners val="0"/>{head}{plot}'
                f"{self._legend()}{last}{look}</c:chartSpace>")  # fmt: skip

    def _place(self) -> str:
        found = self.area
        return slide_axes.manual(found.left / self.width, found.top / self.height,
                                 (found.right - found.left) / self.width, (found.bottom - found.top) / self.height,
                                 inner=True)  # fmt: skip

    def _legend(self) -> str:
        if len(self.shown) == 1:  # the title says it
            return ""
        hidden = (at for at, one in enumerate(self.shown) if not one.named)
        wide, high = min(self._wide, self.width), self._rows * _LEGEND
        return slide_axes.legend(hidden, slide_axes.manual(0, _HEAD / self.height, wide / self.width,
                                                           high / self.height))  # fmt: skip

    def _every(self) -> int:
        """Return of how many names of places one is shown, so that they do not touch."""
        most = max(glyphs.width(part, SIZE) for name in self.names for part in name.split("\n")[:1])
        return next((n for n in (1, 2, 3, 4, 6, 12) if most + 5 <= self.area.slot * n), 12)

    def _group(self, group: Group, labels: dict[str, tuple[Label, ...]]) -> str:
        series = "".join(self._series(group, one, labels[one.name]) for one in group.shown)
        ids = "".join(f'<c:axId val="{own}"/>' for own in slide_axes.AXES[group.front])
        inside = f'<c:varyColors val="0"/>{series}'
        if group.kind == "bar":
            wide = f'<c:gapWidth val="{group.gap(len(self.names))}"/><c:overlap val="100"/>'
            start = '<c:barDir val="col"/><c:grouping val="clustered"/>'
            return f"<c:barChart>{start}{inside}{wide}{ids}</c:barChart>"
        if group.kind == "area":
            return f'<c:areaChart><c:grouping val="stacked"/>{inside}{ids}</c:areaChart>'
        return f'<c:lineChart><c:grouping val="standard"/>{inside}<c:marker val="1"/>{ids}</c:lineChart>'

    def _series(self, group: Group, one: Shown, labels: Sequence[Label]) -> str:
        at, last = self.shown.index(one), len(self.names) + slide_data.FIRST - 1
        name = _texts(slide_data.place(at + 1, 0, 0), [one.name])
        inside = "".join((
            f'<c:idx val="{at}"/><c:order val="{at}"/><c:tx>{name}</c:tx>{shape(one.look)}',
            '<c:invertIfNegative val="0"/>' if group.kind == "bar" else "",
            marker(one.look) if group.kind == "line" else "",
            slide_labels.xml(one, labels, self.height),
            f"<c:cat>{_texts(slide_data.place(0, slide_data.FIRST, last), self.names)}</c:cat>",
            f"<c:val>{_numbers(slide_data.place(at + 1, slide_data.FIRST, last), one.values)}</c:val>",
            '<c:smooth val="0"/>' if group.kind == "line" else "",
        ))  # fmt: skip
        return f"<c:ser>{inside}</c:ser>"


def _texts(where: str, texts: Sequence[str]) -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{escape(words)}</c:v></c:pt>' for at, words in enumerate(texts))
    return f'<c:strRef><c:f>{where}</c:f><c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache></c:strRef>'


def _numbers(where: str, values: Sequence[float | None]) -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{value!r}</c:v></c:pt>' for at, value in enumerate(values)
                     if value is not None)  # fmt: skip
    held = f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}'
    return f"<c:numRef><c:f>{where}</c:f><c:numCache>{held}</c:numCache></c:numRef>"
