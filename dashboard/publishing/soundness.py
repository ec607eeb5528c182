"""Whether a stored row can be what this software wrote: found row by row, whoever poisoned it, and named by its key."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Literal, get_args

from pydantic import BaseModel, TypeAdapter

from dashboard.attainment.verdict import Status, Verdict
from dashboard.plan.judging import Light, RuleSet, StageState
from dashboard.plan.models import Indicator, Organisation, Plan, Region, Target, Task
from dashboard.reporting.schema import metadata

Problem = Literal["null", "number", "text", "json", "word", "day"]
Row = Mapping[str, object]
LARGEST_INTEGER, LARGEST = 2**53, 1e15  # beyond them a number is no amount of anything
LONGEST = 100_000  # characters of a text that is no JSON
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_WORDS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("verdict", "status"): get_args(Status), ("rule_verdict", "status"): get_args(Status),
    ("rule_verdict", "light"): get_args(Light), ("county_verdict", "status"): get_args(Status),
    ("milestone_state", "state"): get_args(StageState),
}  # fmt: skip
_JSON = {("ledger_entry", "attributes"), ("ledger_entry", "raw"), ("county_verdict", "missing"),
         ("indicator_value", "missing"), ("audit_log", "detail"), ("outlook", "quantiles"), ("outlook", "dots"),
         ("outlook", "fan"), ("outlook", "what_if")}  # fmt: skip
_DAYS = {("edition", "cut_off"), ("entry_event", "event_date"), ("milestone_state", "done_on")}
_EXACT = {("verdict", "level"), ("verdict", "path"), ("verdict", "base"), ("verdict", "goal"),
          ("county_verdict", "level"), ("county_verdict", "base"), ("county_verdict", "quota")}  # fmt: skip
_MODELS: Mapping[str, type[BaseModel]] = {
    "region": Region, "organisation": Organisation, "indicator": Indicator, "target": Target, "rule_set": RuleSet,
    "task": Task,
}  # fmt: skip
_VERDICT = TypeAdapter(Verdict)
_KEYS = ("code", "target", "reading", "rules", "milestone", "indicator", "ledger", "entry_key", "region", "period",
         "breakdown", "sender", "horizon", "label")  # fmt: skip
TABLES = tuple(sorted(table.name for table in metadata.sorted_tables if table.name not in ("meta",)))


@dataclass(frozen=True, slots=True)
class Flaw:
    """A row that cannot be what was written: its table and key, the column, and what is wrong with it."""

    table: str
    key: str
    column: str
    problem: Problem


def flaw(table: str, row: Row) -> Flaw | None:
    """Return the first thing that is wrong with a row, which may lack columns or have others; None for a sound one."""
    kinds = _kinds(table)
    for name, cell in row.items():
        kind = kinds.get(name)
        if kind is None or kind.plainly(cell):
            continue
        if problem := _problem(table, name, cell, kind):
            return Flaw(table, key(row), name, problem)
    return None


def sound(table: str, rows: Iterable[Row]) -> tuple[list[Row], list[Flaw]]:
    """Return the rows that are sound, and what is wrong with the others."""
    kept, found = list[Row](), list[Flaw]()
    for row in rows:
        wrong = flaw(table, row)
        if wrong is None:
            kept.append(row)
        else:
            found.append(wrong)
    return kept, found


def key(row: Row) -> str:
    """Return by what a row is known: its codes, else its id."""
    parts = [str(row[name])[:60] for name in _KEYS if row.get(name) not in (None, "")]
    return _CONTROL.sub("?", "/".join(parts)) or f"id {row.get('id', '?')}"


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a column may hold; ``special``: more is asked of it than to be a number or a text."""

    type: type
    nullable: bool
    length: int
    special: bool

    def plainly(self, cell: object) -> bool:
        """True for a cell that is sound at first sight, as nearly all are."""
        if type(cell) is int:
            return self.type is int and -LARGEST_INTEGER < cell < LARGEST_INTEGER
        if type(cell) is str:
            return self.type is str and not self.special and len(cell) <= self.length and not _CONTROL.search(cell)
        return cell is None and self.nullable


@cache
def _kinds(table: str) -> dict[str, _Kind]:
    special = {*_WORDS, *_JSON, *_DAYS, *_EXACT}
    return {
        column.name: _Kind(
            column.type.python_type, bool(column.nullable), getattr(column.type, "length", 0) or LONGEST,
            column.name in ("definition", "details") or (table, column.name) in special,
        )
        for column in metadata.tables[table].columns
    }  # fmt: skip


def _problem(table: str, name: str, cell: object, kind: _Kind) -> Problem | None:
    if cell is None:
        return None if kind.nullable else "null"
    if kind.type in (int, float):
        return _of_number(cell, kind.type)
    return _of_text(table, name, cell, kind.length) if isinstance(cell, str) else "text"


def _of_number(cell: object, kind: type) -> Problem | None:
    if isinstance(cell, Decimal):
        cell = float(cell)
    if not isinstance(cell, (int, float)) or not math.isfinite(cell):
        return "number"
    if kind is int and cell != int(cell):
        return "number"
    return "number" if abs(cell) > (LARGEST_INTEGER if kind is int else LARGEST) else None


def _of_text(table: str, name: str, cell: str, length: int) -> Problem | None:
    if name in ("definition", "details"):
        return _of_definition(table, name, cell)
    if (table, name) in _JSON:
        return _unless(lambda: json.loads(cell), "json")
    if len(cell) > length or _CONTROL.search(cell):
        return "text"
    if (table, name) in _WORDS:
        return None if cell in _WORDS[table, name] else "word"
    if (table, name) in _DAYS:
        return _unless(lambda: date.fromisoformat(cell), "day")
    if (table, name) in _EXACT:
        return _unless(lambda: _amount(cell), "number")
    return None


def _of_definition(table: str, name: str, cell: str) -> Problem | None:
    if name == "details":
        return _unless(lambda: _VERDICT.validate_json(cell), "json")
    if table == "plan":
        return _unless(lambda: Plan.model_validate(json.loads(cell)["plan"]), "json")
    if table in _MODELS:
        return _unless(lambda: _MODELS[table].model_validate_json(cell), "json")
    return _unless(lambda: json.loads(cell), "json")


def _amount(cell: str) -> None:
    if not abs(Decimal(cell)) < Decimal(10) ** 18:  # NaN too
        raise ValueError(cell)


def _unless(read: object, problem: Problem) -> Problem | None:
    try:
        read()  # type: ignore[operator]
    except (ValueError, TypeError, LookupError, RecursionError, InvalidOperation):
        return problem
    return None
