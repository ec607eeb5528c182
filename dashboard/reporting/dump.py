"""The whole database as plain rows, and back into a database of any engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import sqlalchemy as sa
from alembic.runtime.migration import MigrationContext

from dashboard.reporting import migrating
from dashboard.reporting.database import Database
from dashboard.reporting.reader import Reader
from dashboard.reporting.schema import UNFINISHED, meta, metadata
from dashboard.reporting.statements import Value, plain
from dashboard.reporting.transaction import Transaction

_CHUNK = 1000
_LOADED = ("submission", "edition", "audit_log", "observation", "ledger_entry")  # what no catalogue brings
Row = Sequence[Value]
Check = Callable[[Transaction], None]


@dataclass(frozen=True, slots=True)
class Dumped:
    """One table: its columns, and its rows by id, told as they are read."""

    name: str
    columns: tuple[str, ...]
    rows: Iterator[Row]


def revision(reader: Reader) -> str:
    """Return the version of the tables, empty when there are none."""
    return MigrationContext.configure(reader._connection).get_current_revision() or ""


def dump(reader: Reader) -> Iterator[Dumped]:
    """Yield every table as it is, also of an older version, those first that others refer to.

    Each must be read before the next is asked for.
    """
    present = set(sa.inspect(reader._connection).get_table_names())
    for name in (table.name for table in metadata.sorted_tables if table.name in present):
        table = _reflected(reader._connection, name)
        yield Dumped(name, tuple(column.name for column in table.columns), _rows(reader._connection, table))


def _reflected(connection: sa.Connection, name: str) -> sa.Table:
    return sa.Table(name, sa.MetaData(), autoload_with=connection, resolve_fks=False)


def _rows(connection: sa.Connection, table: sa.Table) -> Iterator[Row]:
    statement = sa.select(table).order_by(*table.primary_key.columns or table.columns)
    with connection.execute(statement, execution_options={"yield_per": _CHUNK}) as result:
        for row in result:
            yield [plain(cell) for cell in row]


def cells(reader: Reader, name: str) -> Iterator[dict[str, object]]:
    """Yield the rows of a table as they are stored, whatever they hold."""
    table = metadata.tables[name]
    with reader._connection.execute(sa.select(table), execution_options={"yield_per": _CHUNK}) as result:
        names = list(result.keys())
        for row in result:
            yield dict(zip(names, row, strict=True))


def holds_data(database: Database) -> bool:
    """True when anything was ever loaded or published; False for tables that hold a catalogue only, or none."""
    with database.snapshot() as reader:
        known = set(sa.inspect(reader._connection).get_table_names())
        tables = [metadata.tables[name] for name in _LOADED if name in known]
        return any(reader._connection.execute(sa.select(table.c.id).limit(1)).first() for table in tables)


def refill(database: Database, version: str, tables: Iterable[Dumped], check: Check) -> int:
    """Make the tables anew as of ``version``, fill them, bring them up to date, and commit if ``check`` lets it pass.

    Return the number of rows. One transaction: whatever is raised on the way leaves SQLite and PostgreSQL as they
    were; else what was there is gone, and until the end the database says that it is not whole. Refused when the
    version is not known to this software.
    """
    with database.writing() as connection, migrating.alone(connection):
        _drop(connection)
        migrating.move(connection, version)
        _mark(connection)
        count = sum(_fill(connection, table) for table in tables)
        migrating.move(connection, "head")
        if connection.dialect.name == "postgresql":
            _restart_ids(connection)
        check(Transaction(connection))
        connection.execute(meta.delete().where(meta.c.name == UNFINISHED))
        return count


def _mark(connection: sa.Connection) -> None:
    """Let a database whose tables cannot be undone say that it is not whole, until it is."""
    if connection.dialect.name in ("mysql", "mariadb"):
        connection.execute(meta.insert().values(name=UNFINISHED, content="1"))
        connection.exec_driver_sql("commit")


def _drop(connection: sa.Connection) -> None:
    """Remove every table, the version first: whoever is killed meanwhile leaves what counts as no database."""
    present = set(sa.inspect(connection).get_table_names())
    if "alembic_version" in present:
        connection.exec_driver_sql("drop table alembic_version")
    for table in reversed(metadata.sorted_tables):
        if table.name in present:
            table.drop(connection)


def _fill(connection: sa.Connection, table: Dumped) -> int:
    count = 0
    target = _reflected(connection, table.name)
    while chunk := list(islice(table.rows, _CHUNK)):
        connection.execute(target.insert(), [dict(zip(table.columns, row, strict=True)) for row in chunk])
        count += len(chunk)
    return count


def _restart_ids(connection: sa.Connection) -> None:
    for table in metadata.sorted_tables:
        if "id" in table.c:
            highest = sa.select(sa.func.coalesce(sa.func.max(table.c.id), 0) + 1).scalar_subquery()
            sequence = sa.func.pg_get_serial_sequence(table.name, "id")
            connection.execute(sa.select(sa.func.setval(sequence, highest, False)))
