"""What the parts of a catalogue add to an edition, told bit by bit: by this process, or by others beside it."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from dashboard.plan.models import RuleSet
from dashboard.publishing.edition import build_part
from dashboard.publishing.parts import Part
from dashboard.publishing.rows import VALUE_COLUMNS
from dashboard.publishing.spool import lines
from dashboard.publishing.supply import Supply
from dashboard.publishing.timeline import Timeline
from dashboard.reporting import Reader

VALUE, CLOSE, INSERT, BUILT = "value", "close", "insert", "built"
VALUES = "indicator_value"
Bit = tuple[str, str, object]  # kind (one of these or of the supply's), name, what there is of it
_BLOCK = 20_000  # rows in one bit


def one_by_one(
    reader: Reader, supply: Supply, parts: Iterable[Part], rules: RuleSet, timeline: Timeline
) -> Generator[tuple[int, Bit], None, None]:
    """Yield what every part adds, with its place."""
    for place, part in enumerate(parts):
        for bit in made(reader, supply, part, rules, timeline):
            yield place, bit


def made(reader: Reader, supply: Supply, part: Part, rules: RuleSet, timeline: Timeline) -> Iterator[Bit]:
    """Yield what was read, the values as they are hashed, what changes in their table, and what was judged."""
    facts = supply.facts(part)
    yield from supply.told()
    built = build_part(facts, rules, part, timeline)
    del facts
    for code, rows in groupby(built.values, itemgetter(0)):
        yield VALUE, str(code), lines(list(rows))
    if part.codes:
        where = {"plan": supply.plan, "indicator": sorted(part.codes)}
        found = reader.changes(VALUES, VALUE_COLUMNS, built.values, where, supply.edition)
        yield CLOSE, "", found.close
        for start in range(0, len(found.insert), _BLOCK):
            yield INSERT, "", found.insert[start : start + _BLOCK]
    yield BUILT, "", replace(built, values=[], asked=[])
