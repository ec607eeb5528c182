"""Logins as they were seen, and the list of those that have ended before their time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from dashboard.access.claims import Claims
from dashboard.access.person import Person
from dashboard.reporting import Reader, Transaction
from dashboard.wording import Refused

NOTED = timedelta(minutes=1)  # a login in use is noted this often, not at every click


class Denied(Refused):
    """Nobody is let in: not logged in, logged out, too long ago, or without a role."""


@dataclass(frozen=True)
class Seen:
    """When a login was last in use."""

    id: int
    at: datetime


def require_valid(reader: Reader, came: Claims) -> None:
    """Denied when a login is on the list: its own end, or that of its person at a later moment."""
    since = came.since.isoformat(timespec="seconds") if came.since else ""
    if reader.rows("revocations_of", code=came.login, subject=came.subject, since=since):
        raise Denied("access.ended")


def seen(reader: Reader, login: str) -> Seen | None:
    """Return when a login was last in use; None at its first time."""
    for row in reader.rows("login_of", code=login):
        return Seen(int(str(row["id"])), datetime.fromisoformat(str(row["seen_at"])))
    return None


def worth_noting(found: Seen | None, now: datetime) -> bool:
    """True for the first use of a login, and when the last one noted is a while ago."""
    return found is None or now - found.at >= NOTED


def note(tx: Transaction, person: Person, found: Seen | None, now: datetime) -> None:
    """Note that a login is in use; the first time as a login in the audit log."""
    at = now.isoformat(timespec="seconds")
    if found is not None:
        return tx.amend("login", [found.id], seen_at=at)
    tx.lock("login")
    if seen(tx, person.login) is None:  # two tabs opened at once log in once
        row = {"code": person.login, "subject": person.subject, "name": person.name, "role": person.role,
               "unit": person.unit}  # fmt: skip
        tx.insert("login", [{**row, "began_at": at, "seen_at": at}])
        tx.audit(person.actor, "login", person.subject, {"role": person.role, "unit": person.unit})


def end(tx: Transaction, login: str, reason: str, by: str) -> None:
    """End one login: what carries it is refused from now on, a copy of its cookie too."""
    _revoke(tx, "login", login, reason, by)


def end_all(tx: Transaction, subject: str, by: str) -> None:
    """End every login that a person has made until now."""
    _revoke(tx, "subject", subject, "revoked", by)


def _revoke(tx: Transaction, kind: str, code: str, reason: str, by: str) -> None:
    at = datetime.now(UTC).isoformat(timespec="seconds")
    tx.insert("revocation", [{"kind": kind, "code": code, "at": at, "reason": reason, "made_by": by}])
    action = "logout" if reason == "logout" else "revoke"
    tx.audit(by, action, code[:96] if kind == "subject" else f"login:{code[:12]}", {"kind": kind, "reason": reason})
