"""Alembic runs this file; the connection comes from ``dashboard.reporting.migrating``."""

from __future__ import annotations

from alembic import context

from dashboard.reporting.schema import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    transactional_ddl=connection.dialect.name in ("sqlite", "postgresql"),
    render_as_batch=connection.dialect.name == "sqlite",
)
context.run_migrations()
