"""Working days in China: weekends, public holidays, and the weekend days worked for them (调休).

The State Council's yearly notices come with the pinned library ``holidays``; of a year whose notice it does not have,
weekends and the statutory days are known, and ``announced`` says so. An office enters a notice that came later.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

import holidays
from pydantic import Field

from dashboard.plan.basics import Model, Source
from dashboard.wording import Language

_DAY = timedelta(days=1)
_SATURDAY, _ANY_YEAR = 5, 2024
_OBSERVED = ("（补假）", " (observed)")
_IN_LIEU = ("休息日（", "Day off (")
_LANGUAGES: Mapping[Language, str] = MappingProxyType({"zh": "zh_CN", "en": "en_US"})


class Notice(Source):
    """The State Council's arrangement of a year's holidays, as an office enters it before the library knows it."""

    year: int = Field(ge=2000, le=2100)
    off: tuple[date, ...] = ()  # days without work, weekends among them or not
    worked: tuple[date, ...] = ()  # Saturdays and Sundays that are worked


Notices = tuple[Notice, ...]


class Rest(Model):
    """Why a day is none to work on: the holiday's name in both languages, "" for a weekend."""

    name: str = ""
    name_en: str = ""


def announced(year: int, notices: Notices = ()) -> bool:
    """Return whether the notice of a year is known, from the library or from the office."""
    return year <= _newest() or any(found.year == year for found in notices)


@lru_cache(maxsize=8192)
def working(day: date, notices: Notices = ()) -> bool:
    """Return whether offices work on a day."""
    for found in notices:
        if found.year == day.year:
            return day in found.worked or (day.weekday() < _SATURDAY and day not in found.off)
    return bool(_library("zh", day.year).is_working_day(day))


def moved(day: date, notices: Notices = ()) -> bool:
    """Return whether a Saturday or Sunday is worked."""
    return day.weekday() >= _SATURDAY and working(day, notices)


def following(day: date, notices: Notices = ()) -> date:
    """Return the day itself when it is worked, else the next one that is (顺延)."""
    while not working(day, notices):
        day += _DAY
    return day


def rest(day: date, notices: Notices = ()) -> Rest | None:
    """Return why a day is not worked, None for a working day.

    A day off in lieu, and a weekend that joins a holiday, bear the name of the holiday.
    """
    if working(day, notices):
        return None
    zh, en = (_name(day, notices, lang) for lang in ("zh", "en"))
    return Rest(name=zh, name_en=en)


def _name(day: date, notices: Notices, lang: Language) -> str:
    block = _block(day, notices)
    earlier, later = [one for one in block if one <= day], [one for one in block if one > day]
    for one in (*reversed(earlier), *later):
        if name := _proper(one, lang):
            return name
    return ""


def _block(day: date, notices: Notices) -> list[date]:
    """Return the days without work in a row around a day."""
    first = last = day
    while not working(first - _DAY, notices):
        first -= _DAY
    while not working(last + _DAY, notices):
        last += _DAY
    return [first + _DAY * number for number in range((last - first).days + 1)]


def _proper(day: date, lang: Language) -> str:
    """Return the name of a statutory day, "" for any other."""
    name = str(_library(lang, day.year).get(day) or "")
    parts = [part for part in name.split("; ") if part and not part.startswith(_IN_LIEU)]
    for ending in _OBSERVED:
        parts = [part.removesuffix(ending) for part in parts]
    return ("、" if lang == "zh" else ", ").join(parts)


@lru_cache(maxsize=64)
def _library(lang: Language, year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("CN", years=year, language=_LANGUAGES[lang], expand=False)


@lru_cache(maxsize=1)
def _newest() -> int:
    """Return the last year whose notice the library has."""
    years: Mapping[int, object] = _library("zh", _ANY_YEAR).special_public_holidays
    return max(years)
