"""Words, numbers, dates and periods in Chinese and English; gettext catalogues under ``translations/``.

``t("load.unknown_region", "zh", value=...)`` looks the key up in ``translations/zh/LC_MESSAGES/load.po``.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Literal

from babel.messages.pofile import read_po

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
_FOLDER = Path(__file__).parent / "translations"
_PERIOD = re.compile(r"^(\d{4})(?:-(\d{2})|Q([1-4]))?$")
_REVISED = re.compile(r"^(.+)-r(\d+)$")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DIGITS = "零一二三四五六七八九十"
MINUS = "\N{MINUS SIGN}"


class Refused(Exception):
    """A request that is refused with one sentence: what, where, why, what to do.

    ``key`` names the sentence in the catalogues, ``fields`` fill it in; ``sentence(lang)`` is what a user reads.
    """

    def __init__(self, key: str, /, **fields: object) -> None:
        super().__init__(key, fields)
        self.key, self.fields = key, fields

    def sentence(self, lang: Language) -> str:
        """Return the sentence in a language."""
        return t(self.key, lang, **self.fields)

    def __str__(self) -> str:
        return self.sentence("zh")


@cache
def _messages(domain: str, lang: Language) -> dict[str, str]:
    with (_FOLDER / lang / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file) if m.id and m.string}


def t(key: str, lang: Language, /, **fields: object) -> str:
    """Return the wording of ``domain.name`` in a language with its fields filled in; KeyError when missing."""
    domain = key.split(".", 1)[0]
    text = _messages(domain, lang)[key]
    return text.format(**fields) if fields else text


def number(value: Decimal | float, decimals: int = 0) -> str:
    """Return a number rounded half up, with a true minus sign and separators from 10,000 on: −12,345.6."""
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{abs(rounded):,}" if abs(rounded) >= 10_000 else f"{abs(rounded)}"
    return (MINUS if rounded < 0 else "") + text


def signed(value: Decimal | float, decimals: int = 1) -> str:
    """Return a difference with its sign, zero without: +6.1, −34.1, 0.0."""
    text = number(value, decimals)
    return text if text.startswith(MINUS) or not text.strip("0.,") else f"+{text}"


def compact(value: Decimal | float, lang: Language) -> str:
    """Return a large number in 万 and 亿 (zh) or millions (en), one decimal: 62.3万, 1.2 m."""
    exact = Decimal(str(value))
    for size, unit in ((10**8, "亿"), (10**4, "万")) if lang == "zh" else ((10**6, " m"),):
        if abs(exact) >= size:
            return number(exact / size, 1) + unit
    return number(exact, 0)


def quantity(value: Decimal | float, unit: str, unit_en: str, decimals: int, lang: Language) -> str:
    """Return a value with its unit; 亿元 and 万元 become millions or billions of yuan in English."""
    if lang == "zh":
        return f"{number(value, decimals)} {unit}"
    if unit in ("亿元", "万元"):
        return _yuan(Decimal(str(value)) * (100 if unit == "亿元" else Decimal("0.01")))
    text = number(value, decimals)
    return f"{text} {_singular(unit_en) if text == '1' else unit_en}".strip()


def _singular(unit: str) -> str:
    if unit.startswith("per "):
        return unit
    return f"{unit[:-3]}y" if unit.endswith("ies") else unit.removesuffix("s")


def _yuan(millions: Decimal) -> str:
    if abs(millions) >= 1000:
        return f"¥{number(millions / 1000, 2 if abs(millions) < 10_000 else 1)} bn"
    return f"¥{number(millions, 0 if abs(millions) >= 100 else 1)} m"


def percent(share: Decimal | float, decimals: int = 1) -> str:
    """Return a share as a percentage: 0.4091 -> 40.9%."""
    return f"{number(Decimal(str(share)) * 100, decimals)}%"


def percent_against(share: Decimal | float, line: Decimal | float) -> str:
    """Return a percentage with two decimals where one would hide on which side of a line it is."""
    exact, edge = Decimal(str(share)), Decimal(str(line))
    return percent(exact, 2 if exact != edge and abs(exact - edge) < Decimal("0.001") else 1)


def day_words(day: date, lang: Language) -> str:
    """Return a day: 2025年9月30日, 30 September 2025."""
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _parts(period: str) -> tuple[int, int | None, int | None]:
    found = _PERIOD.match(period)
    if found is None:
        raise ValueError(f"{period!r} is not a period such as 2024-09, 2024Q3 or 2024")
    year, month, quarter = found.groups()
    return int(year), int(month) if month else None, int(quarter) if quarter else None


def period_words(period: str, lang: Language) -> str:
    """Return a period: 2025年9月, 2025年三季度, 2025年; September 2025, Q3 2025, 2025."""
    year, month, quarter = _parts(period)
    if month:
        return f"{year}年{month}月" if lang == "zh" else f"{_MONTHS[month - 1]} {year}"
    if quarter:
        return f"{year}年{_DIGITS[quarter]}季度" if lang == "zh" else f"Q{quarter} {year}"
    return f"{year}年" if lang == "zh" else f"{year}"


def month_range(first: int, last: int, lang: Language) -> str:
    """Return months of one year: 1—9月, 12月, 1—12月; January–September, December."""
    if lang == "zh":
        return f"{last}月" if first == last else f"{first}—{last}月"
    return _MONTHS[last - 1] if first == last else f"{_MONTHS[first - 1]}–{_MONTHS[last - 1]}"


def year_to_date(month: str, lang: Language) -> str:
    """Return the months of a year up to one of them: 2025年1—9月, 2025年全年; January–September 2025."""
    year, number_, _ = _parts(month)
    if number_ in (12, None):
        return f"{year}年全年" if lang == "zh" else f"the full year {year}"
    months = month_range(1, number_ or 12, lang)
    return f"{year}年{months}" if lang == "zh" else f"{months} {year}"


def quarters_to_date(period: str, lang: Language) -> str:
    """Return the quarters of a year up to a period's end: 一季度, 上半年, 前三季度, 全年; '' inside a quarter."""
    _, month, quarter = _parts(period)
    last = month or (quarter or 4) * 3
    if last % 3:
        return ""
    zh = {3: "一季度", 6: "上半年", 9: "前三季度", 12: "全年"}
    en = {3: "the first quarter", 6: "the first half", 9: "the first three quarters", 12: "the full year"}
    return (zh if lang == "zh" else en)[last]


