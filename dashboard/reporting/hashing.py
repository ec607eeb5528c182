"""Canonical JSON and SHA-256, the same on every machine and engine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} {value!r} has no canonical JSON")


def canonical_json(value: object) -> str:
    """Return JSON with sorted keys and no spaces; decimals and dates as text; NaN is a ValueError."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, default=_plain)


def sha256(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def hash_of(value: object) -> str:
    """Return the SHA-256 of the canonical JSON of a value."""
    return sha256(canonical_json(value))


def hash_of_parts(parts: Iterable[object]) -> str:
    """Return ``hash_of`` a list of values, of which an iterator counts as a list; only one item is held at a time."""
    digest = hashlib.sha256()
    for place, part in enumerate(parts):
        digest.update(b"," if place else b"[")
        if isinstance(part, Iterator):
            digest.update(b"[")
            for number, item in enumerate(part):
                digest.update(f"{',' if number else ''}{canonical_json(item)}".encode())
            digest.update(b"]")
        else:
            digest.update(canonical_json(part).encode())
    digest.update(b"]")
    return digest.hexdigest()


def nine_digits(number: float | int | Decimal | None) -> str | None:
    """Return a number at nine significant digits, as results are hashed: 0.1 + 0.2 -> '0.3'; None stays None."""
    if number is None:
        return None
    text = format(Decimal(format(float(number), ".8e")).normalize(), "f")
    return "0" if text in ("-0", "0") else text


def nine_digits_of(row: Mapping[str, object]) -> dict[str, object]:
    """Return a row with every float at nine significant digits (integers and text as they are)."""
    return {name: nine_digits(value) if isinstance(value, float) else value for name, value in row.items()}
