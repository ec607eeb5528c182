"""The append-only audit log: each record holds the hash of the one before it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from dashboard.reporting.hashing import canonical_json, sha256
from dashboard.reporting.schema import audit_log

FIRST = "0" * 64
_FIELDS = ("at", "actor", "action", "object", "detail")


def _hash(previous: str, record: Mapping[str, object]) -> str:
    return sha256(previous + canonical_json({name: record[name] for name in _FIELDS}))


def append(connection: Connection, actor: str, action: str, subject: str, detail: Mapping[str, object]) -> str:
    """Add a record and return its hash; the caller holds the lock that keeps the chain single."""
    last = connection.execute(select(audit_log.c.hash).order_by(audit_log.c.id.desc()).limit(1)).scalar()
    previous = last or FIRST
    record = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"), "actor": actor, "action": action,
        "object": subject, "detail": canonical_json(detail),
    }  # fmt: skip
    found = _hash(previous, record)
    connection.execute(insert(audit_log).values(**record, previous_hash=previous, hash=found))
    return found


def broken(connection: Connection) -> int | None:
    """Return the id of the first record that does not follow from the one before it; None when all do."""
    previous = FIRST
    for record in connection.execute(select(audit_log).order_by(audit_log.c.id)).mappings():
        expected = _hash(previous, record)  # type: ignore[arg-type]
        if record["previous_hash"] != previous or record["hash"] != expected:
            return int(record["id"])
        previous = expected
    return None
