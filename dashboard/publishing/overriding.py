"""A status set by a publisher beside the computed one: with author, reason, document and expiry, kept over loads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast, get_args

from dashboard.attainment import Override, Status
from dashboard.plan.models import Catalogue
from dashboard.reporting import Database, Transaction, working
from dashboard.wording import Refused

KEY = ("target",)
_SAID = ("status", "author", "reason", "doc_no", "made_on", "expires_on")


def set_override(database: Database, catalogue: Catalogue, target: str, found: Override, actor: str = "") -> int:
    """Set a target's status in the working edition and the ones after it until it expires; return that edition.

    An earlier status of the target is superseded, never lost. ``actor``: who does it, as the audit log calls them; the
    author without one. Refused without author, reason or document, for a
    target or status that does not exist, and when it would expire before it is made.
    """
    _check(catalogue, target, found)
    row = {
        "target": target, "status": found.status, "author": found.author.strip(), "reason": found.reason.strip(),
        "doc_no": found.doc_no.strip(), "made_on": found.made_on.isoformat(),
        "expires_on": found.expires_on.isoformat(),
    }  # fmt: skip
    with database.transaction() as tx:
        return _revise(tx, catalogue.plan.id, target, [row], actor or found.author, "override", row)


def withdraw_override(database: Database, catalogue: Catalogue, target: str, author: str, reason: str) -> int:
    """Take a target's status back from the working edition on; Refused when there is none."""
    plan = catalogue.plan.id
    if not author.strip() or not reason.strip():
        raise Refused("publish.override_needs")
    with database.transaction() as tx:
        if not tx.open_rows("verdict_override", {"plan": plan, "target": target}):
            raise Refused("publish.no_override", target=target)
        return _revise(tx, plan, target, [], author, "override_withdrawn", {"target": target, "reason": reason})


def _revise(
    tx: Transaction, plan: str, target: str, rows: Sequence[dict[str, str]], author: str, action: str,
    detail: dict[str, str],
) -> int:  # fmt: skip
    number, where = working(tx, plan), {"plan": plan, "target": target}
    before = [{name: row[name] for name in _SAID} for row in tx.open_rows("verdict_override", where)]
    tx.revise("verdict_override", KEY, rows, number, where)
    tx.audit(author, action, target, {**detail, **({"before": before[0]} if before else {})})
    return number


def _check(catalogue: Catalogue, target: str, found: Override) -> None:
    known = {item.id: item for item in catalogue.targets}
    if target not in known:
        raise Refused("publish.no_target", target=target, known="、".join(known))
    if found.status not in get_args(Status):
        raise Refused("publish.no_status", status=found.status, known="、".join(get_args(Status)))
    if not (found.author.strip() and found.reason.strip() and found.doc_no.strip()):
        raise Refused("publish.override_needs")
    if found.expires_on < found.made_on:
        raise Refused("publish.override_expired", until=found.expires_on, today=found.made_on)


def made(status: str, author: str, reason: str, doc_no: str, today: date, until: str) -> Override:
    """Return a status set today; Refused when ``until`` is no day. What else is wrong is found on setting it."""
    try:
        return Override(cast(Status, status), author, reason, doc_no, today, date.fromisoformat(until))
    except ValueError:
        raise Refused("publish.not_a_day", day=until) from None
