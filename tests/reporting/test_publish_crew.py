"""An edition of an invented nation, small: processes side by side make what one makes, and none outlives a kill."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, make_url

from dashboard.publishing import crew, publish
from dashboard.publishing.parts import divide
from dashboard.publishing.verifying import verify
from dashboard.reporting import Database, Edition, editions
from tests.conftest import ROOT
from tests.engines import PostgreSQL
from tests.unit.publishing.reading_back import content

sys.path.append(str(ROOT / "bench"))
import scale
from nation import LAST, PLAN, Size, catalogue
from nation_rows import fill

SIZE = Size(indicators=4, regions=12, entries=600, targets=2)
NATION = catalogue(SIZE)
PUBLISH = f"""
import sys
sys.path.append({str(ROOT / "bench")!r})
from nation import LAST, Size, catalogue
from dashboard.publishing import publish
from dashboard.reporting import Database
publish(Database(sys.argv[1]), catalogue({SIZE!r}), LAST, workers=2)
"""


@pytest.fixture(scope="module")
def built(postgresql: PostgreSQL) -> str:
    """The URL of a nation that nobody has published: only to be copied."""
    database = Database(postgresql.create())
    fill(database, SIZE)
    database.close()
    return database.url


@pytest.fixture
def nations(built: str, postgresql: PostgreSQL) -> Iterator[list[Database]]:
    """Two copies of it."""
    server, like = Database(postgresql.url("postgres")), make_url(built).database
    found = []
    with server.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        for url in (postgresql.create(), postgresql.create()):
            connection.exec_driver_sql(f"drop database {make_url(url).database}")
            connection.exec_driver_sql(f"create database {make_url(url).database} template {like}")
            found.append(Database(url))
    server.close()
    yield found
    for database in found:
        database.close()


def revised(connection: Connection) -> None:
    """Change a value, and take one away, from the second edition on."""
    for number in (7, 9):
        connection.exec_driver_sql(f"update observation set to_edition = 2 where id = {number}")
    names = ("plan, indicator, region, period, breakdown, raw_value, raw_unit, sender, submission_id, sheet, row_no, "
             "row_hash")  # fmt: skip
    connection.exec_driver_sql(f"insert into observation ({names}, value, from_edition) "
                               f"select {names}, value + 100, 2 from observation where id = 7")  # fmt: skip


def published(database: Database) -> list[Edition]:
    """Return every edition but for its clock."""
    return [replace(found, published_at="") for found in editions(database, PLAN)]


def test_the_bench_publishes_and_two_processes_make_the_same(
    nations: list[Database], capsys: pytest.CaptureFixture[str]
) -> None:
    """The whole way of ``bench/scale.py`` at a small size; then every row of every table made by two processes."""
    alone, together = nations
    scale.published(alone.url, SIZE)
    told = capsys.readouterr().out
    publish(together, NATION, LAST, publisher="bench", workers=2)
    assert published(together) == published(alone)
    assert published(alone)[0].result_hash in told and "GiB" in told
    assert content(together) == content(alone)


@pytest.mark.large
def test_three_hundred_regions_are_published_by_two_processes(postgresql: PostgreSQL) -> None:
    """A million values, of which two processes are worth their start: within the limits, and verified."""
    size = Size(indicators=40, regions=300, entries=20_000, targets=4)
    assert crew.hands(catalogue(size)) == min(crew.MOST, len(os.sched_getaffinity(0)))
    database = Database(postgresql.create())
    fill(database, size)
    assert scale.published(database.url, size)
    with database.snapshot() as reader:
        assert [found.holds for found in verify(reader, PLAN)] == [True]
    database.close()


@pytest.mark.large
def test_two_processes_revise_as_one_does(nations: list[Database]) -> None:
    for database, workers in zip(nations, (1, 2), strict=True):
        first = publish(database, NATION, LAST, workers=workers)
        with database.writing() as connection:
            revised(connection)
        publish(database, NATION, LAST, correct=first.label, reason="r", doc_no="d", workers=workers)
    alone, together = nations
    made = published(alone)
    assert published(together) == made
    assert made[0].result_hash != made[1].result_hash
    assert content(together) == content(alone)
    rows = len(together.rows("edition_values", plan=PLAN, edition=2))
    assert len(content(together)["indicator_value"]) == rows + 4  # a county's value and the nation's, two months


def test_a_killed_publisher_leaves_no_process_and_no_row(nations: list[Database]) -> None:
    """Killed as soon as both of its processes are there."""
    nation = nations[0]
    before = content(nation)
    with subprocess.Popen([sys.executable, "-c", PUBLISH, nation.url], cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        ends = [os.pidfd_open(number) for number in two_below(process)]
        process.kill()
        assert process.wait() == -signal.SIGKILL
    assert all(ended(end) for end in ends)
    assert content(nation) == before


def two_below(process: subprocess.Popen[bytes]) -> list[int]:
    """Wait for the processes that another one starts; fails when it ends without."""
    while process.poll() is None:
        told = Path("/proc", str(process.pid), "task", str(process.pid), "children").read_text("utf-8")
        if len(found := told.split()) == crew.MOST:
            return [int(number) for number in found]
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.05)
    pytest.fail(f"published without processes, exit code {process.returncode}")


def ended(end: int) -> bool:
    """Wait for the end of a process that is not our own."""
    try:
        return bool(select.select([end], [], [], 60)[0])
    finally:
        os.close(end)


@pytest.mark.large
def test_a_process_that_fails_ends_publishing(nations: list[Database]) -> None:
    """What the others do then is not waited for."""
    nation = nations[0]
    with nation.transaction() as tx, pytest.raises(RuntimeError, match="a process of publishing ended"):
        job = crew.Job(nation.url, tx.shared(), NATION, 1, LAST, "no such rules")
        list(crew.side_by_side(job, divide(NATION), 2))
    assert not Path("/proc", str(os.getpid()), "task", str(os.getpid()), "children").read_text("utf-8").split()


def test_one_process_is_enough_for_a_city() -> None:
    assert crew.hands(NATION) == 1
    assert crew.hands(catalogue(Size())) == min(crew.MOST, len(os.sched_getaffinity(0)))
