"""A submission against what is in force already: the same deal from another sender, cumulative values, jumps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dashboard.intake.basis import doubtful
from dashboard.intake.cover import Cover
from dashboard.intake.doubles import doubles
from dashboard.intake.entry import EntryRow
from dashboard.intake.entry_doubts import mark_of, two_codes
from dashboard.intake.firm_codes import code_column, otherwise_coded
from dashboard.intake.issue import Issue
from dashboard.intake.likeness import alike
from dashboard.intake.mark import Mark
from dashboard.intake.mark import compared as compared_columns
from dashboard.intake.neighbours import among
from dashboard.intake.receipts import weighed
from dashboard.intake.rows import settled
from dashboard.intake.submitted import Submission
from dashboard.intake.vocabulary import Vocabulary
from dashboard.intake.waiting import Waiting
from dashboard.plan.models import Ledger
from dashboard.reporting import Reader


def compared(tx: Reader, found: Submission, words: Vocabulary) -> Submission:
    """Return a submission in which rows that contradict or repeat what is in force are held; that stays as it is."""
    doubts = [*_values(tx, found, words), *_entries(tx, found, words), *among(tx, found, words)]
    issues = settled(found.rows, doubts, found.confirmed)
    if not issues:
        return found
    out = {(issue.sheet, issue.row_no) for issue in issues if not issue.harmless}
    told = (*found.issues, *issues)
    dropped = [row for row in found.rows if (row.sheet, row.row_no) in out]
    waiting = (*found.waiting, *(Waiting(row.table, row.key, row.sheet, row.row_no) for row in dropped))
    return replace(
        found,
        observations=tuple(row for row in found.observations if (row.sheet, row.row_no) not in out),
        entries=tuple(row for row in found.entries if (row.sheet, row.row_no) not in out),
        issues=told, waiting=waiting, receipts=weighed(found.receipts, told, waiting, words),
    )  # fmt: skip


def _values(tx: Reader, found: Submission, words: Vocabulary) -> Iterator[Issue]:
    if not found.observations:
        return
    cover, names = found.cover, sorted({row.indicator for row in found.observations})
    since = str(int(min(row.period for row in found.observations)[:4]) - 1)
    rows = tx.rows("intake_known_values", plan=cover.plan, sender=cover.sender, indicators=names, since=since)
    known = {
        (str(row["indicator"]), str(row["region"]), str(row["period"]), str(row["breakdown"])): int(str(row["value"]))
        for row in rows
    }
    yield from doubtful(found.observations, known, words.indicators)


def _entries(tx: Reader, found: Submission, words: Vocabulary) -> Iterator[Issue]:
    by_ledger: dict[str, list[EntryRow]] = defaultdict(list)
    for row in found.entries:
        by_ledger[row.ledger].append(row)
    ledgers = {ledger.id: ledger for ledger in words.catalogue.ledgers}
    for name, rows in by_ledger.items():
        if len({row.sheet for row in rows}) > 1:
            marks = [mark_of(ledgers[name], row) for row in rows]
            yield from two_codes(ledgers[name], marks)  # within one sheet they were asked about in reading
        yield from _against_stored(tx, found, ledgers[name], rows, words)


def _against_stored(
    tx: Reader, found: Submission, ledger: Ledger, rows: Sequence[EntryRow], words: Vocabulary
) -> Iterator[Issue]:
    cover = found.cover
    own, others = _stored(tx, ledger, cover)
    new = [mark_of(ledger, row) for row in rows if row.entry_key not in own] if others else []
    told = dict(_same_key(ledger, others, new, cover.sender, words))
    told |= {mark: other for mark, other in _pairs(ledger, others, new) if mark not in told}
    for mark, other in told.items():
        fields = {**_whose(other, words), "title": other.title, "key": other.key}
        yield Issue(mark.sheet, mark.row_no, "", "held", "double.stored", fields)
    if (code := code_column(ledger)) is not None:
        for mark, other in otherwise_coded(new, others):
            fields = {**_whose(other, words), "title": other.title, "code": other.attributes[code.name]}
            yield Issue(mark.sheet, mark.row_no, code.header, "held", "double.codes_stored", fields)


def _stored(tx: Reader, ledger: Ledger, cover: Cover) -> tuple[set[str], list[Mark]]:
    """Return the keys of the sender's own entries in force, which were asked about then, and what others compare to."""
    own, others = set[str](), list[Mark]()
    for row in tx.rows("intake_known_entries", plan=cover.plan, ledger=ledger.id):
        key, sender, period = str(row["entry_key"]), str(row["sender"]), str(row["period"])
        if sender == cover.sender:
            own.add(key)
        if (sender, period) != (cover.sender, cover.period):
            columns = compared_columns(ledger, str(row["attributes"]))
            others.append(Mark(key, str(row["title"]), columns, sender=sender, period=period))
    return own, others


def _whose(mark: Mark, words: Vocabulary) -> dict[str, str]:
    unit = words.organisations.get(mark.sender)
    return {"sender": unit.names[-1].short if unit else mark.sender, "period": mark.period}


def _pairs(ledger: Ledger, others: Sequence[Mark], new: Sequence[Mark]) -> Iterator[tuple[Mark, Mark]]:
    """Return new entries that are alike to stored ones; those alike to each other were asked about in reading."""
    return doubles(ledger, new, others)


def _same_key(
    ledger: Ledger, others: Sequence[Mark], new: Sequence[Mark], sender: str, words: Vocabulary
) -> Iterator[tuple[Mark, Mark]]:
    """Yield new entries with the key and name of another unit's, unless both kinds of unit report each deal."""
    kinds = {unit: found.kind for unit, found in words.organisations.items()}
    by_key = {mark.key: mark for mark in others if mark.sender != sender}
    for mark in new:
        other = by_key.get(mark.key)
        if other is None or not alike(mark.title, other.title, slip=True):
            continue
        if not ledger.counted_from or kinds.get(other.sender) == kinds.get(sender):
            yield mark, other
