"""The stored level of every numeric target and edition equals, exactly, the recomputation from the workbooks."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.recompute import recompute
from tests.recompute.recompute import Book

if TYPE_CHECKING:
    from tests.conftest import Demo

EDITIONS = (*recompute.quarters("2021Q4", "2025Q4"), "2026Q3")
NUMERIC = 14
Stored = dict[tuple[str, str], tuple[Decimal | None, Decimal | None, str]]  # (edition, target) -> level, base, status


@pytest.fixture(scope="session")
def stored(demo: Demo) -> Stored:
    """Level, base and status of each default verdict, by edition label and target."""
    with closing(sqlite3.connect(f"file:{demo.database}?mode=ro", uri=True)) as database:
        rows = database.execute(
            "select edition.label, verdict.target, verdict.level, verdict.base, verdict.status from verdict "
            "join edition on edition.plan = verdict.plan and edition.number = verdict.edition "
            "where verdict.is_default = 1 and edition.kind = 'quarter'"
        ).fetchall()
    return {(label, target): (_exact(level), _exact(base), status) for label, target, level, base, status in rows}


def _exact(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def test_every_quarter_has_its_edition(stored: Stored) -> None:
    assert {label for label, _ in stored} == set(EDITIONS)


@pytest.mark.parametrize("label", EDITIONS)
def test_levels_and_bases(
    books: list[Book], stored: Stored, label: str
) -> None:
    levels = recompute.levels(books, label, recompute.quarter_end(label))
    assert len(levels) == NUMERIC
    assert {target: stored[label, target][0] for target in levels} == levels
    if label > "2021Q4":  # before the plan begins nothing is judged and no base is asked for
        bases = recompute.bases(books, label)
        assert {target: stored[label, target][1] for target in bases} == bases


@pytest.mark.parametrize("label", EDITIONS)
def test_a_target_has_a_level_exactly_when_it_has_a_verdict(
    books: list[Book], stored: Stored, label: str
) -> None:
    levels = recompute.levels(books, label, recompute.quarter_end(label))
    for target, level in levels.items():
        assert (level is None) == (stored[label, target][2] in ("awaited", "not_assessed")), target


def test_the_recomputation_notices_a_missing_workbook_a_changed_value_and_the_cut_off(books: list[Book]) -> None:
    end, target = recompute.quarter_end("2025Q3"), "ip_transfer_license_growth"
    whole = recompute.levels(books, "2025Q3", end)
    without = [book for book in books if (book.sender, book.period) != ("scjg-411524", "2025Q2")]
    assert recompute.levels(without, "2025Q3", end)[target] is None
    assert recompute.levels(without, "2025Q3", end)["gi_output_growth"] == whole["gi_output_growth"]
    earlier = recompute.levels(books, "2025Q3", recompute.quarter_end("2025Q2"))[target]
    assert earlier is not None
    assert whole[target] is not None
    assert earlier < whole[target]
    assert recompute.levels(books, "2025Q2", end)[target] is None
