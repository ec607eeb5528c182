"""Many rows at once: PostgreSQL takes them as a stream, every other engine as inserts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, insert

MANY = 5_000  # fewer rows are not worth a stream
_CHUNK = 5_000


def write(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert whole rows (every column but the id) in their order."""
    if connection.dialect.name == "postgresql" and len(rows) >= MANY:
        stream(connection, table.name, list(rows[0]), map(itemgetter(*rows[0]), rows))
        return
    waiting = iter(rows)
    while chunk := [dict(row) for row in islice(waiting, _CHUNK)]:
        connection.execute(insert(table), chunk)


def stream(connection: Connection, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Copy rows into a table of PostgreSQL; they are never all in memory."""
    cursor = connection.connection.cursor()
    try:
        with cursor.copy(f"copy {table} ({', '.join(columns)}) from stdin") as copy:
            for row in rows:
                copy.write_row(row)
    finally:
        cursor.close()
