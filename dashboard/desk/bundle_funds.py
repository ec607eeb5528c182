"""The funds behind a target: the rows of its tasks, and their sums against the balances that the rows state."""

from __future__ import annotations

from dashboard.desk.bundle_scope import Json, Scope
from dashboard.figures.fund_rows import Grant, grants
from dashboard.figures.fund_totals import FUNDS, Total, totals
from dashboard.reporting.editions import Source


def told(source: Source, scope: Scope) -> Json:
    """Return rows and totals in 万元; empty where the plan has no such ledger or the target no funded task."""
    if FUNDS not in {ledger.id for ledger in scope.catalogue.ledgers}:
        return {"rows": [], "totals": []}
    rows = source.rows("ledger_rows", plan=scope.edition.plan, edition=scope.edition.number, ledger=FUNDS, scope="")
    codes = {str(number) for number in scope.target.tasks}
    found = [grant for grant in grants(rows) if grant.task in codes]
    return {"rows": [_row(grant) for grant in found], "totals": [_total(one) for one in totals(found)]}


def _row(grant: Grant) -> Json:
    place = {"file": grant.row["file_name"], "sheet": grant.row["sheet"], "row": grant.row["row_no"]}
    amounts = {name: None if value is None else str(value) for name, value in grant.amounts.items()}
    return {"key": grant.key, "project": grant.project, "recipient": grant.recipient, "year": grant.year,
            "source": grant.source, "task": grant.task, "sender": grant.row["sender"], **place, **amounts,
            "balance": str(grant.balance)}  # fmt: skip


def _total(one: Total) -> Json:
    amounts = {name: str(value) for name, value in one.amounts.items()}
    return {"by": one.by, "name": one.name, "count": one.count, **amounts, "balance": str(one.balance),
            "difference": str(one.difference), "rows": [grant.key for grant in one.rows]}  # fmt: skip
