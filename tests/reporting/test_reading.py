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
from tests.engines import MariaDB, PostgreSQL
from tests.reporting.seed import seed
from tests.reporting.small_plan import PLAN

GRANTS = {
    "postgresql": ("create role looker login", "grant usage on schema public to looker",
                   "grant select on all tables in schema public to looker"),
    "mariadb": ("create user looker identified by ''", "grant select on {name}.* to looker"),
}  # fmt: skip


@pytest.mark.parametrize("kind", ["postgresql", "mariadb"])
def test_a_reading_account_reads_and_changes_nothing(kind: str, request: pytest.FixtureRequest) -> None:
    server: PostgreSQL | MariaDB = request.getfixturevalue(kind)
    primary = Database(server.create())
    seed(primary)
    with primary.writing() as connection:
        for line in GRANTS[kind]:
            connection.exec_driver_sql(line.format(name=primary.engine.url.database))
    owner, url = ("postgres@", "root@"), primary.url
    read = Database(url.replace(owner[kind == "mariadb"], "looker@"), primary=primary)
    assert changeable(read) == [] and len(changeable(primary)) == len(metadata.sorted_tables)
    assert read.rows("plans") == primary.rows("plans") != []
    alone = Database(read.url)
    for statement in ("delete from plan", "update plan set seq = 2", "drop table plan"):
        with pytest.raises(DBAPIError), alone.writing() as connection:
            connection.exec_driver_sql(statement)
    with read.transaction() as tx:  # goes to the primary
        tx.set_meta("note", "x")
    found = {one.key: one.state for one in reading(primary, read.url, "zh")}
    assert found == {"reader": "ok", "reader_level": "ok"}
    assert [one.key for one in reading(primary, primary.url, "zh")] == ["reader_none"]
    for database in (alone, read):
        database.close()


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
