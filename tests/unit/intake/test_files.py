"""Files that cannot be read, and workbooks that contradict what is stored already."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from dashboard.intake import load
from dashboard.reporting import Database
from dashboard.wording import Refused
from tests.unit.intake.drafting import MILESTONE_HEADERS, Draft
from tests.unit.intake.invented import CATALOGUE
from tests.unit.intake.looking import dump
from tests.unit.intake.refusing import CATALOGUES, Expected, assert_question, assert_refused

COVER, TRANSFERS, STEPS = "填报说明", "专利运用", "任务节点"
JULY = ["2024-07", "转让", 3]


def good(sender: str = "east", period: str = "2024Q3", period_from: str = "") -> Draft:
    return Draft(CATALOGUE, sender, period, period_from)


def test_a_missing_file(database: Database, tmp_path: Path) -> None:
    assert_refused(database, tmp_path / "nothing.xlsx", Expected("missing_file", ""))


def test_a_folder_is_no_file(database: Database, tmp_path: Path) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    assert_refused(database, tmp_path / "folder.xlsx", Expected("missing_file", ""))


@pytest.mark.parametrize("name", ["a.xls", "a.et", "a.csv", "a.pdf", "a", "a.xlsx.zip"])
def test_a_wrong_extension(database: Database, tmp_path: Path, name: str) -> None:
    good().add("transfers", JULY).save(tmp_path / "a.xlsx").rename(tmp_path / name)
    assert_refused(database, tmp_path / name, Expected("wrong_extension", "", words=(".xlsx",)))


@pytest.mark.parametrize("kept", [0, 1, 100, 2_000, -1, -100])
def test_a_truncated_workbook(database: Database, tmp_path: Path, kept: int) -> None:
    file = good().add("transfers", JULY).save(tmp_path / "cut.xlsx")
    file.write_bytes(file.read_bytes()[:kept])
    assert_refused(database, file, Expected("unreadable", ""))


@pytest.mark.parametrize("content", [b"not a workbook", b"PK\x03\x04" + b"\0" * 500, "表格".encode("gb18030") * 99])
def test_a_file_that_only_claims_to_be_a_workbook(database: Database, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "claim.xlsx"
    file.write_bytes(content)
    assert_refused(database, file, Expected("unreadable", ""))


def test_a_damaged_byte_is_never_read_as_a_value(database: Database, tmp_path: Path) -> None:
    file = good().add("transfers", *([f"2024-0{month}", "转让", 3] for month in (7, 8, 9))).save(tmp_path / "a.xlsx")
    whole = file.read_bytes()
    sound = 0
    for place in range(0, len(whole), 97):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            load(database, CATALOGUES, [file], dry_run=True)
            sound += 1  # a byte that means nothing, such as a time stamp inside the archive
        except Refused as refusal:
            assert refusal.key in {f"load.{key}" for key in ("unreadable", "no_cover", "bomb", "encrypted", "entities")}
    assert sound < len(whole) / 97 / 2


def test_a_workbook_of_real_data_never_joins_demo_data(database: Database, tmp_path: Path) -> None:
    load(database, CATALOGUES, [good().add("transfers", JULY).save(tmp_path / "demo.xlsx")])
    real = good("west").add("transfers", JULY)
    real.cover["数据性质"] = "正式数据"
    expected = Expected("mixed_kind", COVER, words=("正式数据",))
    assert_refused(database, real.save(tmp_path / "real.xlsx"), expected)


def test_a_database_without_tables_is_refused(tmp_path: Path) -> None:
    file = good().add("transfers", JULY).save(tmp_path / "a.xlsx")
    with pytest.raises(Refused) as refusal:
        load(Database(f"sqlite:///{tmp_path / 'new.db'}"), CATALOGUES, [file])
    assert "init" in refusal.value.sentence("zh") and "init" in refusal.value.sentence("en")


def test_a_correction_must_cover_the_whole_span_of_what_it_corrects(database: Database, tmp_path: Path) -> None:
    base = good(period="2021Q4", period_from="2019Q1").add("transfers", ["2019-05", "转让", 3])
    load(database, CATALOGUES, [base.save(tmp_path / "base.xlsx")])
    part = good(period="2021Q4").add("transfers", ["2021-12", "转让", 3]).save(tmp_path / "part.xlsx")
    assert_refused(database, part, Expected("other_span", COVER, words=("2019Q1", "2021Q4")))


def test_two_feeds_never_state_one_value(database: Database, tmp_path: Path) -> None:
    doubled = CATALOGUE.model_copy(
        update={"feeds": (*CATALOGUE.feeds, CATALOGUE.feeds[0].model_copy(update={"id": "again", "sheet": "再报"}))}
    )
    book = Draft(doubled, "east", "2024Q3").add("transfers", JULY).add("again", JULY).save(tmp_path / "a.xlsx")
    expected = Expected("clean.twice", "再报", 4, words=(TRANSFERS,))
    (result,) = load(database, {doubled.plan.id: doubled}, [book])
    (issue,) = dump(database)["submission_issue"]
    assert (issue["code"], issue["sheet"], issue["row_no"]) == (expected.reason, expected.sheet, expected.row)
    assert (result.rows.passed, result.rows.returned) == (1, 1)


def test_a_formula_that_was_never_computed_is_an_empty_cell(database: Database, tmp_path: Path) -> None:
    file = good().add("transfers", ["2024-07", "转让", "=1+2"]).save(tmp_path / "formula.xlsx")
    assert_question(database, file, Expected("load.empty", TRANSFERS, 4, "C"))


def test_the_wrong_row_is_named_as_excel_counts_it(database: Database, tmp_path: Path) -> None:
    file = good().add("transfers", JULY).save(tmp_path / "gaps.xlsx")
    book = load_workbook(file)
    book[TRANSFERS]["A40"], book[TRANSFERS]["B40"], book[TRANSFERS]["C40"] = "2024-08", "转让", "五元半"
    book.save(file)
    assert_question(database, file, Expected("clean.no_number", TRANSFERS, 40, "C", ("五元半",)))


def test_every_milestone_header_is_required(database: Database, tmp_path: Path) -> None:
    file = good().sheet(STEPS, MILESTONE_HEADERS[:-1], [["1.2@2023", "培训", "推进中"]]).save(tmp_path / "a.xlsx")
    (result,) = load(database, CATALOGUES, [file])
    assert [(i.code, i.sheet, i.fields["columns"]) for i in result.issues] == [("load.columns_lacking", STEPS, "备注")]
    assert dump(database)["milestone_event"] == []
