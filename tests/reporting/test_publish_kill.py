"""Killing load or publish with SIGKILL and repeating it gives the same content as one clean run."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.publishing import replay
from dashboard.reporting import Database, editions, init
from tests.conftest import ROOT
from tests.unit.publishing.lakeside import LAKESIDE, write
from tests.unit.publishing.reading_back import content

PLANS = {LAKESIDE.plan.id: LAKESIDE}
COMMAND = [sys.executable, "-m", "tests.reporting.replaying"]
Content = dict[str, list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbooks of the base period and one quarter: ten loads and two editions."""
    folder = tmp_path_factory.mktemp("workbooks")
    write(LAKESIDE, folder, "2022Q1")
    return folder


@pytest.fixture(scope="module")
def clean(workbooks: Path, tmp_path_factory: pytest.TempPathFactory) -> Content:
    """The content after one run that nobody disturbed."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('clean') / 'reporting.db'}")
    init(database, PLANS)
    replay(database, LAKESIDE, workbooks)
    found = content(database)
    database.close()
    return found


@pytest.fixture
def fresh(engine_url: str) -> Iterator[Database]:
    """A database with the tables and the plan, once per engine."""
    database = Database(engine_url)
    init(database, PLANS)
    yield database
    database.close()


def killed_at_line(database: Database, folder: Path, line: int) -> None:
    """Run a replay in a process of its own and kill it as soon as it has told of so many steps."""
    command = [*COMMAND, database.engine.url.render_as_string(hide_password=False), str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(line):
            assert process.stdout.readline()
        process.kill()
        process.stdout.read()
        assert process.wait() == -signal.SIGKILL


def killed_after(database: Database, folder: Path, beginning: str, number: int) -> None:
    """Run a replay that dies right after the N-th such statement, before its transaction ends."""
    url = database.engine.url.render_as_string(hide_password=False)
    command = [*COMMAND, url, str(folder), beginning, str(number)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == -signal.SIGKILL, done.stdout + done.stderr


@pytest.mark.parametrize("line", [1, 5, 6, 9])
def test_killed_between_any_two_steps(tmp_path: Path, workbooks: Path, clean: Content, line: int) -> None:
    database = Database(f"sqlite:///{tmp_path / 'reporting.db'}")
    init(database, PLANS)
    killed_at_line(database, workbooks, line)
    replay(database, LAKESIDE, workbooks)
    assert content(database) == clean
    database.close()


@pytest.mark.parametrize(
    ("beginning", "number", "published"),
    [
        pytest.param("INSERT INTO ledger_entry", 3, 0, marks=pytest.mark.large),  # inside a load
        ("INSERT INTO indicator_value", 1, 0),  # inside the first publication
        pytest.param("INSERT INTO outlook", 1, 1, marks=pytest.mark.large),  # inside the second
        ("INSERT INTO audit_log", 12, 1),  # the last statement before the commit
    ],
)
def test_killed_inside_a_transaction(
    fresh: Database, workbooks: Path, clean: Content, beginning: str, number: int, published: int
) -> None:
    killed_after(fresh, workbooks, beginning, number)
    assert len(editions(fresh, LAKESIDE.plan.id)) == published
    replay(fresh, LAKESIDE, workbooks)
    assert content(fresh) == clean
