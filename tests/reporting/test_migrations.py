"""The tables: made by static migrations, equal to the schema, upgraded without losing a row."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlalchemy.exc import DatabaseError

from dashboard.reporting import Database, init
from dashboard.reporting.migrating import MIGRATIONS, newest, revision_of, upgrade
from dashboard.reporting.schema import metadata
from dashboard.wording import Refused
from tests.reporting.seed import seed
from tests.reporting.small_plan import PLAN

LATER = f"""
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "9999", "{newest()}", None, None


def upgrade() -> None:
    op.add_column("region", sa.Column("colour", sa.String(8), nullable=False, server_default="blue"))
    with op.batch_alter_table("observation") as table:
        table.alter_column("raw_unit", type_=sa.String(120))
"""
FAILING = LATER.replace("def upgrade() -> None:", "def upgrade() -> None:\n    op.create_table('half')") + (
    "    op.execute('insert into nothing values (1)')\n"
)


def later(folder: Path, script: str = LATER) -> Path:
    """Return the migrations of a later version of the software."""
    migrations = folder / "migrations"
    shutil.copytree(MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    (migrations / "versions" / "9999_later.py").write_text(script, "utf-8")
    return migrations


def _content(database: Database) -> dict[str, list[tuple[object, ...]]]:
    with database.engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(table.select().order_by(*table.columns[:1]))]
            for table in metadata.sorted_tables
        }


def test_migrated_tables_equal_the_schema(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


@pytest.mark.parametrize("script", sorted((MIGRATIONS / "versions").glob("*.py")), ids=lambda path: path.stem)
def test_migrations_stand_alone(script: Path) -> None:
    """A migration that imports the schema would change whenever the schema does."""
    for node in ast.walk(ast.parse(script.read_text("utf-8"))):
        assert not (isinstance(node, ast.ImportFrom) and str(node.module).startswith("dashboard"))


def test_an_older_database_is_upgraded_and_keeps_its_rows(empty_database: Database, tmp_path: Path) -> None:
    seed(empty_database)
    before = _content(empty_database)
    upgrade(empty_database, later(tmp_path))
    assert revision_of(empty_database) == "9999"
    assert _content(empty_database) == before
    with empty_database.engine.connect() as connection:
        assert "colour" in {column["name"] for column in inspect(connection).get_columns("region")}
    with empty_database.transaction() as tx:  # and the software still writes
        assert tx.revise("region", ("code",), [], 3, where={"plan": PLAN}).closed == 3


def test_a_newer_database_is_refused_unchanged(empty_database: Database, tmp_path: Path) -> None:
    seed(empty_database)
    upgrade(empty_database, later(tmp_path))
    before = _content(empty_database)
    with pytest.raises(Refused, match="9999 比本软件更新") as refusal:
        init(empty_database, {})
    assert "newer than this software" in refusal.value.sentence("en")
    assert _content(empty_database) == before


def test_a_failed_upgrade_leaves_everything_as_it_was(empty_database: Database, tmp_path: Path) -> None:
    seed(empty_database)
    before = _content(empty_database)
    with pytest.raises(DatabaseError):
        upgrade(empty_database, later(tmp_path, FAILING))
    assert revision_of(empty_database) == newest()
    assert "half" not in inspect(empty_database.engine).get_table_names()
    assert _content(empty_database) == before
