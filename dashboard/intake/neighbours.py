"""Rules about an entry among its neighbours: listed in a register, apart in time, few in a month.

Neighbours are the other entries of the workbook and what is in force of other workbooks.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dashboard.intake.clean_text import folded
from dashboard.intake.entry import EntryRow
from dashboard.intake.issue import Issue
from dashboard.intake.ledger_rules import concerns, reasons
from dashboard.intake.ledger_words import LedgerWords
from dashboard.intake.mark import Mark
from dashboard.intake.submitted import Submission
from dashboard.intake.vocabulary import Vocabulary
from dashboard.plan.entry_rules import EntryRule, columns_of
from dashboard.plan.models import Ledger
from dashboard.plan.neighbour_rules import Apart, Few, Listed
from dashboard.reporting import Reader

_MOST = 300  # neighbours that one entry is held against: a sheet of equal rows must not take for ever
KINDS = (Listed, Apart, Few)  # rules that are checked here
_Found = Iterator[tuple["_Neighbour", str, str, dict[str, str]]]  # of which column, what is said, with what


@dataclass(frozen=True, slots=True, eq=False)
class _Neighbour(Mark):
    """An entry of the workbook (``sheet``) or one in force (``sender``, ``period``)."""

    def same(self, columns: Iterable[str]) -> tuple[str, ...] | None:
        """Return what it says in some columns; None when one of them is empty."""
        told = tuple(folded(self.attributes.get(name, "")) for name in columns)
        return told if all(told) else None


def among(tx: Reader, found: Submission, words: Vocabulary) -> Iterator[Issue]:
    """Yield an issue for each entry of a submission that breaks such a rule of its ledger."""
    ledgers = {ledger.id: ledger for ledger in words.catalogue.ledgers}
    for name in dict.fromkeys(row.ledger for row in found.entries):
        asked = [rule for rule in ledgers[name].rules if isinstance(rule, KINDS)]
        needed = frozenset(column for rule in asked for column in columns_of(rule))
        own, others = (_own(found, name, needed), _stored(tx, found, name, needed)) if asked else ([], [])
        for rule in asked:
            yield from _broken(tx, found, ledgers[name], rule, own, others, words)


def _broken(
    tx: Reader, found: Submission, ledger: Ledger, rule: EntryRule, own: Sequence[_Neighbour],
    others: Sequence[_Neighbour], words: Vocabulary,
) -> Iterator[Issue]:  # fmt: skip
    told, spoken = LedgerWords(ledger), [one for one in own if concerns(rule, one.attributes)]
    known = [one for one in others if concerns(rule, one.attributes)]
    match rule:
        case Listed():
            register = LedgerWords(next(other for other in words.catalogue.ledgers if other.id == rule.ledger))
            by = frozenset({rule.by})
            entries = [*_own(found, rule.ledger, by), *_stored(tx, found, rule.ledger, by)]
            hits = _unlisted(rule, spoken, {one.attributes.get(rule.by, "") for one in entries} - {""}, told, register)
        case Apart():
            hits = _overlapping(rule, spoken, known, words)
        case Few():
            hits = _many(rule, spoken, known)
        case _:
            return
    for one, column, code, fields in hits:
        yield Issue(one.sheet, one.row_no, told.header(column), rule.outcome, code, fields | reasons(rule, told))


def _own(found: Submission, ledger: str, needed: Collection[str]) -> list[_Neighbour]:
    rows: Iterator[EntryRow] = (row for row in found.entries if row.ledger == ledger)
    return [
        _Neighbour(row.entry_key, row.title, _told(row.attributes, needed), row.sheet, row.row_no) for row in rows
    ]


def _told(attributes: str | bytes, needed: Collection[str]) -> dict[str, str]:
    """Return of an entry's attributes (JSON) those that are compared: all of them would take much memory."""
    return {name: text for name, text in json.loads(attributes).items() if name in needed}


def _stored(tx: Reader, found: Submission, ledger: str, needed: Collection[str]) -> list[_Neighbour]:
    """Return the entries in force of a ledger, but those that the submission supersedes."""
    rows = tx.rows("intake_known_entries", plan=found.cover.plan, ledger=ledger)
    return [
        _Neighbour(str(row["entry_key"]), str(row["title"]), _told(str(row["attributes"]), needed),
                   sender=str(row["sender"]), period=str(row["period"]))
        for row in rows if (row["sender"], row["period"]) != (found.cover.sender, found.cover.period)
    ]  # fmt: skip


def _unlisted(
    rule: Listed, own: Sequence[_Neighbour], listed: set[str], told: LedgerWords, register: LedgerWords
) -> _Found:
    """Yield entries that name what a register does not have; of an empty register nobody can be asked."""
    for one in own if listed else ():
        value = one.attributes.get(rule.column, "")
        if value and value not in listed:
            fields = {"header": told.header(rule.column), "value": value, "ledger": register.ledger.name}
            yield one, rule.column, "rule.listed", {**fields, "ledger_en": register.ledger.name_en}


def _overlapping(rule: Apart, own: Sequence[_Neighbour], others: Sequence[_Neighbour],
                 words: Vocabulary) -> _Found:  # fmt: skip
    """Yield entries whose time overlaps that of one in force or of an earlier row."""
    before: dict[tuple[str, ...], list[_Neighbour]] = defaultdict(list)
    for one in (*others, *own):
        same = one.same(rule.same)
        if same is None or not (one.attributes.get(rule.first) and one.attributes.get(rule.last)):
            continue
        other = next((past for past in before[same][-_MOST:] if _meet(one, past, rule)), None) if one.sheet else None
        before[same].append(one)
        if other is not None:
            yield one, rule.first, *_overlap(one, other, rule, words)


def _meet(one: _Neighbour, other: _Neighbour, rule: Apart) -> bool:
    begins, ends = ([entry.attributes[name] for entry in (one, other)] for name in (rule.first, rule.last))
    return one.key != other.key and max(begins) < min(ends)  # of one key: stated again, or asked about as a double


def _overlap(one: _Neighbour, other: _Neighbour, rule: Apart, words: Vocabulary) -> tuple[str, dict[str, str]]:
    fields = {
        "first": one.attributes[rule.first], "last": one.attributes[rule.last], "title": other.title,
        "key": other.key, "other_first": other.attributes[rule.first], "other_last": other.attributes[rule.last],
    }  # fmt: skip
    if other.sheet:
        return "rule.apart", {**fields, "other_sheet": other.sheet, "other": str(other.row_no)}
    unit = words.organisations.get(other.sender)
    return "rule.apart_stored", {**fields, "sender": unit.names[-1].short if unit else other.sender,
                                 "period": other.period}  # fmt: skip


def _many(rule: Few, own: Sequence[_Neighbour], others: Sequence[_Neighbour]) -> _Found:
    """Yield every entry of a month in which too many say the same."""

    def group(one: _Neighbour) -> tuple[str, ...]:
        same, day = one.same(rule.same), one.attributes.get(rule.date, "")
        return (*same, day[:7]) if same and day else ()

    counts = Counter(group(one) for one in {one.key: one for one in (*others, *own)}.values())
    for one in own:
        key = group(one)
        if key and counts[key] > rule.most:
            said = "、".join(one.attributes[name] for name in rule.same)
            fields = {"said": said, "month": key[-1], "count": str(counts[key]), "most": str(rule.most)}
            yield one, rule.date, "rule.few", {**fields, "group": "|".join(key)}
