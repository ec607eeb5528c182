"""Create or upgrade the reporting database and bring its catalogue rows up to date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from dashboard.plan.models import Catalogue
from dashboard.reporting.catalogue_rows import KEYS, catalogue_rows
from dashboard.reporting.database import Database
from dashboard.reporting.office import in_force
from dashboard.reporting.revising import Revision
from dashboard.reporting.transaction import Transaction
from dashboard.wording import Refused

MIGRATIONS = Path(__file__).parent / "migrations"
_LOCKS = {
    "postgresql": ("select pg_advisory_xact_lock(20220815)", ""),
    "mysql": ("select get_lock('dashboard', 600)", "select release_lock('dashboard')"),
    "mariadb": ("select get_lock('dashboard', 600)", "select release_lock('dashboard')"),
}  # take and give back; PostgreSQL gives it back with the transaction
NOTHING = Revision(0, 0, 0, 0)


def _config(connection: Connection | None, migrations: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


@contextmanager
def alone(connection: Connection) -> Iterator[None]:
    """Let one process at a time make tables; SQLite's write lock already does."""
    take, give = _LOCKS.get(connection.dialect.name, ("", ""))
    if take:
        connection.exec_driver_sql(take)
    try:
        yield
    finally:
        if give:
            connection.exec_driver_sql(give)


def revision_of(database: Database) -> str | None:
    """Return the version of the tables in a database; None when it has none yet."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _known(config: Config) -> set[str]:
    return {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}


def _refuse_newer(connection: Connection, config: Config) -> None:
    found = MigrationContext.configure(connection).get_current_revision()
    if found is not None and found not in _known(config):
        raise Refused("reporting.newer_database", revision=found)


def upgrade(database: Database, migrations: Path = MIGRATIONS) -> None:
    """Bring the tables to the newest version, keeping every row; Refused when they are newer than the software."""
    with database.writing() as connection, alone(connection):
        _refuse_newer(connection, _config(connection, migrations))
        move(connection, "head", migrations)


def move(connection: Connection, revision: str, migrations: Path = MIGRATIONS) -> None:
    """Bring the tables to a version; Refused when this software does not know it."""
    config = _config(connection, migrations)
    if revision not in ("head", *_known(config)):
        raise Refused("reporting.newer_database", revision=revision)
    command.upgrade(config, revision)


def newest(migrations: Path = MIGRATIONS) -> str:
    """Return the version of the tables that this software works with."""
    return ScriptDirectory.from_config(_config(None, migrations)).get_current_head() or ""


def sync_catalogue(tx: Transaction, catalogue: Catalogue) -> Revision:
    """Revise the catalogue rows of a plan in its working edition; return the counts over all tables."""
    plan = catalogue.plan.id
    tx.lock(plan)
    edition, total = tx.working_edition(plan), NOTHING
    for table, rows in catalogue_rows(catalogue).items():
        total += tx.revise(table, KEYS[table], rows, edition, where={"plan": plan})
    return total


def init(database: Database, catalogues: Mapping[str, Catalogue]) -> dict[str, Revision]:
    """Create or upgrade a database and sync each plan's catalogue with what the office has confirmed in it.

    Again changes nothing. Counts by plan.
    """
    upgrade(database)
    with database.transaction() as tx:
        return {name: sync_catalogue(tx, in_force(tx, found)) for name, found in sorted(catalogues.items())}
