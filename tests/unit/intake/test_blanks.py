"""Blanks: what a unit gets says what it sent last, loads as it is, and loads what is filled in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.intake import load
from dashboard.intake.blanks import issue
from dashboard.intake.blanks.entering import enter_nothing
from dashboard.intake.blanks.issuing import current
from dashboard.intake.template import templates
from dashboard.plan import load_catalogues, lookup, periods
from dashboard.plan.models import Ledger
from dashboard.reporting import Database, init
from dashboard.settings import ROOT
from dashboard.wording import Refused
from tests.unit.intake.drafting import Draft, headers, pledge
from tests.unit.intake.invented import CATALOGUE, PLEDGE
from tests.unit.intake.looking import dump, seen, values
from tests.unit.intake.refusing import CATALOGUES

HEADER, FIRST = 5, 6  # rows
ENDING = CATALOGUE.model_copy(update={"ledgers": (PLEDGE.model_copy(update={"ends": ("released_on",)}),)})
OLD = [["2023-10", "转让", 5], ["2023-10", "许可", 1]]


@pytest.fixture
def told(database: Database, tmp_path: Path) -> Database:
    """East has sent two quarters: transfers a year ago, an open pledge and a released one, one step under way."""
    early = Draft(CATALOGUE, "east", "2023Q4").add("transfers", *OLD)
    released = pledge(registration_no="R-1", registered_on=date(2023, 11, 1), released_on=date(2024, 6, 1))
    late = Draft(CATALOGUE, "east", "2024Q3").add("pledge", pledge(), released)
    late.milestones(["1.2@2024", "培训（2024）", "推进中", None, "", "名单已报"])
    load(database, CATALOGUES, [draft.save(tmp_path / f"{draft.period}.xlsx") for draft in (early, late)])
    return database


def made(database: Database, folder: Path, sender: str = "east", period: str = "2024Q4") -> Path:
    (file,) = issue(database, ENDING, folder, period, sender)
    return file


def filled(file: Path, change: Callable[[Workbook], None]) -> Path:
    """Fill in a blank as a unit does, by another program than the one that wrote it."""
    book = load_workbook(file)
    change(book)
    book.save(file)
    return file


def rows(sheet: Worksheet) -> list[tuple[object, ...]]:
    found = sheet.iter_rows(min_row=FIRST, values_only=True)
    return [tuple(row) for row in found if any(value is not None for value in row)]


def test_values_stand_beside_those_of_a_year_ago(told: Database, tmp_path: Path) -> None:
    sheet = load_workbook(made(told, tmp_path))["专利运用"]
    assert [cell.value for cell in sheet[HEADER]] == ["月份", "类型", "次数", "上年同期次数"]
    assert rows(sheet)[:3] == [
        ("2024-10", "转让", None, 5),
        ("2024-10", "许可", None, 1),
        ("2024-11", "转让", None, None),
    ]
    assert len(rows(sheet)) == 6


def test_open_entries_are_there_as_they_were_sent_and_ended_ones_are_not(told: Database, tmp_path: Path) -> None:
    (entry,) = rows(load_workbook(made(told, tmp_path))["质押台账"])
    wanted = [
        "Y2024980000001",
        "示例科技有限公司",
        "东县",
        None,
        datetime(2024, 8, 15),
        None,
        600,
        3,
        4.35,
        "专利",
        "是",
    ]
    assert list(entry) == wanted


def test_open_milestones_have_their_last_state(told: Database, tmp_path: Path) -> None:
    sheet = load_workbook(made(told, tmp_path))["任务节点"]
    assert rows(sheet) == [
        ("1.2@2023", "培训（2023）", "未启动", None, None, None),
        ("1.2@2024", "培训（2024）", "推进中", None, None, "名单已报"),
        ("1.2@2025", "培训（2025）", "未启动", None, None, None),
    ]


def test_an_untouched_blank_of_the_next_period_changes_no_value_and_no_entry(told: Database, tmp_path: Path) -> None:
    tables = ("observation", "ledger_entry")
    before = [[row["id"] for row in seen(told, table)] for table in tables]
    (result,) = load(told, CATALOGUES, [made(told, tmp_path)])
    assert (result.outcome, result.changed, result.closed) == ("loaded", 0, 0)
    assert [[row["id"] for row in seen(told, table)] for table in tables] == before


def test_an_untouched_blank_of_a_period_already_sent_changes_nothing(told: Database, tmp_path: Path) -> None:
    (result,) = load(told, CATALOGUES, [made(told, tmp_path / "blanks", period="2024Q3")])
    assert (result.outcome, result.changed, result.closed) == ("replaced", 0, 0)


def test_months_missing_from_a_period_already_sent_are_asked_for(told: Database, tmp_path: Path) -> None:
    (result,) = load(told, CATALOGUES, [made(told, tmp_path / "blanks", period="2023Q4")])
    assert min(issue.row_no for issue in result.issues) == FIRST + 2  # October was sent


def test_what_is_filled_in_is_loaded(told: Database, tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        for row in range(FIRST, FIRST + 6):
            book["专利运用"].cell(row, 3, row)
        book["质押台账"].cell(FIRST, 6, datetime(2024, 12, 20))
        book["质押台账"].cell(FIRST + 1, 1, "NEW-1")
        book["质押台账"].cell(FIRST + 1, 2, "示例新公司")
        book["质押台账"].cell(FIRST + 1, 7, 12.34)

    (result,) = load(told, CATALOGUES, [filled(made(told, tmp_path), fill)])
    assert result.outcome == "loaded"
    found = values(told)
    assert found["transfers", "990101", "2024-10", "transfer"] == 6
    assert found["transfers", "990101", "2024-12", "licence"] == 11
    entries = {row["entry_key"]: str(row["attributes"]) for row in seen(told, "ledger_entry")}
    assert '"released_on":"2024-12-20"' in entries["Y2024980000001"]
    assert '"amount":"12340000"' in entries["NEW-1"].replace(" ", "")


def test_a_value_left_out_among_others_is_asked_for(told: Database, tmp_path: Path) -> None:
    file = filled(made(told, tmp_path), lambda book: book["专利运用"].cell(FIRST, 3, 4) and None)
    (result,) = load(told, CATALOGUES, [file])
    assert min(issue.row_no for issue in result.issues) == FIRST + 1


def test_a_zero_report_is_a_receipt_without_rows(database: Database, tmp_path: Path) -> None:
    def tick(book: Workbook) -> None:
        cover = book["填报说明"]
        (row,) = [row for row in range(1, 30) if cover.cell(row, 1).value == "零报告"]
        cover.cell(row, 2, "是")
        cover.cell(next(r for r in range(1, 30) if cover.cell(r, 1).value == "数据性质"), 2, "演示数据")

    load(database, CATALOGUES, [filled(made(database, tmp_path, "bank-01"), tick)])
    owed = [*periods.span("2019-01", "2024-12", "Q")]
    assert [(row["sender"], row["subject"], row["period"]) for row in seen(database, "receipt")] == [
        ("bank-01", "pledge", quarter) for quarter in owed
    ]
    assert seen(database, "ledger_entry") == []


def test_the_first_workbook_asks_for_everything_owed_until_then(database: Database, tmp_path: Path) -> None:
    """Going live: nobody has to know since when the plan's data are asked for, or to type a row that is."""
    asked = rows(load_workbook(made(database, tmp_path))["专利运用"])
    assert (asked[0][0], asked[-1][0], len(asked)) == ("2019-01", "2024-12", 6 * 12 * 2)
    enter_nothing(database, ENDING, "east", "2024Q4", tmp_path / "nothing.xlsx", date(2025, 1, 2))
    (cover,) = [sheet for sheet in load_workbook(tmp_path / "nothing.xlsx") if sheet.title == "填报说明"]
    assert {row[0].value: row[1].value for row in cover}["起始期"] == "2024Q4"  # nothing new, not nothing ever


