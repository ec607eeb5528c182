"""The reporting database: schema, engines, ``query(name)``, revised rows, editions and migrations."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.plan.models import Catalogue
from dashboard.reporting.circuit import Away, Unanswered, lasting
from dashboard.reporting.database import Database, default, query
from dashboard.reporting.editions import Edition, add_edition, edition, editions, newest_revision, next_label, working
from dashboard.reporting.guard import require_clock, require_kind, require_tables
from dashboard.reporting.office import in_force, office_facts
from dashboard.reporting.reader import Reader
from dashboard.reporting.revising import Revision
from dashboard.reporting.transaction import Transaction

__all__ = [
    "Away", "Database", "Edition", "Reader", "Revision", "Transaction", "Unanswered", "add_edition", "default",
    "edition", "editions", "in_force", "init", "lasting", "newest_revision", "next_label", "office_facts", "query",
    "require_clock", "require_kind", "require_tables", "working",
]  # fmt: skip


def init(database: Database, catalogues: Mapping[str, Catalogue]) -> dict[str, Revision]:
    """Create or upgrade a database and sync each plan's catalogue; counts by plan (see ``migrating.init``)."""
    from dashboard.reporting import migrating  # Alembic is slow to import and a reader never needs it

    return migrating.init(database, catalogues)
