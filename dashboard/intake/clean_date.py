"""Days and periods in every way counties write them, with the precision they have."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from dashboard.intake.clean_text import folded
from dashboard.intake.cleaned import Cleaned, held, repaired

_SEPARATED = re.compile(r"^(\d{4}|\d{2})年?[-./年](\d{1,2})月?[-./月](\d{1,2})日?号?$", re.ASCII)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$", re.ASCII)
_MONTH = re.compile(r"^(\d{4}|\d{2}(?=年))(?:年|[-./])(\d{1,2})月?份?$", re.ASCII)
_COMPACT_MONTH = re.compile(r"^(\d{4})(\d{2})$", re.ASCII)
_QUARTER = re.compile(r"^(\d{4})年?[-./]?(?:第?([1-4一二三四])季度?|Q([1-4]))$", re.ASCII)
_LONG = re.compile(r"上半年|下半年|季度?$|Q[1-4]$|年$|^\d{4}$|全年|累计")
_CLOCK = re.compile(r"^(\d{4}-\d{2}-\d{2})(?:T?)\d{2}:\d{2}(:\d{2}(\.\d+)?)?$", re.ASCII)
_SERIAL = re.compile(r"^\d{5}(\.0+)?$", re.ASCII)
_RANGE = re.compile(r"累计|上半年|下半年|前三季度|截至|[1-9]\d?月?[-~至到—]\d{1,2}月")
_QUARTERS = {"一": "1", "二": "2", "三": "3", "四": "4"}
_EPOCH = date(1899, 12, 30)


def clean_day(sent: str, first: int = 1950, last: int = 2100) -> Cleaned:
    """Return a day as 2023-06-05; a month becomes its last day and says so. ``first``, ``last``: years that may be."""
    text = folded(sent).rstrip("。.")
    if clock := _CLOCK.match(text):
        return _day(sent, clock[1].split("-"), first, last)
    if match := _SEPARATED.match(text) or _COMPACT.match(text):
        return _day(sent, match.groups(), first, last)
    if match := _MONTH.match(text) or _COMPACT_MONTH.match(text):
        return _last_day(sent, match.groups(), first, last)
    if _SERIAL.match(text):
        return _serial(sent, int(text.partition(".")[0]), first, last)
    return held(sent, "long_date" if _LONG.search(text) else "no_date")


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _day(sent: str, parts: object, first: int, last: int) -> Cleaned:
    year, month, day = (str(part) for part in parts)  # type: ignore[attr-defined]
    try:
        found = date(_year(year), int(month), int(day))
    except ValueError:
        return held(sent, "impossible_day")
    if not first <= found.year <= last:
        return held(sent, "far_date", first=first, last=last)
    return repaired(sent, found.isoformat(), "date")


def _last_day(sent: str, parts: object, first: int, last: int) -> Cleaned:
    year, month = (str(part) for part in parts)  # type: ignore[attr-defined]
    if not 1 <= int(month) <= 12:
        return held(sent, "impossible_day")
    if not first <= _year(year) <= last:
        return held(sent, "far_date", first=first, last=last)
    end = calendar.monthrange(_year(year), int(month))[1]
    return repaired(sent, date(_year(year), int(month), end).isoformat(), "month_end")


def _serial(sent: str, days: int, first: int, last: int) -> Cleaned:
    found = _EPOCH + timedelta(days=days)
    if not first <= found.year <= last:
        return held(sent, "far_date", first=first, last=last)
    return repaired(sent, found.isoformat(), "serial")


def clean_period(sent: str, frequency: str) -> Cleaned:
    """Return a period as the column counts it: 2024-09 (M), 2024Q3 (Q), 2024 (A); spans and totals are held."""
    text = folded(sent)
    if _RANGE.search(text) or (frequency == "M" and _QUARTER.match(text)):
        return held(sent, "span", frequency=frequency)
    found = {"M": _month_period, "Q": _quarter_period, "A": _year_period}[frequency](text)
    return held(sent, "no_period") if found is None else repaired(sent, found, "date")


def _month_period(text: str) -> str | None:
    match = _MONTH.match(text) or _COMPACT_MONTH.match(text)
    if match is None and (first := re.match(r"^(\d{4})-(\d{2})-01(?:T?00:00:00)?$", text, re.ASCII)):
        match = first  # a spreadsheet turns 2024-09 into the first day of that month
    if match is None or not 1 <= int(match[2]) <= 12:
        return None
    return f"{_year(match[1])}-{int(match[2]):02d}"


def _quarter_period(text: str) -> str | None:
    match = _QUARTER.match(text)
    if match is None:
        return None
    number = match[3] or _QUARTERS.get(match[2], match[2])
    return f"{match[1]}Q{number}"


def _year_period(text: str) -> str | None:
    match = re.match(r"^(\d{4})(?:年度?|\.0)?$", text, re.ASCII)
    return match[1] if match else None
