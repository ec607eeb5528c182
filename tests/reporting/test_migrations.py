"""The tables: made by static migrations, equal to the schema, upgraded without losing a row."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from dashboard.reporting import Database
from dashboard.reporting.schema import metadata


def test_migrated_tables_equal_the_schema(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
