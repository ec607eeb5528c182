"""Rows of a submission into the reporting database: what was stated stays stored, what is in force is open."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from dashboard.intake.issue import Issue
from dashboard.intake.resolve import Change, Columns, Key, Stated, resolve
from dashboard.intake.rows import stored
from dashboard.intake.submission import Submission, columns
from dashboard.intake.vocabulary import Vocabulary
from dashboard.intake.waiting import Asked, Waiting
from dashboard.reporting import Transaction
from dashboard.reporting.statements import Value

Item = TypeVar("Item")
_CHUNK = 500
_NOBODY, _NOTHING = 0, ""  # no submission has this id, no row this key
_READ_ONLY = ("id", "to_edition", "report_period", "superseded", "kept_by")
_NAMED = 5  # rows named in a sentence


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
        key, content = (tuple(columns[name] for name in names) for names in (self.key, self.content))
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


@dataclass(frozen=True, slots=True)
class Stored:
    """What storing a submission did: the change of each table, and what could not be told from its rows."""

    changes: tuple[tuple[Kind, Change], ...] = ()
    issues: tuple[Issue, ...] = ()

    @property
    def counts(self) -> Counts:
        """Return what a reader sees change, receipts left out."""
        counts = Counts()
        for kind, change in self.changes:
            counts = counts if kind is RECEIPT else counts.plus(change)
        return counts


def store(tx: Transaction, found: Submission, slot: Slot, words: Vocabulary) -> Stored:
    """Store every row of a submission and bring the rows in force up to date."""
    groups: tuple[tuple[Kind, list[dict[str, object]]], ...] = (
        (OBSERVATION, [columns(row) for row in found.observations]),
        (ENTRY, [columns(row) for row in found.entries]),
        (MILESTONE, [columns(row) for row in found.milestones]),
        (RECEIPT, [{"subject": r.subject, "period": r.period, "waiting": r.waiting} for r in found.receipts]),
    )
    changes, unclear = list[tuple[Kind, Change]](), list[Issue]()
    for kind, rows in groups:
        change, doubts = _store_kind(tx, found, slot, kind, rows)
        changes.append((kind, change))
        unclear += doubts
        if kind is ENTRY:
            _store_events(tx, found, slot, change, words)
    issues = [{**row, "submission_id": slot.id} for row in stored((*found.issues, *unclear))]
    tx.insert("submission_issue", issues)
    return Stored(tuple(changes), tuple(unclear))


def _store_kind(
    tx: Transaction, found: Submission, slot: Slot, kind: Kind, rows: list[dict[str, object]]
) -> tuple[Change, list[Issue]]:
    cover = found.cover
    common = {"plan": cover.plan, "sender": cover.sender, "submission_id": slot.id}
    new = [kind.stated({**row, **common}, cover.period) for row in rows]
    if not new and slot.previous is None:
        return Change(), []
    before = list(_stored(tx, found, slot, kind, sorted({str(row[kind.scope]) for row in rows})))
    former = [row for row in before if slot.previous in (row.columns["submission_id"], row.kept_by)]
    kept = _kept(former, new, [item for item in found.waiting if item.table == kind.table])
    if kept:
        tx.insert("kept_row", [{"submission_id": slot.id, "kind": kind.table, "row_id": row} for row in kept])
        before = [replace(row, valid=row.valid or row.row_id in kept) for row in before]
    change = resolve(before, new, [*(row.key for row in new), *(row.key for row in former)])
    tx.close(kind.table, change.close, slot.edition)
    opened = set(map(id, change.opened))
    weaker = [row for row in new if id(row) not in opened]  # stated, but another statement is in force
    tx.insert(kind.table, [
        *({**row.columns, "from_edition": slot.edition, "to_edition": None} for row in change.opened),
        *({**row.columns, "from_edition": slot.edition, "to_edition": slot.edition} for row in weaker),
    ])  # fmt: skip
    return change, _unclear(kind, former, kept)


def _kept(former: Sequence[Stated], new: Sequence[Stated], waiting: Sequence[Waiting]) -> dict[int, Waiting]:
    """Return which rows of the former version stay: this one does not state them, but a row in question may."""
    if not waiting:
        return {}
    told, asked = {row.key for row in new}, Asked(waiting)
    found = {row.row_id: asked.about(row.key) for row in former if row.row_id is not None and row.key not in told}
    return {row: item for row, item in found.items() if item is not None}


def _unclear(kind: Kind, former: Sequence[Stated], kept: Mapping[int, Waiting]) -> list[Issue]:
    """Return an issue for every row in question of which nobody can tell what it speaks of."""
    titles: dict[Waiting, dict[Key, str]] = defaultdict(dict)
    for row in former:
        item = kept.get(row.row_id or _NOBODY)
        if item is not None and not item.exact:
            titles[item][row.key] = kind.named(row)
    return [
        Issue(item.sheet, item.row_no, "", "held", "load.cannot_tell",
              {"count": len(found), "names": "、".join(list(found.values())[:_NAMED])})
        for item, found in titles.items()
    ]  # fmt: skip


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
    number = int(str(row["id"]))
    return replace(
        kind.stated({**told, **common}, str(row["report_period"])),
        valid=row["superseded"] is None,
        open_id=number if row["to_edition"] is None else None,
        row_id=number,
        kept_by=row["kept_by"],
    )


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
