"""SQLAlchemy engines: SQLite set up for many readers and one writer; others as they come."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DisconnectionError, InvalidatePoolError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from dashboard.reporting.watchdog import within
from dashboard.wording import Refused

BUSY_MILLISECONDS = 60_000
_PLANNED = {"postgresql+psycopg": {"prepare_threshold": None}}  # one plan for "one region" and "all" is a bad one
CONNECT, PING = 3, 2.0  # seconds for a new connection, and for one from the pool to show that it lives


def make_engine(url: str, patience: float | None = None) -> Engine:
    """Return an engine for a URL; the folder of an SQLite file is made. Refused when it is no URL of a known engine.

    ``patience``: seconds that readers of an SQLite file wait for a lock; writers always wait for one another.
    """
    try:
        target = make_url(url)
        if target.get_backend_name() != "sqlite":
            return _of_server(_made(_timed(target)))
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:  # the text may hold a password
        raise Refused("reporting.bad_url") from error
    if target.database and target.database != ":memory:":
        Path(target.database).parent.mkdir(parents=True, exist_ok=True)
    wait = int(1000 * patience) if patience else BUSY_MILLISECONDS
    engine = create_engine(target, hide_parameters=True, connect_args={"timeout": wait / 1000},
                           execution_options={"wait": wait})  # fmt: skip
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    if target.database and target.database != ":memory:":
        _follow(engine, target.database)
    return engine


def _made(url: URL) -> Engine:
    """Return an engine; the driver of MariaDB waits for ever for the greeting of a frozen server unless told not to."""
    if url.get_backend_name() not in ("mysql", "mariadb") or "read_timeout" in url.query:
        planned = _PLANNED.get(url.drivername, {})
        return create_engine(url, pool_timeout=10, hide_parameters=True, connect_args=planned)

    def greeted(driver: object, _record: object) -> None:
        setattr(driver, "_read_timeout", None)  # noqa: B010  (from here on the one who asks says how long)

    engine = create_engine(url, pool_timeout=10, hide_parameters=True, connect_args={"read_timeout": CONNECT})
    event.listen(engine, "connect", greeted)
    return engine


def _timed(url: URL) -> URL:
    """Return a URL with a limit for connecting; one that it names itself stands."""
    return url if "connect_timeout" in url.query else url.update_query_dict({"connect_timeout": str(CONNECT)})


def _of_server(engine: Engine) -> Engine:
    """Let a connection from the pool be used only when it answers at once: one to a frozen server never would."""

    def lives(driver: DBAPIConnection, _record: object, _proxy: object) -> None:
        try:
            with within(driver, PING):
                engine.dialect.do_ping(driver)
        except Exception as error:  # whatever the driver raises: all of the pool are of the same server
            raise InvalidatePoolError from error

    event.listen(engine, "checkout", lives)
    return engine


def _follow(engine: Engine, file: str) -> None:
    """Leave connections to a file that was removed or replaced: they would show its old content for ever."""

    def opened(_driver: object, record: ConnectionPoolEntry) -> None:
        record.info["file"] = _identity(file)

    def same(_driver: object, record: ConnectionPoolEntry, _proxy: object) -> None:
        if record.info.get("file") != _identity(file):
            raise DisconnectionError

    event.listen(engine, "connect", opened)
    event.listen(engine, "checkout", same)


def _identity(file: str) -> tuple[int, int] | None:
    try:
        found = Path(file).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _configure_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver's own BEGIN comes too late and leaves out DDL
    for pragma in ("journal_mode = WAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once: a reader that turns writer later cannot wait for it, it fails."""
    options = connection.get_execution_options()
    writes = options.get("writes", False)
    wait = BUSY_MILLISECONDS if writes else options.get("wait", BUSY_MILLISECONDS)
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {wait}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
