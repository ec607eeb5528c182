"""What an account may read and change: found by changing nothing."""

from __future__ import annotations

from sqlalchemy import Connection, Table, delete, false, insert, select, update
from sqlalchemy.exc import DBAPIError

from dashboard.reporting.database import Database
from dashboard.reporting.schema import metadata


def changeable(database: Database) -> list[str]:
    """Return the tables that the account of a database may change, by their names; none on a replica.

    Each is tried with statements that concern no row, and undone. Refused when the database does not answer.
    """
    with database.snapshot() as reader:
        return [table.name for table in metadata.sorted_tables if _may_change(reader._connection, table)]


def unreadable(database: Database) -> list[str]:
    """Return the tables that the account of a database may not read or that are not there, by their names.

    Refused when the database does not answer.
    """
    with database.snapshot() as reader:
        nothing = ((table, select(table).where(false())) for table in metadata.sorted_tables)
        return [table.name for table, question in nothing if not _passes(reader._connection, question)]


def _may_change(connection: Connection, table: Table) -> bool:
    names = [column.name for column in table.columns]
    nothing = select(*table.columns).where(false())
    first = table.columns[names[0]]
    tried = (
        delete(table).where(false()), update(table).where(false()).values({first: first}),
        insert(table).from_select(names, nothing),
    )  # fmt: skip
    return any(_passes(connection, statement) for statement in tried)


def _passes(connection: Connection, statement: object) -> bool:
    tried = connection.begin_nested()
    try:
        connection.execute(statement)  # type: ignore[call-overload]
    except DBAPIError:
        return False
    finally:
        tried.rollback()
    return True
