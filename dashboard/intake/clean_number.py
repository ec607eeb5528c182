"""Numbers: 1,200; 500万; 三百万元; 壹佰万元整; 15%. Exact ones in the column's unit, vague ones held."""

from __future__ import annotations

import re
from decimal import Decimal

from dashboard.intake.chinese_number import MARKS, chinese_number
from dashboard.intake.clean_text import folded
from dashboard.intake.cleaned import Cleaned, held, refused, repaired
from dashboard.plan.units import power

_VAGUE = re.compile(
    r"约|余|近|左右|以上|以下|超|多|几|数|[≥≤><~～]|不足|不低于|大概|估|至|到|(?<=[\d万亿元])-(?=[\d])|—"
)
_COUNT_WORDS = "人次|人|元|件|家|个|项|次|笔|份|户|亩|吨|期|场|名|件次|分"
_DIGITS = re.compile(
    r"^(?P<sign>-)?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<size>[十百千]?[万亿]|[百千])?"
    rf"(?P<unit>{_COUNT_WORDS})?$",
    re.ASCII,
)
_TWO_SIZES = re.compile(r"^(\d+)亿(\d{1,4})万(元)?$", re.ASCII)
_WORDS = re.compile(rf"^(?P<number>[{MARKS}]+)(?P<unit>元|圆|{_COUNT_WORDS})?$")
_CENTS = re.compile(rf"^(?P<yuan>[{MARKS}]+)[元圆](?:(?P<tenth>[{MARKS}])角)?(?:(?P<cent>[{MARKS}])分)?$")
_CURRENCY = re.compile(r"^(人民币|RMB|CNY)?[:：]?¥?|(人民币|RMB|CNY)$")
_BRACKETED = re.compile(rf"[(\[]([万亿千百]*(?:{_COUNT_WORDS}))[)\]]$")  # 450(万元)
_SPAN = re.compile(rf"^(?P<number>[\d{MARKS}]+)(?P<unit>个?月|年)$")  # 36个月, 三年
_OF_NO_UNIT = re.compile(r"(?<=\d)分$|(?<=^\d{4})年度?$", re.ASCII)  # 95分, 2024年 where the header says no unit
_PLAIN = re.compile(r"^-?\d+(\.\d+)?$", re.ASCII)
_PERCENT = re.compile(r"^(-?\d+(?:\.\d+)?)%$", re.ASCII)
_SIZES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}


def clean_number(sent: str, unit: str = "") -> Cleaned:
    """Return a number in the column's ``unit`` ("" for none) as plain digits; ``sent`` is the cell's text."""
    if unit != "%" and _PLAIN.match(sent):
        return Cleaned(sent)
    text = _BRACKETED.sub(r"\1", _CURRENCY.sub("", folded(sent)))
    text = re.sub(r"(?<=[元圆角分])[整正]$", "", text).removeprefix("共")
    if unit == "%":
        return _percent(sent, text)
    if unit == "月" and (months := _months(text)) is not None:
        return repaired(sent, shortest(months), "number", unit=unit)
    if not unit:
        text = _OF_NO_UNIT.sub("", text)
    if text.endswith(("%", "‰")) or text.startswith("百分之"):
        return refused(sent, "percent_here")
    if _VAGUE.search(text):
        return held(sent, "vague")
    found = _amount(text, unit)
    if found is None:
        return held(sent, "no_number")
    value, sent_unit = found
    if sent_unit and _counted(sent_unit) != _counted(unit):
        return held(sent, "other_unit", unit=unit or "—", found=sent_unit)
    exact = value if not sent_unit else value.scaleb(-power(unit)[0])
    return repaired(sent, shortest(exact), "number", unit=unit)


def _counted(unit: str) -> str:
    """Return what a unit counts: 万元 -> 元; 件次 and 次 count the same."""
    base = power(unit)[1]
    return "次" if base == "件次" else base


def shortest(value: Decimal) -> str:
    """Return a number in its shortest plain form: 12.50 -> 12.5."""
    return "0" if value == 0 else format(value.normalize(), "f")


def _months(text: str) -> Decimal | None:
    """Return a span of months or years in months, None for any other text."""
    match = _SPAN.match(text)
    if match is None:
        return None
    number = Decimal(match["number"]) if match["number"].isdecimal() else chinese_number(match["number"])
    return number if number is None or "月" in match["unit"] else number * 12


def _amount(text: str, unit: str) -> tuple[Decimal, str] | None:
    """Return a number and the base unit it counts ("": the column's own); None when it is no exact number."""
    base = power(unit)[1] if unit else ""
    if two := _TWO_SIZES.match(text):
        return Decimal(two[1]) * 10**8 + Decimal(two[2]) * 10**4, base or two[3] or ""
    if match := _DIGITS.match(text):
        value = Decimal(match["number"].replace(",", "")) * (-1 if match["sign"] else 1)
        sizes = sum(_SIZES[mark] for mark in match["size"] or "")
        return _in_unit(value.scaleb(sizes), match["size"] or "", match["unit"] or "", base)
    if match := _WORDS.match(text):
        number = chinese_number(match["number"])
        size = match["number"][-1] if number is not None else ""
        return None if number is None else _in_unit(number, size, (match["unit"] or "").replace("圆", "元"), base)
    return _cents(text)


def _in_unit(value: Decimal, size: str, word: str, base: str) -> tuple[Decimal, str] | None:
    """Return a value with what it counts. In a money column 500万 means yuan; 5千 could mean either, so it is none."""
    if word:
        return value, word
    if not any(mark in size for mark in "万亿\u842c\u5104"):
        return None if base == "元" and size in ("千", "百", "仟", "佰") and value < 10**4 and size else (value, "")
    return value, base


def _cents(text: str) -> tuple[Decimal, str] | None:
    match = _CENTS.match(text)
    if match is None:
        return None
    parts = [chinese_number(match[name]) if match[name] else Decimal(0) for name in ("yuan", "tenth", "cent")]
    if any(part is None for part in parts):
        return None
    yuan, tenth, cent = (part or Decimal(0) for part in parts)
    return yuan + tenth / 10 + cent / 100, "元"


def _percent(sent: str, text: str) -> Cleaned:
    if "百分点" in text:
        return held(sent, "points")
    if _VAGUE.search(text):
        return held(sent, "vague")
    if text.startswith("百分之"):
        number = chinese_number(text.removeprefix("百分之"))
        return held(sent, "no_number") if number is None else repaired(sent, shortest(number), "number", unit="%")
    if match := _PERCENT.match(text):
        return repaired(sent, shortest(Decimal(match[1])), "number", unit="%")
    found = _amount(text, "")
    if found is None or found[1]:
        return held(sent, "no_number")
    if 0 < abs(found[0]) < 1:  # 0.15 is either 0.15 % or 15 %
        return held(sent, "fraction")
    return repaired(sent, shortest(found[0]), "number", unit="%")
