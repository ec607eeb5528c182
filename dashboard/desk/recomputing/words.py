"""What the texts of cells mean: numbers, days, periods."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

_POWERS = {"分": -2, "元": 0, "万元": 4, "亿元": 8}


def plain(text: str) -> str:
    """Return a number as people write it: 650.0 -> 650."""
    try:
        found = Decimal(repr(float(text))) if "E" in text or "e" in text or len(text) > 15 else Decimal(text)
    except (InvalidOperation, ValueError):
        return text
    return f"{found.normalize():f}" if found == found.to_integral_value() else f"{found:f}".rstrip("0")


def folded(text: str) -> str:
    """Return a text as it is compared: one width of letters, no spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def number(text: str) -> Decimal | None:
    """Return the number that a cell holds; None for words."""
    bare = re.sub(r"[,，\s]|(亿元|万元|元|件次|[件次项家户个份])$", "", unicodedata.normalize("NFKC", text))
    try:
        return Decimal(bare)
    except InvalidOperation:
        return None


def moved(value: Decimal, sent: str, kept: str) -> Decimal:
    """Return a value in another unit of money; other units stay as they are."""
    if sent in _POWERS and kept in _POWERS:
        return value.scaleb(_POWERS[sent] - _POWERS[kept])
    return value


def day_of(text: str) -> date | None:
    """Return the day that a cell holds: a number of Excel, or year, month and day in figures."""
    if re.match(r"[0-9]{5}(\.0*)?$", text):
        return date(1899, 12, 30) + timedelta(days=int(float(text)))
    parts = re.findall(r"[0-9]+", unicodedata.normalize("NFKC", text))
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2])) if len(parts) >= 3 else None
    except ValueError:
        return None


def day_text(text: str) -> str:
    """Return a day in its plain form, other texts as they are compared."""
    found = day_of(text)
    return found.isoformat() if found else folded(text)


def period_of(text: str) -> str:
    """Return a period as it is kept: 2025年9月 -> 2025-09, 2025年三季度 -> 2025Q3; the text itself when unknown."""
    bare = folded(text).upper()
    if re.match(r"[0-9]{5}$", bare):
        bare = (date(1899, 12, 30) + timedelta(days=int(bare))).isoformat()[:7]
    for word, figure in zip("一二三四", "1234"):  # noqa: B905 - Python 3.9
        bare = bare.replace("第", "").replace(word + "季度", "Q" + figure)
    quarter = re.match(r"([0-9]{4})年?Q([1-4])$", bare)
    month = re.match(r"([0-9]{4})[年\-./]([0-9]{1,2})月?$", bare)
    year = re.match(r"([0-9]{4})年?度?$", bare)
    if quarter:
        return "{}Q{}".format(*quarter.groups())
    if month:
        return f"{month.group(1)}-{int(month.group(2)):02d}"
    return year.group(1) if year else bare
