"""The append-only audit log: each record holds the hash of the one before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import Connection, insert, select

from dashboard.reporting.hashing import canonical_json, sha256
from dashboard.reporting.schema import audit_log

FIRST = "0" * 64
_FIELDS = ("at", "actor", "action", "object", "detail")
_CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Wrong:
    """The first record that does not follow from the one before it."""

    id: int
    place: int  # counted from 1
    at: str
    how: Literal["changed", "unlinked"]  # its own text was changed | what stood before it was removed, added or changed


@dataclass(frozen=True, slots=True)
class Chain:
    """What the hashes of the log say: records that follow one another, the last one's hash, and where it ends early."""

    count: int
    last: str
    wrong: Wrong | None
    noted: bool  # whether the hash asked for is one of the chain's


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


def chain(connection: Connection, noted: str = "") -> Chain:
    """Hash every record again and return how far they follow one another.

    ``noted``: a hash written down earlier; that it is missing shows what no chain can, a log cut off at its end.
    """
    previous, count, seen = FIRST, 0, noted in ("", FIRST)
    statement = select(audit_log).order_by(audit_log.c.id)
    with connection.execute(statement, execution_options={"yield_per": _CHUNK}) as result:
        for record in result.mappings():
            own = _hash(str(record["previous_hash"]), record)  # type: ignore[arg-type]
            if record["hash"] != own or record["previous_hash"] != previous:
                how: Literal["changed", "unlinked"] = "changed" if record["hash"] != own else "unlinked"
                return Chain(count, previous, Wrong(int(record["id"]), count + 1, str(record["at"]), how), seen)
            previous, count, seen = own, count + 1, seen or own == noted
    return Chain(count, previous, None, seen)
