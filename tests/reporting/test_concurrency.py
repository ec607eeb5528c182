"""Two real processes that write at once wait for each other, on every engine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from dashboard.reporting import Database
from dashboard.reporting.migrating import upgrade
from dashboard.settings import ROOT

TURNS = 25
WRITER = f"""
import sys
from dashboard.reporting import Database
database = Database(sys.argv[1])
for turn in range({TURNS}):
    with database.transaction() as tx:
        tx.lock("p")
        seen = int(tx.get_meta("counter") or 0)
        tx.audit(sys.argv[2], "count", "counter", {{"seen": seen}})
        tx.set_meta("counter", str(seen + 1))
"""
READS_FIRST = f"""
import sys
from dashboard.reporting import Database
database = Database(sys.argv[1])
for turn in range({TURNS}):
    with database.transaction() as tx:
        seen = int(tx.get_meta("counter") or 0)
        tx.set_meta("counter", str(seen + 1))
"""
MAKER = """
import sys
from dashboard.reporting import Database, init
from tests.reporting.small_plan import PLAN, small_catalogue
print(init(Database(sys.argv[1]), {PLAN: small_catalogue()})[PLAN].added)
"""


def _run(code: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _finish(processes: list[subprocess.Popen[str]]) -> list[str]:
    answers = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0] * len(processes), answers
    return [out.strip() for out, _ in answers]


def test_writers_take_turns_and_lose_nothing(database: Database) -> None:
    _finish([_run(WRITER, database.url, name) for name in ("first", "second")])
    with database.transaction() as tx:
        assert tx.get_meta("counter") == str(2 * TURNS)
    with database.snapshot() as reader:
        assert reader.audit_chain().wrong is None


def test_sqlite_takes_the_write_lock_before_the_first_read(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'reporting.db'}")
    upgrade(database)
    _finish([_run(READS_FIRST, database.url) for _ in range(2)])
    with database.transaction() as tx:
        assert tx.get_meta("counter") == str(2 * TURNS)
    database.close()


def test_two_starts_on_a_new_database_make_it_once(empty_database: Database) -> None:
    added = _finish([_run(MAKER, empty_database.url) for _ in range(2)])
    assert sorted(added)[0] == "0"
    assert int(max(added, key=int)) > 0
