"""Yearly output of the GI tea by county and value added of the patent-intensive industries."""

from __future__ import annotations

from decimal import Decimal

from dashboard.demo import story
from dashboard.demo.chance import apportion

_CENT = Decimal("0.01")


def gi(indicator: str, year: int) -> dict[str, Decimal]:
    """Return each county's output (亿元, two decimals); the counties sum to the city."""
    total = Decimal(story.GI_OUTPUT[year])
    if indicator == "gi_user_output":
        total *= Decimal(story.GI_USER_SHARE[year])
    parts = apportion(int(total / _CENT), list(story.TEA.values()))
    return {county: part * _CENT for county, part in zip(story.TEA, parts, strict=True)}


def value_added(industry: str, year: int) -> Decimal:
    """Return an industry's value added (亿元)."""
    return Decimal(story.VALUE_ADDED[year][industry])
