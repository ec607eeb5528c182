"""The parts that invent: chance, amounts, identifiers, seasons, entries, one workbook."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import openpyxl
import pytest

from dashboard.demo.chance import apportion, source
from dashboard.demo.days import weekday, workday, years_later
from dashboard.demo.entries import Entry, Fact, by_quarter
from dashboard.demo.identifiers import patent, uscc
from dashboard.demo.money import Ticket, amounts
from dashboard.demo.months import PLEDGE, Block, disruption, scatter, season
from dashboard.demo.workbook import Column, Sheet, Workbook, save


def test_a_series_repeats_and_two_series_differ() -> None:
    assert source("pledge", 1).random() == source("pledge", 1).random()
    assert source("pledge", 1).random() != source("pledge", 2).random()


def credit_check(code: str) -> bool:
    """Tell whether both check signs of a credit code are right, typed from GB 32100 and GB 11714."""
    signs, body_signs = "0123456789ABCDEFGHJKLMNPQRTUWXY", "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    body = zip(code[8:16], (3, 7, 9, 10, 5, 8, 4, 2), strict=True)
    rest = 11 - sum(body_signs.index(sign) * weight for sign, weight in body) % 11
    whole = sum(signs.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[:17]))
    return code[16] == {10: "X", 11: "0"}.get(rest, str(rest)) and (whole + signs.index(code[17])) % 31 == 0


@pytest.mark.parametrize(("total", "weights"), [(10, [1, 1, 1]), (0, [3, 4]), (17_700, [52, 7, 11, 9, 6, 8, 6, 1, 0])])
def test_parts_sum_to_the_whole_and_follow_their_weights(total: int, weights: list[float]) -> None:
    parts = apportion(total, weights)
    assert sum(parts) == total
    assert all(abs(part - total * weight / sum(weights)) < 1 for part, weight in zip(parts, weights, strict=True))


def test_amounts_sum_to_the_total_within_their_bounds() -> None:
    found = amounts(Random(1), 29, 18_600, Ticket(width=0.6, step=10, floor=100, ceiling=5_000))
    assert sum(found) == 18_600
    assert len(found) == 29
    assert all(100 <= amount <= 5_000 and amount % 10 == 0 for amount in found)


@pytest.mark.parametrize(("count", "total"), [(3, 200), (2, 20_000), (2, 1_005)])
def test_amounts_that_cannot_sum_to_the_total_are_refused(count: int, total: int) -> None:
    with pytest.raises(ValueError, match="cannot sum"):
        amounts(Random(1), count, total, Ticket(width=0.6, step=10, floor=100, ceiling=5_000))


def patent_check(digits: str) -> str:
    """Return the check digit of twelve digits, typed from the rule of the register."""
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
    rest = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
    return "X" if rest == 10 else str(rest)


def test_the_check_digit_rule_holds_for_published_patents() -> None:
    assert patent_check("201910380558") == "X"
    assert patent_check("201910190004") == "3"


@pytest.mark.parametrize("number", range(0, 400, 7))
def test_patent_numbers_are_well_formed(number: int) -> None:
    found = re.fullmatch(r"ZL(\d{12})\.([0-9X])", patent(2023, 1 + number % 3, number))
    assert found is not None
    assert patent_check(found[1]) == found[2]


def test_credit_codes_have_the_right_check_signs() -> None:
    codes = [uscc("411502", number) for number in range(1, 300)]
    assert all(re.fullmatch(r"[0-9A-HJ-NPQRTUWXY]{18}", code) and credit_check(code) for code in codes)
    assert len(set(codes)) == len(codes)
    assert credit_check("9144030071526726XG")  # a published code: the rule above is the real one
    assert not credit_check("9144030071526726XH")


def test_the_dip_follows_spring_festival_and_lockdowns_bite() -> None:
    assert season("2024-02", PLEDGE) < season("2024-01", PLEDGE)
    assert season("2025-01", PLEDGE) < season("2025-02", PLEDGE)
    assert disruption("2022-01", "411525") == 0.5
    assert disruption("2022-01", "411502") == 0.9
    assert disruption("2023-03", "411502") == 1.15
    assert disruption("2024-07", "411502") == 1.0


def test_events_fall_inside_their_block_and_keep_their_number() -> None:
    block = Block("2025-01", "2025-09", 500)
    found = scatter(Random(3), block, PLEDGE, {"a": 90, "b": 10})
    assert len(found) == 500
    assert found == sorted(found)
    assert {month for month, _ in found} == set(block.months)
    assert 400 < sum(county == "a" for _, county in found) < 490


def test_days_are_weekdays_of_their_month() -> None:
    random = Random(5)
    found = [workday(random, "2025-02") for _ in range(200)]
    assert all(day.weekday() < 5 and (day.year, day.month) == (2025, 2) for day in found)
    assert weekday(date(2023, 7, 1)) == date(2023, 7, 3)
    assert years_later(date(2024, 2, 29), 1) == date(2025, 2, 27)


def test_an_entry_is_told_when_it_is_new_and_again_when_it_changes() -> None:
    entry = Entry("pledge", ("a", "b"), (
        Fact(date(2024, 5, 6), {"no": "1", "loan": None}), Fact(date(2024, 11, 2), {"loan": 5}),
    ))  # fmt: skip
    quarters = {f"2024Q{number}": date(2024, 3 * number - 2, 1) for number in (1, 2, 3, 4)}
    rows = by_quarter([entry], quarters)
    assert set(rows) == {("pledge", sender, quarter) for sender in "ab" for quarter in ("2024Q2", "2024Q4")}
    assert rows["pledge", "a", "2024Q2"] == [{"no": "1", "loan": None}]
    assert rows["pledge", "a", "2024Q4"] == [{"no": "1", "loan": 5}]


@pytest.fixture
def book() -> Workbook:
    headers = {"名称": "text", "日期": "date", "金额（万元）": "number", "件数": "integer"}
    columns = tuple(Column(header, kind) for header, kind in headers.items())
    rows = [("甲", date(2024, 3, 1), Decimal("12.50"), 3), ("乙", None, None, None)]
    sheets = (
        Sheet("台账", "台账（演示数据）", "单位：万元", columns, rows),
        Sheet("空表", "空表（演示数据）", "", columns, ()),
    )
    cover = (("方案", "demo"), ("填报日期", date(2024, 4, 5)))
    return Workbook("报送表（演示数据）", cover, sheets, date(2024, 4, 5))


def test_a_workbook_reads_back_as_it_was_meant(book: Workbook, tmp_path: Path) -> None:
    save(book, tmp_path / "a.xlsx")
    read = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert read.sheetnames == ["填报说明", "台账", "空表"]
    assert [cell.value for cell in read["填报说明"]["A"]] == ["报送表（演示数据）", None, "方案", "填报日期"]
    assert [cell.value for cell in read["台账"][3]] == ["名称", "日期", "金额（万元）", "件数"]
    assert read["台账"]["B4"].is_date
    assert (read["台账"]["C4"].value, read["台账"]["D4"].value, read["台账"]["B5"].value) == (12.5, 3, None)
    assert read["空表"].max_row == 3
    assert read["台账"].freeze_panes == "B4"


def test_the_bytes_depend_on_the_content_only(book: Workbook, tmp_path: Path) -> None:
    for name in "ab":
        save(book, tmp_path / f"{name}.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
