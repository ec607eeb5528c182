"""The funds ledger on invented items: sums, rates, time progress, what is to be looked into, sentences."""

from __future__ import annotations

import json
from decimal import Decimal as D
from urllib.parse import urlencode

import pytest

from dashboard.figures import fund_page
from dashboard.figures.evidence import Names
from dashboard.figures.fund_checks import findings
from dashboard.figures.fund_page import FundPage
from dashboard.figures.fund_rows import grants, grouped, sums, time_share
from dashboard.figures.fund_words import Words
from dashboard.figures.series import Row
from dashboard.plan.lookup import subject
from dashboard.plan.models import Ledger
from dashboard.wording import Language
from tests.unit.figures.samples import catalogue


def row(number: int, year: str = "2025", **texts: object) -> Row:
    """Return a row of ``ledger_rows``; amounts are given in 万元."""
    known: dict[str, str] = {
        "year": year, "project": f"项目{number}", "recipient": "示例公司", "basis_doc": f"文{number}",
        "fund_source": "市", "mode": "财政补助", "task": "1", "region": "411502",
    }  # fmt: skip
    for name, value in texts.items():
        known[name] = str(int(value) * 1_000_000) if isinstance(value, int) else str(value)
    place = {"sheet": "资金台账", "row_no": number, "file_name": "东.xlsx", "since": "2025Q3", "version": 1}
    return {"entry_key": f"k{number}", "sender": "org_cz", "region": known["region"], "zone": "",
            "title": known["project"], "attributes": json.dumps(known), **place}  # fmt: skip


ROWS = [
    row(1, budget=100, approved=100, allocated=80, used=20, public_notice_on="2025-02-03", allocated_on="2025-05-06",
        payment_doc="示例财拨〔2025〕3号"),
    row(2, "2024", budget=50, approved=50, allocated=50, used=40, returned=10, fund_source="省", task="10",
        region="411503", closed_on="2025-03-04", closure="资金收回", performance_goal="完成一项", self_score="91",
        audit_result="未发现问题"),
    row(3, "2024", budget=60, approved=60, allocated=30, used=33, mode="购买服务", task="2", audit_result="整改中"),
]  # fmt: skip


def words(lang: Language = "zh") -> Words:
    found = subject(catalogue(), "funds")
    assert isinstance(found, Ledger)
    return Words(found, catalogue().tasks, catalogue().regions, lang)


def page(rows: list[Row] = ROWS, lang: Language = "zh", **chosen: str) -> FundPage:
    names = Names({r.code: r.name if lang == "zh" else r.name_en for r in catalogue().regions}, {}, {}, lang)
    found = fund_page.page(rows, words(lang), chosen, "2025-09", names, lambda **changes: f"?{urlencode(changes)}")
    assert found is not None
    return found


def test_sums_and_rates() -> None:
    total = sums(grants(ROWS))
    steps = ("budget", "approved", "allocated", "used", "returned")
    assert [total.amounts[step] for step in steps] == [210, 210, 160, 93, 10]
    assert (total.paid_share, total.used_share, total.balance) == (D(160) / 210, D(93) / 160, 57)
    assert sums(()).used_share is None


def test_groups_stand_in_the_order_of_their_codes_and_sum_to_all() -> None:
    found = grants(ROWS)
    assert list(grouped(found, lambda g: g.task)) == ["1", "2", "10"]
    assert sum(s.amounts["used"] for s in grouped(found, lambda g: g.year).values()) == 93


@pytest.mark.parametrize(("year", "share"), [("2024", D(1)), ("2025", D("0.75")), ("2026", D(0))])
def test_time_progress_is_that_of_the_year_of_the_funds(year: str, share: D) -> None:
    assert time_share(year, "2025-09") == share


def test_what_cannot_be_is_found() -> None:
    assert [(f.check, [g.key for g in f.grants]) for f in findings(grants(ROWS))] == [
        ("overused", ["k3"]), ("open_finding", ["k3"]),
    ]  # fmt: skip
    other = [row(4, budget=5, approved=6, allocated=7, equity_pct="3"), row(5, project="项目1"),
             row(6, project="项目1", recipient="另一公司")]  # fmt: skip
    found = findings(grants([*ROWS, *other]))
    assert [f.check for f in found] == ["overused", "overpaid", "overapproved", "twice", "open_finding", "equity"]
    twice = next(f for f in found if f.check == "twice")
    assert {g.document for g in twice.grants} == {"文1", "文5"}  # the other company's project is another one


def test_an_amount_that_is_not_there_is_no_fault() -> None:
    assert findings(grants([row(1, used=5), row(2, approved=9)])) == ()


def test_the_headline_says_sums_and_use_against_time() -> None:
    assert page().headline == (
        "专项资金下达210万元，拨付160万元，已使用93万元，支出率58.1%；2025年资金支出率25.0%，低于序时进度50.0个百分点。"
    )
    assert page().second == "共3个项目，已结项1个；需核查2处：使用超过拨付1处、审计（评价）问题整改中1处。"
    assert page(year="2024").headline == "2024年专项资金下达110万元，拨付80万元，已使用73万元，支出率91.3%。"
    assert page(lang="en").headline.startswith("Funds: ¥2100 k approved, ¥1600 k paid, ¥930 k used (58.1%")


def test_a_choice_that_matches_nothing_says_so() -> None:
    found = page(year="2030")
    assert found.headline.startswith("所选范围内没有资金项目") and found.total == 0 and found.warnings == ()


def test_a_group_keeps_the_other_choices_and_lets_its_own_go() -> None:
    found = {group.title: group for group in page(year="2024").groups}
    years = found["按年度"].rows
    assert [(r.name, r.chosen, r.href) for r in years] == [
        ("2024年", True, "?year="), ("2025年", False, "?year=2025"),
    ]  # fmt: skip
    assert [(r.name, r.count) for r in found["按资金来源"].rows] == [("省", 1), ("市", 1)]
    assert (years[1].used_share, years[1].time, years[1].gap) == ("25.0%", "75.0%", "−50.0")


def test_an_item_shows_its_documents_its_life_and_where_it_stands() -> None:
    found = {item.project: item for item in page().rows}
    first = found["项目1"]
    assert first.payment == "示例财拨〔2025〕3号 · 2025年5月6日" and first.balance == "60"
    assert [cell.state for cell in first.steps] == ["done"] * 4 + ["not_started"] * 3
    assert first.stage == "使用" and first.origin == "东.xlsx，资金台账，第1行，第1版，自2025年三季度起"
    assert dict(found["项目2"].details) | {"结项方式": "资金收回", "绩效目标": "完成一项", "自评得分": "91"} == dict(
        found["项目2"].details
    )
    assert found["项目3"].over and found["项目3"].balance == "−3"


def test_a_warning_names_amounts_and_the_row() -> None:
    first = page().warnings[0]
    assert first.title == "已使用33万元，超过拨付30万元，多3万元"
    assert first.lines == (("项目3，示例公司，浉河区，文3", "东.xlsx，资金台账，第3行"),)


def test_english_has_its_own_words_for_the_ledgers_choices() -> None:
    found = page(lang="en")
    assert [e.name for e in found.switches[1][1]] == ["All", "Province", "City"]
    assert found.rows[0].kind == "2025 · City · Subsidy"


def test_an_empty_ledger_has_no_page() -> None:
    names = Names({}, {}, {}, "zh")
    assert fund_page.page([], words(), {}, "2025-09", names, lambda **_: "") is None
