"""How a year spreads over its months and counties: seasons, Spring Festival, lockdowns and the rebound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from dashboard.plan import periods

PLEDGE = (0.06, 0.03, 0.09, 0.07, 0.07, 0.11, 0.07, 0.07, 0.11, 0.06, 0.09, 0.17)
CONTRACTS = (0.04, 0.03, 0.07, 0.06, 0.07, 0.12, 0.06, 0.07, 0.11, 0.07, 0.11, 0.19)
TRANSFERS = (0.06, 0.04, 0.08, 0.08, 0.08, 0.09, 0.09, 0.09, 0.09, 0.09, 0.10, 0.11)
_FESTIVAL_IN_JANUARY = (2020, 2023, 2025)  # Spring Festival of 25 January, 22 January, 29 January
_EVERYWHERE = {"2020-01": 0.9, "2020-02": 0.4, "2020-03": 0.8, "2022-01": 0.9, "2022-09": 0.95, "2022-12": 0.8,
               "2023-03": 1.15}
_THERE = {("2022-01", "411525"): 0.5, ("2022-09", "411502"): 0.8}


@dataclass(frozen=True)
class Block:
    """A run of months that together hold a known number of events (and, where money counts, 万元)."""

    first: str
    last: str
    count: int
    amount: int = 0

    @property
    def months(self) -> tuple[str, ...]:
        """Return the months of the block."""
        return periods.span(self.first, self.last, "M")


def year(number: int, count: int, amount: int = 0) -> Block:
    """Return the block of one calendar year."""
    return Block(f"{number}-01", f"{number}-12", count, amount)


def split_year(number: int, early: tuple[int, int], late: tuple[int, int]) -> tuple[Block, Block]:
    """Return January to September and October to December of a year, each with its count and 万元."""
    return Block(f"{number}-01", f"{number}-09", *early), Block(f"{number}-10", f"{number}-12", *late)


def season(month: str, weights: Sequence[float]) -> float:
    """Return a month's weight; the dip of an ordinary February moves to the month of Spring Festival."""
    number, position, _ = periods.parse(month)
    if number in _FESTIVAL_IN_JANUARY and position <= 2:
        position = 3 - position
    return weights[position - 1]


def disruption(month: str, county: str) -> float:
    """Return the factor of a lockdown or rebound on a county's month."""
    return _THERE.get((month, county), _EVERYWHERE.get(month, 1.0))


def scatter(random: Random, block: Block, weights: Sequence[float], counties: dict[str, int]) -> list[tuple[str, str]]:
    """Place each event of a block in a (month, county), months in order."""
    cells = [(month, county) for month in block.months for county in counties]
    odds = [
        season(month, weights) * counties[county] * disruption(month, county) * random.lognormvariate(0, 0.10)
        for month, county in cells
    ]
    return sorted(random.choices(cells, odds, k=block.count))
