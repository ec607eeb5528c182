"""The stored level of every reading beside the default equals, exactly, its own recomputation from the workbooks."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.recompute import recompute
from tests.recompute.readings import FLOWS, LEVELS
from tests.recompute.recompute import Book

if TYPE_CHECKING:
    from tests.conftest import Demo

EDITIONS = (*recompute.quarters("2022Q1", "2025Q4"), "2026Q3")  # before the plan begins nothing is judged
SAME_LEVEL = {  # readings that judge the default's own numbers by another rule, base or window
    "default", "base_2022", "base_2020", "arithmetic", "accumulation", "every_year", "average", "window_2025",
    "four_years", "window_mid",
}  # fmt: skip


Stored = dict[str, dict[tuple[str, str], Decimal | None]]


@pytest.fixture(scope="session")
def stored(demo: Demo) -> Stored:
    """Level of each verdict by edition label, then target and reading."""
    return _stored(demo, "level")


@pytest.fixture(scope="session")
def bases(demo: Demo) -> Stored:
    """Base of each verdict by edition label, then target and reading."""
    return _stored(demo, "base")


def _stored(demo: Demo, column: str) -> Stored:
    with closing(sqlite3.connect(f"file:{demo.database}?mode=ro", uri=True)) as database:
        rows = database.execute(
            f"select edition.label, verdict.target, verdict.reading, verdict.{column} from verdict "
            "join edition on edition.plan = verdict.plan and edition.number = verdict.edition"
        ).fetchall()
    return _by_label(rows)


def _by_label(rows: list[tuple[str, str, str, str | None]]) -> Stored:
    found: Stored = {}
    for label, target, reading, number in rows:
        found.setdefault(label, {})[target, reading] = None if number is None else Decimal(number)
    return found


def test_every_reading_is_recomputed_or_shares_the_defaults_numbers(stored: Stored) -> None:
    other = {key for key in stored["2025Q3"] if key[1] not in SAME_LEVEL}
    assert other == set(LEVELS)
    assert len(other) > 60


@pytest.mark.parametrize("label", EDITIONS)
def test_levels_of_readings(books: list[Book], stored: Stored, label: str) -> None:
    arrived = recompute.delivered(books, label)
    told = {key: formula(arrived, recompute.quarter_end(label)) for key, formula in LEVELS.items()}
    assert {key: stored[label][key] for key in told} == told


def test_the_readings_tell_something(stored: Stored) -> None:
    final = stored["2026Q3"]
    assert all(final[key] is not None for key in LEVELS)
    differing = {key for key in LEVELS if final[key] != final[key[0], "default"]}
    assert len(differing) > 40


@pytest.mark.parametrize("label", ["2022Q1", "2023Q4", "2026Q3"])
def test_bases_of_readings(books: list[Book], bases: Stored, label: str) -> None:
    arrived, year = recompute.delivered(books, label), (date(2021, 1, 1), date(2021, 12, 31))
    told = {key: Decimal(100) if key[1] == "mean_index" else flow(arrived, year) for key, flow in FLOWS.items()}
    assert {key: bases[label][key] for key in told} == told
