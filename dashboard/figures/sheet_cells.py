"""Words of a page as cells of a workbook: what is a number becomes one, its unit goes to the head of the column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from dashboard.figures.facts import Item
from dashboard.figures.workbook import Sheet, Value
from dashboard.wording import MINUS, Language

_NUMBER = re.compile(rf"([+{MINUS}-]?\d[\d,]*(?:\.\d+)?)(%| [^\d\s][^\d]{{0,11}})?")
_NOTHING = ("", "—")


def of_words(
    name: str, headers: Sequence[str], rows: Sequence[Sequence[Value]], notes: Sequence[str] = (), title: str = ""
) -> Sheet:
    """Return a table of words as a sheet; in a column of numbers with one unit, those become numbers.

    What else stands in such a column (待报) stays a word.
    """
    made = [_column([row[at] for row in rows]) for at in range(len(headers))]
    lines = tuple(zip(*(values for values, _ in made), strict=True)) if rows else ()
    return Sheet(name, tuple(headers), lines, tuple(notes), tuple(unit for _, unit in made), title)


def _column(cells: Sequence[Value]) -> tuple[list[Value], str]:
    words = [cell for cell in cells if isinstance(cell, str) and cell not in _NOTHING]
    found = [match for word in words if (match := _NUMBER.fullmatch(word)) is not None]
    units = {match[2] or "" for match in found}
    if len(units) != 1 or len(found) * 2 < len(words):
        return [None if cell in _NOTHING else cell for cell in cells], ""
    return [_plain(cell) if isinstance(cell, str) else cell for cell in cells], units.pop().strip()


def _plain(word: str) -> Value:
    """Return a word as a number where it is one; nothing where it says nothing."""
    match = _NUMBER.fullmatch(word)
    if match is None:
        return None if word in _NOTHING else word
    return Decimal(match[1].replace(",", "").replace(MINUS, "-").removeprefix("+"))


def unit_of(item: Item, lang: Language) -> str:
    """Return the unit of a target's quantity."""
    made = item.indicator
    units = (made.unit, made.unit_en) if made else (item.target.unit, item.target.unit_en)
    return units[0] if lang == "zh" else units[1]


def source_of(item: Item, lang: Language) -> str:
    """Return where a target's quantity comes from; "" where it has none."""
    made = item.indicator
    return "" if made is None else made.data_source if lang == "zh" else made.data_source_en


def hundred(share: Decimal | float | None) -> Value:
    """Return a share in percent."""
    return None if share is None else Decimal(str(share)) * 100


def joined(*parts: str) -> str:
    """Return parts that are not empty, in one cell."""
    return " · ".join(part for part in parts if part)
