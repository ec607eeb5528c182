"""A published history of the invented plan, made once, and copies of it that a test may change."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dashboard.publishing import replay
from dashboard.reporting import Database, init
from tests.unit.publishing.lakeside import LAKESIDE, write

LAST = "2022Q4"


def new_database(file: Path) -> Database:
    """Return a database with the tables and the invented plan."""
    database = Database(f"sqlite:///{file}")
    init(database, {LAKESIDE.plan.id: LAKESIDE})
    return database


@pytest.fixture(scope="session")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbooks of the base period and four quarters."""
    folder = tmp_path_factory.mktemp("lakeside")
    write(LAKESIDE, folder, LAST)
    return folder


@pytest.fixture(scope="session")
def history(workbooks: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The SQLite file of the whole history as published."""
    file = tmp_path_factory.mktemp("history") / "reporting.db"
    database = new_database(file)
    replay(database, LAKESIDE, workbooks)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return file


@pytest.fixture(scope="session")
def published(history: Path) -> Iterator[Database]:
    """The published history, to be read only."""
    database = Database(f"sqlite:///{history}")
    yield database
    database.close()


@pytest.fixture
def copied(history: Path, tmp_path: Path) -> Iterator[Database]:
    """A copy of the published history that a test may change."""
    file = tmp_path / "copy.db"
    shutil.copyfile(history, file)
    database = Database(f"sqlite:///{file}")
    yield database
    database.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Callable[[], Database]]:
    """Makes databases with the tables and the plan, and nothing else."""
    made: list[Database] = []

    def make() -> Database:
        made.append(new_database(tmp_path / f"empty-{len(made)}.db"))
        return made[-1]

    yield make
    for database in made:
        database.close()
