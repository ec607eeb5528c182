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

    def audit_chain(self, noted: str = "") -> audit.Chain:
        """Hash the audit log again; ``noted``: a hash written down earlier that must still be in it."""
        return audit.chain(self._connection, noted)
