"""零报告: the ticked box stands for every sheet that is owed, and is refused beside news."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dashboard.intake import load
from dashboard.reporting import Database
from dashboard.wording import Refused
from tests.unit.intake.drafting import Draft, pledge
from tests.unit.intake.invented import CATALOGUE
from tests.unit.intake.looking import dump, seen
from tests.unit.intake.test_versions import CATALOGUES, told

OWED = {("transfers", "2024Q3"), ("pledge", "2024Q3"), ("milestones", "2024Q3")}


def nil(answer: object = "是", day: int = 8) -> Draft:
    """Return the eastern county's cover with the box filled in, and no sheet."""
    draft = Draft(CATALOGUE, "east", "2024Q3", filled_on=date(2024, 10, day))
    draft.cover |= {"模板版本": "2", "零报告": answer}
    return draft


def reported(database: Database) -> set[tuple[object, object]]:
    return {(row["subject"], row["period"]) for row in seen(database, "receipt")}


@pytest.mark.parametrize("answer", ["是", " 是 ", "√", "☑"])
def test_the_cover_alone_reports_everything_owed(database: Database, tmp_path: Path, answer: str) -> None:
    (result,) = load(database, CATALOGUES, [nil(answer).save(tmp_path / "a.xlsx")])
    assert (result.outcome, result.rows.passed) == ("loaded", 0)
    assert reported(database) == OWED


def test_a_box_left_empty_or_answered_no_reports_what_is_there(database: Database, tmp_path: Path) -> None:
    for number, answer in enumerate(("否", None)):
        draft = nil(answer, day=number + 1).add("pledge")
        load(database, CATALOGUES, [draft.save(tmp_path / f"{number}.xlsx")])
        assert reported(database) == {("pledge", "2024Q3")}


def test_empty_sheets_noughts_and_what_was_known_before_deny_nothing(database: Database, tmp_path: Path) -> None:
    draft = nil().add("transfers", ["2024-07", "转让", 0], ["2024-06", "转让", 5])
    draft.add("pledge", pledge(registered_on=date(2024, 5, 6)))
    load(database, CATALOGUES, [draft.save(tmp_path / "a.xlsx")])
    assert reported(database) == OWED
    assert told(database) == {"2024-06": 5, "2024-07": 0}


@pytest.mark.parametrize(
    ("subject", "row"),
    [
        ("transfers", ["2024-08", "转让", 1]), ("transfers", ["2024-08", "转让", "约1"]),
        ("pledge", pledge(registered_on=date(2024, 8, 6))),
        ("pledge", pledge(registered_on=date(2024, 2, 6), amount="约600")),
    ],
)  # fmt: skip
def test_news_beside_the_box_is_refused_with_its_place(
    database: Database, tmp_path: Path, subject: str, row: list[object]
) -> None:
    before = dump(database)
    with pytest.raises(Refused, match="第4行填有本期内容") as refusal:
        load(database, CATALOGUES, [nil().add(subject, row).save(tmp_path / "a.xlsx")])
    assert "nil return" in refusal.value.sentence("en")
    assert dump(database) == before


def test_another_word_in_the_box_is_asked_for(database: Database, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="零报告"):
        load(database, CATALOGUES, [nil("待定").save(tmp_path / "a.xlsx")])


def test_a_nil_return_corrects_and_is_corrected(database: Database, tmp_path: Path) -> None:
    full = nil("否", day=1).add("transfers", ["2024-07", "转让", 3])
    load(database, CATALOGUES, [full.save(tmp_path / "a.xlsx"), nil(day=2).save(tmp_path / "b.xlsx")])
    assert (told(database), reported(database)) == ({}, OWED)
    again = nil("否", day=3).add("transfers", ["2024-07", "转让", 4])
    load(database, CATALOGUES, [again.save(tmp_path / "c.xlsx")])
    assert (told(database), reported(database)) == ({"2024-07": 4}, OWED)
