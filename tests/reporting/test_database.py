"""Queries by name, plain types, consistent snapshots, all-or-nothing transactions."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.reporting import Database, init
from dashboard.wording import Refused
from tests.engines import MariaDB
from tests.reporting.seed import seed
from tests.reporting.small_plan import PLAN


@pytest.fixture
def seeded(empty_database: Database) -> Database:
    """The small history, once per engine."""
    seed(empty_database)
    return empty_database


def test_numbers_are_plain_and_exact(seeded: Database) -> None:
    of_one = {"plan": PLAN, "edition": 1, "indicator": "transfers", "breakdown": ""}
    values = seeded.query("indicator_values", **of_one, regions=["410902"])
    assert values["value"].dtype == "int64"
    assert values["value"].tolist() == [9_007_199_254_740_993, 31]


def test_a_gap_stays_none_and_never_turns_a_column_into_floats(seeded: Database) -> None:
    of_one = {"plan": PLAN, "edition": 1, "indicator": "transfers", "breakdown": ""}
    values = seeded.query("indicator_values", **of_one, regions=["410900", "410902"])
    assert values["value"].tolist() == [None, 9_007_199_254_740_993, 31]
    assert [type(value) for value in values["value"]] == [type(None), int, int]


def test_text_is_text_and_floats_are_exact(seeded: Database) -> None:
    row = seeded.rows("verdicts", plan=PLAN, edition=1)[0]
    assert (row["level"], row["completion"], row["gap_points"], row["required"]) == ("12.50", 0.1 + 0.2, -1 / 3, 1e-9)
    assert row["pace"] is None


def test_an_empty_list_finds_nothing(seeded: Database) -> None:
    of_one = {"plan": PLAN, "edition": 1, "indicator": "transfers", "breakdown": ""}
    answer = seeded.query("indicator_values", **of_one, regions=[])
    assert answer.empty
    assert "value" in answer.columns


def test_codes_sort_by_bytes(seeded: Database) -> None:
    entries = seeded.query("ledger_entries_as_of", plan=PLAN, edition=1)
    assert entries["entry_key"].tolist() == ["D-10", "D-9", "d-1"]


def test_text_goes_through_unharmed(database: Database) -> None:
    hostile = "浉河区'; drop table region; -- :plan %s {x}\n\"`\\"
    with database.transaction() as tx:
        tx.set_meta("note", hostile)
    with database.transaction() as tx:
        assert tx.get_meta("note") == hostile
    assert database.rows("regions", plan=hostile, edition=1) == []


def test_wrong_queries_are_named(database: Database) -> None:
    with pytest.raises(LookupError, match="there is no query 'nothing' in queries/"):
        database.query("nothing")
    with pytest.raises(TypeError, match=r"'regions' takes \(edition, plan\), not \(plan\)"):
        database.query("regions", plan=PLAN)
    with pytest.raises(TypeError, match=r"'regions' takes \(edition, plan\), not \(edition, plan, town\)"):
        database.query("regions", plan=PLAN, edition=1, town="x")


def test_a_snapshot_does_not_move(seeded: Database) -> None:
    with seeded.snapshot() as reader:
        before = reader.rows("plans")
        with seeded.transaction() as tx:
            tx.revise("plan", ("code",), [], 3, where={"plan": PLAN})
        assert reader.rows("plans") == before
    assert seeded.rows("plans") == []


def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.transaction() as tx:
        tx.set_meta("note", "half")
        1 / 0  # noqa: B018
    with database.transaction() as tx:
        assert tx.get_meta("note") is None


def test_an_sqlite_file_is_made_with_its_folder(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'a' / 'b' / 'reporting.db'}")
    assert not (tmp_path / "a").exists()  # nothing happens before the first use
    init(database, {})
    assert (tmp_path / "a" / "b" / "reporting.db").exists()
    database.close()


def test_passwords_are_not_shown() -> None:
    assert "secret" not in repr(Database("postgresql+psycopg://user:secret@localhost/x"))


def test_a_wrong_account_is_one_sentence_without_the_password(mariadb: MariaDB) -> None:
    wrong = Database(mariadb.create().replace("root@", "root:secret@"))
    with pytest.raises(Refused) as refused:
        wrong.rows("plans")
    assert refused.value.key == "reporting.unreachable"
    assert "Access denied" in refused.value.sentence("zh") and "secret" not in refused.value.sentence("zh")
    wrong.close()


def test_text_is_compared_by_its_bytes_and_may_be_long(database: Database) -> None:
    """MariaDB takes letters of both cases for the same, and ends a TEXT at 64 KiB, unless told otherwise."""
    given = {name: name + "知" * 100_000 for name in ("note", "NOTE", "nöte")}
    with database.transaction() as tx:
        for name, content in given.items():
            tx.set_meta(name, content)
        assert {name: tx.get_meta(name) for name in given} == given


def test_a_full_disk_of_a_server_is_one_sentence(mariadb: MariaDB) -> None:
    """A table kept in memory is as full as a disk is."""
    found = Database(mariadb.create())
    with found.writing() as connection:
        connection.exec_driver_sql("set session max_heap_table_size = 16384")
        connection.exec_driver_sql("create table narrow (content char(255)) engine = memory")
    with pytest.raises(Refused) as refused, found.writing() as connection:
        connection.exec_driver_sql("insert into narrow select repeat('x', 255) from seq_1_to_10000")
    assert refused.value.key == "reporting.no_room"
    found.close()
