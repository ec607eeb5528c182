"""Cells as exact values: integers at a scale, money in 分, dates, choices. Nothing is guessed or rounded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from decimal import Decimal

from dashboard.intake.workbook import Cell

_NUMBER = re.compile(r"^-?\d+(\.\d+)?$", re.ASCII)
_MOST = Decimal(2) ** 63 - 1  # a BIGINT holds no more
_EXACT = Decimal(10) ** 15  # a workbook keeps 15 digits of a number
_YEARS = (1950, 2100)


def normal(text: str) -> str:
    """Return a text as keys and names are compared: NFKC, no blanks around it."""
    return unicodedata.normalize("NFKC", text).strip()


def text(cell: Cell) -> str:
    """Return a text cell, or a whole number as its digits; Refused for a number that lost digits."""
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= _EXACT:
        raise cell.refuse("load.digits_lost")
    return cell.text


def number(cell: Cell) -> Decimal:
    """Return a number as the workbook shows it (15 significant digits); Refused for anything else."""
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise cell.refuse("load.not_number")
    if isinstance(value, str) and not _NUMBER.match(cell.text):
        raise cell.refuse("load.not_number")
    found = Decimal(cell.text) if isinstance(value, str) else Decimal(f"{value:.15g}")
    if not found.is_finite() or (not isinstance(value, str) and abs(found) >= _EXACT):
        raise cell.refuse("load.digits_lost")
    return found


def scaled(cell: Cell, decimals: int, unit: str = "") -> int:
    """Return a value of zero or more x 10**decimals as an integer; Refused when it has more decimals."""
    found = number(cell)
    if found < 0:
        raise cell.refuse("load.negative")
    whole = found.scaleb(decimals)
    if whole != whole.to_integral_value() or whole > _MOST:
        key = "load.not_integer" if decimals <= 0 else "load.too_many_decimals"
        raise cell.refuse(key if whole <= _MOST else "load.too_large", decimals=decimals, unit=unit)
    return int(whole)


def decimal_text(cell: Cell) -> str:
    """Return a decimal in its shortest exact form: 3.50 -> 3.5."""
    found = number(cell)
    shortest = format(found.normalize(), "f")
    return "0" if found == 0 else shortest


def day(cell: Cell) -> date:
    """Return the day of a date cell, or of a text such as 2024-09-01; Refused for anything else."""
    value = cell.value
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, str):
        try:
            value = date.fromisoformat(cell.text)
        except ValueError as error:
            raise cell.refuse("load.not_date") from error
    if isinstance(value, datetime) or not isinstance(value, date):
        raise cell.refuse("load.not_date")
    if not _YEARS[0] <= value.year <= _YEARS[1]:
        raise cell.refuse("load.not_date")
    return value


def choice(cell: Cell, options: Collection[str]) -> str:
    """Return one of the options as the catalogue writes it; Refused for anything else."""
    wanted = normal(cell.text)
    for option in options:
        if normal(option) == wanted:
            return option
    raise cell.refuse("load.not_choice", options="、".join(options))


def place(cell: Cell, codes: Mapping[str, str], key: str) -> str:
    """Return the code of a named county or zone; Refused with the sentence ``key`` when it is unknown."""
    found = codes.get(normal(cell.text))
    if found is None:
        raise cell.refuse(key)
    return found
