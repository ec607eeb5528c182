"""A new database of the invented plan, and what a reader sees in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.plan import load_catalogue
from dashboard.reporting import Database, init
from dashboard.settings import ROOT
from tests.unit.intake.invented import CATALOGUE


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the tables and the invented plan, made once."""
    file = tmp_path_factory.mktemp("empty") / "reporting.db"
    database = Database(f"sqlite:///{file}")
    init(database, {CATALOGUE.plan.id: CATALOGUE})
    database.close()  # the last connection brings the log into the file
    return file


@pytest.fixture
def database(empty: Path, tmp_path: Path) -> Iterator[Database]:
    """A database of its own for a test."""
    file = tmp_path / "reporting.db"
    file.write_bytes(empty.read_bytes())
    database = Database(f"sqlite:///{file}")
    yield database
    database.close()


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the tables and the plan of the city, made once."""
    file = tmp_path_factory.mktemp("city") / "reporting.db"
    database = Database(f"sqlite:///{file}")
    plan = load_catalogue(ROOT / "data" / "plan" / "xinyang-2022")
    init(database, {plan.plan.id: plan})
    database.close()
    return file


@pytest.fixture
def store(city: Path, tmp_path: Path) -> Iterator[Database]:
    """A database of the city's plan of its own for a test."""
    (tmp_path / "r.db").write_bytes(city.read_bytes())
    database = Database(f"sqlite:///{tmp_path / 'r.db'}")
    yield database
    database.close()
