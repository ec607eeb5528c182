"""A catalogue in parts that can be published one after the other: what is never computed from each other.

A nation's values do not fit in memory; those of one part do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.plan.measures import parts_of
from dashboard.plan.models import Catalogue, Indicator, LedgerSource, Target
from dashboard.publishing.evidence import LEDGER as EVIDENCE
from dashboard.publishing.steps import SCORES

ALWAYS = frozenset({EVIDENCE, SCORES})  # small registers that prove or score what any part says


@dataclass(frozen=True)
class Part:
    """Indicators that are made of each other or asked for by one target, in plan order; the targets; their ledgers."""

    indicators: tuple[Indicator, ...]
    targets: tuple[Target, ...]
    ledgers: frozenset[str]

    @property
    def codes(self) -> frozenset[str]:
        """The indicators by id."""
        return frozenset(found.id for found in self.indicators)


def divide(catalogue: Catalogue) -> list[Part]:
    """Return every indicator and target of a catalogue in one part each."""
    heads: dict[str, str] = {}
    for group in _groups(catalogue):
        first, *others = group
        for name in others:
            heads[_head(heads, name)] = _head(heads, first)
    members: dict[str, list[Indicator]] = {}
    for found in catalogue.indicators:
        members.setdefault(_head(heads, found.id), []).append(found)
    asked: dict[str, list[Target]] = {}
    for target in catalogue.targets:
        asked.setdefault(_head(heads, f"target:{target.id}"), []).append(target)
    return [_part(members.get(head, ()), asked.get(head, ())) for head in {**members, **asked}]


def whole(catalogue: Catalogue) -> Part:
    """Return everything as one part."""
    return _part(catalogue.indicators, catalogue.targets)


def _groups(catalogue: Catalogue) -> Iterable[list[str]]:
    """Yield names that belong together; a ledger is read once for all that it counts."""
    for found in catalogue.indicators:
        yield [found.id, *parts_of(found.source)]
        if isinstance(found.source, LedgerSource):
            yield [f"ledger:{found.source.ledger}", found.id]
    for target in catalogue.targets:
        name = f"target:{target.id}"
        yield [name, *(reading.indicator for reading in target.readings if reading.indicator)]
        yield [name, *(f"ledger:{stage.ledger}" for stage in target.stages if stage.ledger)]


def _head(heads: dict[str, str], name: str) -> str:
    while name in heads and heads[name] != name:
        name = heads[name]
    return name


def _part(indicators: Iterable[Indicator], targets: Iterable[Target]) -> Part:
    made, asked = tuple(indicators), tuple(targets)
    counted = {found.source.ledger for found in made if isinstance(found.source, LedgerSource)}
    staged = {stage.ledger for target in asked for stage in target.stages if stage.ledger}
    return Part(made, asked, frozenset(counted | staged))
