"""The counties as a pydeck deck: filled shapes, labels and zone badges, without any map server behind them."""

from __future__ import annotations

import math

import pydeck as pdk

from dashboard.figures.county_page import Area, CountyPage, Point
from dashboard.figures.geo import Geography, Place, mercator
from dashboard.figures.lettering import Line, Picture, badge, label
from dashboard.figures.palette import PALETTES, Theme

WIDTH, HEIGHT = 640, 460  # pixels the city is fitted into; the style sheet gives the map that much room
_TILE = 512  # pixels of the world at zoom 0
COUNTIES, ZONES = "counties", "zones"  # layers a reader can click
_CONTROLLER = {"scrollZoom": False, "dragRotate": False, "touchRotate": False}  # the page keeps its own scrolling


def deck(page: CountyPage, places: Geography, theme: Theme) -> pdk.Deck:
    """Return the map of a page in the colours of a theme."""
    ink = PALETTES[theme]
    return pdk.Deck(
        layers=[
            _ground(places, ink),
            _shapes(page.areas, places, ink),
            *_outline(page.areas, places, ink),
            _labels(page.areas, places, ink),
            _badges(page.points, places, ink),
        ],
        initial_view_state=_view(places),
        views=[pdk.View(type="MapView", controller=_CONTROLLER)],
        map_provider=None,  # and no map_style, which would bring a foreign map back
        tooltip={
            "text": "{tip}",
            "style": {"backgroundColor": ink["panel"], "color": ink["ink"], "border": f"1px solid {ink['line']}",
                      "borderRadius": "4px", "fontSize": "13px", "lineHeight": "1.5", "whiteSpace": "pre-line",
                      "padding": "8px 12px", "fontFamily": "'Noto Sans CJK SC', sans-serif"},
        },
    )  # fmt: skip


def picked(selection: object) -> str:
    """Return the code of the county or zone that a click selected; "" when it let go."""
    objects = selection.get("objects", {}) if isinstance(selection, dict) else {}
    for layer in (ZONES, COUNTIES):
        for thing in objects.get(layer, ()):
            return str(thing.get("code") or thing.get("properties", {}).get("code", ""))
    return ""


def _view(places: Geography) -> pdk.ViewState:
    """Return the view that shows all of the city in the room it has."""
    west, south, east, north = places.bounds
    wide, high = (east - west) / 360, mercator(north) - mercator(south)
    zoom = math.log2(min(WIDTH * 0.97 / (wide * _TILE), HEIGHT * 0.97 / (high * _TILE)))
    middle = math.degrees(math.atan(math.sinh((mercator(south) + mercator(north)) * math.pi)))
    return pdk.ViewState(longitude=(west + east) / 2, latitude=middle, zoom=round(zoom, 3),
                         min_zoom=round(zoom - 0.4, 3), max_zoom=round(zoom + 3, 3))  # fmt: skip


def _features(areas: tuple[Area, ...], places: Geography, ink: dict[str, str]) -> dict[str, object]:
    features = [
        {"type": "Feature", "geometry": places.shapes[area.code],
         "properties": {"code": area.code, "tip": area.tip, "fill": _colour(_fill(area.fill, ink))}}
        for area in areas if area.code in places.shapes
    ]  # fmt: skip
    return {"type": "FeatureCollection", "features": features}


def _ground(places: Geography, ink: dict[str, str]) -> pdk.Layer:
    """Return a ground that covers the tiles below the map once there is a map; without WebGL they stay in sight."""
    west, south, east, north = places.bounds
    far = [[west - 9, south - 9], [east + 9, south - 9], [east + 9, north + 9], [west - 9, north + 9]]
    return pdk.Layer("PolygonLayer", [{"ring": far}], id="ground", pickable=False, stroked=False, get_polygon="ring",
                     get_fill_color=_colour(ink["ground"]))  # fmt: skip


def _shapes(areas: tuple[Area, ...], places: Geography, ink: dict[str, str]) -> pdk.Layer:
    return pdk.Layer(
        "GeoJsonLayer", _features(areas, places, ink), id=COUNTIES, pickable=True, auto_highlight=True,
        highlight_color=[*_colour(ink["ink"]), 26], stroked=True, filled=True, get_fill_color="properties.fill",
        get_line_color=_colour(ink["mark"]), line_width_units=pdk.types.String("pixels"), get_line_width=1,
    )  # fmt: skip


def _outline(areas: tuple[Area, ...], places: Geography, ink: dict[str, str]) -> list[pdk.Layer]:
    """Return the outline of the chosen county; nothing where none is chosen."""
    chosen = tuple(area for area in areas if area.chosen)
    if not chosen:
        return []
    return [pdk.Layer(
        "GeoJsonLayer", _features(chosen, places, ink), id="chosen", pickable=False, filled=False, stroked=True,
        get_line_color=_colour(ink["ink"]), line_width_units=pdk.types.String("pixels"), get_line_width=3,
    )]  # fmt: skip


def _labels(areas: tuple[Area, ...], places: Geography, ink: dict[str, str]) -> pdk.Layer:
    data = []
    for area in areas:
        if area.code in places.centres:
            drawn = label((Line(area.name, 13, 700), Line(area.text, 12, 700)), ink["ink"])
            data.append(_icon(places.centres[area.code], drawn))
    return _icons("labels", data, pickable=False)


def _badges(points: tuple[Point, ...], places: Geography, ink: dict[str, str]) -> pdk.Layer:
    data = []
    for point in points:
        edge, ground = (ink["ground"], ink["ink"]) if point.chosen else (ink["ink"], ink["ground"])
        drawn = badge(point.number, edge, ground)
        data.append({**_icon(places.zones[point.code], drawn), "code": point.code, "tip": point.tip})
    return _icons(ZONES, data, pickable=True)


def _icon(place: Place, drawn: Picture) -> dict[str, object]:
    icon = {"url": drawn.url, "width": drawn.width, "height": drawn.height, "anchorY": drawn.height / 2}
    return {"place": list(place), "icon": icon, "size": drawn.shown}


def _icons(name: str, data: list[dict[str, object]], *, pickable: bool) -> pdk.Layer:
    return pdk.Layer("IconLayer", data, id=name, pickable=pickable, get_icon="icon", get_position="place",
                     get_size="size", size_units=pdk.types.String("pixels"))  # fmt: skip


def _fill(name: str, ink: dict[str, str]) -> str:
    return ink["ground"] if name == "none" else ink[name]


def _colour(text: str) -> list[int]:
    return [int(text[at : at + 2], 16) for at in (1, 3, 5)]
