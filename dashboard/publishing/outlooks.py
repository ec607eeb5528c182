"""Outlooks of one edition: chances at the year's and the plan's end with their record, or why there is none.

Everything is made from the facts of the edition; what an earlier edition held serves the record alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dashboard.attainment import Verdict
from dashboard.forecasting import hidden
from dashboard.plan.lookup import indicator
from dashboard.publishing import outlook_counts, outlook_flows, outlook_levels
from dashboard.publishing.asking import CLOSED, UNKNOWN, Asked
from dashboard.publishing.histories import closures_of
from dashboard.publishing.made import Made
from dashboard.publishing.measures import Measures, Measuring
from dashboard.publishing.records import Record, record
from dashboard.publishing.rows import Row, exact
from dashboard.reporting.hashing import canonical_json


@dataclass(frozen=True)
class Outlooks:
    """Rows of the tables outlook and backtest."""

    rows: list[Row] = field(default_factory=list)
    backtests: list[Row] = field(default_factory=list)


def outlooks(
    measuring: Measuring, measures: Measures, asked: Sequence[Asked], verdicts: Sequence[Verdict]
) -> Outlooks:
    """Return the outlooks of everything that is open; ``verdicts``: the default ones, for reasons where none is."""
    facts = measuring.facts
    records: dict[str, Record] = {}
    backtests = []
    for one in asked:
        if one.default:
            made = indicator(facts.catalogue, one.indicator)
            found = record(one, facts.vintages, made.scale, closures_of(facts.catalogue, made.frequency, facts.through))
            records.setdefault(one.indicator, found)
            backtests.append(found.row(one, measuring.city))
    rows = [_shown(item, records) for item in every(measuring, measures, asked)]
    return Outlooks([*_reasons(verdicts, measuring.city), *rows], backtests)


def every(measuring: Measuring, measures: Measures, asked: Sequence[Asked]) -> Iterator[Made]:
    """Yield every outlook, before it is decided whether it may be shown."""
    yield from outlook_flows.made(measuring, measures, [one for one in asked if one.kind == "flow"])
    yield from outlook_counts.made(measuring, [one for one in asked if one.kind == "count"])
    yield from outlook_levels.made([one for one in asked if one.kind == "level"], measuring.city)


def _shown(item: Made, records: dict[str, Record]) -> Row:
    """Return the row; one whose quantity was plainly forecast wrong before keeps its reason only."""
    known = records.get(item.asked.indicator)
    failed = hidden(item.found, known.found) if item.found is not None and known is not None else ""
    return item.row(failed)


def _reasons(verdicts: Sequence[Verdict], city: str) -> Iterator[Row]:
    """Yield a row with the reason for every target that cannot be judged yet; none for what is closed."""
    nothing = {"p_attain": None, "method": "", "middle": None, "expected": None, "earliest": None, "latest": None,
               "quantiles": canonical_json({}), "dots": canonical_json([]), "fan": canonical_json({}),
               "what_if": canonical_json({})}  # fmt: skip
    for found in verdicts:
        if found.status in UNKNOWN and found.status not in CLOSED and found.goal is not None and not found.final:
            yield {
                "target": found.target, "reading": found.reading, "region": city, "horizon": "plan_end",
                "period": "", "is_main": 1, "known": "", "goal": exact(found.goal), "reason": found.status, **nothing,
            }  # fmt: skip
