"""Working days for invented events."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from random import Random

from dashboard.plan import periods


def workday(random: Random, month: str) -> date:
    """Return a weekday of a month; the second half is likelier, as in registers."""
    year, number, _ = periods.parse(month)
    last = calendar.monthrange(year, number)[1]
    day = date(year, number, min(last, 1 + int(last * random.betavariate(1.6, 1.2))))
    return weekday(day)


def weekday(day: date) -> date:
    """Return the day itself or, at a weekend, the nearest weekday of the same month."""
    shifted = day - timedelta(days=max(0, day.weekday() - 4))
    return shifted if shifted.month == day.month else day + timedelta(days=7 - day.weekday())


def later(random: Random, day: date, least: int, most: int) -> date:
    """Return a weekday so many days later, at least and at most (about)."""
    after = day + timedelta(days=random.randint(least, most))
    return after + timedelta(days=(7 - after.weekday()) % 7 if after.weekday() > 4 else 0)


def years_later(day: date, years: int) -> date:
    """Return the day before the same date some years later, as agreements end."""
    month_end = calendar.monthrange(day.year + years, day.month)[1]
    return date(day.year + years, day.month, min(day.day, month_end)) - timedelta(days=1)
