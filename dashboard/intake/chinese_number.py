"""Chinese numerals as exact numbers: 三百五十 = 350, 壹佰万 = 1000000, 两千零八, 十二亿三千万, 二〇二三."""

from __future__ import annotations

from decimal import Decimal

_WRITTEN = ("零〇○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_DIGITS = {mark: value for value, marks in enumerate(_WRITTEN) for mark in marks}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_GREAT = {"万": 10**4, "\u842c": 10**4, "亿": 10**8, "\u5104": 10**8}  # no font of ours has the old forms
MARKS = "".join((*_DIGITS, *_TENS, *_GREAT)) + "点"


def chinese_number(text: str) -> Decimal | None:
    """Return the number a numeral says, None when it is no well-formed numeral."""
    whole, point, rest = text.partition("点")
    if point:
        below = [_DIGITS.get(mark) for mark in rest]
        above = _whole(whole)
        if not rest or above is None or None in below:
            return None
        return Decimal(f"{above}.{''.join(map(str, below))}")
    found = _whole(whole)
    return None if found is None else Decimal(found)


def _whole(text: str) -> int | None:
    if not text or any(mark not in MARKS for mark in text):
        return None
    if len(text) > 1 and all(mark in _DIGITS for mark in text):
        return int("".join(str(_DIGITS[mark]) for mark in text)) if "两" not in text else None
    return _great(text, 10**12)


def _great(text: str, below: int) -> int | None:
    """Return a numeral with 亿 and 万; each great unit stands once and in falling order."""
    for mark, size in sorted(_GREAT.items(), key=lambda item: -item[1]):
        if mark in text:
            head, _, tail = text.partition(mark)
            if size >= below or any(other in tail for other in _GREAT if _GREAT[other] >= size):
                return None
            above = _great(head, size)
            rest = _tail(tail, size)
            return None if not above or rest is None else above * size + rest
    return _small(text)


def _tail(text: str, size: int) -> int | None:
    """Return what follows a great unit; 一万五 is 15000 in speech and 10005 to nobody, so it is no numeral."""
    if not text:
        return 0
    if len(text) == 1:
        return None
    return _great(text.lstrip("零〇○"), size)


def _small(text: str) -> int | None:
    """Return a numeral below ten thousand: digits, each with its unit, units falling."""
    total, digit, last, gap = 0, None, 10**4, False
    for place, mark in enumerate(text):
        if mark in _TENS:
            size = _TENS[mark]
            if size >= last or (digit is None and not (place == 0 and size == 10)) or digit == 0:
                return None
            total, digit, last, gap = total + (1 if digit is None else digit) * size, None, size, False
        elif digit is not None or (_DIGITS[mark] == 0 and gap):
            return None
        elif _DIGITS[mark] == 0 and len(text) > 1:
            gap = True
        else:
            digit = _DIGITS[mark]
    if digit is None:
        return None if gap else total
    if last > 10 and last < 10**4 and not gap:  # 三百五: 350 in speech
        return None
    return total + digit
