"""Fixtures that every kind of test shares: the demo history, made once, kept in ``var/test/<hash of its sources>``."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import settings as fuzzing

if TYPE_CHECKING:
    from dashboard.reporting import Database
    from tests.recompute.recompute import Book

fuzzing.register_profile("repeatable", derandomize=True, deadline=None)  # make test: the same cases on every run
fuzzing.register_profile("fuzz", deadline=None, print_blob=True)  # make test-all: new cases on every run
ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / "var" / "test"
ROOMS = ("plan", "reporting", "demo", "intake", "publishing", "desk", "attainment", "forecasting", "translations")
KEPT_SECONDS = 86_400  # a build not used for a day is swept


@dataclass(frozen=True, slots=True)
class Demo:
    """The whole demo history as published: workbooks and database. To be read only; write to a ``demo_copy``."""

    folder: Path  # workbooks, one folder per report period
    url: str
    database: Path  # the SQLite file behind the url


def sources() -> Iterator[Path]:
    """Yield every file that decides what the demo database holds, in a fixed order."""
    rooms = [ROOT / "dashboard" / room for room in ROOMS]
    for folder in [*rooms, ROOT / "data", ROOT / "queries"]:
        yield from sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix not in {".pyc", ".pyo"})
    yield from (ROOT / "dashboard" / "wording.py", ROOT / "dashboard" / "settings.py", ROOT / "requirements.txt")


def fingerprint() -> str:
    """Return the hash of names and contents of the sources, 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for path in sources():
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def build(home: Path, last: str = "9999Q4") -> None:
    """Write the workbooks and publish the history up to a quarter into a folder, as ``make run`` does."""
    from dashboard.demo import write
    from dashboard.desk.story import teller
    from dashboard.plan import load_catalogue
    from dashboard.publishing import replay
    from dashboard.reporting import Database, init

    catalogue = load_catalogue(ROOT / "data" / "plan" / "xinyang-2022")
    write(catalogue, home / "workbooks")
    database = Database(f"sqlite:///{home / 'reporting.db'}")
    init(database, {catalogue.plan.id: catalogue})
    (home / "arrived").mkdir()
    for quarter in (home / "workbooks").glob("20??Q?"):
        if quarter.name <= last:
            (home / "arrived" / quarter.name).symlink_to(quarter)
    replay(database, catalogue, home / "arrived", office=teller(database, catalogue, home / "papers"))


def sweep(keep: Path) -> None:
    """Remove builds of older sources that nobody used lately."""
    for stamp in CACHE.glob("*/complete"):
        if stamp.parent != keep and time.time() - stamp.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(stamp.parent, ignore_errors=True)


@pytest.fixture(autouse=True)
def own_main() -> Iterator[None]:
    """Keep this process's main module: a page under test takes its place, and child processes would run it anew."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(scope="session")
def demo() -> Demo:
    """The demo history; built by the first worker that asks, re-used while the sources stay the same."""
    return demo_files()


def demo_files() -> Demo:
    """Return the demo history of the sources as they are, built where it is not there yet."""
    home = CACHE / fingerprint()
    home.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{home}.lock"):
        if not (home / "complete").exists():
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir()
            build(home)
            sweep(home)
        (home / "complete").touch()
    file = home / "reporting.db"
    return Demo(folder=home / "workbooks", url=f"sqlite:///{file}", database=file)


@pytest.fixture(scope="session")
def demo_database(demo: Demo) -> Database:
    """The published demo history, to be read only."""
    from dashboard.reporting import Database

    return Database(demo.url)


@pytest.fixture(scope="session")
def books(demo: Demo) -> list[Book]:
    """Every workbook of the demo, as read by the independent recomputation."""
    from tests.recompute import recompute

    return recompute.read_all(demo.folder)


@pytest.fixture
def demo_copy(demo: Demo, tmp_path: Path) -> Demo:
    """A copy of the demo database that a test may change."""
    target = tmp_path / "reporting.db"
    source, copy = sqlite3.connect(f"file:{demo.database}?mode=ro", uri=True), sqlite3.connect(target)
    with copy:
        source.backup(copy)
    source.close()
    copy.close()
    return Demo(folder=demo.folder, url=f"sqlite:///{target}", database=target)
