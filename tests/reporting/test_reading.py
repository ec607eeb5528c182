"""Pages read by an account that may only read; what is written goes to the primary."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from dashboard.reporting import Database
from dashboard.reporting.migrating import upgrade
from dashboard.reporting.rights import changeable
from dashboard.reporting.schema import metadata
from dashboard.upkeep.reading import reading
from tests.accounts import NAME, READER, accounts
from tests.engines import MariaDB, PostgreSQL
from tests.reporting.seed import seed
from tests.reporting.small_plan import PLAN


@pytest.mark.parametrize("kind", ["postgresql", "mariadb"])
def test_the_accounts_that_are_shipped_load_and_read_and_the_second_changes_nothing(
    kind: str, request: pytest.FixtureRequest
) -> None:
    server: PostgreSQL | MariaDB = request.getfixturevalue(kind)
    made = accounts(server)
    primary = Database(made.owner)
    seed(primary)
    read = Database(made.reader, primary=primary)
    assert changeable(read) == [] and len(changeable(primary)) == len(metadata.sorted_tables)
    assert read.rows("plans") == primary.rows("plans") != []
    alone = Database(read.url)
    for statement in ("delete from plan", "update plan set seq = 2", "drop table plan", "create table mine (a int)"):
        with pytest.raises(DBAPIError), alone.writing() as connection:
            connection.exec_driver_sql(statement)
    with read.transaction() as tx:  # goes to the primary
        tx.set_meta("note", "x")
    found = {one.key: one.state for one in reading(primary, read.url, "zh")}
    assert found == {"reader": "ok", "reader_level": "ok"}
    assert [one.key for one in reading(primary, primary.url, "zh")] == ["reader_none"]
    if isinstance(server, PostgreSQL):
        _blind(server, primary, read.url)
    for database in (alone, read):
        database.close()


def _blind(server: PostgreSQL, primary: Database, url: str) -> None:
    """An account from which the right to read a table was taken is told, with the remedy."""
    server.ask(f"revoke select on verdict from {READER}", NAME)
    told = {one.key: one for one in reading(primary, url, "zh")}
    assert set(told) == {"reader", "reader_blind"}
    assert told["reader_blind"].fields["tables"] == "verdict" and "SELECT" in told["reader_blind"].remedy("en")


def test_a_replica_that_lags_or_is_away_is_told_with_the_remedy(tmp_path: Path) -> None:
    primary, replica = (Database(f"sqlite:///{tmp_path / name}.db") for name in ("primary", "replica"))
    seed(primary)
    upgrade(replica)
    found = {one.key: one for one in reading(primary, replica.url, "en")}
    assert set(found) == {"reader_writes", "reader_behind"}
    assert found["reader_behind"].fields["plan"] == PLAN and found["reader_behind"].remedy("en")
    away = "postgresql+psycopg://nobody:secret@127.0.0.1:1/none"
    (told,) = reading(primary, away, "zh")
    assert (told.key, told.state) == ("reader_away", "fail") and "secret" not in told.fact("zh")
    for database in (primary, replica):
        database.close()


def test_a_replica_that_has_no_tables_yet_is_told(tmp_path: Path) -> None:
    primary, replica = (Database(f"sqlite:///{tmp_path / name}.db") for name in ("primary", "replica"))
    seed(primary)
    (first, told) = reading(primary, replica.url, "zh")
    assert (first.key, told.key, told.state) == ("reader", "reader_blind", "fail")
    assert told.fields["count"] == len(metadata.sorted_tables)
    for database in (primary, replica):
        database.close()
