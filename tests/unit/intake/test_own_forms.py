"""Tables in a form of the sender's own: sheets known by their headers, counties by the sheet, senders from above."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from dashboard.intake import load
from dashboard.intake.headers import under
from dashboard.intake.workbook import Merge, Sheet
from dashboard.reporting import Database
from tests.unit.intake.drafting import Draft, headers, pledge
from tests.unit.intake.invented import CATALOGUE, PLEDGE
from tests.unit.intake.looking import seen
from tests.unit.intake.refusing import CATALOGUES, Expected, assert_refused

KNOWN = ["质押登记号", "出质人", "登记金额（万元）", "放款金额（万元）", "登记生效日期", "放款日期", "质押类型"]


def read(*rows: tuple[object, ...], merges: tuple[Merge, ...] = ()) -> tuple[tuple[object, ...], ...]:
    told = tuple(tuple(str(cell) for cell in row) for row in rows)
    return under(Sheet("a.xlsx", "质押融资", told, merges=merges), 3, KNOWN).sheet.rows


def test_groups_and_the_words_below_them_are_one_name() -> None:
    found = read(
        ("情况表",), ("序号", "编号及企业", "", "金额（万元）", "", "日期"),
        ("", "登记编号", "出质企业", "登记", "放款", "放款"),
        ("1", "Y1", "甲", "5", "6", "2024-08-01"),
    )  # fmt: skip
    assert found[2:] == (
        ("", "质押登记号", "出质人", "登记金额（万元）", "放款金额（万元）", "放款日期"),
        ("", "Y1", "甲", "5", "6", "2024-08-01"),
    )


@pytest.mark.parametrize(("sent", "header"), [
    ("登 记\n时 间", "登记生效日期"),
    ("质押登记证编号", "质押登记号"),
    ("出质企业名称", "出质人"),
    ("质押种类", "质押类型"),
    ("联系电话", ""),
    ("备注", ""),
    ("产品登记编号", "质押登记号"),
    ("融资金额（万元）", "融资金额（万元）"),
    ("登记机关所在地", "登记机关所在地"),
    ("法定代表人", ""),
])  # fmt: skip
def test_a_column_is_read_set_aside_or_asked_about(sent: str, header: str) -> None:
    taken = "放款金额（万元）"
    assert read((), (), (sent, taken), ("甲", "5"))[2] == (header, taken)


def own_form(title: str, *above: str, name: str = "Sheet1", county: bool = True) -> Workbook:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = name
    for text in (title, *above):
        page.append([text])
    kept = [at for at, column in enumerate(PLEDGE.columns) if county or column.name != "county"]
    page.append([headers(PLEDGE)[at] for at in kept])
    page.append([pledge()[at] for at in kept])
    return book


def entry(database: Database, path: Path) -> tuple[object, object]:
    (result,) = load(database, CATALOGUES, [path])
    assert result.rows.passed == 1
    (row,) = seen(database, "ledger_entry")
    return row["region"], json.loads(str(row["attributes"]))["county"]


def test_a_workbook_without_cover_is_known_by_the_lines_above_its_table(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    own_form("演示数据 2024年第三季度质押", "填报单位：东县市场监督管理局（盖章）　填报时间：2024.10.8").save(path)
    assert entry(database, path) == ("990101", "990101")


@pytest.mark.parametrize("above", [
    "填报单位：东县市场监督管理局",
    "填报单位：某县市场监督管理局　填报时间：2024.10.8",
    "填报时间：2024.10.8",
])  # fmt: skip
def test_a_workbook_that_does_not_say_who_or_when_is_refused(database: Database, tmp_path: Path, above: str) -> None:
    path = tmp_path / "a.xlsx"
    own_form("演示数据 2024年第三季度质押", above).save(path)
    assert_refused(database, path, Expected("no_cover", "填报说明"))


def test_two_quarters_above_a_table_are_none(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    above = "填报单位：东县市场监督管理局　填报时间：2024.10.8"
    own_form("演示数据 2024年第三季度质押（含2024年第二季度）", above).save(path)
    assert_refused(database, path, Expected("no_cover", "填报说明"))


def test_a_sheet_of_any_name_is_known_by_its_headers(database: Database, tmp_path: Path) -> None:
    draft = Draft(CATALOGUE, "east", "2024Q3").sheet("Sheet1", headers(PLEDGE), [pledge()])
    draft.sheets["Sheet2"] = []
    draft.sheets["填表须知"] = [["请于十日前报送"]]
    assert entry(database, draft.save(tmp_path / "a.xlsx"))[0] == "990101"


def test_a_county_bureau_may_leave_the_column_of_its_county_out(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    above = "填报单位：西县市场监督管理局　填报时间：2024-10-08"
    own_form("演示数据 2024年第三季度", above, name="质押台账明细", county=False).save(path)
    assert entry(database, path) == ("990102", "")


def test_a_sheet_named_after_a_county_is_about_it(database: Database, tmp_path: Path) -> None:
    kept = [at for at, column in enumerate(PLEDGE.columns) if column.name != "county"]
    draft = Draft(CATALOGUE, "bank-01", "2024Q3")
    draft.sheet("西县", [headers(PLEDGE)[at] for at in kept], [[pledge()[at] for at in kept]])
    assert entry(database, draft.save(tmp_path / "a.xlsx"))[0] == "990102"
