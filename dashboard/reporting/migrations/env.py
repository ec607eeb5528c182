"""Alembic runs this file; the connection comes from ``dashboard.reporting.migrating``."""

from __future__ import annotations

from alembic import context

from dashboard.reporting.schema import metadata

connection = context.config.attributes["connection"]
if connection.dialect.name in ("mysql", "mariadb"):  # compares text loosely, and pads it, unless told otherwise
    connection.exec_driver_sql("alter database character set utf8mb4 collate utf8mb4_bin")
context.configure(
    connection=connection,
    target_metadata=metadata,
    transactional_ddl=connection.dialect.name in ("sqlite", "postgresql"),
    render_as_batch=connection.dialect.name == "sqlite",
)
context.run_migrations()
