"""Values of cells: what they may be, how they read as plain text, how they travel between two processes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

Value = str | int | float | bool | date | datetime | time | timedelta


def letter(index: int) -> str:
    """Return the letters Excel gives a column: 0 -> A, 26 -> AA, -1 -> none."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def plain(value: Value) -> str:
    """Return a cell's value as plain text without blanks around it: 12.0 -> 12, a date as 2024-09-01."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ") if value.time() != time() else value.date().isoformat()
    return value.isoformat() if isinstance(value, date | time) else str(value)


def dumps(message: Sequence[object]) -> bytes:
    """Return a message as one line of JSON; dates and times are tagged, so that they come back as such."""
    return json.dumps(message, default=_tagged, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"


def loads(line: bytes) -> list[object]:
    """Return the message of a line; ValueError for anything that ``dumps`` does not write."""
    found = json.loads(line, object_hook=_untagged)
    if not isinstance(found, list) or not found:
        raise ValueError("no message")
    return found


def _tagged(value: object) -> dict[str, object]:
    if isinstance(value, datetime | date | time):
        return {"$": type(value).__name__, "is": value.isoformat()}
    if isinstance(value, timedelta):
        return {"$": "timedelta", "is": [value.days, value.seconds, value.microseconds]}
    raise TypeError(type(value).__name__)


def _untagged(found: Mapping[str, object]) -> object:
    told = found.get("is")
    match found.get("$"):
        case "datetime":
            return datetime.fromisoformat(str(told))
        case "date":
            return date.fromisoformat(str(told))
        case "time":
            return time.fromisoformat(str(told))
        case "timedelta" if isinstance(told, list):
            return timedelta(*told)
    return found
