"""What a unit has said up to a report period: its ledger entries, values and milestones, the latest word of each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.plan import periods
from dashboard.reporting import Reader


@dataclass(frozen=True, slots=True)
class Sent:
    """Latest statements by key. ``now`` holds the keys that the workbook of this very report period stated."""

    period_from: str  # first quarter of that workbook
    entries: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)  # by ledger and entry key
    values: Mapping[tuple[str, str, str, str], int] = field(default_factory=dict)  # indicator, region, period, part
    milestones: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # state, done_on, doc_no, note
    now: frozenset[tuple[str, ...]] = frozenset()


def sent(reader: Reader, plan: str, sender: str, period: str) -> Sent:
    """Return what the valid workbooks of a sender state up to a report period, a later one over an earlier one.

    The first workbook of a sender asks for every quarter owed until then: nobody else knows them.
    """
    asked = {"plan": plan, "sender": sender, "period": period}
    entries = reader.rows("blank_entries", **asked)
    values = reader.rows("blank_values", **asked)
    milestones = reader.rows("blank_milestones", **asked)
    spans = [row for row in reader.rows("intake_submission", **asked) if row["to_edition"] is None]
    first = str(spans[-1]["period_from"]) if spans else _beginning(reader, plan, sender, period)
    keys = {
        "entries": [_key(row, "ledger", "entry_key") for row in entries if row["report_period"] == period],
        "values": [_key(row, *_VALUE) for row in values if row["report_period"] == period],
        "milestones": [_key(row, "milestone") for row in milestones if row["report_period"] == period],
    }
    return Sent(
        period_from=first,
        entries={(str(row["ledger"]), str(row["entry_key"])): json.loads(str(row["attributes"])) for row in entries},
        values={_value_key(row): int(str(row["value"])) for row in values},
        milestones={str(row["milestone"]): {name: str(row[name] or "") for name in _STATE} for row in milestones},
        now=frozenset(key for found in keys.values() for key in found),
    )


def _beginning(reader: Reader, plan: str, sender: str, period: str) -> str:
    """Return the first quarter that a new workbook speaks of: its own, for who has sent any up to then."""
    asked = {"plan": plan, "sender": sender}
    sendings = reader.rows("sender_submissions", **asked)
    if any(row["to_edition"] is None and str(row["period"]) <= period for row in sendings):
        return period
    owed = (str(row["period"]) for row in reader.rows("sender_reports", **asked))
    return min((found for found in owed if periods.frequency(found) == "Q" and found <= period), default=period)


_VALUE = ("indicator", "region", "period", "breakdown")
_STATE = ("state", "done_on", "doc_no", "note")


def _key(row: Mapping[str, object], *names: str) -> tuple[str, ...]:
    return tuple(str(row[name]) for name in names)


def _value_key(row: Mapping[str, object]) -> tuple[str, str, str, str]:
    indicator, region, period, breakdown = _key(row, *_VALUE)
    return indicator, region, period, breakdown
