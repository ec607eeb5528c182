"""Take a whole submission back: what it stated ends in the working edition, and stays in what was published."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.intake.statements import NOBODY, Slot
from dashboard.intake.storing import Counts, take_back
from dashboard.intake.vocabulary import vocabulary
from dashboard.plan.models import Catalogue
from dashboard.reporting import Database, Transaction, require_tables
from dashboard.reporting.statements import Value
from dashboard.wording import Refused


def withdraw(
    database: Database,
    catalogues: Mapping[str, Catalogue],
    plan: str,
    sender: str,
    period: str,
    actor: str,
    reason: str,
) -> Counts:
    """Withdraw the valid submission of a sender for a report period and return what a reader sees change.

    What another report period said about the same keys is in force again; no former version of the submission is.
    Its workbook can be sent again. Refused without a reason, and when there is no such submission.
    """
    require_tables(database)
    if not reason.strip():
        raise Refused("load.withdraw_reason", sender=sender, period=period)
    if plan not in catalogues:
        raise Refused("load.withdraw_nothing", sender=sender, period=period)
    words = vocabulary(catalogues[plan])
    with database.transaction() as tx:
        tx.lock(plan)
        current = _valid(tx, plan, sender, period)
        edition, own = tx.working_edition(plan), int(str(current["id"]))
        tx.close("submission", [own], edition)
        counts = take_back(tx, Slot(NOBODY, plan, sender, period, edition, own), words).counts
        _audit(tx, f"{plan}/{sender}/{period}", current, counts, actor, reason.strip())
    return counts


def _valid(tx: Transaction, plan: str, sender: str, period: str) -> Mapping[str, Value]:
    for row in tx.rows("intake_submission", plan=plan, sender=sender, period=period):
        if row["to_edition"] is None:
            return row
    raise Refused("load.withdraw_nothing", sender=sender, period=period)


def _audit(
    tx: Transaction, subject: str, current: Mapping[str, Value], counts: Counts, actor: str, reason: str
) -> None:
    detail = {
        "file": current["file_name"], "file_hash": current["file_hash"], "version": current["version"],
        "reason": reason, "added": counts.added, "changed": counts.changed, "closed": counts.closed,
    }  # fmt: skip
    tx.audit(actor, "withdraw", subject, detail)
