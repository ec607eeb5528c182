"""Tokens for programs and screens that nobody logs in at: told once, kept as a hash, with a role and a unit."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, date, datetime

from dashboard.access.accounts import Account, require
from dashboard.access.person import Person
from dashboard.reporting import Reader, Transaction
from dashboard.wording import Refused

MARK = "xyip_"  # by which a leaked token is recognised
_BYTES = 32


def make(tx: Transaction, wanted: Account, by: str) -> str:
    """Make a token named ``wanted.subject`` and return it: it is kept nowhere and cannot be told again."""
    require(wanted)
    if any(row["name"] == wanted.subject and row["revoked_at"] is None for row in tx.rows("tokens")):
        raise Refused("access.token_known", name=wanted.subject)
    told = MARK + secrets.token_urlsafe(_BYTES)
    row = {"code": hashed(told), "name": wanted.subject, "role": wanted.role, "unit": wanted.unit,
           "plan": wanted.plan, "valid_to": wanted.valid_to or None}  # fmt: skip
    tx.insert("token", [{**row, "made_by": by}])
    tx.audit(by, "token", wanted.subject, {"before": None, "after": {**row, "code": hashed(told)[:12]}})
    return told


def hashed(told: str) -> str:
    """Return what is kept of a token. It is random and long: no slow hash makes it safer."""
    return hashlib.sha256(told.encode()).hexdigest()


def holder(reader: Reader, told: str, day: date) -> Person | None:
    """Return who acts by a token; None for one that is unknown, too old or revoked."""
    if not told.startswith(MARK):
        return None
    for row in reader.rows("token_of", code=hashed(told), day=day.isoformat()):
        name = str(row["name"])
        return Person(name, str(row["role"]), str(row["unit"]), str(row["plan"]), f"token:{name}", hashed(told))  # type: ignore[arg-type]
    return None


def revoke(tx: Transaction, name: str, by: str) -> None:
    """Revoke a token; it is refused from now on. Refused when there is none of the name."""
    found = [str(row["code"]) for row in tx.rows("tokens") if row["name"] == name and row["revoked_at"] is None]
    if not found:
        raise Refused("access.no_token", name=name)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    tx.insert("revocation", [{"kind": "token", "code": code, "at": at, "reason": "revoked", "made_by": by}
                             for code in found])  # fmt: skip
    tx.audit(by, "token_end", name, {"before": {"code": found[0][:12]}, "after": {"revoked_at": at}})
