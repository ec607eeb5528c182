"""A workbook that goes back to its sender without being taken: nothing is stored but the record that it went back."""

from __future__ import annotations

import hashlib
from pathlib import Path

from dashboard.intake.result import LoadResult
from dashboard.reporting import Database
from dashboard.wording import Refused

_LONGEST = 500  # characters of a reason


def give_back(database: Database, path: Path, found: LoadResult, actor: str, reason: str) -> None:
    """Record that a workbook was read and sent back, by whom and why.

    Refused without a reason, and for a workbook of which nobody can tell whose it is.
    """
    if found.cover is None:
        raise Refused("intake.return_unknown", file=path.name)
    if not reason.strip():
        raise Refused("intake.reason_missing")
    cover = found.cover
    detail = {
        "file": path.name, "file_hash": hashlib.sha256(path.read_bytes()).hexdigest(), "reason": reason[:_LONGEST],
        "held": found.rows.held, "returned": found.rows.returned,
    }  # fmt: skip
    with database.transaction() as tx:
        tx.audit(actor, "return", f"{cover.plan}/{cover.sender}/{cover.period}", detail)
