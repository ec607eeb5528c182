"""Rows that wait for an answer: what each may speak of, so that a correction takes nothing back by mistake."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from dashboard.intake.cleaning import CleanRow
from dashboard.wording import Refused

Pattern = tuple[str | None, ...]  # a key; None for a part that cannot be read


@dataclass(frozen=True, slots=True)
class Waiting:
    """One statement that a held or returned row makes, were it right."""

    table: str
    pattern: Pattern
    sheet: str
    row_no: int

    @property
    def exact(self) -> bool:
        """True when its key is known for sure."""
        return None not in self.pattern

    def fits(self, key: tuple[object, ...]) -> bool:
        """True when it may speak of a key."""
        return all(part is None or part == own for part, own in zip(self.pattern, key, strict=True))


class Asked:
    """Every waiting statement about one table, to be asked about many keys."""

    def __init__(self, waiting: Iterable[Waiting]) -> None:
        found = list(waiting)
        self._exact: dict[tuple[object, ...], Waiting] = {item.pattern: item for item in reversed(found) if item.exact}
        self._vague = list({item.pattern: item for item in reversed(found) if not item.exact}.values())

    def about(self, key: tuple[object, ...]) -> Waiting | None:
        """Return the statement that speaks of a key for sure, else the first that may; None when there is none."""
        exact = self._exact.get(key)
        return exact or next((item for item in self._vague if item.fits(key)), None)


def part(row: CleanRow, headers: Collection[str], read: Callable[[], str]) -> str | None:
    """Return a part of a row's key; None when one of its cells is in question or cannot be read."""
    if not row.unclear.isdisjoint(headers):
        return None
    try:
        return read()
    except Refused:
        return None