def rest_of_year(month: int, lang: Language) -> str:
    """Return the months after one, counted: 后三个月, 最后一个月; the last three months."""
    left = 12 - month
    if lang == "zh":
        return "最后一个月" if left == 1 else f"后{'两' if left == 2 else _chinese(left)}个月"
    counted = ("", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
    return "the last month" if left == 1 else f"the last {counted[left]} months"


def _chinese(count: int) -> str:
    return _DIGITS[count] if count <= 10 else f"十{_DIGITS[count - 10]}"


def edition_words(label: str, lang: Language) -> str:
    """Return an edition: 2025年三季度, 2025年三季度更正（第2次发布）, 2025年8月快报（初步数）; "" is none yet."""
    if not label:
        return "尚未发布" if lang == "zh" else "not published yet"
    revised = _REVISED.match(label)
    period = revised.group(1) if revised else label
    words = period_words(period, lang) if _PERIOD.match(period) else period
    if _PERIOD.match(period) and _parts(period)[1]:
        words += "快报（初步数）" if lang == "zh" else " flash (preliminary)"
    if revised is None:
        return words
    times = revised.group(2)
    return f"{words}更正（第{times}次发布）" if lang == "zh" else f"{words}, corrected (release {times})"


def tenths_words(share: float, lang: Language) -> str:
    """Return a probability in tenths: 约七成, 不足一成, 九成以上; about 70%, under 10%, over 90%."""
    if share < 0.05:
        return "不足一成" if lang == "zh" else "under 10%"
    if share > 0.95:
        return "九成以上" if lang == "zh" else "over 90%"
    tenths = min(max(int(share * 10 + 0.5), 1), 9)
    return f"约{_DIGITS[tenths]}成" if lang == "zh" else f"about {tenths}0%"


def joined(words: list[str] | tuple[str, ...], lang: Language) -> str:
    """Return a list in words: 甲、乙、丙; a, b and c."""
    if lang == "zh" or len(words) < 2:
        return "、".join(words) if lang == "zh" else "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
