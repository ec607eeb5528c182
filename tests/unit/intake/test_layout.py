"""A sheet as counties send it: preamble, header of several rows, totals, notes and samples around the data."""

from __future__ import annotations

import pytest

from dashboard.intake.layout import Layout, header_at, read_layout
from dashboard.intake.preamble import Preamble
from dashboard.intake.table import read_table
from dashboard.intake.workbook import Merge, Sheet, Value

KNOWN = ("序号", "县区", "质押登记金额", "质押笔数", "贷款金额", "贷款笔数", "出质人", "金额", "备注")


def sheet(*rows: list[Value], merges: tuple[Merge, ...] = (), struck: frozenset[int] = frozenset()) -> Sheet:
    return Sheet("a.xlsx", "甲", tuple(map(tuple, rows)), False, struck, merges)


def laid_out(found: Sheet) -> Layout:
    layout = read_layout(found, KNOWN.__contains__)
    assert layout is not None
    return layout


TITLE: list[list[Value]] = [
    ["固始县知识产权质押融资情况表", "", "", ""],
    ["填报单位：固始县市场监管局　填报时间：2024年10月8日　单位：万元", "", "", ""],
]


def test_the_preamble_gives_sender_day_and_unit() -> None:
    layout = laid_out(sheet(*TITLE, ["序号", "县区", "出质人", "金额"], [1.0, "固始县", "甲公司", 5.0]))
    assert layout.preamble == Preamble(
        title="固始县知识产权质押融资情况表", sender="固始县市场监管局", unit="万元", filled_on="2024年10月8日"
    )
    assert (layout.header.first, layout.header.last, layout.rows()) == (3, 3, (4,))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["（单位：亿元）", ""], {"unit": "亿元"}),
        (["单位：", "元"], {"unit": "元"}),
        (["填报单位（盖章）：新县市场监管局", "县区:新县"], {"sender": "新县市场监管局", "county": "新县"}),
    ],
)
def test_labels_are_read_however_they_are_placed(row: list[Value], expected: dict[str, str]) -> None:
    preamble = laid_out(sheet(row, ["县区", "出质人"], ["新县", "甲"])).preamble
    assert {name: getattr(preamble, name) for name in expected} == expected


GROUPED: tuple[list[Value], ...] = (
    ["县区", "质押", "", "贷款", ""],
    ["", "登记金额", "笔数", "金额", "笔数"],
    ["固始县", 5.0, 1.0, 6.0, 2.0],
)


@pytest.mark.parametrize("merges", [(), (Merge(3, 0, 4, 0), Merge(3, 1, 3, 2), Merge(3, 3, 3, 4))])
def test_group_headers_join_the_names_below_them(merges: tuple[Merge, ...]) -> None:
    layout = laid_out(sheet(*TITLE, *GROUPED, merges=merges))
    names = [layout.header.name(column, KNOWN.__contains__) for column in range(5)]
    assert names == ["县区", "质押登记金额", "质押笔数", "贷款金额", "贷款笔数"]
    assert (layout.header.first, layout.header.last) == (3, 4)


def test_three_header_rows() -> None:
    rows: tuple[list[Value], ...] = (
        ["县区", "融资情况", "", "", ""],
        ["", "质押", "", "贷款", ""],
        ["", "登记金额", "笔数", "金额", "笔数"],
        ["新县", 1.0, 1.0, 1.0, 1.0],
    )
    merges = (Merge(1, 0, 3, 0), Merge(1, 1, 1, 4), Merge(2, 1, 2, 2), Merge(2, 3, 2, 4))
    layout = laid_out(sheet(*rows, merges=merges))
    names = [layout.header.name(column, KNOWN.__contains__) for column in range(5)]
    assert names == ["县区", "质押登记金额", "质押笔数", "贷款金额", "贷款笔数"]
    assert layout.rows() == (4,)


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (["合计", "", "", 9.0], "total"),
        (["", "合　计", "", 9.0], "total"),
        (["全市", "", "", 9.0], "total"),
        (["县区合计：", "", "", 9.0], "total"),
        (["固始县小计", "", "", 9.0], "total"),
        (["总 计", "", "", 9.0], "total"),
        (["注：金额以登记为准", "", "", ""], "footer"),
        (["填表人：甲", "", "审核人：乙", ""], "footer"),
        (["联系电话", "0376-****", "", ""], "footer"),
        (["示例", "固始县", "某公司", 1.0], "sample"),
        (["1", "固始县", "XXX公司", 1.0], "sample"),
        ([1.0, "XX县", "××科技有限公司", 1.0], "sample"),
        ([1.0, "固始县", "信阳示例科技有限公司 01", 1.0], "data"),
        ([1.0, "固始县", "示例农商行", 1.0], "data"),
        ([1.0, "固始县", "合计科技有限公司", 1.0], "data"),
        ([1.0, "固始县", "信阳注册服务有限公司", 1.0], "data"),
        (["负责人", "固始县", "甲公司", 1.0], "data"),
        ([1.0, "固始县", "全市", 1.0], "data"),
        ([1.0, "固始县", "按2024年与XX银行所签合同的补充约定分期办理登记手续", 1.0], "data"),
    ],
)
def test_every_kind_of_row(row: list[Value], kind: str) -> None:
    data: list[Value] = [1.0, "新县", "甲公司", 1.0]
    layout = laid_out(sheet(["序号", "县区", "出质人", "金额"], data, row))
    assert layout.lines[1].kind == kind
    assert layout.lines[0].kind == "data"


def test_a_total_above_the_data_and_notes_over_several_rows() -> None:
    layout = laid_out(
        sheet(
            ["序号", "县区", "出质人", "金额"], ["1", "2", "3", "4"], ["", "全市合计", "", 9.0],
            [1.0, "新县", "甲公司", 9.0], ["", "", "", ""], ["注：1.按登记", "", "", ""], ["2.按到账", "", "", ""],
        )
    )  # fmt: skip
    assert [(line.row, line.kind) for line in layout.lines] == [
        (2, "numbering"), (3, "total"), (4, "data"), (6, "footer"), (7, "footer"),
    ]  # fmt: skip


def test_rows_struck_through_are_no_data() -> None:
    rows: list[list[Value]] = [["县区", "金额"], ["新县", 1.0], ["息县", 2.0]]
    table = read_table(sheet(*rows, struck=frozenset({2})), 1, ["县区", "金额"])
    assert [row["县区"].text for row in table] == ["息县"]
    assert [row.number for row in table.of("struck")] == [2]


def test_a_table_is_found_where_it_stands() -> None:
    found = sheet(*TITLE, ["", "", "", ""], ["县区", "出质人", "金额"], ["新县", "甲", 1.0], ["合计", "", 1.0])
    table = read_table(found, 3, ["县区", "出质人", "金额"])
    assert table.header_row == 4
    assert [row.number for row in table] == [5]
    assert [row["金额"].value for row in table.of("total")] == [1.0]


def test_a_sheet_without_a_header_has_no_layout() -> None:
    assert read_layout(sheet(["甲", "乙"], ["丙", 1.0]), KNOWN.__contains__) is None
    assert read_layout(sheet(), KNOWN.__contains__) is None


def test_a_name_that_two_columns_share_needs_its_group() -> None:
    rows: tuple[list[Value], ...] = (["县区", "甲类", "乙类"], ["", "金额", "金额"], ["新县", 1.0, 2.0])
    header = header_at(sheet(*rows), 1, 2)
    assert [header.name(column, KNOWN.__contains__) for column in range(3)] == ["县区", "甲类金额", "乙类金额"]
