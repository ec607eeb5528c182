"""The counties as a still picture: the map or the tiles of the counties page, with names, values, zones and legend.

``on_map`` and ``as_tiles`` give bare shapes in a box of any size, for a wall or a page that carries the words itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.figures import glyphs
from dashboard.figures.area import INK, SIZE
from dashboard.figures.county_page import Area, CountyPage, Point
from dashboard.figures.drawing import Disc, Drawing, Path, Rect, Shape, Text
from dashboard.figures.framing import Inside, Stamp, framed
from dashboard.figures.geo import Geography, Place, mercator, polygons
from dashboard.figures.palette import PALETTES, Theme
from dashboard.wording import Language, t

WIDTH, HEIGHT = 720.0, 500.0  # of the map, in units of the drawing
_SEAM = 6.0  # between tiles
_ROW = 20.0  # of the legend


@dataclass(frozen=True)
class Box:
    """Where a map is drawn; ``size`` of its letters."""

    width: float
    height: float
    size: float = SIZE


def picture(page: CountyPage, places: Geography | None, theme: Theme, marked: Stamp, lang: Language) -> Drawing:
    """Return the map of a page as a picture that stands alone; tiles where there are no boundaries."""
    ink, box = PALETTES[theme], Box(WIDTH, HEIGHT)
    drawn = on_map(page.areas, page.points, places, ink, box) if places is not None else as_tiles(page.areas, ink, box)
    return _whole(page, drawn, box, theme, marked, lang, zones=places is not None)


def tiles(page: CountyPage, theme: Theme, marked: Stamp, lang: Language) -> Drawing:
    """Return the schematic tiles of a page as a picture that stands alone."""
    rows = max((area.row for area in page.areas), default=1)
    box = Box(WIDTH, rows * 92.0)
    return _whole(page, as_tiles(page.areas, PALETTES[theme], box), box, theme, marked, lang, zones=False)


def on_map(areas: Sequence[Area], points: Sequence[Point], places: Geography, ink: INK, box: Box) -> tuple[Shape, ...]:
    """Return the counties filled and named, and the badges of the zones, fitted into a box."""
    fit = _Fit.into(places, box)
    known = [area for area in areas if area.code in places.shapes]
    drawn: list[Shape] = [path for area in known for path in _county(area, places, fit, ink)]
    drawn += [path for area in known if area.chosen for path in _edge(area, places, fit, ink)]
    for area in known:
        x, y = fit.at(places.centres[area.code])
        drawn += _named(area, x, y, ink, box.size)
    return (*drawn, *(shape for point in points for shape in _badge(point, fit.at(places.zones[point.code]), ink)))


def as_tiles(areas: Sequence[Area], ink: INK, box: Box) -> tuple[Shape, ...]:
    """Return the counties as equal tiles, roughly where they lie, fitted into a box."""
    columns, rows = (max((getattr(area, key) for area in areas), default=1) for key in ("column", "row"))
    wide, high = box.width / columns, box.height / rows
    drawn: list[Shape] = []
    for area in areas:
        x, y = (area.column - 1) * wide, (area.row - 1) * high
        edge, thick = (ink["ink"], 2.5) if area.chosen else (ink["line"], 1.0)
        drawn.append(Rect(x, y, wide - _SEAM, high - _SEAM, _fill(area, ink), edge, thick, round=3))
        drawn += _named(area, x + (wide - _SEAM) / 2, y + (high - _SEAM) / 2, ink, box.size)
    return tuple(drawn)


@dataclass(frozen=True)
class _Fit:
    """From longitude and latitude to the box, Mercator, centred."""

    west: float
    north: float
    scale: float
    left: float
    top: float

    @classmethod
    def into(cls, places: Geography, box: Box) -> _Fit:
        west, south, east, north = places.bounds
        wide, high = (east - west) / 360, mercator(north) - mercator(south)
        scale = min((box.width - 4) / wide, (box.height - 4) / high)
        return cls(west, mercator(north), scale, (box.width - wide * scale) / 2, (box.height - high * scale) / 2)

    def at(self, place: Place) -> tuple[float, float]:
        """Return a place in the box."""
        x = self.left + (place[0] - self.west) / 360 * self.scale
        return x, self.top + (self.north - mercator(place[1])) * self.scale


def _county(area: Area, places: Geography, fit: _Fit, ink: INK) -> list[Path]:
    """Return the polygons of a county; a hole shows the ground."""
    return [
        Path(tuple(map(fit.at, ring)), ink["mark"], 1.0, fill=ink["ground"] if hole else _fill(area, ink), closed=True)
        for polygon in polygons(places.shapes[area.code])
        for hole, ring in enumerate(polygon)
    ]


def _edge(area: Area, places: Geography, fit: _Fit, ink: INK) -> list[Path]:
    return [Path(tuple(map(fit.at, polygon[0])), ink["ink"], 2.6, closed=True)
            for polygon in polygons(places.shapes[area.code])]  # fmt: skip


def _named(area: Area, x: float, y: float, ink: INK, size: float) -> list[Shape]:
    halo = _fill(area, ink)
    return [Text(x, y - 2, area.name, size + 1, ink["ink"], 700, "middle", halo),
            Text(x, y + size + 2, area.text, size, ink["ink"], 400, "middle", halo)]  # fmt: skip


def _badge(point: Point, place: tuple[float, float], ink: INK) -> list[Shape]:
    ground, text = (ink["ink"], ink["ground"]) if point.chosen else (ink["ground"], ink["ink"])
    return [Disc(*place, 8.5, ground, ink["ink"], 1.2),
            Text(place[0], place[1] + 3.8, point.number, 10.5, text, 700, "middle")]  # fmt: skip


def _fill(area: Area, ink: INK) -> str:
    return ink["ground"] if area.fill == "none" else ink[area.fill]


def _whole(
    page: CountyPage, drawn: tuple[Shape, ...], box: Box, theme: Theme, marked: Stamp, lang: Language, *, zones: bool
) -> Drawing:
    """Return shapes with title, legend, zones and the word 示意图 around."""
    ink = PALETTES[theme]
    title = f"{t('counties.map_title', lang, name=page.name, shown=page.shown)} · {page.label}"
    unit = page.unit if page.unit and page.areas else ""
    below, bottom = _legend(page, box, ink, lang, zones=zones)
    named = f"{title}{t('files.in_unit', lang, unit=unit)}" if unit else title
    return framed(named, page.alt, theme, marked, Inside(box.width, bottom, (*drawn, *below)))


def _legend(page: CountyPage, box: Box, ink: INK, lang: Language, *, zones: bool) -> tuple[list[Shape], float]:
    """Return the colours in words, the zones by number, and the note that this is a sketch; and where they end."""
    entries: list[tuple[Shape, str]] = [
        (Rect(0, 0, 16, 11, ink["ground"] if s.fill == "none" else ink[s.fill], ink["mark"]), s.text)
        for s in page.legend
    ]
    shown = {point.code for point in page.points} if zones else set()
    entries += [(Disc(0, 0, 8.5, ink["ground"], ink["ink"], 1.2), f"{zone.badge}  {zone.name}")
                for zone in page.zones if zone.code in shown]  # fmt: skip
    drawn: list[Shape] = []
    x, y = 0.0, box.height + 24
    for sign, text in entries:
        zone = isinstance(sign, Disc)
        wide = 22 + glyphs.width(text, SIZE) + 18
        if x and x + wide - 18 > box.width:
            x, y = 0.0, y + _ROW
        if zone:
            drawn += _badge(Point("", text.partition(" ")[0], "", False), (x + 8.5, y - 4), ink)
        else:
            drawn.append(Rect(x, y - 10, 16, 11, *_look(sign)))
        drawn.append(Text(x + 22, y, text.partition("  ")[2] if zone else text, SIZE, ink["ink-2"]))
        x += wide
    note = t("counties.approved", lang, number=page.approval) if page.approval else t("counties.sketch", lang)
    for at, row in enumerate(glyphs.wrapped(note, SIZE, box.width)):
        drawn.append(Text(0, y + _ROW * (at + 1), row, SIZE, ink["ink-3"]))
    return drawn, y + _ROW * (len(glyphs.wrapped(note, SIZE, box.width)))


def _look(sign: Shape) -> tuple[str, str]:
    assert isinstance(sign, Rect)
    return sign.fill, sign.stroke
