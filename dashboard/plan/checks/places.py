"""Regions and organisations: one city, counties, zones inside counties, dated names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from dashboard.plan.models import Catalogue, Organisation, Region
from dashboard.plan.refusing import Invalid

_REGIONS, _UNITS = "regions.yaml", "organisations.yaml"
_SEATS = {"county_bureau": "county", "zone_committee": "zone"}  # units that send for one place


def faults(catalogue: Catalogue) -> Iterator[Invalid]:
    """Yield faults of places and units."""
    cities = [found for found in catalogue.regions if found.kind == "city"]
    kinds = {found.code: found.kind for found in catalogue.regions}
    if len(cities) != 1:
        yield Invalid(_REGIONS, "regions", len(cities), "one_city")
    if "county" not in kinds.values():
        yield Invalid(_REGIONS, "regions", None, "no_county")
    for region in catalogue.regions:
        yield from _region(region, kinds)
    units = {found.id for found in catalogue.organisations}
    for unit in catalogue.organisations:
        yield from _seat(unit, kinds)
        yield from _names(unit)
        if unit.successor is not None and unit.successor not in units:
            yield Invalid(_UNITS, f"organisations[{unit.id}].successor", unit.successor, "unknown", where=_UNITS)


def _region(region: Region, kinds: Mapping[str, str]) -> Iterator[Invalid]:
    for host in region.within:
        if kinds.get(host) != "county":
            yield Invalid(_REGIONS, f"regions[{region.code}].within", host, "not_county")
    if region.kind == "zone" and not region.within:
        yield Invalid(_REGIONS, f"regions[{region.code}].within", None, "missing")


def _seat(unit: Organisation, kinds: Mapping[str, str]) -> Iterator[Invalid]:
    key, wanted = f"organisations[{unit.id}].region", _SEATS.get(unit.kind)
    if unit.region is not None and unit.region not in kinds:
        yield Invalid(_UNITS, key, unit.region, "unknown", where=_REGIONS)
    elif wanted and kinds.get(unit.region or "") != wanted:
        yield Invalid(_UNITS, key, unit.region, f"seat_{wanted}")


def _names(unit: Organisation) -> Iterator[Invalid]:
    key = f"organisations[{unit.id}].names"
    if not unit.names:
        yield Invalid(_UNITS, key, None, "missing")
    for name in unit.names:
        if name.valid_from and name.valid_to and name.valid_to < name.valid_from:
            yield Invalid(_UNITS, key, name.valid_to, "too_early", other="valid_from", limit=name.valid_from)
    for old, new in pairwise(unit.names):
        if old.valid_to is None or new.valid_from is None or new.valid_from <= old.valid_to:
            yield Invalid(_UNITS, key, new.name, "names_overlap", other=old.name)
