"""The content of a database: everything but surrogate ids, clock columns and the audit log's chain over times.

Nor the records of files that were sent again and held nothing new: a run that was cut short and repeated has them.
"""

from __future__ import annotations

import sqlalchemy as sa

from dashboard.reporting import Database
from dashboard.reporting.schema import metadata

CLOCKS = {"received_at", "published_at", "written_at", "at"}
CHAIN = {"previous_hash", "hash"}  # of the audit log: made over its times
AGAIN = '"outcome":"unchanged"'  # of such a record
Rows = list[tuple[tuple[str, object], ...]]


def content(database: Database, *, without: frozenset[str] = frozenset()) -> dict[str, Rows]:
    """Return every table's rows in one order; a submission is named by sender, period and version, not by its id."""
    with database.engine.connect() as connection:
        submission = metadata.tables["submission"]
        named = {
            row.id: (row.plan, row.sender, row.period, row.version) for row in connection.execute(sa.select(submission))
        }
        return {
            name: sorted((_told(row, name, named) for row in connection.execute(sa.select(table)).mappings()
                          if AGAIN not in str(row.get("detail"))), key=repr)
            for name, table in metadata.tables.items()
            if name not in without
        }


def _told(row: sa.RowMapping, table: str, named: dict[int, tuple[object, ...]]) -> tuple[tuple[str, object], ...]:
    hidden = CLOCKS | {"id"} | (CHAIN if table == "audit_log" else set())
    return tuple(
        (name, named[value] if name == "submission_id" else value) for name, value in row.items() if name not in hidden
    )
