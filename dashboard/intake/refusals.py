"""Workbooks that were refused, noted in the audit log: nothing else of them stays in the database."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from dashboard.intake.result import LoadResult
from dashboard.reporting import Database
from dashboard.wording import Refused

log = logging.getLogger(__name__)


def note(database: Database, actor: str, results: Iterable[LoadResult]) -> None:
    """Add a record for each refused workbook; a database that cannot be written hides no refusal."""
    refused = [(one.path.name, one.refusal.key) for one in results if one.refusal is not None]
    if not refused:
        return
    try:
        with database.transaction() as tx:
            for file, reason in refused:
                tx.audit(actor, "load", file[:300], {"file": file, "outcome": "refused", "reason": reason})
    except Refused as unwritten:
        log.error("refused workbooks are not in the audit log: %s", unwritten.key)
