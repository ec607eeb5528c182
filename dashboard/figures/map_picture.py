"""The counties as a drawing without a map server: filled shapes or tiles, each with its name and a value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import asinh, radians, tan

from dashboard.figures import geo
from dashboard.figures.drawing import Drawing, Path, Point, Rect, Shape, Text
from dashboard.figures.geo import Geography
from dashboard.figures.palette import PALETTES, Theme

SIZE = 13.0  # of the labels, in units of the drawing
_EDGE, _LINE, _GAP = 8.0, 14.5, 4.0


@dataclass(frozen=True)
class Area:
    """A county as drawn: its name, the value below it, and the colour of its fill in the palette ("none": ground)."""

    code: str
    name: str
    text: str
    fill: str


def picture(areas: Sequence[Area], places: Geography | None, box: tuple[float, float], theme: Theme,
            title: str = "") -> Drawing:  # fmt: skip
    """Return the counties fitted into a box; without boundaries as tiles, five to a row."""
    ink = PALETTES[theme]
    known = [area for area in areas if places is not None and area.code in places.shapes]
    drawn = _map(known, places, box, ink) if places is not None and known else _tiles(areas, box, ink)
    return Drawing(*box, tuple(drawn), title)


def _map(areas: Sequence[Area], places: Geography, box: tuple[float, float], ink: Mapping[str, str]) -> list[Shape]:
    at = _Projection.fitting(places.bounds, box)
    shapes: list[Shape] = [
        Path(tuple(at.place(point) for point in ring), ink["mark"], 1.0, fill=_fill(area.fill, ink), closed=True)
        for area in areas
        for ring in geo.rings(places.shapes[area.code])
    ]
    for area in areas:
        x, y = at.place(places.centres[area.code])
        shapes += _label(area, x, y, ink)
    return shapes


def _tiles(areas: Sequence[Area], box: tuple[float, float], ink: Mapping[str, str]) -> list[Shape]:
    across = min(5, max(len(areas), 1))
    down = -(-len(areas) // across) or 1
    wide, high = box[0] / across, min(box[1] / down, box[0] / across)
    top = (box[1] - high * down) / 2
    shapes: list[Shape] = []
    for number, area in enumerate(areas):
        x, y = number % across * wide, top + number // across * high
        shapes.append(Rect(x + _GAP / 2, y + _GAP / 2, wide - _GAP, high - _GAP, _fill(area.fill, ink), ink["mark"]))
        shapes += _label(area, x + wide / 2, y + high / 2, ink)
    return shapes


def _label(area: Area, x: float, y: float, ink: Mapping[str, str]) -> list[Shape]:
    halo = _fill(area.fill, ink)
    return [Text(x, y - 2, area.name, SIZE, ink["ink"], 700, "middle", halo),
            Text(x, y - 2 + _LINE, area.text, SIZE, ink["ink"], 400, "middle", halo)]  # fmt: skip


def _fill(name: str, ink: Mapping[str, str]) -> str:
    return ink["ground"] if name == "none" else ink[name]


@dataclass(frozen=True)
class _Projection:
    """Mercator, scaled and moved into the middle of a box."""

    scale: float
    left: float
    top: float

    @classmethod
    def fitting(cls, bounds: tuple[float, float, float, float], box: tuple[float, float]) -> _Projection:
        """Return the projection that shows all of some bounds."""
        west, south, east, north = bounds
        wide, high = radians(east - west), _north(north) - _north(south)
        scale = min((box[0] - 2 * _EDGE) / wide, (box[1] - 2 * _EDGE) / high)
        return cls(scale, (box[0] - wide * scale) / 2 - radians(west) * scale,
                   (box[1] - high * scale) / 2 + _north(north) * scale)  # fmt: skip

    def place(self, point: Sequence[float]) -> Point:
        """Return where a longitude and latitude lie in the box."""
        return self.left + radians(point[0]) * self.scale, self.top - _north(point[1]) * self.scale


def _north(latitude: float) -> float:
    return asinh(tan(radians(latitude)))
