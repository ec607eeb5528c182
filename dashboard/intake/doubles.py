"""Entries that are probably one deal under two keys, by what their ledger says makes them alike."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from dashboard.intake.clean_text import folded
from dashboard.intake.likeness import core, cores_alike, numbers_in
from dashboard.plan.models import Ledger, SameAs

_MOST = 300  # candidates looked at in one block: a sheet of equal rows must not take for ever
_ABOVE = 1e-9  # against rounding
_HEAD = 6  # characters of a name by which candidates are found, but for one of them


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """An entry as it is compared: key, title, attributes, and where it was stated."""

    key: str
    title: str
    attributes: Mapping[str, str]
    sheet: str = ""
    row_no: int = 0
    sender: str = ""
    period: str = ""


def compared(ledger: Ledger, attributes: str) -> dict[str, str]:
    """Return of an entry's attributes (JSON) those that some rule of its ledger compares."""
    names = {"uscc", *(name for rule in ledger.same_as for name in _needed(rule))}
    return {name: text for name, text in json.loads(attributes).items() if name in names}


def doubles(ledger: Ledger, new: Sequence[Mark], known: Sequence[Mark] | None = None) -> Iterator[tuple[Mark, Mark]]:
    """Yield each new entry that is probably one of the known, with that one; without known ones, an earlier new one."""
    found = dict[int, Mark]()
    for rule in ledger.same_as if known is None or known else ():  # one after the other: blocks take much memory
        index = _Index(ledger, rule)
        for mark in known or ():
            index.add(mark)
        for place, mark in enumerate(new):
            if place not in found and (other := index.find(mark)) is not None:
                found[place] = other
            if known is None:
                index.add(mark)
    yield from ((new[place], found[place]) for place in sorted(found))


def _needed(rule: SameAs) -> tuple[str, ...]:
    return (*rule.equal, *rule.alike, *filter(None, (rule.amount, rule.date)))


def under_two_codes(marks: Sequence[Mark]) -> Iterator[tuple[Mark, Mark]]:
    """Yield each entry whose firm has another credit code elsewhere in the sheet, with one that has that code.

    The code that most of the entries have is taken for right; where none is, all of them are yielded.
    """
    firms: dict[str, dict[str, list[Mark]]] = defaultdict(lambda: defaultdict(list))
    for mark in marks:
        if code := mark.attributes.get("uscc"):
            firms[folded(mark.title)][code].append(mark)
    for codes in firms.values():
        ordered = sorted(codes.values(), key=len, reverse=True)
        usual = len(ordered) > 1 and len(ordered[0]) > len(ordered[1])
        for place, doubted in enumerate(ordered if len(ordered) > 1 else ()):
            if place or not usual:
                yield from ((mark, ordered[0 if place else 1][0]) for mark in doubted)


@dataclass(frozen=True, slots=True, eq=False)
class _Candidate:
    """An entry with what a rule compares, read once."""

    mark: Mark
    names: tuple[str, ...]  # cores, as the rule names the columns
    code: str
    amount: int
    day: int


class _Index:
    """Entries in blocks, so that only those are compared that may be alike."""

    def __init__(self, ledger: Ledger, rule: SameAs) -> None:
        self.rule, self.share = rule, float(rule.share)
        self.slip = rule.amount is not None or rule.date is not None
        self.firm = rule.alike.index(ledger.title) if ledger.title in rule.alike else -1
        self.coded = self.firm >= 0 and any(column.name == "uscc" for column in ledger.columns)
        self.needed = _needed(rule)
        self.blocks: dict[int, list[_Candidate]] = defaultdict(list)

    def add(self, mark: Mark) -> None:
        """Put an entry into its blocks."""
        if (own := self._candidate(mark)) is not None:
            for key in self._keys(own, reach=0):
                self.blocks[key].append(own)

    def find(self, mark: Mark) -> Mark | None:
        """Return an earlier entry that is probably the same, None when there is none."""
        own = self._candidate(mark)
        if own is None:
            return None
        for key in self._keys(own, reach=1):
            for other in self.blocks.get(key, ())[-_MOST:]:
                if other.mark.key != mark.key and self._same(own, other):
                    return other.mark
        return None

    def _candidate(self, mark: Mark) -> _Candidate | None:
        entry, rule = mark.attributes, self.rule
        if not all(entry.get(name) for name in self.needed):
            return None
        names = tuple(core(entry[name]) for name in rule.alike)
        amount = int(entry[rule.amount]) if rule.amount else 0
        day = date.fromisoformat(entry[rule.date]).toordinal() if rule.date else 0
        return _Candidate(mark, names, entry.get("uscc", "") if self.coded else "", amount, day)

    def _keys(self, own: _Candidate, reach: int) -> Iterator[int]:
        """Yield the blocks of an entry as hashes, which take little memory; two blocks in one do no harm."""
        rule = self.rule
        equal = tuple(folded(own.mark.attributes[name]) for name in rule.equal)
        names = {""}
        if own.names:
            names = {*_heads(own.names[0]), *filter(None, (own.code,))}
        slack = _ABOVE - math.log1p(-self.share)
        amounts = _bins(math.log(max(own.amount, 1)), slack * reach, 2 * slack) if rule.amount else [0]
        days = _bins(own.day, rule.days * reach, 2 * rule.days + 1) if rule.date else [0]
        yield from map(hash, product([equal], sorted(names), amounts, days))

    def _same(self, one: _Candidate, other: _Candidate) -> bool:
        if abs(one.day - other.day) > self.rule.days:
            return False
        if abs(one.amount - other.amount) > self.share * max(one.amount, other.amount):
            return False
        for place, (first, second) in enumerate(zip(one.names, other.names, strict=True)):
            if place == self.firm and one.code and other.code:  # where both firms have a code, it decides
                if one.code != other.code:
                    return False
            elif not cores_alike(first, second, self.slip):
                return False
        return True


def _heads(name: str) -> Iterator[str]:
    """Yield the beginning of a name without each of its characters in turn.

    Two names that differ by one slip share one of them, wherever it is. Beginnings or ends alone do not do: a county's
    firms begin, and half of all firms end, in the same characters.
    """
    head, numbers = name[:_HEAD], numbers_in(name)
    for place in range(len(head)):
        yield f"{numbers}|{head[:place]}{head[place + 1 :]}"
    yield f"{numbers}|{head[: _HEAD - 1]}"


def _bins(place: float, reach: float, width: float) -> range:
    """Return the bins of a width that lie within reach of a place."""
    return range(math.floor((place - reach) / width), math.floor((place + reach) / width) + 1)
