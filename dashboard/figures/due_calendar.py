"""The calendar of a report period: the months in which its sheets are due, day by day, and what is due when and why."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from dashboard.figures.due_board import Known
from dashboard.figures.duty import Duty, why
from dashboard.plan import lookup, periods, workdays
from dashboard.plan.models import Catalogue
from dashboard.wording import Language, day_words, period_words, t

_WEEK = 7
_NAMED = 3  # units named for a sheet


@dataclass(frozen=True)
class CalendarDay:
    """A day of a month: its number, what it is (work, rest, holiday, made_up) with its name, and how much is due."""

    number: int
    kind: str
    name: str
    due: int
    today: bool


@dataclass(frozen=True)
class CalendarMonth:
    """A month in weeks from Monday on; None stands for a day of another month."""

    name: str
    weeks: tuple[tuple[CalendarDay | None, ...], ...]


@dataclass(frozen=True)
class DueSheet:
    """A sheet due on a day: indicators that rest on it, who owes it, how many still do."""

    name: str
    indicators: str
    units: str
    expected: int
    received: int


@dataclass(frozen=True)
class DueGroup:
    """What is due on one day, and why on that day."""

    day: str
    weekday: str
    why: str
    sheets: tuple[DueSheet, ...]


@dataclass(frozen=True)
class DueCalendar:
    """Everything the calendar says; ``uncertain`` and ``unknown``: years whose holidays are not announced."""

    title: str
    months: tuple[CalendarMonth, ...]
    groups: tuple[DueGroup, ...]
    uncertain: str
    unknown: tuple[int, ...]


def due_calendar(known: Known, catalogue: Catalogue) -> DueCalendar:
    """Return the calendar of a report period: the three months after it, and later ones with a due day."""
    lang = known.lang
    days = sorted({duty.due.day for duty in known.duties})
    last = periods.last_month(known.period)
    months = sorted({*(periods.shift(last, step) for step in (1, 2, 3)), *(f"{day:%Y-%m}" for day in days)})
    years = [year for year in sorted({int(month[:4]) for month in months})
             if not workdays.announced(year, catalogue.notices)]  # fmt: skip
    told = t("due.uncertain", lang, years=("、" if lang == "zh" else ", ").join(map(str, years))) if years else ""
    return DueCalendar(
        t("due.calendar_title", lang, period=period_words(known.period, lang)),
        tuple(_month(month, known, catalogue) for month in months), tuple(_groups(known, catalogue)), told,
        tuple(years),
    )  # fmt: skip


def _month(month: str, known: Known, catalogue: Catalogue) -> CalendarMonth:
    year, number, _ = periods.parse(month)
    first, length = calendar.monthrange(year, number)
    days: list[CalendarDay | None] = [None] * first
    days += [_day(date(year, number, day), known, catalogue) for day in range(1, length + 1)]
    days += [None] * (-len(days) % _WEEK)
    weeks = tuple(tuple(days[at : at + _WEEK]) for at in range(0, len(days), _WEEK))
    return CalendarMonth(period_words(month, known.lang), weeks)


def _day(day: date, known: Known, catalogue: Catalogue) -> CalendarDay:
    rest, notices = workdays.rest(day, catalogue.notices), catalogue.notices
    name = "" if rest is None else rest.name if known.lang == "zh" else rest.name_en
    made_up = workdays.moved(day, notices)
    kind = "made_up" if made_up else "work" if rest is None else "holiday" if name else "rest"
    due = sum(duty.due.day == day for duty in known.duties)
    told = t("due.made_up", known.lang) if made_up else name
    return CalendarDay(day.day, kind, told, due, day == known.today)


def _groups(known: Known, catalogue: Catalogue) -> list[DueGroup]:
    ordered = sorted(known.duties, key=lambda duty: (duty.due.day, why(duty.due, known.lang)))
    made = []
    for (day, told), group in groupby(ordered, key=lambda duty: (duty.due.day, why(duty.due, known.lang))):
        found = list(group)
        weekday = t(f"due.weekday_{day.isoweekday()}", known.lang)
        made.append(DueGroup(day_words(day, known.lang), weekday, told, _sheets(found, known, catalogue)))
    return made


def _sheets(found: Sequence[Duty], known: Known, catalogue: Catalogue) -> tuple[DueSheet, ...]:
    made = []
    for code in known.sheets:
        mine = [duty for duty in found if duty.report.subject == code]
        for period in sorted({duty.report.period for duty in mine}):
            these = [duty for duty in mine if duty.report.period == period]
            name = known.sheets[code]
            if periods.frequency(period) == "A":
                name = t("due.of_year", known.lang, sheet=name, period=period_words(period, known.lang))
            received = sum(duty.state in ("reported", "nil") for duty in these)
            made.append(DueSheet(name, indicators_of(catalogue, code, known.lang), _units(these, known), len(these),
                                 received))  # fmt: skip
    return tuple(made)


def indicators_of(catalogue: Catalogue, code: str, lang: Language) -> str:
    """Return the names of the indicators that rest on a sheet, as the targets are judged by default."""
    used = dict.fromkeys(target.default.indicator for target in catalogue.targets if target.default.indicator)
    found = [lookup.indicator(catalogue, one) for one in used if code in lookup.sources_of(catalogue, one)]
    names = [item.name if lang == "zh" else item.name_en for item in found]
    return ("、" if lang == "zh" else ", ").join(names)


def _units(found: Sequence[Duty], known: Known) -> str:
    order = {unit.id: place for place, unit in enumerate(known.units)}
    codes = sorted({duty.report.sender for duty in found}, key=lambda code: order[code])
    names = [known.named(code) for code in codes]
    told = ("、" if known.lang == "zh" else ", ").join(names[:_NAMED])
    return told if len(names) <= _NAMED else t("due.and_more", known.lang, units=told, count=len(names))
