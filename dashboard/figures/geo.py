"""Boundaries, zone badges and tiles of a city as its files under ``data/geo`` say; None where there are none."""

from __future__ import annotations

import csv
import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

Place = tuple[float, float]  # longitude, latitude
Shape = Mapping[str, object]  # a GeoJSON geometry


@dataclass(frozen=True)
class Tile:
    """Where a county stands in the schematic tile map, counted from 1."""

    column: int
    row: int


@dataclass(frozen=True)
class Geography:
    """The counties of a city: shapes and label points by code; ``approval`` is "" unless bound to this very file."""

    shapes: Mapping[str, Shape]
    centres: Mapping[str, Place]
    zones: Mapping[str, Place]
    tiles: Mapping[str, Tile]
    bounds: tuple[float, float, float, float]  # west, south, east, north
    approval: str = ""


@cache
def geography(city: str, folder: Path) -> Geography | None:
    """Return what the files of a city say; None for a city without boundaries."""
    boundaries = folder / f"{city}-counties.geojson"
    if not boundaries.exists():
        return None
    content = boundaries.read_bytes()
    features = json.loads(content)["features"]
    shapes = {str(feature["id"]): feature["geometry"] for feature in features}
    centres = {str(f["id"]): (f["properties"]["centroid"][0], f["properties"]["centroid"][1]) for f in features}
    zones = {row["code"]: (float(row["lon"]), float(row["lat"])) for row in _table(folder / f"{city}-zones.csv")}
    tiles = {row["code"]: Tile(int(row["column"]), int(row["row"])) for row in _table(folder / f"{city}-tiles.csv")}
    return Geography(
        shapes, centres, zones, tiles, _bounds(shapes), approval(content, folder / f"{city}-approval.yaml")
    )


def approval(boundaries: bytes, file: Path) -> str:
    """Return the approval number of exactly these boundaries; "" when the file names another hash, or none."""
    found = yaml.safe_load(file.read_text("utf-8")) if file.exists() else None
    if not isinstance(found, dict) or not found.get("sha256") or not found.get("number"):
        return ""
    same = str(found["sha256"]).lower() == hashlib.sha256(boundaries).hexdigest()
    return str(found["number"]) if same else ""


def mercator(latitude: float) -> float:
    """Return the place of a latitude on the map, growing to the north; the world is 1 high."""
    return math.asinh(math.tan(math.radians(latitude))) / (2 * math.pi)


def polygons(shape: Shape) -> list[list[list[Place]]]:
    """Return the polygons of a shape, each with its outer ring first and its holes after it."""
    parts = shape["coordinates"]
    assert isinstance(parts, list)
    return parts if shape["type"] == "MultiPolygon" else [parts]


def rings(shape: Shape) -> list[list[Place]]:
    """Return every ring of a polygon or multipolygon, holes included."""
    return [ring for part in polygons(shape) for ring in part]


def _bounds(shapes: Mapping[str, Shape]) -> tuple[float, float, float, float]:
    places = [place for shape in shapes.values() for ring in rings(shape) for place in ring]
    east_west, north_south = [place[0] for place in places], [place[1] for place in places]
    return min(east_west), min(north_south), max(east_west), max(north_south)


def _table(file: Path) -> list[dict[str, str]]:
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
