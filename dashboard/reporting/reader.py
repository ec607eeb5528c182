"""Reading inside one database transaction: every answer belongs to the same moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd
from sqlalchemy import Connection, select

from dashboard import metering
from dashboard.reporting import audit, bulk
from dashboard.reporting.bulk import Changes
from dashboard.reporting.schema import meta, metadata
from dashboard.reporting.statements import Value, frame, records, statement
from dashboard.reporting.watchdog import within


class Reader:
    """Answers of ``queries/*.sql`` within one transaction."""

    def __init__(self, connection: Connection, patience: float | None = None) -> None:
        """``patience``: seconds that an answer may take; None: any time."""
        self._connection, self._patience = connection, patience

    def query(self, name: str, **params: object) -> pd.DataFrame:
        """Return the answer of ``queries/<name>.sql`` as a table."""
        with metering.queries.labels(name).time(), within(self._connection.connection.dbapi_connection, self._patience):
            return frame(self._connection.execute(statement(name, params)))

    def rows(self, name: str, **params: object) -> list[dict[str, Value]]:
        """Return the answer of ``queries/<name>.sql`` as dictionaries."""
        with metering.queries.labels(name).time(), within(self._connection.connection.dbapi_connection, self._patience):
            return records(self._connection.execute(statement(name, params)))

    def ping(self) -> None:
        """Ask for nothing, to see whether there is an answer; of the tables, which an emptied file has not."""
        with within(self._connection.connection.dbapi_connection, self._patience):
            self._connection.execute(select(meta.c.name).limit(1)).all()

    def tuples(self, name: str, **params: object) -> Iterator[tuple[Value, ...]]:
        """Yield the rows of an answer of numbers and text one by one as they come: not all of them fit in memory."""
        with metering.queries.labels(name).time():
            yield from bulk.read(self._connection, statement(name, params))

    def changes(
        self, table: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]], where: Mapping[str, object],
        edition: int,
    ) -> Changes:  # fmt: skip
        """Return what makes the open rows within ``where`` say from an edition on what ``rows`` do, cell by column.

        Every other column but id and editions must be in ``where`` with one value, and no key may come twice.
        """
        return bulk.changes(self._connection, metadata.tables[table], columns, rows, where, edition)

    def audit_chain(self, noted: str = "") -> audit.Chain:
        """Hash the audit log again; ``noted``: a hash written down earlier that must still be in it."""
        return audit.chain(self._connection, noted)
