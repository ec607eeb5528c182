"""Paths: what a reading asks a quantity to be, year by year.

``series`` holds the closed years y0 .. y(k-1) with the base first; compound and total growth need only y0.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from dashboard.plan.models import Method, Reading

ONE = Decimal(1)
GROWTH: tuple[Method, ...] = ("compound", "total", "arithmetic", "accumulation", "every_year")
FROM_BASE: tuple[Method, ...] = ("compound", "total")  # their path needs the base only


@lru_cache(maxsize=1024)
def annual(method: Method, threshold: Decimal, n: int) -> Decimal:
    """Return the growth a year that a threshold stands for: g, or (1+G)^(1/n)-1 of a total growth."""
    return (ONE + threshold) ** (ONE / n) - ONE if method == "total" else threshold


def level(method: Method, base: Decimal, threshold: Decimal, n: int, k: Decimal) -> Decimal:
    """Return T(k) = y0(1+g)^k, for total growth y0(1+G)^(k/n); exact for whole powers (methodology F1)."""
    power = k / n if method == "total" else k
    return base * (ONE + threshold) ** (int(power) if power == int(power) else power)


def asked(reading: Reading, base: Decimal, k: Decimal) -> Decimal:
    """Return T(k) of a compound or total reading from its base, threshold and revisions.

    A revised compound threshold applies to the years from its own on: T(k) = y0 (1+g1)(1+g2)...(1+gk).
    """
    first, threshold = reading.base_year or 0, reading.threshold or Decimal(0)
    if not reading.revisions:
        return level(reading.method, base, threshold, reading.end_year - first, k)
    path, whole = base, int(k)
    for year in range(first + 1, first + whole + 1):
        path *= ONE + (reading.threshold_in(year) or Decimal(0))
    part = k - whole
    return path * (ONE + (reading.threshold_in(first + whole + 1) or Decimal(0))) ** part if part else path


def needed(method: Method, series: Sequence[Decimal], threshold: Decimal, n: int) -> Decimal:
    """Return the level at which year k = len(series) just keeps the reading, given the years before it.

    Arithmetic: mean of the rates = g. Accumulation: sum of the levels = y0 x sum of (1+g)^i.
    Every year: the year before x (1+g). Compound and total: T(k).
    """
    k, base, last = len(series), series[0], series[-1]
    if method == "arithmetic":
        return last * (ONE + k * threshold - sum(rates(series), Decimal(0)))
    if method == "accumulation":
        return base * geometric(threshold, k) - sum(series[1:], Decimal(0))
    if method == "every_year":
        return last * (ONE + threshold)
    return level(method, base, threshold, n, Decimal(k))


def rates(series: Sequence[Decimal]) -> list[Decimal]:
    """Return the growth from each year to the next."""
    return [after / before - ONE for before, after in pairwise(series)]


def geometric(rate: Decimal, k: int) -> Decimal:
    """Return (1+r) + (1+r)^2 + ... + (1+r)^k."""
    return sum(((ONE + rate) ** power for power in range(1, k + 1)), Decimal(0))
