"""Evidence in the demo: for what counts, never ahead of its quarter, mostly verified, one sent back."""

from __future__ import annotations

from collections import Counter

from tests.recompute import recompute
from tests.recompute.recompute import Book, Row

SHEET = "佐证材料核验"


def told(books: list[Book], delivery: str) -> list[Row]:
    """Every piece of evidence as it stood with a delivery."""
    arrived = recompute.delivered(books, delivery)
    return recompute.once(recompute.entries(arrived, SHEET, "所属台账", "条目编号", "材料文号"))


def test_nothing_is_dated_after_the_quarter_it_is_sent_in(books: list[Book]) -> None:
    for book in books:
        last = recompute.quarter_end(book.period)
        for row in book.sheets.get(SHEET, []):
            days = [recompute.day(row[header]) for header in ("材料日期", "核验日期")]
            assert all(day is None or day <= last for day in days)
    assert {book.sender for book in books if SHEET in book.sheets} == {"org_scjg"}


def test_states_and_what_goes_with_them(books: list[Book]) -> None:
    final = told(books, "2026Q3")
    states = Counter(row["核验状态"] for row in final)
    assert states["已核验"] > 0.8 * len(final)
    assert 5 < states["已提交"] < 0.15 * len(final)
    assert states["退回"] == 1
    for row in final:
        checked = row["核验状态"] == "已核验"
        assert bool(row["核验日期"]) is bool(row["核验人"]) is checked
        made, verified = recompute.day(row["材料日期"]), recompute.day(row["核验日期"])
        assert made is not None
        assert verified is None or verified > made


def test_it_is_handed_in_first_and_verified_in_a_later_state(books: list[Book]) -> None:
    by_then = {row["条目编号"]: row["核验状态"] for row in told(books, "2023Q4")}
    later = {row["条目编号"]: row["核验状态"] for row in told(books, "2024Q1")}
    assert any(state == "已提交" and later[number] == "已核验" for number, state in by_then.items())


def test_every_number_is_that_of_an_entry_or_milestone(books: list[Book]) -> None:
    keys = {"专利导航项目": ("项目编号",), "产业运营中心": ("中心名称",), "知识产权托管": ("托管协议编号",),
            "专利密集型产品": ("统一社会信用代码", "产品名称"), "高校院所专利转化": ("合同编号",),
            "区域商标品牌": ("品牌（商标）名称", "注册人"), "区域特色产业": ("产业名称",),
            "任务节点": ("节点编码",)}  # fmt: skip
    known = {(sheet, "|".join(str(row[part]) for part in key))
             for book in books for sheet, key in keys.items() for row in book.sheets.get(sheet, [])}  # fmt: skip
    asked = {(str(row["所属台账"]), str(row["条目编号"])) for row in told(books, "2026Q3")}
    assert len(asked) > 200
    assert asked <= known
    assert {sheet for sheet, _ in asked} == set(keys)
