"""Monthly counts of transfers, licences and open licences, by county and by zone."""

from __future__ import annotations

from collections import Counter
from functools import cache
from random import Random

from dashboard.demo import story
from dashboard.demo.chance import source
from dashboard.demo.months import TRANSFERS, scatter
from dashboard.plan import periods

# share of licences and open licences among a year's events; open licences begin in October 2022
_OPEN_SINCE = "2022-10"
_LICENCES = 0.13
_OPEN = {2022: 0.03, 2023: 0.07, 2024: 0.08, 2025: 0.05, 2026: 0.05}

Counts = Counter[tuple[str, str, str]]  # (place, month, kind) -> 次


def _kind(random: Random, month: str) -> str:
    share = random.random()
    opened = _OPEN.get(periods.year(month), 0.0) if month >= _OPEN_SINCE else 0.0
    return "open_licence" if share < opened else "licence" if share < opened + _LICENCES else "transfer"


def _zone(random: Random, county: str) -> str | None:
    share = random.random()
    for zone, part in story.ZONES.get(county, {}).items():
        share -= part
        if share < 0:
            return zone
    return None


@cache
def events() -> tuple[Counts, Counts]:
    """Return the counts of the counties and of the zones inside them, as finally restated."""
    counties: Counts = Counter()
    zones: Counts = Counter()
    for block in story.TRANSFERS:
        random = source("transfers", block.first)
        for month, county in scatter(random, block, TRANSFERS, story.PATENTS):
            kind, zone = _kind(random, month), _zone(random, county)
            counties[county, month, kind] += 1
            if zone:
                zones[zone, month, kind] += 1
    return counties, zones


def finally_told(county: str, month: str, kind: str) -> int:
    """Return a county's count of a month and kind, as it stands after any restatement."""
    return events()[0][county, month, kind]


def of_zone(zone: str, month: str, kind: str) -> int:
    """Return a zone's count of a month and kind; its events are among those of its county."""
    return events()[1][zone, month, kind]


def first_told(county: str, month: str, kind: str) -> int:
    """Return a county's count as its first workbook had it."""
    count = finally_told(county, month, kind)
    if county == story.RESTATING_COUNTY and kind == "transfer":
        return max(0, count + story.RESTATED.get(month, 0))
    return count
