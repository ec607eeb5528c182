"""Days and periods in every way counties write them, with the precision they have."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date, timedelta

from dashboard.intake.chinese_number import chinese_number
from dashboard.intake.clean_text import folded, visible
from dashboard.intake.cleaned import Cleaned, held, repaired

_SEPARATED = re.compile(r"^(\d{4}|\d{2})([-./、,_\\—–。])(\d{1,2})\2(\d{1,2})[日号]?$", re.ASCII)
_BLANKS = re.compile(r"^(\d{4}) (\d{1,2}) (\d{1,2})$", re.ASCII)  # 2024 8 5
_WEEKDAY = re.compile(r"\((?:周|星期)[一二三四五六日天]\)$|(?:周|星期)[一二三四五六日天]$")
_NAMED = re.compile(r"^(\d{4}|\d{2})年(\d{1,2})[月.](\d{1,2})[日号]?$", re.ASCII)
_CUT = re.compile(r"^\d{4}\.1$", re.ASCII)  # January, or October of which a spreadsheet has dropped the 0
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$", re.ASCII)
_MONTH = re.compile(r"^(\d{4}|\d{2}(?=年))(?:年|[-./])(\d{1,2})月?份?$", re.ASCII)
_COMPACT_MONTH = re.compile(r"^(\d{4})(\d{2})$", re.ASCII)
_QUARTER = re.compile(r"^(\d{4})年?[-./]?(?:第?([1-4一二三四])季度?|Q([1-4]))$", re.ASCII)
_LONG = re.compile(r"上半年|下半年|季度?$|Q[1-4]$|年$|^\d{4}$|全年|累计")
_CLOCK = re.compile(r"(?<=[\d日号])[ T]+(?:[上下]午)?\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
_WORDS = re.compile(
    r"^([\d〇○零一二三四五六七八九]{2,4})年([\d一二三四五六七八九十]{1,2})月(?:([\d一二三四五六七八九十]{1,3})([日号]?))?(份?)$"
)
_SERIAL = re.compile(r"^\d{5}(\.0+)?$", re.ASCII)
_RANGE = re.compile(r"累计|上半年|下半年|前三季度|截至|[1-9]\d?月?[-~至到—]\d{1,2}月")
_MARKS = {mark: value for value, marks in enumerate(("〇○零", *"一二三四五六七八九")) for mark in marks}
_QUARTERS = {"一": "1", "二": "2", "三": "3", "四": "4"}
_EPOCH = date(1899, 12, 30)


def clean_day(sent: str, first: int = 1950, last: int = 2100) -> Cleaned:
    """Return a day as 2023-06-05; a month becomes its last day and says so. ``first``, ``last``: years that may be."""
    text = _CLOCK.sub("", unicodedata.normalize("NFKC", visible(sent)))
    text = _WEEKDAY.sub("", _digits(folded(_BLANKS.sub(r"\1-\2-\3", text))).rstrip("。."))
    if _CUT.match(text) or _either_way(text):
        return held(sent, "no_date")
    if match := _SEPARATED.match(text):
        return _day(sent, match.group(1, 3, 4), first, last)
    if match := _NAMED.match(text) or _COMPACT.match(text):
        return _day(sent, match.groups(), first, last)
    if match := _MONTH.match(text) or _COMPACT_MONTH.match(text):
        return _last_day(sent, match.groups(), first, last)
    if _SERIAL.match(text):
        return _serial(sent, int(text.partition(".")[0]), first, last)
    return held(sent, "long_date" if _LONG.search(text) else "no_date")


def _either_way(text: str) -> bool:
    """True for a day such as 08/05/24 whose year may stand first or last."""
    match = _SEPARATED.match(text)
    return match is not None and len(match[1]) == 2 and int(match[1]) <= 12 < int(match[4])


def _digits(text: str) -> str:
    """Return 二〇二三年六月五日 as 2023年6月5日; any other text as it is."""
    match = _WORDS.match(text)
    if match is None or text.isascii():
        return text
    year = "".join(mark if mark.isdigit() and mark.isascii() else str(_MARKS[mark]) for mark in match[1])
    month, day = (_spoken(match[part]) for part in (2, 3))
    return f"{year}年{month}月{day}{match[4] or ''}{match[5]}"


def _spoken(text: str | None) -> str:
    found = None if not text or text.isascii() else chinese_number(text)
    return (text or "") if found is None else str(found)


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
    text = _digits(folded(sent))
    if _CUT.match(text):
        return held(sent, "no_period")
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
