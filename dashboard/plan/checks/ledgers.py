"""Ledgers: the columns that identify, name, place and measure an entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dashboard.plan.checks.columns import column_faults
from dashboard.plan.lookup import senders_of
from dashboard.plan.models import Catalogue, Ledger, LedgerColumn
from dashboard.plan.refusing import Invalid
from dashboard.plan.units import MONEY_DIGITS


def faults(catalogue: Catalogue, files: Mapping[str, str]) -> Iterator[Invalid]:
    """Yield faults of every ledger."""
    for ledger in catalogue.ledgers:
        file = files[f"ledger:{ledger.id}"]
        yield from _identity(ledger, file)
        for name in ledger.ends:
            yield from column_faults(file, "ledger.ends", ledger, name, "date")
        for column in ledger.columns:
            yield from _column(column, file)
        kinds = {unit.kind for unit in senders_of(catalogue, ledger.id)}
        for kind in ledger.counted_from:
            if kind not in kinds:
                yield Invalid(file, "ledger.counted_from", kind, "not_sending")


def _identity(ledger: Ledger, file: str) -> Iterator[Invalid]:
    types = {column.name: column.type for column in ledger.columns}
    if not ledger.key:
        yield Invalid(file, "ledger.key", None, "missing")
    for name in (*ledger.key, ledger.title):
        if name not in types:
            yield Invalid(file, "ledger.title" if name == ledger.title else "ledger.key", name, "no_column")
    for field, kind in (("region_column", "region"), ("zone_column", "zone")):
        name = getattr(ledger, field)
        if name is not None and name not in types:
            yield Invalid(file, f"ledger.{field}", name, "no_column")
        elif name is not None and types[name] != kind:
            yield Invalid(file, f"ledger.{field}", name, "column_type", wanted=kind, found=types[name])


def _column(column: LedgerColumn, file: str) -> Iterator[Invalid]:
    key = f"ledger.columns[{column.name}]"
    if column.type == "choice" and not column.choices:
        yield Invalid(file, f"{key}.choices", None, "missing")
    if column.type == "money" and column.unit not in MONEY_DIGITS:
        yield Invalid(file, f"{key}.unit", column.unit, "choice", options=tuple(MONEY_DIGITS))
