"""A period written without its year: 7月, 三季度, 7-9月. The report period of a workbook may prove which year it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dashboard.intake.chinese_number import chinese_number
from dashboard.intake.clean_text import folded
from dashboard.plan import periods

_NUMBER = r"\d{1,2}|[一二三四五六七八九十]{1,2}"
_MONTH = re.compile(rf"({_NUMBER})(?:月份?)?", re.ASCII)
_QUARTER = re.compile(r"(?:第?([1-4一二三四])(?:季度?)?|Q([1-4]))", re.ASCII)
_OWN = re.compile(r"[本当]季度?")
_RANGE = re.compile(rf"(?:(\d{{4}})年?)?({_NUMBER})月?[-—–~至到]({_NUMBER})月份?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reported:
    """What a workbook reports: its quarters; ``level``: the column holds what there is at the end, not what came."""

    quarters: tuple[str, ...]
    level: bool = False

    def completed(self, sent: str, frequency: str) -> str | None:
        """Return the period of a column's frequency that a text means, None when its year cannot be proved.

        Proved: the workbook covers one such month or quarter only, or lies in one year and the period is not after
        it. A span is a quarter when it is exactly one, and its last period for what there is at the end.
        """
        text = folded(sent)
        if match := _RANGE.fullmatch(text):
            return self._span(match[1], _read(match[2]), _read(match[3]), frequency)
        if frequency == "M" and (match := _MONTH.fullmatch(text)):
            return self._dated("M", _read(match[1]))
        if frequency == "Q" and (match := _QUARTER.fullmatch(text)):
            return self._dated("Q", _read(match[1] or match[2]))
        if frequency == "Q" and _OWN.fullmatch(text) and len(self.quarters) == 1:
            return self.quarters[0]
        return None

    def _span(self, year: str | None, first: int, last: int, frequency: str) -> str | None:
        quarter = last // 3 if 3 <= last <= 12 and last % 3 == 0 else 0
        if frequency == "M" and self.level and first < last:
            return f"{year}-{last:02d}" if year and 1 <= last <= 12 else self._dated("M", last)
        whole = first == last - 2 or (self.level and first == 1)
        if frequency != "Q" or not quarter or not whole:
            return None
        return f"{year}Q{quarter}" if year else self._dated("Q", quarter)

    def _dated(self, frequency: str, number: int) -> str | None:
        if not 1 <= number <= (12 if frequency == "M" else 4):
            return None
        told = self.quarters if frequency == "Q" else [m for q in self.quarters for m in periods.months_of(q)]
        found = [period for period in told if _number(period) == number]
        years = {periods.year(quarter) for quarter in self.quarters}
        if len(years) == 1 and number <= _number(told[-1]):
            year = years.pop()
            return f"{year}Q{number}" if frequency == "Q" else f"{year}-{number:02d}"
        return found[0] if len(found) == 1 else None


def _number(period: str) -> int:
    return int(re.split(r"[-Q]", period)[1])


def _read(text: str) -> int:
    """Return a small number in digits or words, 0 for any other text."""
    return int(text) if text.isascii() else int(chinese_number(text) or 0)
