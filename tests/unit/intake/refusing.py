"""What every refusal must be: one sentence that names its place and the remedy, and an unchanged database."""

from __future__ import annotations

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


def one_sentence(text: str, stop: str) -> bool:
    return text.endswith(stop) and "\n" not in text and (stop == "." or text.count(stop) == 1)
