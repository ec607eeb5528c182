"""What is to be looked into in the funds ledger: sums that cannot be, an item funded twice, an open audit finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.figures.fund_rows import Grant

Check = Literal["overused", "overpaid", "overapproved", "twice", "open_finding", "equity"]
_EQUITY = "股权投资"
_OPEN = "整改中"
_STEPS: tuple[tuple[Check, str, str], ...] = (
    ("overused", "used", "allocated"), ("overpaid", "allocated", "approved"), ("overapproved", "approved", "budget"),
)  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """One thing to look into, and the items it concerns."""

    check: Check
    grants: tuple[Grant, ...]


def findings(found: Sequence[Grant]) -> tuple[Finding, ...]:
    """Return everything to look into, sums first, in the order of the ledger."""
    return (*_sums(found), *_twice(found), *_audits(found), *_equity(found))


def _sums(found: Sequence[Grant]) -> list[Finding]:
    return [
        Finding(check, (grant,))
        for check, more, less in _STEPS
        for grant in found
        if grant.amounts[more] is not None and grant.amounts[less] is not None
        and grant.amount(more) > grant.amount(less)
    ]  # fmt: skip


def _twice(found: Sequence[Grant]) -> list[Finding]:
    """Return projects of one recipient that more than one document funds."""
    same: dict[tuple[str, str], list[Grant]] = {}
    for grant in found:
        same.setdefault((grant.recipient, grant.project), []).append(grant)
    return [Finding("twice", tuple(group)) for group in same.values() if len({g.document for g in group}) > 1]


def _audits(found: Sequence[Grant]) -> list[Finding]:
    return [Finding("open_finding", (grant,)) for grant in found if grant.texts.get("audit_result") == _OPEN]


def _equity(found: Sequence[Grant]) -> list[Finding]:
    return [
        Finding("equity", (grant,)) for grant in found if grant.texts.get("equity_pct") and grant.mode != _EQUITY
    ]  # fmt: skip
