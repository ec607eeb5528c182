"""What a database must be before anything is written: it has its tables, and demo and real data never share it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal

from dashboard.reporting.database import Database
from dashboard.reporting.reader import Reader
from dashboard.reporting.transaction import Transaction
from dashboard.wording import Refused

SLACK = timedelta(minutes=10)  # by which clocks of two machines may differ
DataKind = Literal["demo", "real"]


def require_tables(database: Database) -> None:
    """Refused when a database was never made by ``init``, or was not wholly restored."""
    if not database.has_tables():
        raise Refused("reporting.no_tables")
    if database.unfinished():
        raise Refused("reporting.unfinished")


def require_clock(reader: Reader) -> None:
    """Refused while this machine's clock is before the last record of the audit log: times would run backwards."""
    last = next((datetime.fromisoformat(str(row["at"])) for row in reader.rows("audit_last", limit=1)), None)
    now = datetime.now(UTC)
    if last is not None and last > now + SLACK:
        raise Refused("reporting.clock_behind", now=f"{now:%Y-%m-%d %H:%M}", last=f"{last:%Y-%m-%d %H:%M}")


def require_kind(tx: Transaction, kind: DataKind) -> None:
    """Let the first load decide what a database holds; Refused when another kind comes later."""
    held = tx.get_meta("data_kind")
    if held is None:
        tx.set_meta("data_kind", kind)
    elif held != kind:
        raise Refused(f"reporting.mixed_data_{kind}")
