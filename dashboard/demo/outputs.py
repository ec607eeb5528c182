"""Yearly output of the GI tea by county and value added of the patent-intensive industries."""

from __future__ import annotations

from decimal import Decimal

from dashboard.demo import story
from dashboard.demo.chance import apportion

_CENT = Decimal("0.01")


def gi(indicator: str, year: int) -> dict[str, Decimal]:
    """Return each county's output (亿元, two decimals); the counties sum to the city."""
    total, weights = Decimal(story.GI_OUTPUT[year]), list(story.TEA.values())
    if indicator == "gi_other_output":
        total, weights = Decimal(story.GI_OTHERS[year]), list(story.ENTITIES.values())
    elif indicator != "gi_industry_output":
        total *= Decimal(story.GI_SHARES[indicator][year])
    parts = apportion(int(total / _CENT), weights)
    return {county: part * _CENT for county, part in zip(story.TEA, parts, strict=True)}


def value_added(indicator: str, industry: str, year: int) -> Decimal:
    """Return an industry's value added (亿元), at current prices or at those of 2021."""
    found = Decimal(story.VALUE_ADDED[year][industry])
    if indicator == "patent_intensive_va_constant":
        found = (found / Decimal(story.PRICES[year])).quantize(_CENT)
    return found


def wider(indicator: str, year: int) -> Decimal:
    """Return the value added (亿元) of every patent-intensive industry, or of ICT services."""
    return Decimal(story.VALUE_ADDED_WIDER[indicator][year])
