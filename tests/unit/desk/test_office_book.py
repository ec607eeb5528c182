"""The office workbook: handed out with what is known, read back as facts, refused with place and remedy."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.desk.items import items
from dashboard.desk.office_book import COLUMNS, written
from dashboard.desk.office_book_reading import read
from dashboard.plan.models import Fact
from dashboard.wording import Refused
from tests.unit.plan.copying import xinyang, yunze

SAID = {"source": "统计公报附表", "person": "李四", "confirmed_on": date(2026, 3, 1), "doc_no": "云统〔2026〕1号"}
ANSWER = {"source": "联席会议纪要", "person": "王五", "confirmed_on": date(2026, 3, 2), "doc_no": "无"}


def fact(kind: str, key: str, text: str, **said: object) -> Fact:
    return Fact.model_validate({"kind": kind, "key": key, "text": text, **SAID, **said})


FACTS = [
    fact("base_value", "licences/2025", "251"),
    fact("reading", "licence_growth", "every_year"),
    fact("quota", "licence_growth/980102/2030", "90.5"),
    fact("owners", "trademark_density", "org_ip,org_market"),
    fact("due", "firms", "2/15"),
]


def filled(tmp_path: Path, facts: list[Fact]) -> Path:
    """Write the workbook with facts in it, as it is handed out."""
    path = tmp_path / "office.xlsx"
    path.write_bytes(written(yunze(), items(yunze(), facts, "zh")))
    return path


def sheet_and_row(path: Path, title: str, key: str) -> tuple[openpyxl.Workbook, Worksheet, int]:
    book = openpyxl.load_workbook(path)
    sheet = book[title]
    row = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == key)
    return book, sheet, row


def typed(path: Path, title: str, place: str, /, **cells: object) -> Path:
    """Fill in cells of a row by hand."""
    book, sheet, row = sheet_and_row(path, title, place)
    for name, value in cells.items():
        sheet.cell(row, COLUMNS.index(name) + 1).value = value  # type: ignore[assignment]
    book.save(path)
    return path


def test_what_was_confirmed_stands_in_it_and_reads_back_the_same(tmp_path: Path) -> None:
    found = read(filled(tmp_path, FACTS), items(yunze(), (), "zh"))
    assert sorted(found, key=lambda one: one.kind) == sorted(FACTS, key=lambda one: one.kind)


def test_nothing_filled_in_says_nothing(tmp_path: Path) -> None:
    assert read(filled(tmp_path, []), items(yunze(), (), "zh")) == []


def test_the_same_facts_make_the_same_bytes() -> None:
    known = items(yunze(), FACTS, "zh")
    assert written(yunze(), known) == written(yunze(), known)


def test_values_are_read_as_people_write_them(tmp_path: Path) -> None:
    path = filled(tmp_path, [])
    typed(path, "基期值", "licences/2025", value="按报送数据", **ANSWER)
    typed(path, "责任单位", "joint_labs", value="市知识产权局、市市场监管局", **ANSWER)
    typed(path, "报送期限", "licences", value="期满后第1个月20日", source="通知", person="王五",
          confirmed_on="2026年3月2日", doc_no="无")  # fmt: skip
    typed(path, "县区指标", "licence_growth/980101/2030", value="1,200", **ANSWER)
    found = {one.kind: one for one in read(path, items(yunze(), (), "zh"))}
    assert {kind: one.text for kind, one in found.items()} == {
        "base_value": "", "owners": "org_ip,org_market", "due": "1/20", "quota": "1200",
    }  # fmt: skip
    assert found["due"].confirmed_on == date(2026, 3, 2)


def test_a_quota_of_another_year_can_be_added_by_hand(tmp_path: Path) -> None:
    path = filled(tmp_path, [])
    typed(path, "县区指标", "licence_growth/980101/2030", key="licence_growth/980101/2027", value=130, **ANSWER)
    assert [one.key for one in read(path, items(yunze(), (), "zh"))] == ["licence_growth/980101/2027"]


@pytest.mark.parametrize(
    ("title", "key", "cells", "reason", "column"),
    [
        ("基期值", "licences/2025", {"value": "约二百", **ANSWER}, "desk.cell_number", "D"),
        ("基期值", "licences/2025", {"value": "240", "source": "公报"}, "desk.cell_empty", "F"),
        ("基期值", "licences/2025", {"key": "licenses/2025", "value": "240", **ANSWER}, "desk.cell_key", "A"),
        ("口径", "licence_growth", {"value": "累计法", **ANSWER}, "desk.cell_choice", "D"),
        ("责任单位", "joint_labs", {"value": "市财政局", **ANSWER}, "desk.cell_choice", "D"),
        ("报送期限", "licences", {"value": "月底", **ANSWER}, "desk.cell_due", "D"),
        ("报送期限", "licences", {"value": "1/20", **ANSWER, "confirmed_on": "三月"}, "desk.cell_day", "G"),
    ],
)
def test_a_wrong_cell_is_refused_with_its_place(
    tmp_path: Path, title: str, key: str, cells: dict[str, object], reason: str, column: str
) -> None:
    path = typed(filled(tmp_path, []), title, key, **cells)
    with pytest.raises(Refused) as caught:
        read(path, items(yunze(), (), "zh"))
    assert (caught.value.key, caught.value.fields["sheet"], caught.value.fields["column"]) == (reason, title, column)
    for lang in ("zh", "en"):
        told = caught.value.sentence("zh" if lang == "zh" else "en")
        assert "office.xlsx" in told and str(caught.value.fields["row"]) in told


def test_another_workbook_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(Refused, match="不是《办公室确认表》"):
        read(tmp_path / "other.xlsx", items(yunze(), (), "zh"))


def test_the_real_plan_asks_ten_questions_and_for_every_base_value() -> None:
    found = items(xinyang(), (), "zh")
    assert [one.key for one in found if one.kind == "answer"] == [str(number) for number in range(1, 11)]
    assert {one.key for one in found if one.kind == "base_value"} >= {"ip_transfers/2021", "ip_pledge_amount/2021"}
    assert sum(one.kind == "reading" for one in found) == 21 and sum(one.kind == "quota" for one in found) == 140


def test_units_have_the_names_of_the_day() -> None:
    def owner(today: date) -> str:
        found = next(one for one in items(yunze(), (), "zh", today) if one.kind == "owners")
        return dict(found.options)["org_market"]

    assert (owner(date(2026, 10, 9)), owner(date(2027, 1, 1))) == ("市工商局", "市市场监管局")
