"""What comes due from a day to the end of the next quarter: day by day, with the holidays between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from dashboard.desk import owed
from dashboard.desk.handover_parts import Seen
from dashboard.figures.duty import why
from dashboard.figures.handover import Part
from dashboard.figures.reports import Report
from dashboard.plan import lookup, workdays
from dashboard.plan.due import DueDay
from dashboard.wording import day_words, period_words, t

_DAY = timedelta(days=1)


def calendar(found: Iterable[Report], seen: Seen) -> Part:
    """Return what is due by the end of the next quarter and has not come: units that owe the same stand together."""
    known = {item.id for item in lookup.subjects(seen.catalogue)} | {lookup.MILESTONES}
    units = {unit.id: place for place, unit in enumerate(seen.catalogue.organisations)}
    due: dict[tuple[DueDay, str], dict[str, list[str]]] = {}
    names = owed.titles(seen.catalogue, seen.lang)
    for one in found:
        if one.came or one.subject not in known or one.sender not in units:
            continue
        day = lookup.due_day(seen.catalogue, one.subject, one.period, one.sender)
        if seen.today <= day.day <= seen.until:
            known_day = replace(day, certain=True)  # which years are not announced stands below, once
            due.setdefault((known_day, one.period), {}).setdefault(one.sender, []).append(names[one.subject])
    ordered = sorted(due.items(), key=lambda item: (item[0][0].day, item[0][1], why(item[0][0], seen.lang)))
    rows = [row for (day, period), senders in ordered for row in _rows(day, period, senders, units, seen)]
    part = seen.part("calendar", "due period unit sheets", rows, _holidays(seen), wide=(2, 3), counted=False)
    words = t("handover.part_calendar_of", seen.lang, until=day_words(seen.until, seen.lang))
    return replace(part, title=words)


def _rows(
    day: DueDay, period: str, senders: dict[str, list[str]], units: dict[str, int], seen: Seen
) -> Iterator[tuple[str, ...]]:
    """Yield a row for each set of sheets that is due on a day; the units that owe it stand together."""
    together: dict[tuple[str, ...], list[str]] = {}
    for unit in sorted(senders, key=lambda code: units[code]):
        together.setdefault(tuple(senders[unit]), []).append(unit)
    told = f"{day_words(day.day, seen.lang)} {t(f'due.weekday_{day.day.isoweekday()}', seen.lang)}"
    reason = why(day, seen.lang)
    first = t("handover.day_why", seen.lang, day=told, why=reason) if reason else told
    for sheets, codes in together.items():
        yield first, period_words(period, seen.lang), seen.named(codes), seen.listed(sheets)


def _holidays(seen: Seen) -> str:
    """Return the holidays and the weekend days worked for them, and the years that nobody has announced."""
    days = [seen.today + _DAY * number for number in range((seen.until - seen.today).days + 1)]
    notices, lang = seen.catalogue.notices, seen.lang
    rests = [(day, rest.name if lang == "zh" else rest.name_en) for day in days
             if (rest := workdays.rest(day, notices)) is not None and rest.name]  # fmt: skip
    told = [_span(name, [day for day, _ in group], seen) for name, group in groupby(rests, key=lambda one: one[1])]
    worked = [day_words(day, lang) for day in days if workdays.moved(day, notices)]
    years = sorted({day.year for day in days if not workdays.announced(day.year, notices)})
    parts = [
        t("handover.holidays", lang, names=seen.listed(told)) if told else "",
        t("handover.worked", lang, days=seen.listed(worked)) if worked else "",
        t("due.uncertain", lang, years=seen.listed(map(str, years))) if years else "",
    ]
    return ("" if lang == "zh" else " ").join(filter(None, parts))


def _span(name: str, days: list[date], seen: Seen) -> str:
    first, last = days[0], days[-1]
    begins = day_words(first, seen.lang)
    if first == last:
        return t("handover.holiday_day", seen.lang, name=name, day=begins)
    return t("handover.holiday_days", seen.lang, name=name, first=begins, last=day_words(last, seen.lang))
