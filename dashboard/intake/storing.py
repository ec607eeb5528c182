"""Rows of a submission into the reporting database: what was stated stays stored, what is in force is open."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.intake.covered import Covered, covered, keep_questions, left_alone
from dashboard.intake.issue import Issue
from dashboard.intake.keeping import left_in_force, unclear
from dashboard.intake.resolve import Change, Key, Stated, resolve
from dashboard.intake.rows import stored
from dashboard.intake.statements import ENTRY, MILESTONE, OBSERVATION, RECEIPT, Kind, Slot, chunks, known_rows
from dashboard.intake.submitted import Columns, Submission
from dashboard.intake.vocabulary import Vocabulary
from dashboard.intake.waiting import Waiting
from dashboard.reporting import Transaction


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
    """Store every row of a submission and bring the rows in force up to date.

    What the superseded submission said of feeds and ledgers that this one does not hold stays in force.
    """
    common = {**slot.owner, "submission_id": slot.id}
    receipts = ({"subject": r.subject, "period": r.period, "waiting": r.waiting} for r in found.receipts)
    rows: dict[str, Iterator[Mapping[str, object]]] = {
        OBSERVATION.table: (Columns(row, common) for row in found.observations),
        ENTRY.table: (Columns(row, common) for row in found.entries),
        MILESTONE.table: (Columns(row, common) for row in found.milestones),
        RECEIPT.table: ({**row, **common} for row in receipts),
    }
    own = covered(found, words)
    done = _store_all(tx, slot, rows, found.waiting, words, own)
    keep_questions(tx, slot, own)
    issues = [{**row, "submission_id": slot.id} for row in stored((*found.issues, *done.issues))]
    tx.insert("submission_issue", issues)
    return done


def take_back(tx: Transaction, slot: Slot, words: Vocabulary) -> Stored:
    """End everything that the superseded submission of a slot states, with nothing in its place."""
    return _store_all(tx, slot, {}, (), words)


def _store_all(
    tx: Transaction, slot: Slot, rows: Mapping[str, Iterable[Mapping[str, object]]], waiting: Sequence[Waiting],
    words: Vocabulary, own: Covered | None = None,
) -> Stored:  # fmt: skip
    changes, issues = list[tuple[Kind, Change]](), list[Issue]()
    for kind in (OBSERVATION, ENTRY, MILESTONE, RECEIPT):
        asked = [item for item in waiting if item.table == kind.table]
        change, doubts = _store_kind(tx, slot, kind, rows.get(kind.table, ()), asked, own)
        changes.append((kind, change))
        issues += doubts
        if kind is ENTRY:
            _store_events(tx, slot, change, words)
    return Stored(tuple(changes), tuple(issues))


def _store_kind(
    tx: Transaction, slot: Slot, kind: Kind, rows: Iterable[Mapping[str, object]], waiting: Sequence[Waiting],
    own: Covered | None,
) -> tuple[Change, list[Issue]]:  # fmt: skip
    new = [kind.stated(row, slot.period) for row in rows]
    if not new and slot.previous is None:
        return Change(), []
    before = list(known_rows(tx, slot, kind, sorted({str(row.columns[kind.scope]) for row in new})))
    former = [row for row in before if slot.previous and slot.previous in (row.columns["submission_id"], row.kept_by)]
    kept = left_in_force(former, new, waiting)
    stay = kept.keys() | left_alone(kind, former, own)
    if stay:
        tx.insert("kept_row", [{"submission_id": slot.id, "kind": kind.table, "row_id": row} for row in sorted(stay)])
        before = [replace(row, valid=row.valid or row.row_id in stay) for row in before]
    change = resolve(before, new, [*(row.key for row in new), *(row.key for row in former)])
    _write(tx, slot, kind, new, change)
    return change, unclear(kind, former, kept)


def _write(tx: Transaction, slot: Slot, kind: Kind, new: Sequence[Stated], change: Change) -> None:
    tx.close(kind.table, change.close, slot.edition)
    opened = set(map(id, change.opened))
    weaker = [row for row in new if id(row) not in opened]  # stated, but another statement is in force
    for rows, end in ((change.opened, None), (weaker, slot.edition)):
        edition = {"from_edition": slot.edition, "to_edition": end}
        tx.insert(kind.table, ({**row.columns, **edition} for row in rows))


def _store_events(tx: Transaction, slot: Slot, change: Change, words: Vocabulary) -> None:
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
        for chunk in chunks(changed):
            events = [event for key in chunk if key in opened for event in _events(opened[key], dates[ledger])]
            where = {**slot.owner, "ledger": ledger}
            scope = {**where, "entry_key": [key[1] for key in chunk]}
            tx.revise("entry_event", ("entry_key", "event"), events, slot.edition, scope)


def _events(entry: Stated, columns: list[str]) -> Iterator[dict[str, object]]:
    attributes = json.loads(str(entry.columns["attributes"]))
    for column in columns:
        if attributes.get(column):
            yield {"entry_key": entry.columns["entry_key"], "event": column, "event_date": attributes[column]}
