"""Entries that are probably one deal under two keys, by what their ledger says makes them alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dashboard.intake.blocks import Blocks, Told
from dashboard.intake.clean_text import folded
from dashboard.intake.mark import Mark
from dashboard.plan.models import Ledger, SameAs


def doubles(ledger: Ledger, new: Sequence[Mark], known: Sequence[Mark] | None = None) -> Iterator[tuple[Mark, Mark]]:
    """Yield each new entry that is probably one of the known, with that one; without known ones, an earlier new one."""
    found = dict[int, Mark]()
    for rule in ledger.same_as if known is None or known else ():
        for place, other in _pairs(ledger, rule, new, known):
            found.setdefault(place, other)
    yield from ((new[place], found[place]) for place in sorted(found))


def _pairs(
    ledger: Ledger, rule: SameAs, new: Sequence[Mark], known: Sequence[Mark] | None
) -> Iterator[tuple[int, Mark]]:
    """Yield the places of new entries that a rule takes for one of the others, each once, with that one."""
    told = Told(ledger, rule, new)
    others, marks = (told, new) if known is None else (Told(ledger, rule, known), known)
    blocks, done = Blocks(others), -1
    for row, start, end in blocks.of(told, within=known is None):
        if row == done:
            continue
        place = told.places[row]
        for other in blocks.last(start, end, row if known is None else None):
            mark = marks[others.places[other]]
            if mark.key != new[place].key and told.same(row, others, other):
                done = row
                yield place, mark
                break


def under_two_codes(marks: Sequence[Mark]) -> Iterator[tuple[Mark, Mark]]:
    """Yield each entry whose firm has another credit code elsewhere in the sheet, with one that has that code.

    The code that most of the entries have is taken for right; where none is, all of them are yielded.
    """
    firms: dict[str, dict[str, list[Mark]]] = defaultdict(lambda: defaultdict(list))
    for firm, code, mark in _doubtful(marks):
        firms[firm][code].append(mark)
    for codes in firms.values():
        ordered = sorted(codes.values(), key=len, reverse=True)
        usual = len(ordered) > 1 and len(ordered[0]) > len(ordered[1])
        for place, doubted in enumerate(ordered if len(ordered) > 1 else ()):
            if place or not usual:
                yield from ((mark, ordered[0 if place else 1][0]) for mark in doubted)


def _doubtful(marks: Sequence[Mark]) -> Iterator[tuple[str, str, Mark]]:
    """Yield the entries of firms with several codes, with firm and code: nearly no firm has."""
    first, several = dict[str, str](), set[str]()
    for mark in marks:
        if code := mark.attributes.get("uscc"):
            firm = folded(mark.title)
            if first.setdefault(firm, code) != code:
                several.add(firm)
    for mark in marks if several else ():
        if (code := mark.attributes.get("uscc")) and (firm := folded(mark.title)) in several:
            yield firm, code, mark
