"""Stated rows as the reporting database keeps them: the four tables, and what is known about some of their keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TypeVar

from dashboard.intake.resolve import Columns, Stated
from dashboard.reporting import Transaction
from dashboard.reporting.statements import Value

Item = TypeVar("Item")
_CHUNK = 500
_LONG = 100  # characters
NOBODY, _NOTHING = 0, ""  # no submission has this id, no row this key
_READ_ONLY = ("id", "to_edition", "report_period", "superseded", "kept_by")


@dataclass(frozen=True, slots=True)
class Kind:
    """A table of stated rows: its key, what makes a difference, by which column rows are looked up, what names them."""

    table: str
    key: tuple[str, ...]
    content: tuple[str, ...]
    scope: str
    name: tuple[str, ...]

    def stated(self, columns: Columns, period: str) -> Stated:
        """Return a row of this table as a statement made for a report period."""
        key, content = tuple(columns[name] for name in self.key), tuple(_brief(columns[name]) for name in self.content)
        return Stated(key, content, period, True, columns)

    def named(self, row: Stated) -> str:
        """Return what a person finds a row by."""
        return " ".join(str(row.columns[name]) for name in self.name)


OBSERVATION = Kind(
    "observation", ("indicator", "region", "period", "breakdown"), ("value",), "period", ("period", "region")
)
ENTRY = Kind(
    "ledger_entry", ("ledger", "entry_key"), ("region", "zone", "title", "attributes"), "entry_key",
    ("title", "entry_key"),
)  # fmt: skip
MILESTONE = Kind("milestone_event", ("milestone",), ("state", "done_on", "doc_no", "note"), "milestone", ("milestone",))
RECEIPT = Kind("receipt", ("subject", "period"), ("waiting",), "period", ("subject", "period"))


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a submission is stored: its own id, its place, the working edition, the submission that it supersedes."""

    id: int
    plan: str
    sender: str
    period: str
    edition: int
    previous: int | None

    @property
    def owner(self) -> dict[str, str]:
        """Columns that every row of the sender carries."""
        return {"plan": self.plan, "sender": self.sender}


def known_rows(tx: Transaction, slot: Slot, kind: Kind, scope: Sequence[str]) -> Iterator[Stated]:
    """Yield each stored row that may matter once; the superseded submission's keys come with the first chunk."""
    seen = set[object]()
    previous = slot.previous or NOBODY
    for chunk in chunks(scope) or [[_NOTHING]]:
        for row in tx.rows(f"intake_{kind.table}", **slot.owner, scope=chunk, previous=previous):
            if row["id"] not in seen:
                seen.add(row["id"])
                yield _statement(kind, row, slot.owner)
        previous = NOBODY


def _statement(kind: Kind, row: Mapping[str, Value], common: Mapping[str, str]) -> Stated:
    told = {name: value for name, value in row.items() if name not in _READ_ONLY}
    number = int(str(row["id"]))
    return replace(
        kind.stated({**told, **common}, str(row["report_period"])),
        valid=row["superseded"] is None,
        open_id=number if row["to_edition"] is None else None,
        row_id=number,
        kept_by=row["kept_by"],
    )


def _brief(value: object) -> object:
    """Return a value for comparing: a long text as its digest, so that it is not held beside its row."""
    return blake2b(value.encode()).digest() if isinstance(value, str) and len(value) > _LONG else value


def chunks(items: Sequence[Item]) -> list[list[Item]]:
    """Return items in lists short enough for one statement."""
    return [list(items[start : start + _CHUNK]) for start in range(0, len(items), _CHUNK)]
