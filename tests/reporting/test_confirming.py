"""A confirmation on every engine: the row counts, the same file is known again, another engine says the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.styles import Font

from dashboard.intake import load
from dashboard.intake.confirming import HeldRow, Word, confirm
from dashboard.reporting import Database, init
from tests.unit.intake.drafting import Draft
from tests.unit.intake.invented import CATALOGUE
from tests.unit.intake.looking import values

PLAN = CATALOGUE.plan.id
PLANS = {PLAN: CATALOGUE}


def test_a_confirmed_row_counts_on_every_engine(database: Database, tmp_path: Path) -> None:
    init(database, PLANS)
    draft = Draft(CATALOGUE, "east", "2024Q3").add("transfers", ["2024-07", "转让", 3], ["2024-08", "许可", 2])
    path, originals = draft.save(tmp_path / "a.xlsx"), tmp_path / "originals"
    book = load_workbook(path)
    book.worksheets[-1].cell(5, 3).font = Font(color="FFFF0000")
    book.save(path)
    load(database, PLANS, [path], originals=originals)
    assert list(values(database).values()) == [3]
    row = HeldRow(PLAN, "east", "2024Q3", book.worksheets[-1].title, 5)
    result = confirm(database, PLANS, row, Word("已核对", "审核人", date(2024, 10, 20)), originals)
    assert (result.version, result.added) == (2, 1) and sorted(map(int, map(str, values(database).values()))) == [2, 3]
    (again,) = load(database, PLANS, [path], originals=originals)
    assert (again.outcome, again.version) == ("unchanged", 2)
