"""A unit's workbook with dirt in four cells, and a demo database that a test may change, as the page sees them."""

from __future__ import annotations

import sqlite3
from io import BytesIO
from pathlib import Path

import openpyxl
from openpyxl.styles import Font

from tests.conftest import Demo

UNIT, OTHER, PERIOD = "scjg-411528", "scjg-411502", "2026Q3"
FLOWS, DEALS = "转让许可", "质押融资"


def workbook(demo: Demo, unit: str = UNIT) -> Path:
    """Return the workbook that a unit sent for the period."""
    return next((demo.folder / PERIOD).glob(f"*{unit}*.xlsx"))


def edited(source: Path | bytes, **cells: object) -> bytes:
    """Return a workbook with cells set: ``C4=9`` on the sheet of flows."""
    book = openpyxl.load_workbook(BytesIO(source) if isinstance(source, bytes) else source)
    for place, value in cells.items():
        book[FLOWS][place] = value
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def dirty(demo: Demo) -> bytes:
    """Return the workbook with one value to be put right, one in doubt, one wrong and one that is simply another."""
    return edited(workbook(demo), C4="４ 次", C5="约20", C6=-3, C7=41)


def red(source: Path | bytes, *places: str) -> bytes:
    """Return a workbook in which cells on the sheet of flows are written in red: by custom still to be confirmed."""
    book = openpyxl.load_workbook(BytesIO(source) if isinstance(source, bytes) else source)
    for place in places:
        book[FLOWS][place].font = Font(color="FFFF0000")
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def answers(database: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    """Return what a database holds, past all of our own code."""
    opened = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        return list(opened.execute(sql, values))
    finally:
        opened.close()


def stored(database: Path) -> tuple[int, int, int]:
    """Return how many workbooks, observations and audit records there are."""
    (row,) = answers(database, "select (select count(*) from submission), (select count(*) from observation), "
                               "(select count(*) from audit_log)")  # fmt: skip
    first, second, third = (int(str(value)) for value in row)
    return first, second, third


def flows(database: Path) -> dict[str, int]:
    """Return the numbers of transfers that are in force for the unit, by month and kind."""
    found = answers(database, "select period, breakdown, value from observation where sender = ? and to_edition is "
                              "null and indicator = 'ip_transfers' and period >= '2026-07'", UNIT)  # fmt: skip
    return {f"{period} {kind}": int(str(value)) for period, kind, value in found}
