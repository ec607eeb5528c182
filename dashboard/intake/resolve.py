"""Which statement about a key is in force, when several workbooks of one sender speak about it.

Every valid submission states its rows for its report period. The latest period wins, whatever the order of
loading; a value said again unchanged stays with the workbook that said it first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Key = tuple[object, ...]
Columns = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Stated:
    """One stored or new row: what it says about a key, and for which report period it was said."""

    key: Key
    content: tuple[object, ...]
    period: str  # report period of its workbook
    valid: bool  # no corrected workbook has superseded the one that says it
    columns: Columns  # to insert it (again)
    open_id: int | None = None  # id of the stored row while it is in force
    row_id: int | None = None  # id of the stored row
    kept_by: object = None  # the correction that leaves it in force while a row of its own waits


@dataclass(slots=True)
class Change:
    """Rows to close and rows to bring into force; what is new, different and gone for a reader."""

    close: list[int] = field(default_factory=list)
    opened: list[Stated] = field(default_factory=list)
    ended: list[Stated] = field(default_factory=list)
    added: int = 0
    changed: int = 0
    closed: int = 0


def in_force(statements: Iterable[Stated]) -> Stated | None:
    """Return the statement of the latest report period, or the earliest one that said the same without a break."""
    by_period = {found.period: found for found in statements if found.valid}
    latest = sorted(by_period, reverse=True)
    if not latest:
        return None
    chosen = by_period[latest[0]]
    for period in latest[1:]:
        if by_period[period].content != chosen.content:
            break
        chosen = by_period[period]
    return chosen


def resolve(stored: Iterable[Stated], new: Sequence[Stated], affected: Iterable[Key]) -> Change:
    """Return what brings the rows in force up to date for the affected keys.

    A row in force stays as it is while the same report period says the same.
    """
    by_key: dict[Key, list[Stated]] = defaultdict(list)
    for found in (*stored, *new):
        by_key[found.key].append(found)
    change = Change()
    for key in dict.fromkeys(affected):
        _resolve_key(by_key[key], change)
    return change


def _resolve_key(statements: list[Stated], change: Change) -> None:
    before = next((found for found in statements if found.open_id is not None), None)
    after = in_force(statements)
    if before and after and before.content == after.content and before.period == after.period:
        return
    if before is not None and before.open_id is not None:
        change.close.append(before.open_id)
        change.ended.append(before)
    if after is not None:
        change.opened.append(after)
    change.added += before is None and after is not None
    change.closed += before is not None and after is None
    change.changed += before is not None and after is not None and before.content != after.content
