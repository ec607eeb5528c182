"""One reporting database: queries, snapshots for reading and transactions for writing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, cached_property

import pandas as pd
from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import OperationalError

from dashboard.reporting.engine import make_engine
from dashboard.reporting.reader import Reader
from dashboard.reporting.schema import meta
from dashboard.reporting.statements import Value
from dashboard.reporting.transaction import Transaction
from dashboard.settings import settings
from dashboard.wording import Refused

_NO_ROOM = re.compile("disk is full|disk I/O error|No space left|could not extend file", re.IGNORECASE)


class Database:
    """A reporting database by URL; connects when first used."""

    def __init__(self, url: str) -> None:
        self.url = url

    def __repr__(self) -> str:
        return f"Database({self.engine.url.render_as_string(hide_password=True)!r})"

    @cached_property
    def engine(self) -> Engine:
        """The engine, made when first asked for."""
        return make_engine(self.url)

    def query(self, name: str, **params: object) -> pd.DataFrame:
        """Return the answer of ``queries/<name>.sql``.

        LookupError for an unknown query, TypeError when a parameter is missing or not used. Integers are int64,
        other numbers float64; a column with text or a NULL holds objects, NULL is None.
        """
        with self.snapshot() as reader:
            return reader.query(name, **params)

    def rows(self, name: str, **params: object) -> list[dict[str, Value]]:
        """Return the answer of ``queries/<name>.sql`` as dictionaries."""
        with self.snapshot() as reader:
            return reader.rows(name, **params)

    def has_tables(self) -> bool:
        """True once ``init`` has made the tables."""
        with self._opened() as connection:
            return inspect(connection).has_table(meta.name)

    @contextmanager
    def snapshot(self) -> Iterator[Reader]:
        """Several queries on one and the same state of the database."""
        with self._connect("REPEATABLE READ", writes=False) as connection:
            yield Reader(connection)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """All or nothing: commits at the end, undoes everything on an exception."""
        with self.writing() as connection:
            yield Transaction(connection)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The connection of a write transaction (migrations need it bare); Refused, undone, when the disk is full."""
        try:
            with self._connect("READ COMMITTED", writes=True) as connection:
                yield connection
        except OperationalError as error:
            if not _NO_ROOM.search(reason := str(error.orig).splitlines()[0]):
                raise
            raise Refused("reporting.no_room", database=self._shown, reason=reason) from error

    @contextmanager
    def _connect(self, isolation: str, *, writes: bool) -> Iterator[Connection]:
        options = {"writes": writes} if self.engine.name == "sqlite" else {"isolation_level": isolation}
        with self._opened().execution_options(**options) as connection, connection.begin():
            yield connection

    def _opened(self) -> Connection:
        """Return a connection; Refused when the server or the file cannot be reached."""
        try:
            return self.engine.connect()
        except OperationalError as error:
            reason = str(error.orig).splitlines()[0]
            raise Refused("reporting.unreachable", database=self._shown, reason=reason) from error

    @property
    def _shown(self) -> str:
        return self.engine.url.render_as_string(hide_password=True)

    def close(self) -> None:
        """Close every idle connection."""
        self.engine.dispose()


@cache
def default() -> Database:
    """Return the database of the settings, one per process."""
    return Database(settings().url)


def query(name: str, **params: object) -> pd.DataFrame:
    """Return the answer of a query on the default database."""
    return default().query(name, **params)
