"""Periods as text: months 2024-09, quarters 2024Q3, years 2024. They sort as text."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import Literal

Frequency = Literal["M", "Q", "A"]
_PATTERN = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])|Q([1-4]))?")


@lru_cache(maxsize=16384)
def parse(period: str) -> tuple[int, int, Frequency]:
    """Return (year, last month, frequency) of a period; ValueError when it is none."""
    found = _PATTERN.fullmatch(period)
    if found is None:
        raise ValueError(f"{period!r} is not a period such as 2024-09, 2024Q3 or 2024")
    year, month, quarter = found.groups()
    if month:
        return int(year), int(month), "M"
    return (int(year), int(quarter) * 3, "Q") if quarter else (int(year), 12, "A")


def frequency(period: str) -> Frequency:
    """Return M, Q or A."""
    return parse(period)[2]


def year(period: str) -> int:
    """Return the calendar year of a period."""
    return parse(period)[0]


@lru_cache(maxsize=16384)
def last_month(period: str) -> str:
    """Return the month in which a period ends: 2024Q3 -> 2024-09."""
    found_year, month, _ = parse(period)
    return f"{found_year}-{month:02d}"


def last_day(period: str) -> date:
    """Return the last day of a period."""
    found_year, month, _ = parse(period)
    return date(found_year, month, calendar.monthrange(found_year, month)[1])


@lru_cache(maxsize=16384)
def of_month(month: str, freq: Frequency) -> str:
    """Return the period of a frequency that contains a month: ('2024-08', 'Q') -> 2024Q3."""
    found_year, number, _ = parse(month)
    if freq == "M":
        return f"{found_year}-{number:02d}"
    return f"{found_year}Q{(number + 2) // 3}" if freq == "Q" else f"{found_year}"


@lru_cache(maxsize=16384)
def of_date(day: date, freq: Frequency) -> str:
    """Return the period of a frequency that contains a day."""
    return of_month(f"{day.year}-{day.month:02d}", freq)


@lru_cache(maxsize=16384)
def shift(month: str, months: int) -> str:
    """Return the month so many months later (or earlier)."""
    found_year, number, _ = parse(month)
    index = found_year * 12 + number - 1 + months
    return f"{index // 12}-{index % 12 + 1:02d}"


def months_between(first: str, last: str) -> int:
    """Return the number of months from the first to the last month, both included."""
    (year_a, month_a, _), (year_b, month_b, _) = parse(first), parse(last)
    return (year_b - year_a) * 12 + month_b - month_a + 1


def span(first: str, last: str, freq: Frequency) -> tuple[str, ...]:
    """Return every period of a frequency from one month to another, both included."""
    count = months_between(last_month(first), last_month(last))
    months = (shift(last_month(first), step) for step in range(count))
    return tuple(dict.fromkeys(of_month(month, freq) for month in months))


def months_of(period: str) -> tuple[str, ...]:
    """Return the months inside a period."""
    found_year, month, freq = parse(period)
    length = {"M": 1, "Q": 3, "A": 12}[freq]
    return tuple(f"{found_year}-{number:02d}" for number in range(month - length + 1, month + 1))