def test_the_example_is_marked_and_never_read(told: Database, tmp_path: Path) -> None:
    file = made(told, tmp_path)
    for sheet in load_workbook(file).worksheets[1:]:
        assert str(sheet.cell(HEADER - 1, 1).value).startswith("示例")
    load(told, CATALOGUES, [file])
    assert not [row for row in seen(told, "ledger_entry") if "示例登记号" in str(row["entry_key"])]


def test_headers_are_protected_and_cells_are_open_and_words_are_offered(told: Database, tmp_path: Path) -> None:
    book = load_workbook(made(told, tmp_path))
    sheet = book["质押台账"]
    assert sheet.protection.sheet and sheet.protection.password is None
    assert sheet.cell(HEADER, 1).protection.locked and not sheet.cell(FIRST, 1).protection.locked
    assert not sheet.cell(FIRST + 100, 1).protection.locked or not sheet.column_dimensions["A"].protection.locked
    offered = {rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"}
    assert {'"东县,西县"', '"专利,商标"', '"是,否"', '"东高新区,跨县新区"'} == offered
    labels = [book["填报说明"].cell(row, 1).value for row in range(1, 30)]
    assert {"表号", "制定机关", "批准文号", "有效期至", "零报告", "模板版本"} <= set(labels)


def test_the_same_input_gives_the_same_bytes(told: Database, tmp_path: Path) -> None:
    first, second = (made(told, tmp_path / name) for name in ("a", "b"))
    assert first.read_bytes() == second.read_bytes()


def test_a_unit_gets_its_own_sheets_only(told: Database, tmp_path: Path) -> None:
    before = dump(told)
    files = issue(told, ENDING, tmp_path / "all", "2024Q4")
    assert [file.name for file in files] == [
        f"{sender}-2024Q4.xlsx" for sender in ("east", "west", "zone-east", "zone-twin", "org_city", "bank-01")
    ]
    assert load_workbook(files[-1]).sheetnames == ["填报说明", "质押台账"]
    assert rows(load_workbook(files[1])["质押台账"]) == []  # what another county sent stays there
    assert dump(told) == before


@pytest.mark.parametrize(
    ("sender", "period", "key"),
    [("nobody", "2024Q4", "unknown_sender"), ("east", "2024-10", "not_a_quarter"), ("east", "2031Q1", "not_a_quarter")],
)
def test_it_refuses(told: Database, tmp_path: Path, sender: str, period: str, key: str) -> None:
    with pytest.raises(Refused) as caught:
        issue(told, ENDING, tmp_path / "none", period, sender)
    assert caught.value.key == f"templates.{key}"
    assert not (tmp_path / "none").exists()


def test_the_period_of_a_day_is_the_quarter_that_has_ended() -> None:
    days = (date(2024, 10, 1), date(2024, 12, 31), date(2025, 1, 1), date(2030, 1, 1))
    assert [current(CATALOGUE, day) for day in days] == ["2024Q3", "2024Q3", "2024Q4", "2026Q4"]


def test_every_sheet_of_the_plan_is_issued_as_it_is_declared_and_loads_untouched(tmp_path: Path) -> None:
    catalogue = load_catalogues(ROOT / "data" / "plan")["xinyang-2022"]
    database = Database(f"sqlite:///{tmp_path / 'reporting.db'}")
    init(database, {catalogue.plan.id: catalogue})
    files = issue(database, catalogue, tmp_path, "2026Q4")
    issued = {sheet.title: sheet for file in files for sheet in load_workbook(file).worksheets}
    for subject in lookup.subjects(catalogue):
        header = [cell.value for cell in issued[subject.sheet][HEADER]]
        assert [word for word in header if not str(word).startswith("上年同期")] == headers(subject)
        if isinstance(subject, Ledger):
            choices = [column for column in subject.columns if column.type in ("choice", "boolean", "region", "zone")]
            rules = issued[subject.sheet].data_validations.dataValidation
            assert len([rule for rule in rules if rule.type == "list"]) == len(choices)
    county = next(file for file in files if file.name.startswith("scjg-411525"))

    def tell(book: Workbook) -> None:
        told = ("示例做法", "经验做法", "固始县市场监管局", datetime(2026, 11, 3), "省", "是", datetime(2026, 12, 1))
        for place, value in enumerate(told, 1):
            book["工作动态与经验做法"].cell(FIRST, place, value)

    results = load(database, {catalogue.plan.id: catalogue}, files)
    assert {result.outcome for result in results} == {"loaded"}
    assert seen(database, "observation") == seen(database, "ledger_entry") == []
    load(database, {catalogue.plan.id: catalogue}, [filled(county, tell)])
    (entry,) = seen(database, "ledger_entry")
    assert (entry["ledger"], entry["title"], entry["region"]) == ("news", "示例做法", "411525")
    database.close()


def test_a_quarter_with_nothing_new_takes_one_field(told: Database, tmp_path: Path) -> None:
    """A unit ticks one box of its prefilled workbook, types nothing else, and has reported all it owes."""
    file = made(told, tmp_path)
    layout = templates()["2"]
    assert layout.blank is not None
    label, yes = layout.blank.zero_report, layout.blank.zero_options[0]

    def cells() -> dict[tuple[str, str], object]:
        book = load_workbook(file)
        return {(sheet.title, cell.coordinate): cell.value for sheet in book for line in sheet for cell in line}

    def tick(book: Workbook) -> None:
        cover = book[layout.cover.sheet]
        row = next(line[0].row for line in cover if line[0].value == label)
        cover.cell(row, 2).value = yes

    before = cells()
    filled(file, tick)
    assert [after for place, after in cells().items() if after != before.get(place)] == [yes]
    (result,) = load(told, CATALOGUES, [file])
    assert result.outcome == "loaded" and not result.issues
    found = {row["subject"] for row in seen(told, "receipt") if (row["sender"], row["period"]) == ("east", "2024Q4")}
    assert found == {"transfers", "pledge", "milestones"}
