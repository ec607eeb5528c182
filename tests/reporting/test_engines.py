"""The tests' own tools: a missing server is named, a copied database is whole and can be written to."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.reporting import Database
from tests.engines import PostgreSQL, binaries, copy_database
from tests.reporting.seed import seed
from tests.reporting.small_plan import PLAN


def test_a_missing_server_is_named_with_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(pytest.fail.Exception, match="run `make test`"):
        binaries(tmp_path)


def test_a_copy_goes_there_and_back_unchanged(tmp_path: Path, postgresql: PostgreSQL) -> None:
    first, second = (Database(f"sqlite:///{tmp_path / name}.db") for name in ("first", "second"))
    between = Database(postgresql.create())
    seed(first)
    copy_database(first, between)
    copy_database(between, second)
    assert _everything(second) == _everything(first)
    with between.transaction() as tx:  # ids go on after the copied ones
        assert tx.revise("region", ("code",), [], 3, where={"plan": PLAN}).closed == 3
        tx.audit("市局", "load", "x", {})
    for database in (first, second, between):
        database.close()


def _everything(database: Database) -> list[list[dict[str, object]]]:
    at = {"plan": PLAN, "edition": 2}
    with database.snapshot() as reader:
        tables = [reader.rows(name, **at) for name in ("ledger_entries_as_of", "submissions", "verdicts", "milestones")]
        assert reader.audit_chain().wrong is None
    return [[dict(row) for row in table] for table in tables]
