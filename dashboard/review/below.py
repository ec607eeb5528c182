"""How the counties of an edition stand: counted in the database, read one by one only where they are few."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from dashboard.attainment.rollup import WORST
from dashboard.attainment.verdict import Status
from dashboard.figures import decode, groups
from dashboard.figures.facts import State
from dashboard.figures.groups import Below
from dashboard.figures.places import too_many
from dashboard.plan.models import Region
from dashboard.review.exploring import Read
from dashboard.wording import Language

IDLE: Status = "not_assessed"  # of counties to which no office has set anything


def below(read: Read, state: State, lang: Language) -> Below:
    """Return the roll-up of the counties of an edition; empty where no office has set them anything."""
    at = {"plan": state.plan.id, "edition": state.edition.number}
    assessed = read("county_counts", **at, statuses=[status for status in WORST if status != IDLE])
    if not assessed:
        return Below()
    counted: dict[str, dict[Status, int]] = {}
    for row in (*assessed, *read("county_counts", **at, statuses=[IDLE])):
        counted.setdefault(str(row["target"]), {})[cast(Status, str(row["status"]))] = int(str(row["counties"]))
    if too_many(max(sum(found.values()) for found in counted.values())):
        return groups.below_targets(state.items, counted, lang)
    standing = {
        (str(row["target"]), str(row["region"])): (cast(Status, str(row["status"])), _points(row["gap_points"]))
        for row in read("county_status", **at)
    }
    regions = decode.definitions(read("regions", **at), Region)
    return groups.below(state.items, regions, standing, lang)


def _points(value: object) -> Decimal | None:
    return Decimal(repr(float(str(value)))) if decode.known(value) else None
