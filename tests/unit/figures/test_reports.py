"""What senders owe and have sent: batches, the matrix, sentences, the page of a unit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dashboard.figures import freshness, reports, sending, unit_list
from dashboard.figures.board import Board
from dashboard.figures.reports import Batch, Report
from dashboard.figures.steps import Asked, Proofs
from dashboard.figures.units import Unit
from dashboard.plan.models import Indicator
from tests.unit.figures import samples
from tests.unit.figures.test_tasks import href

STATE = samples.state()
EDITION = STATE.edition
NAMES = {"transfers": "专利转让、许可", "pledge": "质押台账", "value_added": "增加值", "milestones": "任务节点"}
DUE = date(2025, 10, 10)


def report(sender: str, subject: str = "transfers", period: str = "2025Q3", due: date = DUE, filled: date | None = None,
           version: int = 1, stated: int = 3) -> Report:  # fmt: skip
    return Report(sender, subject, period, due, filled, version if filled else 0, stated if filled else 0)


def batch(*found: Report) -> Batch:
    return reports.batches(found, EDITION)[0]


ON_TIME = report("org_kj", filled=date(2025, 10, 9))
LATE = report("org_kj", "pledge", filled=date(2025, 10, 11))
NIL = report("org_kj", "pledge", filled=date(2025, 10, 9), stated=0)
MISSING = report("org_kj", "pledge")


@pytest.mark.parametrize(
    ("found", "sent"),
    [
        ((ON_TIME,), "on_time"), ((ON_TIME, NIL), "on_time"), ((NIL,), "nil"), ((ON_TIME, LATE), "late"),
        ((ON_TIME, replace(LATE, waiting=2)), "held"), ((replace(NIL, waiting=1),), "held"),
        ((MISSING, replace(ON_TIME, waiting=1)), "partial"),
        ((ON_TIME, MISSING), "partial"),
        ((MISSING,), "missing"), ((report("org_kj", period="2025Q4"),), "open"),
        ((report("org_tj", "value_added", "2024", date(2025, 8, 31)),), "missing"),
        ((report("org_tj", "value_added", "2025", date(2026, 8, 31)),), "open"),
    ],
)  # fmt: skip
def test_how_a_batch_was_sent(found: tuple[Report, ...], sent: str) -> None:
    assert batch(*found).sent == sent


def test_rows_become_reports_with_the_rows_of_their_sheet() -> None:
    came = {"sender": "a", "subject": "transfers", "period": "2025Q3", "due": "2025-10-10", "submission_id": 7.0,
            "file_name": "x.xlsx", "version": 2.0, "filled_on": "2025-10-12", "waiting": 3.0}  # fmt: skip
    none = {**came, "subject": "pledge", "submission_id": float("nan"), "version": float("nan"), "filled_on": None,
            "waiting": None}  # fmt: skip
    sheets = [{"submission_id": 7, "sheet": "转让许可", "stated": 4}]
    first, second = reports.reports([came, none], sheets, {"transfers": frozenset({"转让许可"})})
    assert (first.stated, first.version, first.late, first.came) == (4, 2, True, True)
    assert (first.waiting, second.waiting) == (3, 0)
    assert (second.stated, second.version, second.late, second.came) == (0, 0, False, False)


def test_the_matrix_has_a_cell_for_every_quarter_asked_for_and_shows_corrections() -> None:
    earlier = report("org_scjg", period="2024Q4", due=date(2025, 1, 10), filled=date(2025, 1, 9), version=2)
    found = reports.batches([ON_TIME, earlier, report("org_scjg"), report("org_kj", period="2025Q4")], EDITION)
    made = sending.matrix(found, "Q", NAMES, STATE, "zh", href)
    assert made.years == (("2024年", 1), ("2025年", 1)) and made.periods == ("四季度", "三季度")
    assert [row.name for row in made.rows] == ["市市场监管局（知识产权局）", "市科技局"]  # the order of the catalogue
    cells = [[cell.mark.word if cell else None for cell in row.cells] for row in made.rows]
    assert cells == [["按时", "未报"], [None, "按时"]]
    assert made.corrected and made.rows[0].cells[0] is not None and "第2版" in made.rows[0].cells[0].tip
    assert [mark.word for mark in made.legend] == ["未报", "按时"]


def test_the_headline_says_how_many_reported_and_names_who_did_not() -> None:
    found = reports.batches([ON_TIME, LATE, report("org_scjg"), replace(NIL, sender="org_cz")], EDITION)
    assert sending.headline(found, STATE, "zh") == (
        "2025年三季度应报3家，已报2家（其中迟报1家，零报告1家）；未报或未报齐1家：市市场监管局（知识产权局）。"
    )
    waits = reports.batches([replace(ON_TIME, waiting=1)], EDITION)
    assert sending.headline(waits, STATE, "zh") == "2025年三季度应报1家，已全部报送（其中待核实1家）。"
    assert sending.headline(found[:1], STATE, "zh") == "2025年三季度应报1家，已全部报送（其中迟报1家）。"
    assert sending.headline((), STATE, "zh") == "还没有到期的季度报表。"


def test_yearly_sheets_owed_and_the_next_day_are_told() -> None:
    found = reports.batches([report("org_tj", "value_added", "2024", date(2025, 8, 31)), ON_TIME,
                             report("org_kj", period="2025Q4", due=date(2026, 1, 10))], EDITION)  # fmt: skip
    assert sending.yearly(found, NAMES, STATE, "zh") == (
        "以往和年度报表未报1张：市统计局2024年“增加值”（期限2025年8月31日）。下一次报送期限：2026年1月10日。"
    )


def test_many_names_are_cut_with_their_number() -> None:
    assert sending.some(["甲", "乙", "丙", "丁"], "zh") == "甲、乙、丙等4项" and sending.some(["甲"], "zh") == "甲"


def unit(code: str, *found: Report) -> Unit:
    return Unit(code, Board(STATE, Asked(), Proofs(), "zh", href), reports.batches(found, EDITION), NAMES)


def test_a_unit_owes_sends_and_gets_next() -> None:
    page = unit("org_jr", report("org_jr", "milestones", "2025Q2", date(2025, 7, 10)),
                report("org_jr", "milestones", "2025Q1", date(2025, 4, 10), date(2025, 4, 12)),
                report("org_jr", "milestones", "2025Q4", date(2026, 1, 10)), ON_TIME).page()  # fmt: skip
    assert [(row.period, row.days, row.sheets) for row in page.owing] == [("2025年二季度", 82, "任务节点")]
    assert [(row.period, row.mark.word) for row in page.sent] == [("2025年一季度", "迟报")]
    assert [row.period for row in page.next_sheets] == ["2025年四季度"]
    assert page.headline.startswith("市金融工作办公室：截至2025年9月30日，有1张报表未报")
    assert page.second.startswith("下一步：2026年1月10日前报送2025年四季度报表1张")
    assert {duty.role for duty in page.targets} == {"责任单位"} and all(duty.mark for duty in page.targets)
    assert [duty.code for duty in page.tasks] == ["7", "8", "9"]


def test_a_unit_that_answers_only_for_milestones_sees_their_tasks() -> None:
    page = unit("zone-z03").page()
    assert [(duty.code, duty.role) for duty in page.tasks] == [("10", "承担节点")] and page.targets == ()


def test_names_are_those_of_the_editions_day() -> None:
    old = samples.state(edition=replace(EDITION, cut_off=date(2022, 12, 31)))
    page = replace(unit("org_ybj"), board=replace(unit("org_ybj").board, state=old)).page()
    assert page.name == "信阳银保监分局" and unit("org_ybj").page().name == "信阳金融监管分局"


def test_the_list_of_units_is_in_catalogue_order_and_says_who_owes() -> None:
    found = reports.batches([report("org_tj", "value_added", "2024", date(2025, 8, 31)), ON_TIME], EDITION)
    made = unit_list.page(unit("").board, found)
    assert [row.name for row in made.rows][:3] == ["市市场监管局（知识产权局）", "市财政局", "市发改委"]
    row = next(row for row in made.rows if row.name == "市统计局")
    assert row.sheets == 1 and made.headline.startswith("截至2025年9月30日，")
    assert "合计未报1张" in made.headline
    clear = replace(unit("").board, state=replace(STATE, measures=()))
    assert "均没有未报的报表" in unit_list.page(clear, reports.batches([ON_TIME], EDITION)).headline


def completeness(indicator: str, period: str, received: int, missing: str = "[]", known: int = 1) -> dict[str, object]:
    return {"indicator": indicator, "period": period, "expected": 10, "received": received, "missing": missing,
            "is_known": known}  # fmt: skip


def test_a_quantity_says_until_when_it_is_known_and_who_lacks() -> None:
    rows = [completeness("ip_transfers", "2025-06", 10),
            completeness("ip_transfers", "2025-09", 9, '["scjg-411528"]', 0)]  # fmt: skip
    known = {i.id: i for i in samples.catalogue().indicators}
    ahead = reports.batches([report("scjg-411502", period="2025Q4", due=date(2026, 1, 10))], EDITION)
    (row,) = freshness.fresh(STATE, rows, known, ahead, NAMES, "zh", href)
    assert (row.last, row.reported, row.missing, row.complete) == (
        "2025年6月",
        "应报10，实报9",
        "息县市场监管局",
        "1/2",
    )
    assert (row.mark.word, row.due, row.due_period) == ("不全", "2026年1月10日", "2025年四季度")
    assert row.source == "专利转让、许可"


def test_a_ratio_rests_on_what_its_parts_rest_on() -> None:
    known: dict[str, Indicator] = {i.id: i for i in samples.catalogue().indicators}
    assert freshness.subjects_of(known["trademarks_per_10k"], known) == {"trademarks"}


def test_restated_values_come_with_the_edition_that_brought_them() -> None:
    row = {"indicator": "ip_transfers", "period": "2023-07", "old_value": 60, "new_value": 62, "new_edition": 9}
    (made,) = freshness.restated(STATE, [row], {9: "2023年四季度"}, "zh", href)
    assert (made.period, made.old, made.new, made.edition) == ("2023年7月", "60 次", "62 次", "2023年四季度")


def test_a_small_restatement_is_told_with_more_decimals() -> None:
    row = {"indicator": "ip_pledge_amount", "period": "2025-12", "old_value": 8_301_000_000, "new_value": 8_304_000_000,
           "new_edition": 18}  # fmt: skip
    (made,) = freshness.restated(STATE, [row], {}, "zh", href)
    assert (made.old, made.new) == ("0.8301 亿元", "0.8304 亿元")


def test_only_held_and_returned_rows_wait() -> None:
    row = {"sender": "scjg-411528", "period": "2025Q3", "file_name": "x.xlsx", "sheet": "转让许可", "row_no": 7.0,
           "column_name": "数量（次）", "message": "数量异常", "filled_on": "2025-10-09"}  # fmt: skip
    found = list(
        freshness.held(STATE, [{**row, "outcome": o} for o in ("held", "passed", "returned", None)], "zh", href)
    )
    assert [held.word for held in found] == ["待核实", "退回"]
    assert "第7行" in found[0].place and "数量（次）" in found[0].place and found[0].unit == "息县市场监管局"
