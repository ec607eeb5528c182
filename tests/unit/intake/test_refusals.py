"""Bad input: one sentence naming file, sheet, row, column and remedy, and an unchanged database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dashboard.reporting import Database
from tests.unit.intake.drafting import Draft, pledge
from tests.unit.intake.invented import CATALOGUE
from tests.unit.intake.refusing import Expected, assert_question, assert_refused

COVER, TRANSFERS, PLEDGES, STEPS = "填报说明", "专利运用", "质押台账", "任务节点"
JULY = ["2024-07", "转让", 3]


def good(sender: str = "east", period: str = "2024Q3", period_from: str = "") -> Draft:
    return Draft(CATALOGUE, sender, period, period_from)


def cover(label: str, value: object, sender: str = "east") -> Callable[[], Draft]:
    def make() -> Draft:
        draft = good(sender).add("transfers", JULY)
        draft.cover[label] = value
        return draft

    return make


def no_label() -> Draft:
    draft = good().add("transfers", JULY)
    del draft.cover["报送期"]
    return draft


def no_cover() -> Draft:
    draft = good().add("transfers", JULY)
    draft.cover.clear()
    return draft


def transfers(*rows: list[object]) -> Callable[[], Draft]:
    return lambda: good().add("transfers", *rows)


def deal(**values: object) -> Callable[[], Draft]:
    return lambda: good().add("pledge", pledge(registration_no="ok"), pledge(**values))


def steps(*row: object) -> Callable[[], Draft]:
    return lambda: good().milestones(row)


def city(subject: str, *rows: list[object]) -> Callable[[], Draft]:
    return lambda: good("org_city", "2025Q1").add(subject, *rows)


CASES = [
    pytest.param(no_cover, Expected("no_cover", COVER), id="no cover"),
    pytest.param(no_label, Expected("no_label", COVER, 3, "A", ("报送期",)), id="cover without the period"),
    pytest.param(
        cover("填报日期", None), Expected("empty", COVER, 10, "B", ("填报日期",)), id="cover with an empty field"
    ),
    pytest.param(
        cover("模板版本", "9"), Expected("unknown_template", COVER, 4, "B", ("9", "1")), id="unknown template version"
    ),
    pytest.param(
        cover("方案", "mars-2030"),
        Expected("unknown_plan", COVER, 3, "B", ("mars-2030", "test-plan")),
        id="unknown plan",
    ),
    pytest.param(
        cover("报送单位代码", "north"), Expected("unknown_sender", COVER, 5, "B", ("north",)), id="unknown sender"
    ),
    pytest.param(
        cover("报送单位", "西县局"),
        Expected("sender_name", COVER, 6, "B", ("西县局", "东县局")),
        id="another sender's name",
    ),
    pytest.param(
        cover("报送期", "2024-09"), Expected("not_quarter", COVER, 8, "B", ("2024-09",)), id="month as period"
    ),
    pytest.param(cover("报送期", "三季度"), Expected("not_quarter", COVER, 8, "B", ("三季度",)), id="words as period"),
    pytest.param(
        cover("报送期", "2027Q1"),
        Expected("outside_window", COVER, 8, "B", ("2027Q1", "2026-12")),
        id="period after the window",
    ),
    pytest.param(
        cover("起始期", "2018Q4"),
        Expected("outside_window", COVER, 7, "B", ("2018Q4", "2019-01")),
        id="span from before the window",
    ),
    pytest.param(
        cover("起始期", "2024Q4"), Expected("period_order", COVER, 7, "B", ("2024Q4", "2024Q3")), id="span backwards"
    ),
    pytest.param(
        cover("数据性质", "测试"), Expected("not_choice", COVER, 9, "B", ("测试", "演示数据")), id="unknown data kind"
    ),
    pytest.param(cover("填报日期", "昨天"), Expected("not_date", COVER, 10, "B", ("昨天",)), id="no date on the cover"),
    pytest.param(good, Expected("no_data_sheet", COVER), id="cover only"),
    pytest.param(
        lambda: good().sheet("附件", ["甲"], []),
        Expected("unknown_sheet", "附件", words=(TRANSFERS, PLEDGES, STEPS)),
        id="unknown sheet",
    ),
    pytest.param(
        lambda: good().add("marks"), Expected("sheet_not_owed", "商标与主体", words=(TRANSFERS,)), id="sheet of others"
    ),
    pytest.param(
        lambda: good("west").milestones(),
        Expected("sheet_not_owed", STEPS, words=(PLEDGES,)),
        id="milestones of others",
    ),
]

ROWS = [
    pytest.param(
        transfers(JULY, ["2024Q3", "转让", 1]),
        Expected("clean.span", TRANSFERS, 5, "A", ("2024Q3",)),
        id="quarter in a monthly sheet",
    ),
    pytest.param(
        transfers(["上月", "转让", 1]),
        Expected("clean.no_period", TRANSFERS, 4, "A", ("上月",)),
        id="words in the period column",
    ),
    pytest.param(
        transfers(["2018-12", "转让", 1]),
        Expected("load.row_outside_window", TRANSFERS, 4, "A", ("2018-12",)),
        id="month before the window",
    ),
    pytest.param(
        transfers(["2024-10", "转让", 1]),
        Expected("load.row_later", TRANSFERS, 4, "A", ("2024Q3",)),
        id="month after the report period",
    ),
    pytest.param(
        city("output", ["2025", "东县", 1]),
        Expected("load.row_later", "产值", 4, "A", ("2025Q1",)),
        id="year after the report period",
    ),
    pytest.param(transfers([None, "转让", 1]), Expected("load.empty", TRANSFERS, 4, "A"), id="no period"),
    pytest.param(
        transfers(["2024-07", "赠与", 1]),
        Expected("clean.not_choice", TRANSFERS, 4, "B", ("赠与", "转让、许可")),
        id="unknown kind",
    ),
    pytest.param(
        transfers(["2024-07", "转让", None]), Expected("load.empty", TRANSFERS, 4, "C", ("次数",)), id="no value"
    ),
    pytest.param(
        transfers(["2024-07", "转让", "约3"]),
        Expected("clean.vague", TRANSFERS, 4, "C", ("约3",)),
        id="words for a value",
    ),
    pytest.param(
        transfers(["2024-07", "转让", 2.5]),
        Expected("load.not_integer", TRANSFERS, 4, "C", ("2.5",)),
        id="half an event",
    ),
    pytest.param(
        transfers(["2024-07", "转让", -1]),
        Expected("load.negative", TRANSFERS, 4, "C", ("-1",)),
        id="less than nothing",
    ),
    pytest.param(
        transfers(JULY, ["2024-08", "转让", 3], JULY),
        Expected("clean.twice", TRANSFERS, 6, words=("4", TRANSFERS)),
        id="a value twice",
    ),
    pytest.param(
        city("marks", ["2025Q1", "南县", 1, 1]),
        Expected("clean.place", "商标与主体", 4, "B", ("南县",)),
        id="unknown county",
    ),
    pytest.param(
        city("marks", ["2025Q1", "试验市", 1, 1]),
        Expected("clean.place", "商标与主体", 4, "B", ("试验市",)),
        id="the city as a county",
    ),
    pytest.param(
        city("marks", ["2025Q1", "东高新区", 1, 1]),
        Expected("clean.place", "商标与主体", 4, "B"),
        id="a zone as a county",
    ),
    pytest.param(
        city("output", ["2024", "东县", "1.2345678"]),
        Expected("load.too_many_decimals", "产值", 4, "C", ("万元", "6")),
        id="too fine an amount",
    ),
    pytest.param(
        deal(registration_no=None), Expected("load.empty", PLEDGES, 5, "A", ("登记号",)), id="no registration number"
    ),
    pytest.param(
        deal(registration_no=2.0249800000000012e16),
        Expected("clean.digits_lost", PLEDGES, 5, "A"),
        id="a lost registration number",
    ),
    pytest.param(
        deal(registration_no="X" * 256),
        Expected("load.key_too_long", PLEDGES, 5, "A", ("255",)),
        id="an endless registration number",
    ),
    pytest.param(
        deal(registration_no="ＯＫ".lower()),
        Expected("clean.twice", PLEDGES, 5, words=("4", PLEDGES)),
        id="a deal twice",
    ),
    pytest.param(
        deal(county="西县"), Expected("load.foreign_region", PLEDGES, 5, "C", ("西县",)), id="a deal of another county"
    ),
    pytest.param(
        deal(county="北县"), Expected("clean.place", PLEDGES, 5, "C", ("北县",)), id="an unknown county in a ledger"
    ),
    pytest.param(deal(zone="西高新区"), Expected("clean.place", PLEDGES, 5, "D", ("西高新区",)), id="an unknown zone"),
    pytest.param(
        deal(registered_on="2023-06-31"),
        Expected("clean.impossible_day", PLEDGES, 5, "E", ("2023-06-31",)),
        id="an impossible day",
    ),
    pytest.param(
        deal(registered_on=date(2024, 10, 1)),
        Expected("load.row_later", PLEDGES, 5, "E", ("2024Q3",)),
        id="a deal of the next quarter",
    ),
    pytest.param(
        deal(registered_on=date(2018, 5, 1)),
        Expected("load.row_outside_window", PLEDGES, 5, "E", ("2019-01",)),
        id="a deal before the window",
    ),
    pytest.param(
        deal(amount="约500万"), Expected("clean.vague", PLEDGES, 5, "G", ("约500万",)), id="an amount in words"
    ),
    pytest.param(
        deal(amount="0.0000001"),
        Expected("load.too_many_decimals", PLEDGES, 5, "G", ("万元", "6")),
        id="part of a cent",
    ),
    pytest.param(deal(patents=1.5), Expected("load.not_integer", PLEDGES, 5, "H", ("1.5",)), id="half a patent"),
    pytest.param(deal(rate="四厘"), Expected("clean.no_number", PLEDGES, 5, "I", ("四厘",)), id="a rate in words"),
    pytest.param(
        deal(kind="版权"),
        Expected("clean.not_choice", PLEDGES, 5, "J", ("专利、商标",)),
        id="an unknown kind of pledge",
    ),
    pytest.param(
        deal(listed="可能"), Expected("clean.not_choice", PLEDGES, 5, "K", ("是、否",)), id="neither yes nor no"
    ),
    pytest.param(
        steps("9.9", "甲", "推进中", None, None, None),
        Expected("load.unknown_milestone", STEPS, 4, "A", ("9.9",)),
        id="an unknown milestone",
    ),
    pytest.param(
        steps("1.1", "政策", "推进中", None, None, None),
        Expected("load.foreign_milestone", STEPS, 4, "A", ("org_city",)),
        id="another unit's milestone",
    ),
    pytest.param(
        steps("1.2@2023", "培训", "快了", None, None, None),
        Expected("clean.not_choice", STEPS, 4, "C", ("快了",)),
        id="an unknown state",
    ),
    pytest.param(
        steps("1.2@2023", "培训", "已完成", None, None, None),
        Expected("load.empty", STEPS, 4, "D"),
        id="done on no day",
    ),
    pytest.param(
        steps("1.2@2023", "培训", "已完成", date(2024, 10, 1), None, None),
        Expected("load.row_later", STEPS, 4, "D"),
        id="done tomorrow",
    ),
    pytest.param(
        steps("1.2@2023", "培训", "推进中", date(2024, 9, 1), None, None),
        Expected("load.date_without_done", STEPS, 4, "D"),
        id="a day but not done",
    ),
]


@pytest.mark.parametrize(("make", "expected"), CASES)
def test_a_spoilt_workbook_is_refused_in_one_sentence(
    make: Callable[[], Draft], expected: Expected, database: Database, tmp_path: Path
) -> None:
    assert_refused(database, make().save(tmp_path / "2024Q3_east_东县.xlsx"), expected)


@pytest.mark.parametrize(("make", "expected"), ROWS)
def test_a_spoilt_row_is_a_question_and_stops_no_other(
    make: Callable[[], Draft], expected: Expected, database: Database, tmp_path: Path
) -> None:
    assert_question(database, make().save(tmp_path / "2024Q3_east_东县.xlsx"), expected)
