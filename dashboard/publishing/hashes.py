"""The two hashes of an edition: of what went in, and of what came out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from operator import itemgetter

from dashboard.plan.models import RuleSet
from dashboard.publishing.facts import Entry, Facts
from dashboard.publishing.rows import Row
from dashboard.reporting.hashing import canonical_json, hash_of, nine_digits


def input_hash(facts: Facts, rules: RuleSet) -> str:
    """Hash canonical cell values up to the cut-off, receipts, catalogue and rule set; no clock, no surrogate ids."""
    observations, entries = facts.observations, entry_cells(facts, facts.entries)
    return hash_of({**frame_of(facts, rules), "observations": observations, "entries": entries})


def entry_cells(facts: Facts, entries: Iterable[Entry]) -> list[list[object]]:
    """Return ledger entries as they are hashed: those that can count by the cut-off."""
    return [[e.ledger, e.key, e.sender, e.region, e.zone, e.attributes] for e in _by_then(facts, entries)]


def frame_of(facts: Facts, rules: RuleSet) -> dict[str, object]:
    """Return what goes in beside observations and entries."""
    events = [[e.milestone, e.sender, e.state, e.done_on] for e in facts.reports.values()]
    early = sorted([*key, day.isoformat()] for key, day in facts.early.items())
    comments = {"comments": [list(found) for found in facts.comments]} if facts.comments else {}
    papers = {"evidence": [list(found) for found in facts.papers]} if facts.papers else {}
    return {
        "early": early, "through": facts.through, "catalogue": facts.catalogue.hash,
        "rules": rules.model_dump(mode="json"), **comments, **papers,
        "milestones": events, "receipts": sorted(facts.receipts),
        "overrides": {target: asdict(found) for target, found in facts.overrides.items()},
    }  # fmt: skip


def _by_then(facts: Facts, entries: Iterable[Entry]) -> Iterable[Entry]:
    """Yield entries without a date, or with one by the cut-off: others cannot count yet."""
    dates = {
        ledger.id: [column.name for column in ledger.columns if column.type == "date"]
        for ledger in facts.catalogue.ledgers
    }
    for entry in entries:
        columns = [name for name in dates.get(entry.ledger, ()) if entry.attributes.get(name)]
        if not columns or any(entry.day(name, facts.cut_off) for name in columns):
            yield entry


def result_hash(values: Sequence[Sequence[object]], **others: Sequence[Row]) -> str:
    """Hash what came out, numbers at nine significant digits, whatever the order of rows.

    Values are rows of ``VALUE_COLUMNS``.
    """
    ordered = sorted(values, key=itemgetter(0, 1, 2, 3))
    return hash_of({"values": ordered, **{name: texts(rows) for name, rows in others.items()}})


def texts(found: Iterable[Row]) -> list[str]:
    """Return other rows as they are hashed, in order."""
    return sorted(canonical_json(_plain(row)) for row in found)


def _plain(value: object) -> object:
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, (float, Decimal)):
        return nine_digits(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else value
