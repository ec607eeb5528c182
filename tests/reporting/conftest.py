"""Engines and a small, invented plan for the tests of the reporting database."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.reporting import Database
from dashboard.reporting.migrating import upgrade
from tests.engines import MariaDB, PostgreSQL, clear, start_mariadb, start_postgresql

ENGINES = ("sqlite", "postgresql", "mariadb")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """A PostgreSQL server for this session."""
    server = start_postgresql()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def mariadb() -> Iterator[MariaDB]:
    """A MariaDB server for this session."""
    server = start_mariadb()
    yield server
    server.stop()


@pytest.fixture(params=ENGINES)
def engine_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, once per engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'reporting.db'}"
    server: PostgreSQL | MariaDB = request.getfixturevalue(request.param)
    return server.create()


@pytest.fixture
def empty_database(engine_url: str) -> Iterator[Database]:
    """A database without any table, once per engine."""
    database = Database(engine_url)
    yield database
    database.close()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with its tables, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "reporting.db"
    _make(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql: PostgreSQL) -> str:
    """A PostgreSQL database with its tables, used by one test after the other."""
    return _migrated(postgresql)


@pytest.fixture(scope="session")
def migrated_mariadb(mariadb: MariaDB) -> str:
    """A MariaDB database with its tables, used by one test after the other."""
    return _migrated(mariadb)


def _migrated(server: PostgreSQL | MariaDB) -> str:
    url = server.create()
    _make(url)
    return url


def _make(url: str) -> None:
    database = Database(url)
    upgrade(database)
    database.close()


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database with its tables, once per engine."""
    if request.param == "sqlite":
        file = shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "reporting.db")
        found = Database(f"sqlite:///{file}")
    else:
        found = Database(request.getfixturevalue(f"migrated_{request.param}"))
        clear(found)
    yield found
    found.close()
