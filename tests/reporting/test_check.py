"""What the doctor finds in a database, on every engine."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dashboard.reporting import Database
from dashboard.upkeep.stored import stored
from tests.reporting.seed import seed

TODAY = date(2022, 8, 1)


def found(database: Database, today: date = TODAY) -> dict[str, str]:
    """Return how each thing stands."""
    told = list(stored(database, "zh", today, 100, deep=True))
    assert all(one.fact("en") and bool(one.remedy("en")) == (one.state != "ok") for one in told)
    return {one.key: one.state for one in told}


def test_what_is_right_and_what_is_not_is_told(database: Database) -> None:
    """The invented rows have no hash of results: their editions cannot be vouched for."""
    seed(database)
    told = found(database)
    assert told["editions_wrong"] == "fail"
    assert {key: told[key] for key in ("database", "tables", "clock", "log", "fresh")} == dict.fromkeys(
        ("database", "tables", "clock", "log", "fresh"), "ok")  # fmt: skip
    assert found(database, date(2023, 1, 1))["stale"] == "warn"
    assert found(database, date(2020, 1, 1))["before_cut_off"] == "fail"


@pytest.mark.parametrize(
    ("harm", "key"),
    [
        ("update submission set received_at = '2999-01-01T00:00:00'", "clock_behind"),
        ("update audit_log set actor = 'x'", "log_broken"),
        ("update alembic_version set version_num = '0004'", "tables_old"),
    ],
)
def test_a_fault_is_found(tmp_path: Path, harm: str, key: str) -> None:
    database = Database(f"sqlite:///{tmp_path}/reporting.db")
    seed(database)
    with database.writing() as connection:
        connection.exec_driver_sql(harm)
    assert found(database)[key] == "fail"
    database.close()


POISONS = {
    "verdict": ("update verdict set status = 'flying' where target = 't2'", "t2"),
    "ledger_entry": ("update ledger_entry set attributes = '[1' where entry_key = 'D-9'", "D-9"),
    "observation": ("update observation set value = 900000000000000000 where period = '2022-01'", "2022-01"),
    "submission": ("update submission set file_name = 'a\\x07b' where sender = 'bureau-a'", "bureau-a"),
    "edition": ("update edition set cut_off = '2022-99-99'", "2022"),
}  # fmt: skip


@pytest.mark.parametrize(
    "database", ["sqlite", *(pytest.param(name, marks=pytest.mark.large) for name in ("postgresql", "mariadb"))],
    indirect=True,
)  # fmt: skip
def test_damaged_rows_are_named_by_table_and_key(database: Database) -> None:
    seed(database)
    clean = {one.fields["table"] for one in stored(database, "zh", TODAY, 100, deep=True) if one.key == "rows_damaged"}
    for table, (harm, _) in POISONS.items():
        with database.writing() as connection:
            assert connection.exec_driver_sql(harm.replace("\\x07", "\x07")).rowcount, table
    told = [one for one in stored(database, "zh", TODAY, 100, deep=True) if one.key == "rows_damaged"]
    assert {str(one.fields["table"]): one for one in told}.keys() >= POISONS.keys() - clean
    for one in told:
        if one.fields["table"] in POISONS:
            assert POISONS[str(one.fields["table"])][1] in one.fact("zh"), one.fact("zh")
        assert "restore" in one.remedy("en")


def test_no_tables_and_no_server_are_findings_not_errors(tmp_path: Path) -> None:
    empty = Database(f"sqlite:///{tmp_path}/x.db")
    assert found(empty) == {"database": "ok", "tables_none": "fail"}
    empty.close()
    for scheme in ("postgresql+psycopg", "mariadb+pymysql"):
        assert found(Database(f"{scheme}://nobody:secret@127.0.0.1:1/none")) == {"database_away": "fail"}
