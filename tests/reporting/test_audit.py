"""The audit log: a chain that shows any change."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, insert, select, update

from dashboard.reporting import Database
from dashboard.reporting.audit import Chain, append
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


def _chain(database: Database, noted: str = "") -> Chain:
    with database.snapshot() as reader:
        return reader.audit_chain(noted)


def _broken(database: Database) -> int | None:
    wrong = _chain(database).wrong
    return wrong.id if wrong else None


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


def test_a_forged_record_with_a_hash_of_its_own_breaks_the_next(logged: Database) -> None:
    """Ids are moved to make room: 1 2 3 4 5 becomes 1 2 [3 forged] 4 5 6."""
    with logged.writing() as connection:
        records = [dict(r) for r in connection.execute(select(audit_log).order_by(audit_log.c.id)).mappings()]
        connection.execute(delete(audit_log).where(audit_log.c.id > 2))
        append(connection, "王某", "load", "x", {})
        for record in records[2:]:
            connection.execute(insert(audit_log).values(**{**record, "id": record["id"] + 10}))
    wrong = _chain(logged).wrong
    assert wrong is not None and (wrong.place, wrong.how, wrong.at) == (4, "unlinked", records[2]["at"])


def test_a_log_cut_off_at_its_end_is_seen_by_who_noted_its_hash(logged: Database) -> None:
    noted = _chain(logged).last
    assert _chain(logged, noted).noted
    with logged.writing() as connection:
        connection.execute(delete(audit_log).where(audit_log.c.id == 5))
    cut = _chain(logged, noted)
    assert (cut.count, cut.wrong, cut.noted) == (4, None, False)


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
