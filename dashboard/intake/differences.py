"""What a workbook changes for a reader, value by value, in the words of the sender's own tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from dashboard.intake.resolve import Stated
from dashboard.intake.statements import ENTRY, MILESTONE, OBSERVATION
from dashboard.intake.storing import Stored
from dashboard.intake.template import newest
from dashboard.intake.vocabulary import Vocabulary
from dashboard.plan.lookup import MILESTONES
from dashboard.plan.models import Feed, FeedValue, Ledger, LedgerColumn
from dashboard.plan.units import MONEY_DIGITS, digits
from dashboard.wording import Language, t

Kind = Literal["added", "changed", "withdrawn"]
Cells = dict[str, str]  # by header


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that a reader sees new, with another content, or no more; ``old`` or ``new`` is "" where none is."""

    subject: str  # id of the feed or ledger, or ``milestones``
    sheet: str
    key: str  # of the row, parts joined by |
    title: str  # what a person finds the row by
    column: str  # header of the value
    old: str
    new: str
    kind: Kind  # of the row

    def sentence(self, lang: Language) -> str:
        """Return what changes in one line."""
        told = {"sheet": self.sheet, "title": self.title, "column": self.column, "old": self.old, "new": self.new}
        return t(f"load.{self.kind}", lang, **told)


def differences(stored: Stored, words: Vocabulary) -> tuple[Difference, ...]:
    """Return what storing a submission changed, row by row in the order of the tables.

    A new or withdrawn row is told by its values; of a changed one only the values that differ are.
    """
    tellers: dict[str, _Teller] = {OBSERVATION.table: _value, ENTRY.table: _entry, MILESTONE.table: _milestone}
    found: list[Difference] = []
    for kind, change in stored.changes:
        if kind.table in tellers:
            found += _told(change.ended, change.opened, tellers[kind.table], words)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Told:
    """A stated row in words."""

    subject: str
    sheet: str
    title: str
    cells: Cells


_Teller = Callable[[Stated, Vocabulary], _Told]


def _told(ended: Iterable[Stated], opened: Iterable[Stated], tell: _Teller, words: Vocabulary) -> Iterator[Difference]:
    before, after = {row.key: row for row in ended}, {row.key: row for row in opened}
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if old is None or new is None or old.content != new.content:
            was, now = (None if row is None else tell(row, words) for row in (old, new))
            yield from _of_row(was, now, "|".join(map(str, key)))


def _of_row(old: _Told | None, new: _Told | None, key: str) -> Iterator[Difference]:
    row = new or old
    assert row is not None
    kind: Kind = "added" if old is None else "withdrawn" if new is None else "changed"
    was, now = (told.cells if told else {} for told in (old, new))
    for header in dict.fromkeys((*was, *now)):
        before, after = was.get(header, ""), now.get(header, "")
        if before != after:
            yield Difference(row.subject, row.sheet, key, row.title, header, before, after, kind)


def _value(row: Stated, words: Vocabulary) -> _Told:
    indicator, region, period, breakdown = (str(row.columns[name]) for name in OBSERVATION.key)
    feed, value = _carrier(indicator, str(row.columns["sender"]), words)
    options = feed.breakdown.options if feed.breakdown else {}
    option = next((word for word, code in options.items() if code == breakdown), "")
    own = words.indicators[indicator]
    exact = Decimal(str(row.columns["value"])).scaleb(-digits(value.unit, own.unit, own.scale))
    title = " ".join(filter(None, (words.region_names.get(region, region), period, option)))
    return _Told(feed.id, feed.sheet, title, {value.header: _plain(exact)})


def _carrier(indicator: str, sender: str, words: Vocabulary) -> tuple[Feed, FeedValue]:
    """Return the column in which a sender states an indicator: counties and zones have sheets of their own."""
    owed = (feed for feed in words.catalogue.feeds if feed.id in words.owed[sender])
    return next((feed, value) for feed in owed for value in feed.values if value.indicator == indicator)


def _entry(row: Stated, words: Vocabulary) -> _Told:
    ledger = next(found for found in words.catalogue.ledgers if found.id == row.columns["ledger"])
    attributes = json.loads(str(row.columns["attributes"]))
    cells = {column.header: _shown(column, attributes.get(column.name, ""), words) for column in ledger.columns}
    return _Told(ledger.id, ledger.sheet, _title(row, ledger), cells)


def _title(row: Stated, ledger: Ledger) -> str:
    title, key = str(row.columns["title"]), str(row.columns["entry_key"])
    return title if ledger.title in ledger.key or title == key else f"{title} {key}"


def _shown(column: LedgerColumn, text: str, words: Vocabulary) -> str:
    """Return an attribute as the sender writes it: money in the column's unit, places and yes or no in words."""
    if not text:
        return ""
    match column.type:
        case "money":
            return _plain(Decimal(text).scaleb(-MONEY_DIGITS[column.unit or "元"]))
        case "region" | "zone":
            return words.region_names.get(text, text)
        case "boolean":
            return next(word for word, value in newest().booleans.items() if value == (text == "1"))
        case _:
            return text


def _milestone(row: Stated, words: Vocabulary) -> _Told:
    layout = newest().milestones
    states = {state: word for word, state in layout.states.items()}
    code = str(row.columns["milestone"])
    names = {step.code: step.name for task in words.catalogue.tasks for step in task.milestones}
    told = {
        layout.headers.state: states[row.columns["state"]],  # type: ignore[index]
        layout.headers.done_on: str(row.columns["done_on"] or ""),
        layout.headers.doc_no: str(row.columns["doc_no"] or ""),
        layout.headers.note: str(row.columns["note"] or ""),
    }
    return _Told(MILESTONES, layout.sheet, f"{code} {names.get(code.partition('@')[0], '')}".strip(), told)


def _plain(value: Decimal) -> str:
    return "0" if value == 0 else format(value.normalize(), "f")
