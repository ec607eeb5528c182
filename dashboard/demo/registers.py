"""Registers told entry by entry in ``registers.yaml``: navigation, centres, brands, specialty industries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dashboard.demo.entries import Entry, Fact, Value

_FILE = Path(__file__).with_name("registers.yaml")


@cache
def _told() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return found


def entries() -> Iterator[Entry]:
    """Yield every entry of the file."""
    for ledger, told in _told().items():
        for entry in told:
            facts = tuple(Fact(fact["known"], _values(fact["values"])) for fact in entry["facts"])
            yield Entry(ledger, (entry["sender"],), facts)


def _values(told: dict[str, Any]) -> dict[str, Value]:
    """Return a fact's values; quoted decimals of money columns become exact numbers."""
    return {name: Decimal(value) if name == "output_value" else value for name, value in told.items()}


def day_of(ledger: str, title: str, column: str) -> date:
    """Return the day in a column of the entry with a number or name; KeyError when there is none."""
    for entry in _told()[ledger]:
        values = {name: value for fact in entry["facts"] for name, value in fact["values"].items()}
        if title in values.values():
            day: date = values[column]
            return day
    raise KeyError(title)
