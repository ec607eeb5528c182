"""The day on which a report is due: by its rule, moved on from days without work, or extended for a sender."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.plan import periods, workdays
from dashboard.plan.basics import Code, DueRule, ReportPeriod, Source
from dashboard.plan.workdays import Notices, Rest


class Extension(Source):
    """More time for a report period: of one sender or (None) all, of one subject or (None) all.

    ``subject`` is a feed, a ledger or ``milestones``; ``period`` the report period, a quarter or a year. ``source``,
    ``confirmed_by``, ``confirmed_on`` and ``doc_no`` say on which grounds, who granted it, when, by which document.
    """

    sender: Code | None = None
    subject: Code | None = None
    period: ReportPeriod
    until: date
    reason: str

    def covers(self, sender: str, subject: str, period: str) -> bool:
        """Return whether it speaks of a sender's report."""
        return self.period == period and self.sender in (None, sender) and self.subject in (None, subject)


@dataclass(frozen=True, slots=True)
class DueDay:
    """``nominal``: the day that the rule names; ``regular``: the day without extension; ``day``: the one that counts.

    ``certain``: the arrangement of holidays is known for every year that the days lie in.
    """

    nominal: date
    regular: date
    day: date
    rests: tuple[tuple[date, Rest], ...] = ()  # days without work from ``nominal`` on, that move it
    extension: Extension | None = None
    certain: bool = True

    @property
    def moved(self) -> bool:
        """True when days without work have moved it."""
        return self.regular != self.nominal


def nominal(rule: DueRule, period: str) -> date:
    """Return the day that a rule names for a report period."""
    year, month, _ = periods.parse(periods.shift(periods.last_month(period), rule.months_after))
    return date(year, month, min(rule.day, calendar.monthrange(year, month)[1]))


def due_day(rule: DueRule, period: str, notices: Notices = (), extensions: Iterable[Extension] = ()) -> DueDay:
    """Return the day on which a report period is due; ``extensions`` are those that cover it.

    A day without work moves on to the next working day unless the rule keeps it; an extension never shortens.
    """
    named = nominal(rule, period)
    regular = workdays.following(named, notices) if rule.moves else named
    rests = tuple(_rests(named, regular, notices))
    longest = max(extensions, key=lambda found: found.until, default=None)
    if longest is None or longest.until <= regular:
        return DueDay(named, regular, regular, rests, certain=workdays.announced(regular.year, notices))
    day = workdays.following(longest.until, notices)
    return DueDay(named, regular, day, rests, longest, workdays.announced(day.year, notices))


def _rests(first: date, until: date, notices: Notices) -> Iterable[tuple[date, Rest]]:
    for number in range((until - first).days):
        day = first + timedelta(days=number)
        found = workdays.rest(day, notices)
        if found is not None:
            yield day, found
