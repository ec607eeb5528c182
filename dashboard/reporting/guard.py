"""What a database must be before anything is written: it has its tables, and demo and real data never share it."""

from __future__ import annotations

from typing import Literal

from dashboard.reporting.database import Database
from dashboard.reporting.transaction import Transaction
from dashboard.wording import Refused

DataKind = Literal["demo", "real"]


def require_tables(database: Database) -> None:
    """Refused when a database was never made by ``init``."""
    if not database.has_tables():
        raise Refused("reporting.no_tables")


def require_kind(tx: Transaction, kind: DataKind) -> None:
    """Let the first load decide what a database holds; Refused when another kind comes later."""
    held = tx.get_meta("data_kind")
    if held is None:
        tx.set_meta("data_kind", kind)
    elif held != kind:
        raise Refused(f"reporting.mixed_data_{kind}")
