"""Workbooks are kept as they came, or their rows are not taken; and of one sender only where that is asked."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from dashboard.intake import load
from dashboard.intake.originals import keep, original
from dashboard.reporting import Database
from dashboard.wording import Refused
from tests.unit.intake.drafting import Draft
from tests.unit.intake.invented import CATALOGUE
from tests.unit.intake.looking import dump

CATALOGUES = {CATALOGUE.plan.id: CATALOGUE}


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A workbook with one value."""
    return Draft(CATALOGUE, "east", "2024Q3").add("transfers", ["2024-07", "转让", 4]).save(tmp_path / "sent.xlsx")


def test_what_was_taken_is_kept_byte_by_byte(database: Database, workbook: Path, tmp_path: Path) -> None:
    folder = tmp_path / "var" / "originals"
    load(database, CATALOGUES, [workbook], dry_run=True, originals=folder)
    assert not folder.exists()
    load(database, CATALOGUES, [workbook], originals=folder)
    digest = hashlib.sha256(workbook.read_bytes()).hexdigest()
    assert [file.name for file in folder.iterdir()] == [digest]
    kept = original(folder, digest)
    assert kept is not None and kept.read_bytes() == workbook.read_bytes()
    assert original(folder, "0" * 64) is None


def test_rows_are_not_taken_when_the_original_cannot_be_kept(
    database: Database, workbook: Path, tmp_path: Path
) -> None:
    (tmp_path / "full").write_text("a file where the folder should be")
    before = dump(database)
    with pytest.raises(Refused) as refused:
        load(database, CATALOGUES, [workbook], originals=tmp_path / "full" / "originals")
    assert refused.value.key == "load.not_kept" and "sent.xlsx" in refused.value.sentence("zh")
    assert dump(database) == before


def test_a_file_changed_since_it_was_read_is_not_kept(workbook: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        keep(workbook, "0" * 64, tmp_path / "originals")
    assert refused.value.key == "load.changed_meanwhile" and not (tmp_path / "originals").exists()


def test_another_senders_workbook_is_refused(database: Database, workbook: Path) -> None:
    before = dump(database)
    with pytest.raises(Refused) as refused:
        load(database, CATALOGUES, [workbook], only="west")
    assert refused.value.key == "load.foreign_sender" and dump(database) == before
    (result,) = load(database, CATALOGUES, [workbook], only="east")
    assert result.outcome == "loaded"
