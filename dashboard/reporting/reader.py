"""Reading inside one database transaction: every answer belongs to the same moment."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Connection

from dashboard import metering
from dashboard.reporting import audit
from dashboard.reporting.statements import Value, frame, records, statement


class Reader:
    """Answers of ``queries/*.sql`` within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def query(self, name: str, **params: object) -> pd.DataFrame:
        """Return the answer of ``queries/<name>.sql`` as a table."""
        with metering.queries.labels(name).time():
            return frame(self._connection.execute(statement(name, params)))

    def rows(self, name: str, **params: object) -> list[dict[str, Value]]:
        """Return the answer of ``queries/<name>.sql`` as dictionaries."""
        with metering.queries.labels(name).time():
            return records(self._connection.execute(statement(name, params)))

    def broken_record(self) -> int | None:
        """Return the id of the first audit record that does not follow from the one before it; None when all do."""
        return audit.broken(self._connection)
