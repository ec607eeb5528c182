"""The boundaries: the right counties, whole and closed, where they belong; an approval number only for its own file."""

from __future__ import annotations

import hashlib
import math
from itertools import pairwise
from pathlib import Path

import pytest

from dashboard.figures.geo import Place, approval, geography, rings
from tests.conftest import ROOT
from tests.unit.figures.samples import catalogue

FOLDER = ROOT / "data" / "geo"
FILE = FOLDER / "411500-counties.geojson"
HASH = "f0ec5e6ae60a0e48344659821d0cee8cea28b00e37ca6c604416e3a1e5e29d28"
FOUND = geography("411500", FOLDER)
assert FOUND is not None
COUNTIES = {r.code for r in catalogue().regions if r.kind == "county"}


def area(ring: list[Place]) -> float:
    """Return a ring's area in km2 on a sphere, positive when it runs counter-clockwise."""
    total = 0.0
    for (west, south), (east, north) in zip(ring, [*ring[1:], ring[0]], strict=True):
        total += math.radians(east - west) * (2 + math.sin(math.radians(south)) + math.sin(math.radians(north)))
    return -total * 6371.0072**2 / 2


def inside(place: Place, ring: list[Place]) -> bool:
    """Return whether a place lies in a ring, by crossings to the east."""
    x, y = place
    hits = [
        (a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]
        for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)
    ]
    return sum(hits) % 2 == 1


def test_the_file_is_the_one_that_was_looked_at() -> None:
    assert hashlib.sha256(FILE.read_bytes()).hexdigest() == HASH


def test_it_holds_the_ten_counties_of_the_plan() -> None:
    assert FOUND is not None
    assert set(FOUND.shapes) == set(FOUND.centres) == set(FOUND.tiles) == COUNTIES and len(COUNTIES) == 10


@pytest.mark.parametrize("code", sorted(COUNTIES))
def test_a_county_is_closed_runs_counter_clockwise_and_holds_its_label(code: str) -> None:
    assert FOUND is not None
    found = rings(FOUND.shapes[code])
    assert all((ring[0] == ring[-1] and len(ring) > 20) or ring is not found[0] for ring in found)
    assert area(found[0]) > 1000 and all(area(hole) < 0 for hole in found[1:])
    assert inside(FOUND.centres[code], found[0])


def test_the_counties_cover_the_city_and_share_their_borders() -> None:
    assert FOUND is not None
    total = sum(area(ring) for shape in FOUND.shapes.values() for ring in rings(shape))
    assert total == pytest.approx(18_915, rel=0.03)
    edges: dict[frozenset[Place], int] = {}
    for shape in FOUND.shapes.values():
        for ring in rings(shape):
            for one, other in pairwise(ring):
                edge = frozenset((tuple(one), tuple(other)))  # type: ignore[arg-type]
                edges[edge] = edges.get(edge, 0) + 1
    assert set(edges.values()) == {1, 2} and sum(n == 2 for n in edges.values()) > 400


def test_a_zone_stands_in_a_county_that_hosts_it() -> None:
    assert FOUND is not None
    hosts = {r.code: r.within for r in catalogue().regions if r.kind == "zone"}
    assert set(FOUND.zones) == set(hosts)
    for code, place in FOUND.zones.items():
        assert any(inside(place, rings(FOUND.shapes[host])[0]) for host in hosts[code]), code


def test_no_two_tiles_share_a_place() -> None:
    assert FOUND is not None
    assert len(set(FOUND.tiles.values())) == 10


def test_an_approval_number_holds_for_its_own_file_only(tmp_path: Path) -> None:
    file, content = tmp_path / "approval.yaml", b"boundaries"
    assert approval(content, file) == ""
    file.write_text(f"sha256: {hashlib.sha256(content).hexdigest().upper()}\nnumber: 演示S(2026)001号\n", "utf-8")
    assert approval(content, file) == "演示S(2026)001号"
    assert approval(content + b" ", file) == ""
    file.write_text(f"sha256: {hashlib.sha256(content).hexdigest()}\nnumber: ''\n", "utf-8")
    assert approval(content, file) == ""


def test_none_is_approved_yet_and_a_city_without_boundaries_has_no_map() -> None:
    assert FOUND is not None and FOUND.approval == ""
    assert geography("410900", FOLDER) is None
