"""The audit log: a chain that shows any change."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, update

from dashboard.reporting import Database
from dashboard.reporting.hashing import hash_of, hash_of_parts
from dashboard.reporting.schema import audit_log


@pytest.fixture
def logged(database: Database) -> Database:
    """Five records, written in two transactions."""
    with database.transaction() as tx:
        for number in range(3):
            tx.audit("张某", "load", f"工作簿{number}", {"rows": number, "hash": "é"})
    with database.transaction() as tx:
        for number in range(2):
            tx.audit("李某", "publish", f"2025Q{number}", {"number": number})
    return database


def _broken(database: Database) -> int | None:
    with database.snapshot() as reader:
        return reader.broken_record()


def test_an_untouched_log_verifies(logged: Database) -> None:
    assert _broken(logged) is None


@pytest.mark.parametrize("column", ["at", "actor", "action", "object", "detail", "previous_hash", "hash"])
def test_a_changed_record_is_found(logged: Database, column: str) -> None:
    with logged.writing() as connection:
        connection.execute(update(audit_log).where(audit_log.c.id == 3).values({column: "x"}))
    assert _broken(logged) == 3


def test_a_removed_record_is_found(logged: Database) -> None:
    with logged.writing() as connection:
        connection.execute(delete(audit_log).where(audit_log.c.id == 2))
    assert _broken(logged) == 3


def test_an_undone_transaction_leaves_no_gap(logged: Database) -> None:
    with pytest.raises(ZeroDivisionError), logged.transaction() as tx:
        tx.audit("王某", "load", "x", {})
        1 / 0  # noqa: B018
    with logged.transaction() as tx:
        tx.audit("王某", "load", "x", {})
    assert _broken(logged) is None


def test_a_list_hashed_item_by_item_has_the_hash_of_the_whole() -> None:
    for items in ([], [1], [{"b": "浉", "a": None}, [2, "x"], 3]):
        assert hash_of_parts(["x", iter(items), {"z": 1}]) == hash_of(["x", items, {"z": 1}])
