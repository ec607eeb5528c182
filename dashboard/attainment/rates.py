"""Growth reached, its pace, and the growth still required (methodology F4-F6), by the reading's own method."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from dashboard.attainment import paths
from dashboard.attainment.verdict import YearMark
from dashboard.plan.models import Method

ONE, TWELVE = Decimal(1), Decimal(12)
_STEPS = 90  # halvings: 10 / 2**90 is below the 28th digit


def achieved(method: Method, series: Sequence[Decimal]) -> Decimal:
    """Return the growth of y0 .. yt in the reading's own terms.

    Compound: rate a year; total: growth since the base; arithmetic: mean of the yearly rates;
    accumulation: the rate whose path has the same sum; every year: the lowest yearly rate.
    """
    t, ratio = len(series) - 1, series[-1] / series[0]
    if method == "total":
        return ratio - ONE
    if method == "arithmetic":
        return sum(paths.rates(series), Decimal(0)) / t
    if method == "accumulation":
        return accumulated_rate(sum(series[1:], Decimal(0)) / series[0], t)
    if method == "every_year":
        return min(paths.rates(series))
    return compound(series[0], series[-1], Decimal(t))


@lru_cache(maxsize=4096)
def compound(base: Decimal, level: Decimal, years: Decimal) -> Decimal:
    """Return (level/base)^(1/years) - 1; kept, since growth reached and its pace ask for the same root."""
    return (level / base) ** (ONE / years) - ONE


def accumulated_rate(total: Decimal, k: int) -> Decimal:
    """Solve (1+r) + ... + (1+r)^k = total for r >= -1 by halving; total is in multiples of the base."""
    low, high = -ONE, max(ONE, total)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if paths.geometric(middle, k) <= total else (low, middle)
    return (low + high) / 2


def pace(method: Method, series: Sequence[Decimal], threshold: Decimal, n: int) -> Decimal | None:
    """Return R = growth a year reached / growth a year asked for; None when nothing is asked."""
    asked = paths.annual(method, threshold, n)
    if asked <= 0:
        return None
    own: Method = "compound" if method == "total" else method
    return achieved(own, series) / asked


def required(method: Method, series: Sequence[Decimal], threshold: Decimal, n: int) -> Decimal | None:
    """Return the growth a year from now on that still keeps the reading at year n; None at the end or from zero."""
    left, last = n - (len(series) - 1), series[-1]
    if left <= 0 or last <= 0:
        return None
    if method == "every_year":
        return threshold
    if method == "arithmetic":
        return (n * threshold - sum(paths.rates(series), Decimal(0))) / left
    if method == "accumulation":
        owed = series[0] * paths.geometric(threshold, n) - sum(series[1:], Decimal(0))
        return accumulated_rate(max(owed, Decimal(0)) / last, left)
    return compound(last, paths.level(method, series[0], threshold, n, Decimal(n)), Decimal(left))


def months_ahead(base: Decimal, level: Decimal, rate: Decimal, years: Decimal) -> Decimal | None:
    """Return 12 (ln(y/y0)/ln(1+g) - t): months ahead of the path, negative behind (methodology F6)."""
    if base <= 0 or level <= 0 or rate <= 0:
        return None
    return TWELVE * ((level / base).ln() / _log(ONE + rate) - years)


@lru_cache(maxsize=1024)
def _log(growth: Decimal) -> Decimal:
    return growth.ln()


def best(years: Mapping[int, Decimal]) -> tuple[int, Decimal] | None:
    """Return the year with the best growth over the year before, and that growth."""
    found = [(years[year] / years[year - 1] - ONE, -year) for year in years if years.get(year - 1, Decimal(0)) > 0]
    return (-max(found)[1], max(found)[0]) if found else None


def strip(
    years: Mapping[int, Decimal], first: int, last: int, rate_of: Callable[[int], Decimal]
) -> tuple[YearMark, ...]:
    """Return one mark a year: did y(k)/y(k-1) - 1 reach the rate of that year (methodology F9)?"""
    marks = []
    for year in range(first, last + 1):
        before, after = years.get(year - 1), years.get(year)
        known = before is not None and after is not None and before > 0
        growth = after / before - ONE if known and before and after is not None else None
        met = after >= before * (ONE + rate_of(year)) if known and before and after is not None else None
        marks.append(YearMark(year, growth, met))
    return tuple(marks)
