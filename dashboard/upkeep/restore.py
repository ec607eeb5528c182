"""Putting a backup back, into a database of any engine: all of it, verified, or nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from dashboard.publishing.verifying import verified
from dashboard.reporting import Database, Reader, Transaction
from dashboard.reporting.dump import Dumped, Row, holds_data, refill
from dashboard.reporting.migrating import newest
from dashboard.upkeep.backup_file import FOLDERS, MANIFEST, Backup
from dashboard.wording import Refused
from dashboard.writing import write_whole

LEFT = ".restore-"  # begins the name of the folder in which files wait for their places


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back and found to be as it was."""

    rows: int
    files: int
    editions: int
    records: int


def restore(found: Backup, database: Database, var: Path, actor: str, *, replace: bool = False) -> Restored:
    """Put a backup into a database and its files below ``var``, and verify every edition and the audit log.

    Refused, with nothing changed, when the database holds data or a file differs and ``replace`` was not asked for,
    or when what was put back is not what was published.
    """
    if not replace and holds_data(database):
        raise Refused("backup.not_empty")
    new = [name for folder in FOLDERS for name in found.names(folder) if _missing(found, var, name, replace=replace)]
    editions = 0

    def check(tx: Transaction) -> None:
        nonlocal editions
        editions = _verified(tx, found)
        tx.audit(actor, "restore", found.path.name, {"made_at": found.facts.made_at, "last": found.facts.last})
        _put(found, var, new)  # last: whatever fails before leaves no file behind

    rows = refill(database, found.facts.version, (_table(found, name) for name in found.names("tables")), check)
    return Restored(rows, len(new), editions, found.facts.records)


def _missing(found: Backup, var: Path, name: str, *, replace: bool) -> bool:
    """True when a file must be written; Refused when another stands in its place."""
    target = var / name
    if not target.exists():
        return True
    if target.read_bytes() == found.read(name):
        return False
    if not replace:
        raise Refused("backup.other_file", file=target)
    return True


def _put(found: Backup, var: Path, names: Sequence[str]) -> None:
    """Write files beside their places; where there was room for all of them, let each take its place, lists last."""
    if not names:
        return
    var.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=var, prefix=LEFT) as folder:
        for name in names:
            staged = Path(folder) / name
            staged.parent.mkdir(parents=True, exist_ok=True)
            write_whole(staged, found.read(name), 0o644 if name.startswith("archive/") else 0o600)
        for name in sorted(names, key=lambda name: (name.endswith(MANIFEST), name)):
            (var / name).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            (Path(folder) / name).replace(var / name)


def _table(found: Backup, name: str) -> Dumped:
    lines = found.lines(name)
    columns = tuple(str(cell) for cell in next(lines))
    return Dumped(name.split("/", 1)[1], columns, cast(Iterator[Row], lines))


def _verified(reader: Reader, found: Backup) -> int:
    """Return how many editions hold; Refused when one, or the audit log, is not what it was when backed up.

    Of a backup of older tables nobody hashed the editions; those that hold after the upgrade are counted.
    """
    chain = reader.audit_chain()
    if (chain.count, chain.last) != (found.facts.records, found.facts.last):
        raise Refused("backup.content_differs")
    told = {name: one.holds for name, one in verified(reader).items()}
    if found.facts.version == newest():
        changed = [name for name, holds in told.items() if not holds and name not in found.facts.wrong]
        if changed:
            raise Refused("backup.edition_differs", label=changed[0])
        if len(told) != found.facts.editions:
            raise Refused("backup.content_differs")
    return sum(told.values())
