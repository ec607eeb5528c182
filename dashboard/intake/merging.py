"""Merged cells: what stands at the top of a merge holds for the rows inside it, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dashboard.intake.clean_text import folded
from dashboard.intake.values import Value

_TYPED = re.compile(r"(\d{1,6}(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?)[万亿]?元?", re.ASCII)  # a number kept as text
_MONTH = re.compile(r"(19|20)\d{2}[.]?(0?[1-9]|1[0-2])", re.ASCII)
_YEARS, _CODES = range(1990, 2101), range(410_000, 420_000)  # numbers that name something


@dataclass(frozen=True, slots=True, order=True)
class Merge:
    """A merged range; rows as Excel counts, columns from 0, both ends inside."""

    row: int
    column: int
    last_row: int
    last_column: int


def filled_down(
    rows: Iterable[list[Value]], merges: Iterable[Merge], numbers: list[tuple[int, int]]
) -> Iterator[list[Value]]:
    """Yield the rows with merges over several rows filled down in their first column.

    A quantity is not repeated, for then it would count once a row: its place is added to ``numbers``.
    """
    waiting = sorted((merge for merge in merges if merge.last_row > merge.row), reverse=True)
    active: list[tuple[Merge, Value]] = []
    for number, row in enumerate(rows, start=1):
        active = [(merge, value) for merge, value in active if merge.last_row >= number]
        for merge, value in active:
            if merge.column < len(row) and row[merge.column] == "":
                row[merge.column] = value
        while waiting and waiting[-1].row <= number:
            merge = waiting.pop()
            value = row[merge.column] if merge.column < len(row) else ""
            if _is_quantity(value):
                numbers.append((merge.row, merge.column))
            elif value != "":
                active.append((merge, value))
        yield row


def _is_quantity(value: Value) -> bool:
    if isinstance(value, str):
        text = folded(value)
        match = _TYPED.fullmatch(text)
        return match is not None and _MONTH.fullmatch(text) is None and _is_quantity(float(match[1].replace(",", "")))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return not (float(value).is_integer() and (int(value) in _YEARS or int(value) in _CODES))
