"""Columns of a ledger that indicators and stages name: they exist, and can hold what is asked of them."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.plan.models import Ledger, LedgerColumn
from dashboard.plan.refusing import Invalid

_YES_NO = ("1", "0")  # as entries keep a boolean


def column_faults(file: str, key: str, ledger: Ledger, name: str, kind: str) -> Iterator[Invalid]:
    """Yield a fault when a ledger has no such column or it is of another type."""
    column = _column(ledger, name)
    if column is None:
        yield Invalid(file, key, name, "no_column")
    elif column.type != kind:
        yield Invalid(file, key, name, "column_type", wanted=kind, found=column.type)


def where_faults(file: str, key: str, ledger: Ledger, where: dict[str, tuple[str, ...]]) -> Iterator[Invalid]:
    """Yield a fault for every condition on a column that does not exist or cannot hold the value."""
    for name, values in where.items():
        column = _column(ledger, name)
        if column is None:
            yield Invalid(file, key, name, "no_column")
            continue
        options = {"choice": column.choices, "boolean": _YES_NO}.get(column.type)
        for value in values:
            if options is not None and value not in options:
                yield Invalid(file, f"{key}.{name}", value, "choice", options=options)


def _column(ledger: Ledger, name: str) -> LedgerColumn | None:
    return next((column for column in ledger.columns if column.name == name), None)
