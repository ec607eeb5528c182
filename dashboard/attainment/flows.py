"""Flows by year: closed years, the year so far, what is owed, the seasonal share and the best month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from statistics import median

from dashboard.attainment.values import Values
from dashboard.plan import periods

STEP = {"M": 1, "Q": 3, "A": 12}


@dataclass(frozen=True)
class Sum:
    """A sum over the first ``months`` of a year; ``owed`` names who keeps it from being complete."""

    year: int
    months: int
    value: Decimal | None
    owed: tuple[str, ...] = ()

    @property
    def closed(self) -> bool:
        """True for a whole year."""
        return self.months == 12


@lru_cache(maxsize=4096)
def periods_of(year: int, frequency: periods.Frequency, months: int = 12) -> tuple[str, ...]:
    """Return the periods of a year that end within its first months."""
    return periods.span(f"{year}-01", f"{year}-12", frequency)[: months // STEP[frequency]]


def owed(values: Values, year: int, months: int = 12) -> tuple[str, ...]:
    """Return who owes a period within the first months of a year, each once, in code order."""
    names = {name for period in periods_of(year, values.frequency, months) for name in values.missing.get(period, ())}
    return tuple(sorted(names))


def so_far(values: Values, year: int, months: int = 12) -> Sum:
    """Return the sum from January to the last period known without a gap, or who owes it."""
    debtors = owed(values, year, months)
    if debtors:
        return Sum(year, months, None, debtors)
    known: list[Decimal] = []
    for period in periods_of(year, values.frequency, months):
        if period not in values.levels:
            break
        known.append(values.levels[period])
    return Sum(year, len(known) * STEP[values.frequency], sum(known, Decimal(0)) if known else None)


def closed_years(values: Values, through: str) -> dict[int, Decimal]:
    """Return the complete years up to a month, oldest first."""
    last = periods.year(through) if through.endswith("-12") else periods.year(through) - 1
    sums = (so_far(values, year) for year in sorted({periods.year(period) for period in values.levels}) if year <= last)
    return {found.year: found.value for found in sums if found.closed and found.value is not None}


def latest(values: Values, base_year: int, at: str) -> Sum | None:
    """Return the newest year after the base with a sum or a debt, up to a month; None when there is none yet."""
    last = periods.year(at)
    for year in range(last, base_year, -1):
        found = so_far(values, year, int(at[-2:]) if year == last else 12)
        if found.value is not None or found.owed:
            return found
    return None


def seasonal_share(values: Values, years: Mapping[int, Decimal], before: int, months: int) -> Decimal | None:
    """Return the median share of the year that earlier complete years had by this month; two years at least."""
    shares = []
    for year, total in years.items():
        known = [values.levels.get(period) for period in periods_of(year, values.frequency, months)]
        if year < before and total > 0 and None not in known:  # a base value of the catalogue has no months
            shares.append(sum((part for part in known if part is not None), Decimal(0)) / total)
    return median(shares) if len(shares) >= 2 else None


def best_month(values: Values, at: str) -> tuple[str, Decimal] | None:
    """Return the month with the largest flow ever, the first one of equals; None for other frequencies."""
    if values.frequency != "M":
        return None
    known = [(-value, period) for period, value in values.levels.items() if period <= at]
    return (min(known)[1], -min(known)[0]) if known else None


def best_quarter(values: Values, at: str) -> tuple[str, Decimal] | None:
    """Return the calendar quarter with the largest flow ever, the first one of equals; None for annual series."""
    if values.frequency == "A":
        return None
    known: dict[str, list[Decimal]] = {}
    for period, value in values.levels.items():
        if (last := periods.last_month(period)) <= at:
            known.setdefault(periods.of_month(last, "Q"), []).append(value)
    whole = 3 if values.frequency == "M" else 1
    sums = [(-sum(parts, Decimal(0)), quarter) for quarter, parts in known.items() if len(parts) == whole]
    return (min(sums)[1], -min(sums)[0]) if sums else None


def trailing(values: Values, year: int, months: int) -> Decimal | None:
    """Return the sum of the twelve months that end with a year's first ``months``; None when one is unknown."""
    before = periods_of(year - 1, values.frequency)[months // STEP[values.frequency] :]
    parts = [values.levels.get(period) for period in (*before, *periods_of(year, values.frequency, months))]
    return sum((part for part in parts if part is not None), Decimal(0)) if None not in parts else None


def broken(values: Values, base_year: int, at: str) -> str:
    """Return the last period after the base year, up to a month, from which the quantity is defined anew; or ""."""
    found = [p for p in values.breaks if periods.year(p) > base_year and _first_month(p) <= at]
    return max(found, key=_first_month, default="")


def _first_month(period: str) -> str:
    return periods.months_of(period)[0]
