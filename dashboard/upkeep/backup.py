"""Making a backup while the dashboard goes on serving and loading."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from dashboard.publishing.verifying import verified
from dashboard.reporting import Database, Reader, require_tables
from dashboard.reporting.dump import Dumped, dump, revision
from dashboard.reporting.migrating import newest
from dashboard.upkeep.backup_file import BLOCK, FOLDERS, Facts, Writer
from dashboard.wording import Refused
from dashboard.writing import sweep, whole


def backup(database: Database, var: Path, path: Path) -> Facts:
    """Write one file with every table as of one moment and the kept files below ``var``; return what it says of itself.

    The files are read after the tables: each is kept before the rows about it are committed, so none can be missing.
    What a killed backup left in the folder is removed. Refused when the file exists already or nothing was ever made
    to be backed up.
    """
    require_tables(database)
    if path.exists():
        raise Refused("backup.exists", file=path)
    sweep(path.parent)
    with whole(path) as file, Writer(file) as writer:
        with database.snapshot() as reader:
            facts = _facts(reader)
            for table in dump(reader):
                writer.add(f"tables/{table.name}", _lines(table))
        for name in FOLDERS:
            for source in kept(var / name):
                writer.add(source.relative_to(var).as_posix(), _blocks(source))
        writer.finish(facts)
    return facts


def kept(folder: Path) -> list[Path]:
    """Return the files below a folder, lists before what they list, without those that are being written."""
    found = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")]
    return sorted(found, key=lambda path: (path.name != "manifest.json", path))


def _facts(reader: Reader) -> Facts:
    """Editions of older tables are not hashed: the queries that read them know the newest tables only."""
    chain, version = reader.audit_chain(), revision(reader)
    told = verified(reader) if version == newest() else {}
    wrong = [name for name, found in told.items() if not found.holds]
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Facts(now, version, len(told), wrong, chain.count, chain.last)


def _lines(table: Dumped) -> Iterator[bytes]:
    yield _line(table.columns)
    for row in table.rows:
        yield _line(row)


def _line(cells: object) -> bytes:
    return (json.dumps(cells, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block
