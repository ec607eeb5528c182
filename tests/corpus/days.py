"""Days and periods as clerks write them."""

from __future__ import annotations

import calendar
from datetime import date, datetime, time, timedelta
from random import Random

from tests.corpus.cell import Sent

_WIDE = str.maketrans("0123456789-.", "０１２３４５６７８９－．")
_HAN = str.maketrans("0123456789", "〇一二三四五六七八九")
_NUMBERS = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十")


def han(number: int) -> str:
    """Return a number below 100 as it is spoken: 23 -> 二十三."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _NUMBERS[tens]) + ("十" if tens else "") + _NUMBERS[ones]


def written_day(dice: Random, day: date) -> Sent:
    """Return a day in another writing of the same day."""
    y, m, d = day.year, day.month, day.day
    serial = (day - date(1899, 12, 30)).days
    ways: list[object] = [
        f"{y}年{m}月{d}日", f"{y}年{m:02d}月{d:02d}日", f"{y}.{m}.{d}", f"{y}.{m:02d}.{d:02d}", f"{y}/{m}/{d}",
        f"{y}/{m:02d}/{d:02d}",
        f"{y}{m:02d}{d:02d}", int(f"{y}{m:02d}{d:02d}"), f"{y % 100}.{m}.{d}", f"{y % 100:02d}.{m:02d}.{d:02d}",
        f"{y}-{m}-{d}",
        f"{y}年{m}月{d}号", f"{y} 年 {m} 月 {d} 日", serial, str(serial), f"{y}-{m:02d}-{d:02d}".translate(_WIDE),
        f"{y}．{m}．{d}".translate(_WIDE), f"{str(y).translate(_HAN)}年{han(m)}月{han(d)}日",
        f"{str(y).translate(_HAN).replace('〇', '○')}年{han(m)}月{han(d)}日", f"{day.isoformat()} 00:00:00",
        f"{y}/{m}/{d} 10:30",
        f"{y}/{m}/{d} 0:00:00", datetime.combine(day, time(9, 30)), f"{y}—{m}—{d}", f"{y}、{m}、{d}", f"{y}.{m}.{d}.",
        f"{y}年{m}月{d}",
        f"{y}-{m}-{d}日", f"{y}\\{m}\\{d}", f"{y}年{m}.{d}", f"\u3000{y}.{m}.{d}", f"{y}.{m}.{d}\u200b",
        f"{y}.{m}. {d}", f"'{day.isoformat()}",
        f"{y}_{m:02d}_{d:02d}",
    ]  # fmt: skip
    return Sent(dice.choice(ways), day.isoformat(), "D08", "repair")


def written_month(dice: Random, day: date) -> Sent:
    """Return only the month of a day: it counts as the month's last day."""
    y, m = day.year, day.month
    last = date(y, m, calendar.monthrange(y, m)[1])
    ways: list[object] = [
        f"{y}年{m}月",
        f"{y}年{m:02d}月",
        f"{y}.{m:02d}",
        f"{y}{m:02d}",
        f"{y}-{m:02d}",
        f"{y}/{m}",
        f"{y}年{m}月份",
    ]
    ways += [f"{y % 100}年{m}月", f"{str(y).translate(_HAN)}年{han(m)}月"]
    if m not in (1, 10):
        ways += [f"{y}.{m}", float(f"{y}.{m}")]
    return Sent(dice.choice(ways), last.isoformat(), "D08", "repair")


def doubtful_day(dice: Random, day: date) -> Sent:
    """Return a day that is none, or longer than a month, or without its year."""
    y, m, d = day.year, day.month, day.day
    ways: list[object] = [
        f"{m}月", f"{m}月{d}日", f"{m}.{d}", f"{y}年上半年", f"{y}年下半年", f"{y}年第三季度", f"{y}年三季度",
        f"{y}Q2", f"{y}年", str(y),
        y, f"{y}-06-31", f"{y}年2月30日", f"{y}.13.5", f"{y}1345", "近期", "待定", "待办理", f"{y}年{m}月上旬",
        f"{y}年{m}月底",
        f"{y}年{m}月初", "去年12月", "本月", f"{y}年{m}月{d}日-{m}月{min(d + 3, 28)}日", f"{y}.{m}-{min(m + 1, 12)}",
        f"{y + 180}-{m:02d}-{d:02d}",
        f"1{y}"[:4] + f".{m}.{d}", "办理中", f"{y}年{m}月前", f"约{y}年{m}月", f"{y}.1" if m == 10 else float(f"{y}.1"),
        f"{y}年{m}月{d}日、{y}年{m}月{min(d + 1, 28)}日", f"{d}日", "##########", f"{y}0000", f"{y % 100}年",
        "1900-01-00", 0, 45, f"{y}年底",
    ]  # fmt: skip
    return Sent(dice.choice(ways), "", "D08", "doubt")


def late_day(dice: Random, end: date) -> Sent:
    """Return a day after the end of the report period."""
    return Sent(end + timedelta(days=dice.randint(5, 200)), "", "D08", "wrong")


def written_period(dice: Random, month: str) -> Sent:
    """Return a month of a feed in another writing."""
    y, m = int(month[:4]), int(month[5:])
    ways: list[object] = [
        f"{y}年{m}月",
        f"{y}年{m:02d}月",
        f"{y}.{m:02d}",
        f"{y}{m:02d}",
        f"{y}/{m}",
        f"{y}/{m:02d}",
        f"{y}-{m}",
        f"{y}年{m}月份",
    ]
    ways += [
        date(y, m, 1),
        int(f"{y}{m:02d}"),
        f"{y % 100}年{m}月",
        f"{y} 年 {m} 月",
        month.translate(_WIDE),
        f"{str(y).translate(_HAN)}年{han(m)}月",
    ]
    return Sent(dice.choice(ways), month, "D08", "repair")


def doubtful_period(dice: Random, month: str) -> Sent:
    """Return a span or a running total where one month is asked."""
    y, m = int(month[:4]), int(month[5:])
    spans = [
        f"{y}年1-{m}月",
        f"1-{m}月累计",
        f"{y}年上半年",
        f"{y}年前三季度",
        f"{y}年第{(m + 2) // 3}季度",
        f"截至{m}月",
        f"{y}年累计",
    ]
    return Sent(dice.choice([*spans, f"{y}", f"{y}-13", f"{y}.{m}-{m + 1}", "本季度", "全年"]), "", "D09", "doubt")
