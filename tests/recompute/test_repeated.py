"""Two runs of demo, load and publish: the same workbooks to the last byte, the same hashes of every edition."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from tests.conftest import build

if TYPE_CHECKING:
    from tests.conftest import Demo


def fingerprints(folder: Path) -> dict[str, str]:
    """Return the hash of every workbook by its path."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*.xlsx")
    }


def hashes(database: Path) -> list[tuple[str, str, str]]:
    """Return label, hash of the inputs and hash of the results of every edition, oldest first."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return connection.execute("select label, input_hash, result_hash from edition order by number").fetchall()


def test_a_second_run_makes_the_same_bytes_and_the_same_hashes(demo: Demo, tmp_path: Path) -> None:
    build(tmp_path)
    first, again = fingerprints(demo.folder), fingerprints(tmp_path / "workbooks")
    assert len(first) > 600
    assert again == first
    assert hashes(tmp_path / "reporting.db") == hashes(demo.database)
    assert len(hashes(demo.database)) == 18
