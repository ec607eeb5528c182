"""A sheet filled in before its quarter ended: what was still running is shown, and nothing is compared with it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from dashboard.intake import load
from dashboard.publishing import publish
from dashboard.reporting import Database, init
from tests.unit.publishing.lakeside import LAKESIDE, drafts, write

THROUGH = "2022-06"


def _published(tmp_path: Path, filled_on: date) -> tuple[Database, int, dict[str, object]]:
    tmp_path.mkdir(exist_ok=True)
    database = Database(f"sqlite:///{tmp_path / 'reporting.db'}")
    init(database, {LAKESIDE.plan.id: LAKESIDE})
    files = [file for file in write(LAKESIDE, tmp_path, "2022Q2") if file.parent.name != "2022Q2"]
    for draft in drafts(LAKESIDE, "2022Q2"):
        draft.cover["填报日期"] = filled_on if draft.sender == "east" else date(2022, 7, 5)
        files.append(draft.save(tmp_path / "2022Q2" / f"2022Q2_{draft.sender}.xlsx"))
    assert all(found.outcome == "loaded" for found in load(database, {LAKESIDE.plan.id: LAKESIDE}, files))
    edition = publish(database, LAKESIDE, through=THROUGH, publisher="试验")
    row = next(row for row in database.rows("verdicts", plan=LAKESIDE.plan.id, edition=edition.number)
               if (row["target"], row["is_default"]) == ("t_transfers", 1))  # fmt: skip
    return database, edition.number, json.loads(str(row["details"]))


def test_a_month_that_was_still_running_is_shown_and_not_compared(tmp_path: Path) -> None:
    database, _, found = _published(tmp_path, date(2022, 6, 20))
    assert (found["period"], found["months"]) == ("2022-05", 5)
    assert found["partial_period"] == THROUGH and float(str(found["partial_level"])) > 0
    database.close()


def test_a_sheet_filled_in_afterwards_covers_its_whole_quarter(tmp_path: Path) -> None:
    database, _, found = _published(tmp_path, date(2022, 7, 5))
    assert (found["period"], found["partial_period"]) == (THROUGH, None)
    database.close()


def test_the_day_on_the_cover_is_part_of_what_an_edition_rests_on(tmp_path: Path) -> None:
    hashes = []
    for name, day in (("early", date(2022, 6, 20)), ("late", date(2022, 7, 5))):
        database, number, _ = _published(tmp_path / name, day)
        hashes += [row["input_hash"] for row in database.rows("edition_list", plan=LAKESIDE.plan.id)
                   if row["number"] == number]  # fmt: skip
        database.close()
    assert len(set(hashes)) == 2
