"""What every refusal must be: one sentence that names its place and the remedy, and an unchanged database."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from dashboard.intake import load
from dashboard.plan.models import Catalogue
from dashboard.reporting import Database
from dashboard.wording import Refused
from tests.unit.intake.invented import CATALOGUE
from tests.unit.intake.looking import dump

CATALOGUES = {CATALOGUE.plan.id: CATALOGUE}


@dataclass(frozen=True)
class Expected:
    """What a refusal must say: reason, sheet, row, column letter, words."""

    reason: str
    sheet: str = ""
    row: int | None = None
    column: str | None = None
    words: tuple[str, ...] = ()


def assert_refused(
    database: Database, file: Path, expected: Expected, catalogues: dict[str, Catalogue] = CATALOGUES
) -> None:
    """Load a file and check its refusal: reason, place, words, one sentence in each language, nothing stored."""
    before = dump(database)
    with pytest.raises(Refused) as caught:
        load(database, catalogues, [file])
    refusal = caught.value
    assert refusal.key == f"load.{expected.reason}"
    marks = (("zh", "。", "；", "第{}行", "{}列"), ("en", ".", ";", "row {}", "column {}"))
    for lang, stop, comma, row, column in marks:
        sentence = refusal.sentence(lang)  # type: ignore[arg-type]
        found = (
            row.format(expected.row) if expected.row else "",
            column.format(expected.column) if expected.column else "",
        )
        place = [file.name, expected.sheet, *found]
        assert [part for part in (*place, *expected.words) if part not in sentence] == []
        assert one_sentence(sentence, stop)
        assert comma in sentence  # what is wrong; what to do
    assert dump(database) == before


RETURNED = ("clean.twice", "clean.not_choice", "load.")  # what is wrong; anything else is only doubtful


def assert_question(
    database: Database, file: Path, expected: Expected, catalogues: dict[str, Catalogue] = CATALOGUES
) -> None:
    """Load a file with one spoilt row: the row is asked about in both languages and states nothing."""
    (result,) = load(database, catalogues, [file])
    assert result.outcome == "loaded"
    asked = [row for row in dump(database)["submission_issue"] if row["outcome"] != "repaired"]
    (issue,) = asked
    outcome = "returned" if str(issue["code"]).startswith(RETURNED) else "held"
    place = (issue["code"], issue["sheet"], issue["row_no"], issue["outcome"], bool(issue["column_name"]))
    assert place == (expected.reason, expected.sheet, expected.row, outcome, bool(expected.column))
    for lang, stop in (("zh", "。"), ("en", ".")):
        sentence = json.loads(str(issue["message"]))[lang]
        assert file.name not in sentence
        assert [word for word in expected.words if word not in f"{sentence}{issue['column_name']}"] == []
        assert one_sentence(sentence, stop)
    stated = [row for table in ("observation", "ledger_entry", "milestone_event") for row in dump(database)[table]]
    assert expected.row not in [row["row_no"] for row in stated]
    assert (result.rows.held, result.rows.returned) == ((1, 0) if outcome == "held" else (0, 1))
    assert result.rows.passed == len(stated)


def one_sentence(text: str, stop: str) -> bool:
    return text.endswith(stop) and "\n" not in text and (stop == "." or text.count(stop) == 1)
