"""The two hashes of an edition: of what went in, and of what came out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal

from dashboard.plan.models import RuleSet
from dashboard.publishing.facts import Entry, Facts
from dashboard.publishing.rows import VALUE_KEYS, VALUE_PARTS, Row
from dashboard.reporting.hashing import canonical_json, hash_of, nine_digits


def input_hash(facts: Facts, rules: RuleSet) -> str:
    """Hash canonical cell values up to the cut-off, receipts, catalogue and rule set; no clock, no surrogate ids."""
    observations = [[o.indicator, o.region, o.period, o.breakdown, o.sender, o.value] for o in facts.observations]
    entries = [[e.ledger, e.key, e.sender, e.region, e.zone, dict(e.attributes)] for e in _by_then(facts)]
    events = [[e.milestone, e.sender, e.state, e.done_on] for e in facts.reports.values()]
    early = sorted([*key, day.isoformat()] for key, day in facts.early.items())
    comments = {"comments": [list(found) for found in facts.comments]} if facts.comments else {}
    return hash_of({
        "early": early, "through": facts.through, "catalogue": facts.catalogue.hash,
        "rules": rules.model_dump(mode="json"), **comments,
        "observations": observations, "entries": entries, "milestones": events, "receipts": sorted(facts.receipts),
        "overrides": {target: asdict(found) for target, found in facts.overrides.items()},
    })  # fmt: skip


def _by_then(facts: Facts) -> Iterable[Entry]:
    """Yield entries without a date, or with one by the cut-off: others cannot count yet."""
    dates = {
        ledger.id: [column.name for column in ledger.columns if column.type == "date"]
        for ledger in facts.catalogue.ledgers
    }
    for entry in facts.entries:
        columns = [name for name in dates.get(entry.ledger, ()) if entry.attributes.get(name)]
        if not columns or any(entry.day(name, facts.cut_off) for name in columns):
            yield entry


def result_hash(values: Sequence[Row], **others: Sequence[Row]) -> str:
    """Hash what came out, numbers at nine significant digits, whatever the order of rows."""
    cells = sorted([*(str(row[name]) for name in VALUE_KEYS), *(row[name] for name in VALUE_PARTS)] for row in values)
    judged = {name: sorted(canonical_json(_plain(row)) for row in rows) for name, rows in others.items()}
    return hash_of({"values": cells, **judged})


def _plain(value: object) -> object:
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, (float, Decimal)):
        return nine_digits(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else value
