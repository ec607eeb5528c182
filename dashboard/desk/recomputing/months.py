"""Months, quarters and years as text: 2024-09, 2024Q3, 2024."""

from __future__ import annotations

import calendar
from datetime import date


def last_month(period: str) -> str:
    """Return the last month of a month, quarter or year: 2024Q3 -> 2024-09."""
    if "Q" in period:
        return f"{period[:4]}-{int(period[5]) * 3:02d}"
    return period if "-" in period else f"{period}-12"


def of_month(month: str, frequency: str) -> str:
    """Return the period of a frequency (M, Q, A) that holds a month."""
    if frequency == "M":
        return month
    return month[:4] if frequency == "A" else f"{month[:4]}Q{(int(month[5:]) + 2) // 3}"


def shift(month: str, by: int) -> str:
    """Return the month some months later."""
    whole = int(month[:4]) * 12 + int(month[5:]) - 1 + by
    return f"{whole // 12:04d}-{whole % 12 + 1:02d}"


def span(first: str, last: str, frequency: str) -> list[str]:
    """Return the periods from one month's to another's that end by then."""
    months = [shift(first, by) for by in range(months_between(first, last))]
    periods = dict.fromkeys(of_month(month, frequency) for month in months)
    return [period for period in periods if last_month(period) <= last]


def months_between(first: str, last: str) -> int:
    """Return how many months there are from one to another, both included."""
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:]) + 1


def last_day(month: str) -> date:
    """Return the last day of a month."""
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, calendar.monthrange(year, number)[1])
