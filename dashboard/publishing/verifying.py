"""Whether a published edition still says what it said: its results are hashed again from the rows that are stored."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from itertools import groupby

from pydantic import TypeAdapter

from dashboard.attainment.verdict import Verdict
from dashboard.publishing import hashes
from dashboard.publishing.rows import JSON_OF_OUTLOOK, Row, verdict_rows
from dashboard.publishing.spool import Spool, hash_of_spooled, lines
from dashboard.publishing.steps import MilestoneRow
from dashboard.reporting import Edition, Reader, editions
from dashboard.reporting.statements import Value

_VERDICT = TypeAdapter(Verdict)
UNREADABLE = (ValueError, TypeError, LookupError, ArithmeticError, RecursionError)  # of a cell that was poisoned
_AMOUNTS = ("level", "base", "quota")


@dataclass(frozen=True, slots=True)
class Verified:
    """One edition and the hash of the results that the database holds of it now."""

    edition: Edition
    found: str  # empty: the rows cannot even be read as results

    @property
    def holds(self) -> bool:
        """True when the results are those that were published."""
        return self.found != "" and self.found == self.edition.result_hash


def verify(reader: Reader, plan: str, wanted: Iterable[Edition] | None = None) -> Iterator[Verified]:
    """Yield editions of a plan with the hash of their stored results: those wanted, else all as published."""
    for edition in editions(reader, plan) if wanted is None else wanted:
        yield Verified(edition, _hashed(reader, edition))


def verified(reader: Reader) -> dict[str, Verified]:
    """Return every edition of every plan by its full name: xinyang-2022/2025Q3."""
    plans = [str(row["code"]) for row in reader.rows("plans")]
    return {f"{plan}/{found.edition.label}": found for plan in plans for found in verify(reader, plan)}


def _hashed(reader: Reader, edition: Edition) -> str:
    try:
        return stored_hash(reader, edition.plan, edition.number)
    except UNREADABLE:
        return ""


def stored_hash(reader: Reader, plan: str, number: int) -> str:
    """Return the hash of an edition's stored results; ValueError where a cell is no longer what was written."""

    def read(name: str) -> list[dict[str, Value]]:
        return reader.rows(name, plan=plan, edition=number)

    others: dict[str, list[Row]] = {
        "verdicts": [_verdict(row) for row in read("verdicts")],
        "milestones": [_milestone(row) for row in read("milestone_states")],
        "outlooks": [_outlook(row) for row in read("edition_outlooks")],
        "rules": [dict(row) for row in read("rule_verdicts")],
        "counties": [_county(row) for row in read("edition_counties")],
        "records": [dict(row) for row in read("backtests")],
    }
    with closing(_values(reader.tuples("edition_values", plan=plan, edition=number))) as values:
        return hash_of_spooled({**{name: hashes.texts(rows) for name, rows in others.items()}, "values": values})


def _key(row: Sequence[Value]) -> list[str]:
    return [str(cell) for cell in row[:4]]  # indicator, region, period, breakdown


def _values(rows: Iterable[tuple[Value, ...]]) -> Spool:
    """Return values as they are hashed; only those of one indicator are in memory at a time."""
    found = Spool()
    for code, same in groupby(rows, lambda row: str(row[0])):
        ordered = sorted(same, key=_key)
        found.add(code, lines(ordered))
    return found


def _verdict(row: Mapping[str, Value]) -> Row:
    """Return a verdict as it was hashed; ValueError where its columns say something else than its details."""
    found = _VERDICT.validate_json(str(row["details"]))
    (written,) = verdict_rows([(found, bool(row["is_default"]))])
    if written != row:
        raise ValueError(f"the columns of {row['target']}/{row['reading']} are not those of its details")
    return asdict(found)


def _milestone(row: Mapping[str, Value]) -> Row:
    return {field.name: row[field.name] for field in fields(MilestoneRow)}


def _outlook(row: Mapping[str, Value]) -> Row:
    return {name: json.loads(str(cell)) if name in JSON_OF_OUTLOOK else cell for name, cell in row.items()}


def _county(row: Mapping[str, Value]) -> Row:
    amounts = {name: row[name] if row[name] is None else Decimal(str(row[name])) for name in _AMOUNTS}
    flags = {name: bool(row[name]) for name in ("final", "small_sample")}
    return {**row, **amounts, **flags, "missing": json.loads(str(row["missing"]))}
