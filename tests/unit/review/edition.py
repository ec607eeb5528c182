"""An edition as its tables hold it, read without the product: what documents made of it must say, to the last digit."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

NUMBER = re.compile(r"[+−-]?\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class Raw:
    """The rows of one edition of the demo plan."""

    file: Path
    label: str

    def rows(self, statement: str, **more: object) -> list[dict[str, Any]]:
        """Return the rows of a statement; :edition is the number of the edition."""
        with sqlite3.connect(f"file:{self.file}?mode=ro", uri=True) as database:
            database.row_factory = sqlite3.Row
            number = database.execute("select number from edition where label = ?", [self.label]).fetchone()[0]
            return [dict(row) for row in database.execute(statement, {"edition": number, **more})]

    @cached_property
    def verdicts(self) -> dict[tuple[str, str], dict[str, Any]]:
        """Every field of each verdict by target and reading."""
        found = self.rows("select target, reading, details from verdict where edition = :edition")
        return {(row["target"], row["reading"]): json.loads(row["details"]) for row in found}

    @cached_property
    def own(self) -> dict[str, dict[str, Any]]:
        """The verdicts of the readings in use by target."""
        found = self.rows("select target, details from verdict where edition = :edition and is_default = 1")
        return {row["target"]: json.loads(row["details"]) for row in found}


def asked(verdict: dict[str, Any]) -> Decimal | None:
    """Return the number that a verdict measures against, as the annex explains it."""
    whole = verdict["method"] in ("count", "stages") or verdict["reason"] == "end_reached"
    found = verdict["goal"] if whole and verdict["goal"] is not None else verdict["path"]
    return None if found is None else Decimal(found)


def completion(verdict: dict[str, Any]) -> Decimal | None:
    """Return the level as a share of what is asked for; None where stages decide or either is not known."""
    if verdict["method"] == "stages" or verdict["level"] is None or not asked(verdict):
        return None
    return Decimal(verdict["level"]) / (asked(verdict) or 1)


def numbers(text: str) -> Iterator[Decimal]:
    """Yield the numbers in a text."""
    for found in NUMBER.findall(text):
        yield Decimal(found.replace(",", "").replace("−", "-"))


def reads_as(value: Decimal, text: str) -> bool:
    """True where a text is a value, rounded half up to the decimals that the text has."""
    decimals = len(text.partition(".")[2].rstrip("%"))
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return [abs(rounded)] == [abs(number) for number in numbers(text)]


def leaves(found: object) -> Iterator[Decimal]:
    """Yield every number in a JSON value, numbers kept as text too."""
    if isinstance(found, dict | list):
        for part in found.values() if isinstance(found, dict) else found:
            yield from leaves(part)
    elif not isinstance(found, bool) and re.fullmatch(r"-?\d+(\.\d+)?", str(found)):
        yield Decimal(str(found))


def allowed(verdict: dict[str, Any]) -> set[Decimal]:
    """Return every way in which the numbers of a verdict may be written: rounded, in percent, without sign."""
    exact = {abs(value) for value in leaves(verdict)} | {abs(completion(verdict) or Decimal(0))}
    written = {value * factor for value in exact for factor in (1, 100)}
    return {value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) for value in written for places in range(4)}
