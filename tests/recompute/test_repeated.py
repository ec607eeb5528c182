"""Two runs of demo, load and publish: the same workbooks to the last byte, the same hashes of every edition."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import build
from tests.recompute import recompute

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


def check_a_second_run(demo: Demo, folder: Path, last: str) -> list[tuple[str, str, str]]:
    """Make the demo once more, publish it up to a quarter, compare; return the hashes of the editions compared."""
    build(folder, last)
    first, again = fingerprints(demo.folder), fingerprints(folder / "workbooks")
    assert len(first) > 600
    assert again == first
    made = hashes(folder / "reporting.db")
    assert made == hashes(demo.database)[: len(made)]
    return made


def test_a_second_run_makes_the_same_bytes_and_the_same_hashes(demo: Demo, tmp_path: Path) -> None:
    made = check_a_second_run(demo, tmp_path, "2022Q4")
    assert [label for label, _, _ in made] == recompute.quarters("2021Q4", "2022Q4")


@pytest.mark.large
def test_a_second_run_makes_the_same_hashes_up_to_the_last_edition(demo: Demo, tmp_path: Path) -> None:
    assert len(check_a_second_run(demo, tmp_path, "2026Q3")) == 19 == len(hashes(demo.database))
