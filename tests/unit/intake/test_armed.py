"""SQL, markup and formulas in the cells of a workbook: a text stays a text, and what is stored is what was sent."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest

from dashboard.intake import load
from dashboard.reporting import Database
from dashboard.wording import Refused
from tests.unit.intake.drafting import Draft, pledge
from tests.unit.intake.invented import CATALOGUE
from tests.unit.intake.looking import seen
from tests.unit.intake.refusing import CATALOGUES

TEXTS = ("'; drop table ledger_entry; --", "x' or '1'='1", "1 union select hash from audit_log",
         ":plan %(plan)s ? $1",
         "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}} {0} %s ${x}", "../../etc/passwd")


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_that_wants_to_be_run_is_a_key_like_any_other(database: Database, tmp_path: Path, text: str) -> None:
    draft = Draft(CATALOGUE, "east", "2024Q3").add("pledge", pledge(registration_no=text), pledge(registration_no="B"))
    (result,) = load(database, CATALOGUES, [draft.save(tmp_path / "a.xlsx")])
    assert result.outcome == "loaded" and result.rows.returned == 0
    kept = {str(row["entry_key"]): json.loads(str(row["raw"])) for row in seen(database, "ledger_entry")}
    assert len(kept) == 2 and text in {raw["registration_no"] for raw in kept.values()}
    (again,) = load(database, CATALOGUES, [draft.save(tmp_path / "b.xlsx")])
    assert again.outcome == "unchanged" and len(seen(database, "ledger_entry")) == 2


@pytest.mark.parametrize("text", [TEXTS[0], *(pytest.param(text, marks=pytest.mark.large) for text in TEXTS[1:])])
def test_in_every_other_cell_of_row_header_and_cover_it_is_asked_about_and_never_run(
    database: Database, tmp_path: Path, text: str
) -> None:
    draft = Draft(CATALOGUE, "east", "2024Q3").add("pledge", pledge(registration_no="A"))
    (row,) = draft.sheets["质押台账"][3:]
    for place in range(1, len(row)):
        spoiled = Draft(CATALOGUE, "east", "2024Q3").add("pledge", [*row[:place], text, *row[place + 1 :]])
        (result,) = load(database, CATALOGUES, [spoiled.save(tmp_path / "c.xlsx")], dry_run=True)
        assert result.rows.held + result.rows.returned + result.rows.repaired + result.rows.passed == 1
    for key in draft.cover:
        spoiled = Draft(CATALOGUE, "east", "2024Q3").add("pledge", pledge(registration_no="A"))
        spoiled.cover[key] = text
        with suppress(Refused):  # in one sentence
            load(database, CATALOGUES, [spoiled.save(tmp_path / "d.xlsx")], dry_run=True)
    assert seen(database, "ledger_entry") == []
