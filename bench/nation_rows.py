"""The rows of the invented nation, copied into PostgreSQL indicator by indicator and block by block."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

import numpy as np
from nation import LEDGERS, PLAN, Size, catalogue, feed_of, months, sender
from sqlalchemy import Connection

from dashboard.plan import periods
from dashboard.reporting import Database, init
from dashboard.reporting.bulk import stream
from dashboard.reporting.hashing import canonical_json
from dashboard.reporting.schema import ledger_entry, observation

BLOCK = 100_000  # ledger entries
DAYS = (date(2025, 9, 30) - date(2018, 10, 1)).days
Row = tuple[object, ...]


def fill(database: Database, size: Size) -> None:
    """Write catalogue, submissions, receipts, observations and entries; indexes are made after the rows."""
    init(database, {PLAN: catalogue(size)})
    indexes = [index for table in (observation, ledger_entry) for index in table.indexes]
    with database.writing() as connection:
        for index in indexes:
            index.drop(connection)
        _papers(connection, size)
        for place, code in enumerate(size.observed):
            _observed(connection, size, place, code)
        for ledger in LEDGERS:
            _entered(connection, size, ledger)
        for index in indexes:
            index.create(connection)
    with database.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql("vacuum analyze")


def _papers(connection: Connection, size: Size) -> None:
    """Write one submission per sender and quarter, and a receipt for everything it owes."""
    quarters = list(dict.fromkeys(periods.of_month(month, "Q") for month in months()))
    kept = ("id", "plan", "sender", "period_from", "period", "version", "file_name", "file_hash", "content_hash",
            "template", "data_kind", "received_at", "from_edition")  # fmt: skip
    senders = [sender(code) for code in size.codes]
    sent = [(number, unit, quarter) for number, (unit, quarter) in
            enumerate(((unit, quarter) for unit in senders for quarter in quarters), 1)]  # fmt: skip
    stream(connection, "submission", kept, (
        (number, PLAN, unit, quarter, quarter, 1, f"{unit}.xlsx", f"{number:064x}", f"{number:064x}", "county", "demo",
         "2025-10-01T00:00:00", 1) for number, unit, quarter in sent))  # fmt: skip
    subjects = [*dict.fromkeys(feed_of(place) for place in range(size.indicators)), *LEDGERS]
    owed = ((PLAN, unit, subject, quarter, number, 1, 0) for number, unit, quarter in sent for subject in subjects)
    kept = ("plan", "sender", "subject", "period", "submission_id", "from_edition", "waiting")
    stream(connection, "receipt", kept, owed)


def _observed(connection: Connection, size: Size, place: int, code: str) -> None:
    """Write one indicator: every region and month, with growth, seasons and chance."""
    columns = ("plan", "indicator", "region", "period", "breakdown", "value", "raw_value", "raw_unit", "sender",
               "submission_id", "sheet", "row_no", "row_hash", "from_edition")  # fmt: skip
    span, rng = months(), np.random.default_rng(place)
    level = rng.gamma(4.0, 10.0, (size.regions, 1)) * 1.09 ** (np.arange(len(span)) / 12)
    season = 1 + 0.3 * np.sin(np.arange(len(span)) * 2 * np.pi / 12 + place)
    values = rng.poisson(level * season).tolist()
    sheet = f"报表{place % 6}"
    quarters = len({periods.of_month(month, "Q") for month in span})

    def rows() -> Iterator[Row]:
        for number, region in enumerate(size.codes):
            unit = sender(region)
            for at, (month, value) in enumerate(zip(span, values[number], strict=True)):
                yield (PLAN, code, region, month, "", value, str(value), "件", unit, number * quarters + at // 3 + 1,
                       sheet, at + 2, f"{number * 100 + at:064x}", 1)  # fmt: skip

    stream(connection, "observation", columns, rows())


def _entered(connection: Connection, size: Size, ledger: str) -> None:
    """Write a ledger's share of the entries, and the event of each."""
    columns = ("plan", "ledger", "entry_key", "sender", "region", "zone", "title", "attributes", "raw",
               "submission_id", "sheet", "row_no", "row_hash", "from_edition")  # fmt: skip
    count, codes, rng = size.entries // len(LEDGERS), size.codes, np.random.default_rng(7)
    for start in range(0, count, BLOCK):
        wide = min(BLOCK, count - start)
        made = list(zip(range(start, start + wide), rng.integers(0, DAYS, wide).tolist(),
                        rng.integers(10_000, 10_000_000, wide).tolist(), strict=True))  # fmt: skip
        stream(connection, "ledger_entry", columns, (_entry(ledger, codes[number % len(codes)], number, day, amount)
                                                     for number, day, amount in made))  # fmt: skip
        events = ((PLAN, ledger, f"{ledger}-{number:08d}", sender(codes[number % len(codes)]), "registered_on",
                   _day(day), 1) for number, day, _ in made)  # fmt: skip
        kept = ("plan", "ledger", "entry_key", "sender", "event", "event_date", "from_edition")
        stream(connection, "entry_event", kept, chain(events))


def _entry(ledger: str, region: str, number: int, day: int, amount: int) -> Row:
    key = f"{ledger}-{number:08d}"
    told = canonical_json({"number": key, "registered_on": _day(day), "amount": str(amount)})
    return (PLAN, ledger, key, sender(region), region, "", key, told, told, 1, ledger, number % 1000 + 2,
            f"{number:064x}", 1)  # fmt: skip


def _day(number: int) -> str:
    return (date(2018, 10, 1) + timedelta(days=number)).isoformat()
