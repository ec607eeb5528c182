"""The story holds: levels recomputed from the workbooks, paths typed from the domain model (1.6, 4.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from tests.recompute import recompute
from tests.recompute.recompute import Book

Levels = Callable[[str], dict[str, Decimal | None]]
GROWTH = {"ip_transfer_license_growth": "0.10", "ip_pledge_amount_growth": "0.15", "ip_pledge_deal_growth": "0.15",
          "patent_tech_contract_growth": "0.15", "patent_intensive_va_growth": "0.10"}  # fmt: skip
BY_COUNTIES = {
    "ip_transfer_license_growth", "ip_pledge_amount_growth", "ip_pledge_deal_growth", "sme_univ_patent_conversion",
    "industry_patent_navigation", "patent_intensive_products", "regional_specialty_industries",
    "regional_trademark_brands", "ip_custody_smes", "industry_ip_operation_centers",
}  # fmt: skip


@pytest.fixture(scope="session")
def levels(books: list[Book]) -> Levels:
    """Levels of an edition: what had arrived by a delivery, cut off at its end."""
    return lambda label: recompute.levels(books, label, recompute.quarter_end(label))


@pytest.fixture(scope="session")
def bases(books: list[Book]) -> dict[str, Decimal]:
    """Base values as known in the end."""
    return {target: base for target, base in recompute.bases(books, "2026Q3").items() if base is not None}


def path(bases: dict[str, Decimal], target: str, year: int) -> Decimal:
    """path[year] = level[base] * (1 + threshold) ** (year - base)."""
    return bases[target] * (1 + Decimal(GROWTH[target])) ** (year - 2021)


def gap(level: Decimal | None, goal: Decimal, months: int) -> Decimal:
    """gap_pp = (ytd_level / path - months / 12) * 100."""
    assert level is not None
    return (level / goal - Decimal(months) / 12) * 100


@pytest.mark.parametrize(("target", "low", "high"), [
    ("ip_transfer_license_growth", 1, 10),
    ("ip_pledge_amount_growth", -8, -2),
    ("ip_pledge_deal_growth", 0, 10),
    ("patent_tech_contract_growth", -60, -20),
])  # fmt: skip
def test_flows_of_the_opening_edition(
    levels: Levels, bases: dict[str, Decimal], target: str, low: int, high: int
) -> None:
    assert low <= gap(levels("2025Q3")[target], path(bases, target, 2025), 9) < high


@pytest.mark.parametrize(("target", "met"), [
    ("ip_transfer_license_growth", True), ("ip_pledge_amount_growth", True), ("ip_pledge_deal_growth", True),
    ("patent_tech_contract_growth", False),
])  # fmt: skip
def test_flows_at_the_end_of_the_plan(levels: Levels, bases: dict[str, Decimal], target: str, met: bool) -> None:
    for label in ("2025Q4", "2026Q3"):
        level = levels(label)[target]
        assert level is not None
        assert (level >= path(bases, target, 2025)) is met


def test_counts_of_the_opening_edition_and_the_end(levels: Levels) -> None:
    opening, end = levels("2025Q3"), levels("2025Q4")
    assert {target: int(level or 0) for target, level in opening.items() if target in BY_COUNTIES and level} == {
        "ip_transfer_license_growth": 741, "ip_pledge_amount_growth": 1, "ip_pledge_deal_growth": 29,
        "sme_univ_patent_conversion": 12, "industry_patent_navigation": 1, "patent_intensive_products": 8,
        "regional_specialty_industries": 2, "regional_trademark_brands": 1, "ip_custody_smes": 23,
        "industry_ip_operation_centers": 3,
    }  # fmt: skip
    assert (end["patent_intensive_products"], end["regional_specialty_industries"]) == (8, 3)


@pytest.mark.parametrize(("target", "number", "month"), [
    ("sme_univ_patent_conversion", 1, "2022-11"), ("sme_univ_patent_conversion", 4, "2023-11"),
    ("sme_univ_patent_conversion", 8, "2024-12"), ("sme_univ_patent_conversion", 10, "2025-05"),
    ("sme_univ_patent_conversion", 12, "2025-09"), ("industry_patent_navigation", 1, "2024-11"),
    ("patent_intensive_products", 3, "2024-02"), ("patent_intensive_products", 8, "2025-02"),
    ("regional_trademark_brands", 1, "2024-06"), ("ip_custody_smes", 10, "2024-03"),
    ("regional_specialty_industries", 3, "2025-12"), ("industry_ip_operation_centers", 1, "2023-12"),
    ("industry_ip_operation_centers", 2, "2024-12"), ("industry_ip_operation_centers", 3, "2025-09"),
])  # fmt: skip
def test_the_month_in_which_a_count_is_reached(books: list[Book], target: str, number: int, month: str) -> None:
    arrived, formula = recompute.delivered(books, "2026Q3"), recompute.FORMULAS[target]
    year, place = int(month[:4]), int(month[5:])
    before = formula(arrived, date(year, place, 1))
    after = formula(arrived, date(year + place // 12, place % 12 + 1, 1))
    assert before is not None
    assert after is not None
    assert before < number <= after


def test_what_happens_after_the_end_does_not_count(books: list[Book], levels: Levels) -> None:
    products = recompute.entries(recompute.delivered(books, "2026Q3"), "专利密集型产品", "产品名称")
    recognised = [recompute.day(row["认定公布日期"]) for told in products.values() for row in told.values()]
    assert sum(found is not None and found.year == 2026 for found in recognised) == 3
    assert levels("2026Q3")["patent_intensive_products"] == 8


def test_value_added_arrives_late_and_ends_just_above_its_path(levels: Levels, bases: dict[str, Decimal]) -> None:
    target = "patent_intensive_va_growth"
    found = {label: levels(label)[target] for label in ("2022Q3", "2025Q2", "2025Q3", "2025Q4", "2026Q3")}
    assert (found["2022Q3"], found["2025Q3"]) == (None, None)  # no year after the base; 2024 is owed since August
    assert found["2025Q2"] is not None
    assert found["2025Q4"] is not None
    assert found["2025Q2"] < path(bases, target, 2023)
    assert found["2025Q4"] > path(bases, target, 2024)
    final = found["2026Q3"]
    assert final is not None
    assert path(bases, target, 2025) <= final < path(bases, target, 2025) * Decimal("1.03")


def test_biomedicine_dips_in_2022(books: list[Book]) -> None:
    told = {(row["年份"], row["产业"]): recompute.number(row["增加值（亿元）"])
            for book in books for row in book.sheets.get("密集型产业增加值", [])}  # fmt: skip
    assert told["2022", "生物医药"] < told["2021", "生物医药"] * Decimal("0.9")
    assert told["2022", "电子信息"] > told["2021", "电子信息"]


def test_the_verdict_on_tea_depends_on_the_reading(books: list[Book]) -> None:
    for header in ("全产业产值（亿元）", "用标企业产值（亿元）"):
        years = recompute.gi_output(recompute.delivered(books, "2026Q3"), header)
        assert years[2024] >= years[2021] * Decimal("1.15")
        assert years[2025] >= years[2021] * Decimal("1.15")
        assert years[2025] < years[2021] * Decimal("1.15") ** 4
    industry = recompute.gi_output(recompute.delivered(books, "2025Q1"))
    assert [industry[year] for year in (2020, 2021, 2022, 2023)] == [130, 150, 153, 161]  # published
    assert max(industry) == 2024


def test_trademarks_meet_one_window_and_miss_the_other(books: list[Book]) -> None:
    ratios = recompute.trademarks_per_10k(recompute.delivered(books, "2026Q3"))
    assert Decimal("1.20") <= ratios["2024Q4"] / ratios["2021Q4"] < Decimal("1.21")
    assert ratios["2025Q4"] / ratios["2022Q4"] < Decimal("1.20")


def test_one_county_is_missing_at_first(levels: Levels, books: list[Book]) -> None:
    late = [book for book in books if book.folder != book.period]
    assert [(book.sender, book.period, book.folder) for book in late] == [("scjg-411528", "2024Q2", "2024Q3")]
    short = {target for target, level in levels("2024Q2").items() if level is None}
    assert short == BY_COUNTIES
    assert not {target for target, level in levels("2024Q3").items() if level is None}


def test_one_county_restates_an_earlier_quarter(books: list[Book]) -> None:
    span = date(2023, 7, 1), date(2023, 9, 30)
    before, after = (recompute.transfers(recompute.delivered(books, d), span) for d in ("2023Q3", "2023Q4"))
    assert before is not None
    assert after is not None
    assert before != after
    restated = [book.sender for book in books if book.period == "2023Q4"
                and any(row["月份"] == "2023-08" for row in book.sheets.get("转让许可", []))]  # fmt: skip
    assert restated == ["scjg-411525"]


def test_banks_tell_the_deals_that_counties_tell(books: list[Book]) -> None:
    deals = recompute.entries(recompute.delivered(books, "2026Q3"), "质押融资", "质押登记号")
    by_bank = [told for told in deals.values() if any(sender.startswith("bank-") for sender in told)]
    assert len(by_bank) > len(deals) / 2
    for told in deals.values():
        assert sum(sender.startswith("scjg-") for sender in told) == 1
        assert len({str(sorted(row.items())) for row in told.values()}) == 1


def test_a_deal_is_corrected_in_the_settlement_period(levels: Levels) -> None:
    before, after = levels("2025Q4")["ip_pledge_amount_growth"], levels("2026Q3")["ip_pledge_amount_growth"]
    assert before is not None
    assert after == before - Decimal("0.003")


def test_one_sme_is_in_custody_in_two_counties(books: list[Book]) -> None:
    places: dict[object, set[str]] = {}
    for book in books:
        for row in book.sheets.get("知识产权托管", []):
            places.setdefault(row["统一社会信用代码"], set()).add(book.sender)
    assert sorted(len(found) for found in places.values())[-2:] == [1, 2]


def test_zones_hold_no_more_than_their_counties(books: list[Book]) -> None:
    hosts = {"zone-z01": ("scjg-411503",), "zone-z03": ("scjg-411503",), "zone-z06": ("scjg-411503",),
             "zone-z08": ("scjg-411503",), "zone-z04": ("scjg-411502",), "zone-z05": ("scjg-411502",),
             "zone-z07": ("scjg-411526",), "zone-z02": ("scjg-411522", "scjg-411523", "scjg-411526")}  # fmt: skip
    told: Counter[str] = Counter()
    for book in books:
        for sheet in ("转让许可", "开发区转让许可"):
            told[book.sender] += sum(int(str(row["数量（次）"])) for row in book.sheets.get(sheet, []))
    for zone, counties in hosts.items():
        assert 0 < told[zone] < sum(told[county] for county in counties)
    in_pingqiao = sum(told[zone] for zone, counties in hosts.items() if counties == ("scjg-411503",))
    assert in_pingqiao < told["scjg-411503"]


def test_three_milestones_are_overdue_at_the_opening_edition_and_some_were_late(books: list[Book]) -> None:
    arrived = recompute.delivered(books, "2025Q3")
    state: dict[object, tuple[object, object]] = {}
    for book in arrived:
        for row in book.sheets.get("任务节点", []):
            state[row["节点编码"]] = row["完成情况"], row["备注"]
    assert sorted(str(code) for code, (_, note) in state.items() if note and "逾期" in str(note)) == [
        "10.5", "4.2@2025", "7.5@2025H1",
    ]  # fmt: skip
    assert sum(done == "已完成" for done, _ in state.values()) > 180


@pytest.mark.parametrize(("target", "low", "high", "low_end", "high_end"), [
    ("ip_transfer_license_growth", 450, 700, 700, 1200),
    ("ip_pledge_deal_growth", 15, 30, 35, 70),
    ("ip_pledge_amount_growth", "0.8", "1.6", "2.5", "6"),
    ("patent_tech_contract_growth", 2, 5, "3.9", 10),
    ("patent_intensive_va_growth", 80, 160, 110, 240),
    ("gi_output_growth", 150, 150, 165, 180),
])  # fmt: skip
def test_levels_lie_in_the_ranges_of_the_domain_model(
    levels: Levels, bases: dict[str, Decimal], target: str, low: object, high: object, low_end: object, high_end: object
) -> None:
    final = levels("2026Q3")[target]
    assert final is not None
    assert Decimal(str(low)) <= bases[target] <= Decimal(str(high))
    assert Decimal(str(low_end)) <= final <= Decimal(str(high_end))


def test_funds_are_used_within_what_was_paid_but_for_one_project(books: list[Book]) -> None:
    projects = recompute.once(recompute.entries(recompute.delivered(books, "2026Q3"), "资金台账", "项目名称"))
    steps = ("预算金额（万元）", "下达金额（万元）", "拨付金额（万元）", "已使用金额（万元）")
    sums = [[recompute.number(row[step]) for step in steps] for row in projects]
    assert len(sums) > 50
    assert all(budget >= approved >= paid for budget, approved, paid, _ in sums)
    assert sum(used > paid for _, _, paid, used in sums) == 1


def test_a_fund_project_has_a_life_with_documents_from_goal_to_closure(books: list[Book]) -> None:
    projects = recompute.once(recompute.entries(recompute.delivered(books, "2026Q3"), "资金台账", "项目名称"))
    assert all(row["绩效目标"] and row["公示日期"] < row["拨付日期"] and row["拨付文号"] for row in projects)
    ended = [row for row in projects if row["结项日期"]]
    assert len(ended) > 20
    for row in ended:
        assert row["使用截至日期"] < row["自评日期"] < row["审计（评价）日期"] < row["结项日期"]
        left = [recompute.number(row[f"{name}金额（万元）"] or "0") for name in ("拨付", "已使用", "收回")]
        assert left[0] == left[1] + left[2]
    assert {row["审计（评价）结论"] for row in projects} >= {"未发现问题", "整改中", "已整改"}
    assert all(bool(row["持股比例（%）"]) == (row["支持方式"] == "股权投资") for row in projects)


def test_one_project_is_funded_twice(books: list[Book]) -> None:
    told = recompute.entries(recompute.delivered(books, "2026Q3"), "资金台账", "承担单位", "项目名称", "资金文号")
    papers: dict[tuple[str, str], list[str]] = {}
    for recipient, project, document in told:
        papers.setdefault((recipient, project), []).append(document)
    assert [len(found) for found in papers.values() if len(found) > 1] == [2]
