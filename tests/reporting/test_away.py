"""A database that stops, freezes, or is gone: nobody waits long, one sentence says so, and it comes back by itself."""

from __future__ import annotations

import gc
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dashboard.reporting import Database, Unanswered
from dashboard.reporting.circuit import PAUSE
from tests.engines import MariaDB, PostgreSQL, frozen

PATIENCE = 1.5
pytestmark = [pytest.mark.filterwarnings(f"ignore:{words}:ResourceWarning")
              for words in ("unclosed <socket", ".*was deleted while still open")]  # of servers that were killed
Server = PostgreSQL | MariaDB


def seconds(ask: Callable[[], object]) -> float:
    """Return how long it takes until it is said that the database does not answer."""
    began = time.monotonic()
    with pytest.raises(Unanswered):
        ask()
    return time.monotonic() - began


def back(database: Database) -> bool:
    """True when a database answers again within a few seconds."""
    until = time.monotonic() + PAUSE + 10
    while not database.answers():
        assert time.monotonic() < until
    return True


@pytest.fixture(params=["postgresql", "mariadb"])
def server(request: pytest.FixtureRequest) -> Server:
    """A server of each kind."""
    found: Server = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def impatient(request: pytest.FixtureRequest, server: Server) -> Iterator[Database]:
    """The database of a server process, which has a connection to it in its pool."""
    kind = "postgresql" if isinstance(server, PostgreSQL) else "mariadb"
    database = Database(request.getfixturevalue(f"migrated_{kind}"), PATIENCE)
    database.rows("plans")
    assert database.away is None
    yield database
    database.close()
    if kind == "mariadb":
        gc.collect()  # PyMySQL leaves the socket open that nobody answered at


@pytest.mark.large
def test_a_frozen_server_is_not_waited_for_and_then_answers_again(impatient: Database, server: Server) -> None:
    with frozen(server):
        assert seconds(lambda: impatient.rows("plans")) < 9
        assert impatient.away is not None
        assert seconds(lambda: impatient.rows("plans")) < 0.2  # nobody else waits
        assert seconds(impatient.transaction().__enter__) < 0.2
    assert back(impatient) and impatient.away is None and impatient.rows("plans") is not None


@pytest.mark.large
def test_a_server_that_freezes_within_a_query_is_cut(impatient: Database, server: Server) -> None:
    def ask() -> None:
        with impatient.snapshot() as reader, frozen(server):
            reader.rows("plans")

    assert seconds(ask) < PATIENCE + 5
    assert back(impatient)


@pytest.mark.large
def test_a_slow_query_is_cut_alone(impatient: Database) -> None:
    """The database is there: no other reader is told otherwise."""

    def ask() -> None:
        with impatient.snapshot() as reader:
            reader.rows("plans")

    postgresql = impatient.engine.name == "postgresql"
    with impatient.writing() as other:
        other.exec_driver_sql("lock table plan in access exclusive mode" if postgresql else "lock tables plan write")
        assert seconds(ask) < PATIENCE + 5
        assert impatient.away is None
        if not postgresql:
            other.exec_driver_sql("unlock tables")


def test_a_killed_server_is_missed_at_once_and_found_again(impatient: Database, server: Server) -> None:
    server.halt()
    try:
        assert seconds(lambda: impatient.rows("plans")) < 8
        assert impatient.away is not None
    finally:
        server.begin()
    assert back(impatient) and impatient.rows("plans") is not None


@pytest.mark.large
def test_an_sqlite_file_that_is_gone_is_missed_and_not_made_anew(migrated_file: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(migrated_file, tmp_path / "reporting.db"))
    database = Database(f"sqlite:///{file}", PATIENCE)
    assert database.rows("plans") == []
    aside = file.rename(tmp_path / "aside.db")
    assert seconds(lambda: database.rows("plans")) < 0.5 and not file.exists()
    assert seconds(database.transaction().__enter__) < 0.5 and not file.exists()
    aside.rename(file)
    assert back(database) and database.rows("plans") == []
    database.close()


@pytest.mark.large
def test_a_locked_sqlite_file_is_not_waited_for(migrated_file: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(migrated_file, tmp_path / "reporting.db"))
    database = Database(f"sqlite:///{file}", PATIENCE)
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("pragma locking_mode = exclusive")
    holder.execute("begin exclusive")
    assert seconds(lambda: database.rows("plans")) < PATIENCE + 5
    holder.execute("rollback")
    holder.close()
    assert back(database)
    database.close()
