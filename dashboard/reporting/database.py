"""One reporting database: queries, snapshots for reading and transactions for writing."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path

import pandas as pd
from sqlalchemy import Connection, Engine, inspect, select
from sqlalchemy.exc import DBAPIError, InvalidRequestError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from dashboard.reporting.circuit import Away, Circuit, Unanswered
from dashboard.reporting.engine import make_engine
from dashboard.reporting.reader import Reader
from dashboard.reporting.schema import UNFINISHED, meta
from dashboard.reporting.statements import Value
from dashboard.reporting.transaction import Transaction
from dashboard.reporting.watchdog import within
from dashboard.settings import settings
from dashboard.wording import Refused

log = logging.getLogger(__name__)
_NO_ROOM = re.compile(
    "disk is full|disk I/O error|disk full|No space left|could not extend file|The table '[^']*' is full", re.IGNORECASE
)
_LOST = re.compile(
    "unable to open database|database is locked|interrupted|not a database|image is malformed"
    "|conflict with recovery"  # a replica puts what it has to take in before a question that takes long
)
WRITING = 120.0  # seconds for a write transaction of a server, which nobody waits for longer


def _said(error: Exception) -> str:
    """Return the first line of what a driver said."""
    return next(iter(str(getattr(error, "orig", None) or error).splitlines()), type(error).__name__)


class Database:
    """A reporting database by URL; connects when first used."""

    def __init__(self, url: str, patience: float | None = None, primary: Database | None = None) -> None:
        """``patience``: seconds that a reader waits for an answer, as a server must; None: as long as it takes.

        ``primary``: where transactions write when this one is only read, by another account or as a replica; what
        was just written is read there.
        """
        self.url, self.patience, self._circuit = url, patience, Circuit()
        self.primary = primary or self

    def __repr__(self) -> str:
        return f"Database({self.engine.url.render_as_string(hide_password=True)!r})"

    @cached_property
    def engine(self) -> Engine:
        """The engine, made when first asked for."""
        return make_engine(self.url, self.patience)

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

    def has_tables(self, newest: str = meta.name) -> bool:
        """True once ``init`` has made the tables; ``newest`` names one that an older software did not make."""
        with self._opened() as connection:
            return inspect(connection).has_table(newest)

    def unfinished(self) -> bool:
        """True for a database that a restore began to fill and did not finish."""
        with self._opened() as connection:
            return connection.execute(select(meta.c.name).where(meta.c.name == UNFINISHED)).first() is not None

    @property
    def away(self) -> Away | None:
        """Since when the database does not answer; None while it does, as far as anybody has asked."""
        return self._circuit.away

    def answers(self, silent: float = 0.0) -> bool:
        """True when the database answers; asked only after so many seconds without an answer."""
        if self.away is None and self._circuit.silent < silent:
            return True
        try:
            with self.snapshot() as reader:
                reader.ping()
        except Unanswered:
            return False
        return True

    @contextmanager
    def snapshot(self) -> Iterator[Reader]:
        """Several queries on one and the same state of the database."""
        with self._connect("REPEATABLE READ", writes=False) as connection:
            yield Reader(connection, self.patience)

    @contextmanager
    def joined(self, snapshot: str) -> Iterator[Reader]:
        """Queries on what another process's transaction sees, by its ``Transaction.shared``; PostgreSQL alone."""
        with self._connect("REPEATABLE READ", writes=False) as connection:
            connection.exec_driver_sql("set transaction snapshot '{}'".format(snapshot.replace("'", "")))
            yield Reader(connection)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """All or nothing: commits at the end, undoes everything on an exception."""
        with self.writing() as connection:
            yield Transaction(connection)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The connection of a write transaction (migrations need it bare); Refused, undone, when the disk is full."""
        if self.primary is not self:
            with self.primary.writing() as connection:
                yield connection
            return
        try:
            with (
                self._connect("READ COMMITTED", writes=True) as connection,
                within(connection.connection.dbapi_connection, WRITING if self.patience else None),
            ):
                yield connection
        except OperationalError as error:
            if not _NO_ROOM.search(reason := _said(error)):
                raise
            raise Refused("reporting.no_room", database=self._shown, reason=reason) from error

    @contextmanager
    def _connect(self, isolation: str, *, writes: bool) -> Iterator[Connection]:
        options = {"writes": writes} if self.engine.name == "sqlite" else {"isolation_level": isolation}
        try:
            with self._opened().execution_options(**options) as connection, connection.begin():
                yield connection
        except DBAPIError as error:
            if writes and "database is locked" in _said(error):
                raise Refused("reporting.busy", database=self._shown) from error
            if not (error.connection_invalidated or _LOST.search(_said(error))):
                raise
            raise self._lost(error) from error
        if self.patience:
            self._circuit.answered()

    def _opened(self) -> Connection:
        """Return a connection; Unanswered when the server or the file cannot be reached."""
        if self.patience:
            self._circuit.enter()
        try:
            if self.patience and self._file is not None and not self._file.is_file():  # it would be made anew, empty
                raise FileNotFoundError(f"{self._file.name} is not there")
            return self.engine.connect()
        except (OperationalError, InvalidRequestError, PoolTimeout, FileNotFoundError) as error:
            reason = _said(error)
            if not self.patience and _NO_ROOM.search(reason):  # not even a file that is only read can be opened then
                raise Refused("reporting.no_room", database=self._shown, reason=reason) from error
            raise self._failed(reason) from error

    def _lost(self, error: DBAPIError) -> Unanswered:
        """Return how a connection was lost: only this one, or the database itself does not answer any more."""
        if not self.patience:
            return Unanswered("reporting.unreachable", database=self._shown, reason=_said(error))
        if self.engine.name == "sqlite" and "interrupted" not in _said(error):
            return self._failed(_said(error))
        try:
            self.engine.connect().close()
        except (OperationalError, InvalidRequestError, PoolTimeout):
            return self._failed(_said(error))
        log.warning("a question was cut: %s", _said(error))
        return Unanswered("reporting.interrupted")

    def _failed(self, reason: str) -> Unanswered:
        """Return the refusal: to readers of a server without the database's address, which its log has."""
        why = Unanswered("reporting.unreachable", database=self._shown, reason=reason)
        if not self.patience:
            return why
        self._circuit.failed(why.sentence("en"))
        return Unanswered("reporting.away")

    @property
    def _file(self) -> Path | None:
        """The file of an SQLite database."""
        name = self.engine.url.database
        return Path(name) if self.engine.name == "sqlite" and name and name != ":memory:" else None

    @property
    def _shown(self) -> str:
        return self.engine.url.render_as_string(hide_password=True)

    def close(self) -> None:
        """Close every idle connection."""
        self.engine.dispose()
        if self.primary is not self:
            self.primary.close()


@cache
def default() -> Database:
    """Return the database of the settings, one per process."""
    found = settings()
    primary = Database(found.url, found.patience)
    return primary if found.read_url == found.url else Database(found.read_url, found.patience, primary)


def query(name: str, **params: object) -> pd.DataFrame:
    """Return the answer of a query on the default database."""
    return default().query(name, **params)
