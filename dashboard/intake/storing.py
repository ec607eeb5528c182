"""Rows of a submission into the reporting database: what was stated stays stored, what is in force is open."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dashboard.intake.resolve import Change, Columns, Key, Stated, resolve
from dashboard.intake.rows import stored
from dashboard.intake.submission import Submission, columns
from dashboard.intake.vocabulary import Vocabulary
from dashboard.reporting import Transaction
from dashboard.reporting.statements import Value

Item = TypeVar("Item")
_CHUNK = 500
_NOBODY, _NOTHING = 0, ""  # no submission has this id, no row this key
_READ_ONLY = ("id", "to_edition", "report_period", "superseded")


@dataclass(frozen=True, slots=True)
class Kind:
    """A table of stated rows: its key, what makes a difference, and the column by which rows are looked up."""

    table: str
    key: tuple[str, ...]
    content: tuple[str, ...]
    scope: str

    def stated(self, columns: Columns, period: str, *, valid: bool = True, open_id: int | None = None) -> Stated:
        """Return a row of this table as a statement made for a report period."""
        key, content = (tuple(columns[name] for name in names) for names in (self.key, self.content))
        return Stated(key, content, period, valid, columns, open_id)


OBSERVATION = Kind("observation", ("indicator", "region", "period", "breakdown"), ("value",), "period")
ENTRY = Kind("ledger_entry", ("ledger", "entry_key"), ("region", "zone", "title", "attributes"), "entry_key")
MILESTONE = Kind("milestone_event", ("milestone",), ("state", "done_on", "doc_no", "note"), "milestone")
RECEIPT = Kind("receipt", ("subject", "period"), (), "period")


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a submission is stored: its own id, the working edition, the submission that it supersedes."""

    id: int
    edition: int
    previous: int | None


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows a reader of the working edition sees new, with another content, or no more."""

    added: int = 0
    changed: int = 0
    closed: int = 0

    def plus(self, change: Change) -> Counts:
        """Return the sum with one table's changes."""
        return Counts(self.added + change.added, self.changed + change.changed, self.closed + change.closed)


def store(tx: Transaction, found: Submission, slot: Slot, words: Vocabulary) -> Counts:
    """Store every row of a submission and bring the rows in force up to date; return what changed for a reader."""
    groups = ((OBSERVATION, found.observations), (ENTRY, found.entries), (MILESTONE, found.milestones))
    counts = Counts()
    for kind, rows in groups:
        change = _store_kind(tx, found, slot, kind, [columns(row) for row in rows])
        counts = counts.plus(change)
        if kind is ENTRY:
            _store_events(tx, found, slot, change, words)
    tx.insert("submission_issue", [{**row, "submission_id": slot.id} for row in stored(found.issues)])
    _store_kind(tx, found, slot, RECEIPT, [{"subject": subject, "period": on} for subject, on in found.receipts])
    return counts


def _store_kind(tx: Transaction, found: Submission, slot: Slot, kind: Kind, rows: list[dict[str, object]]) -> Change:
    cover = found.cover
    common = {"plan": cover.plan, "sender": cover.sender, "submission_id": slot.id}
    new = [kind.stated({**row, **common}, cover.period) for row in rows]
    if not new and slot.previous is None:
        return Change()
    before = list(_stored(tx, found, slot, kind, sorted({str(row[kind.scope]) for row in rows})))
    dropped = [row.key for row in before if row.columns["submission_id"] == slot.previous]
    change = resolve(before, new, [*(row.key for row in new), *dropped])
    tx.close(kind.table, change.close, slot.edition)
    opened = set(map(id, change.opened))
    kept = [row for row in new if id(row) not in opened]  # stated, but another statement is in force
    tx.insert(kind.table, [
        *({**row.columns, "from_edition": slot.edition, "to_edition": None} for row in change.opened),
        *({**row.columns, "from_edition": slot.edition, "to_edition": slot.edition} for row in kept),
    ])  # fmt: skip
    return change


def _stored(tx: Transaction, found: Submission, slot: Slot, kind: Kind, scope: Sequence[str]) -> Iterator[Stated]:
    """Yield each stored row that may matter once; the superseded submission's keys come with the first chunk."""
    cover, seen = found.cover, set[object]()
    common = {"plan": cover.plan, "sender": cover.sender}
    previous = slot.previous or _NOBODY
    for chunk in _chunks(scope) or [[_NOTHING]]:
        for row in tx.rows(f"intake_{kind.table}", **common, scope=chunk, previous=previous):
            if row["id"] not in seen:
                seen.add(row["id"])
                yield _statement(kind, row, common)
        previous = _NOBODY


def _statement(kind: Kind, row: Mapping[str, Value], common: Mapping[str, str]) -> Stated:
    told = {name: value for name, value in row.items() if name not in _READ_ONLY}
    in_use = int(str(row["id"])) if row["to_edition"] is None else None
    valid = row["superseded"] is None
    return kind.stated({**told, **common}, str(row["report_period"]), valid=valid, open_id=in_use)


def _chunks(items: Sequence[Item]) -> list[list[Item]]:
    return [list(items[start : start + _CHUNK]) for start in range(0, len(items), _CHUNK)]


def _store_events(tx: Transaction, found: Submission, slot: Slot, change: Change, words: Vocabulary) -> None:
    """Give every changed entry the events that its date columns name."""
    dates = {
        ledger.id: [column.name for column in ledger.columns if column.type == "date"]
        for ledger in words.catalogue.ledgers
    }
    keys: dict[str, list[Key]] = defaultdict(list)
    for row in {row.key: row for row in (*change.ended, *change.opened)}.values():
        keys[str(row.key[0])].append(row.key)
    opened = {row.key: row for row in change.opened}
    for ledger, changed in keys.items():
        for chunk in _chunks(changed):
            events = [event for key in chunk if key in opened for event in _events(opened[key], dates[ledger])]
            where = {"plan": found.cover.plan, "sender": found.cover.sender, "ledger": ledger}
            scope = {**where, "entry_key": [key[1] for key in chunk]}
            tx.revise("entry_event", ("entry_key", "event"), events, slot.edition, scope)


def _events(entry: Stated, columns: list[str]) -> Iterator[dict[str, object]]:
    attributes = json.loads(str(entry.columns["attributes"]))
    for column in columns:
        if attributes.get(column):
            yield {"entry_key": entry.columns["entry_key"], "event": column, "event_date": attributes[column]}
