"""Trademarks and market entities at the end of each quarter, by county."""

from __future__ import annotations

from functools import cache

from dashboard.demo import story
from dashboard.demo.chance import apportion
from dashboard.plan import periods

# how far patents, not entities, shape the counties' shares
_MIX = {"valid_trademarks": 0.55, "market_entities": 0.0, "enterprises": 0.2, "new_trademarks": 0.55}
_CANCELLED = 0.021  # of the trademarks a year: new ones are what the stock grows by and what was cancelled
_PACE = (0.22, 0.27, 0.25, 0.26)  # of a year's growth by quarter
_DRIFT = {county: 0.0016 * (place % 4 - 1.5) for place, county in enumerate(story.COUNTIES)}  # a quarter


def city(indicator: str, quarter: str) -> int:
    """Return the city's stock at the end of a quarter, or the trademarks registered in the four quarters to it."""
    if indicator == "new_trademarks":
        held, before = city("valid_trademarks", quarter), city("valid_trademarks", _year_before(quarter))
        return held - before + round(before * _CANCELLED)
    year, month, _ = periods.parse(quarter)
    ends = story.STOCKS[indicator]
    quarters = 3 if year == max(ends) else 4  # the last year of the story ends in September
    pace = sum(_PACE[: month // 3]) / sum(_PACE[:quarters])
    return ends[year - 1] + round((ends[year] - ends[year - 1]) * pace)


def _year_before(quarter: str) -> str:
    return f"{periods.year(quarter) - 1}{quarter[4:]}"


@cache
def counties(indicator: str, quarter: str) -> dict[str, int]:
    """Return the stock of each county; the counties sum to the city."""
    year, month, _ = periods.parse(quarter)
    age, mix = (year - 2019) * 4 + month // 3, _MIX[indicator]
    weights = [
        (mix * story.PATENTS[county] + (1 - mix) * story.ENTITIES[county]) * (1 + _DRIFT[county] * age)
        for county in story.COUNTIES
    ]
    return dict(zip(story.COUNTIES, apportion(city(indicator, quarter), weights), strict=True))
