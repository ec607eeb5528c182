"""Registers: steps, what counts and what does not, the funnel, filters and one entry's detail."""

from __future__ import annotations

import json
from datetime import date
from urllib.parse import urlencode

import pytest

from dashboard.figures import listing, register
from dashboard.figures.evidence import Names
from dashboard.figures.listing import Chosen
from dashboard.figures.register import Register
from dashboard.plan.lookup import indicator, target
from dashboard.plan.models import Indicator, Ledger, LedgerSource
from dashboard.wording import Language
from tests.unit.figures import samples

CUT_OFF = date(2025, 9, 30)
NAMES = Names({"411502": "浉河区", "411503": "平桥区", "Z01": "信阳高新区"}, {"a": "甲局", "b": "乙局"}, {}, "zh")


def ledger(code: str) -> Ledger:
    return next(found for found in samples.catalogue().ledgers if found.id == code)


def source(found: Indicator) -> LedgerSource:
    assert isinstance(found.source, LedgerSource)
    return found.source


def row(key: str, sender: str = "a", region: str = "411502", zone: str = "", **told: str) -> dict[str, object]:
    return {"ledger": "custody", "entry_key": key, "sender": sender, "region": region, "zone": zone, "title": key,
            "attributes": json.dumps(told), "sheet": "知识产权托管", "row_no": 4, "file_name": "x.xlsx",
            "since": "2025Q1", "version": 1}  # fmt: skip


def custody(rows: list[dict[str, object]], order: dict[str, int] | None = None, lang: Language = "zh") -> Register:
    found = target(samples.catalogue(), "ip_custody_smes").default
    made = indicator(samples.catalogue(), "custody_smes")
    return register.register((ledger("custody"), made, found), samples.catalogue().plan, CUT_OFF, rows, order or {},
                             frozenset({"A"}), lang)  # fmt: skip


ROWS = [
    row("A", signed_on="2024-01-05", started_on="2024-01-08", uscc="1", firm_size="小"),
    row("B", signed_on="2023-05-01", started_on="2023-05-01", uscc="1", firm_size="小", region="411503", zone="Z01"),
    row("C", signed_on="2025-09-01", uscc="2", firm_size="微"),
    row("D", signed_on="2024-02-01", started_on="2024-02-01", uscc="3", firm_size="大"),
    row("E", signed_on="2021-02-01", started_on="2021-02-01", uscc="4", firm_size="中"),
    row("F", signed_on="2025-12-01", started_on="2025-12-01", uscc="5", firm_size="中"),
]


@pytest.mark.parametrize(
    ("code", "counted", "expected"),
    [
        ("navigation", "navigation_projects", ["申报", "立项", "中期检查", "验收"]),
        ("centers", "operation_centers", ["批复", "挂牌"]),
        ("custody", "custody_smes", ["签约", "服务起始"]),
        ("products", "patent_intensive_products", ["备案通过", "列入市级名单", "公示", "认定公布"]),
        ("conversions", "sme_conversions", ["签约", "备案（登记）", "首次付款", "实施", "成功转化"]),
        ("brands", "trademark_brands", ["申请", "受理", "初步审定公告", "注册公告或正式发布"]),
        ("industries", "specialty_industries", ["列入培育", "公示", "认定公布"]),
    ],
)
def test_steps_end_with_the_one_that_counts(code: str, counted: str, expected: list[str]) -> None:
    found = register.steps(ledger(code), source(indicator(samples.catalogue(), counted)), "zh")
    assert [step.name for step in found] == expected


def test_an_entry_counts_once_in_its_time_and_of_its_kind() -> None:
    fates = {record.entry.key: record.fate for record in custody(ROWS).records}
    assert fates == {"A": "same", "B": "counted", "C": "open", "D": "other", "E": "early", "F": "late"}


def test_the_funnel_counts_firms_and_narrows() -> None:
    assert custody(ROWS).standing() == (2, 1)  # firm 2 has signed only
    assert custody([]).standing() == (0, 0)


def test_the_first_sender_in_order_is_counted_the_other_is_named() -> None:
    told = {"started_on": "2024-01-08", "signed_on": "2024-01-08", "uscc": "1", "firm_size": "小"}
    rows = [row("A", "a", **told), row("A", "b", region="411503", **told)]
    (one,) = custody(rows, {"a": 1, "b": 0}).records
    assert one.entry.sender == "b" and [other["sender"] for other in one.others] == ["a"]


def test_evidence_must_be_verified_by_the_cut_off_and_for_this_register() -> None:
    paper = {"subject": "知识产权托管", "state": "已核验", "verified_on": "2025-09-30", "number": "TG-1"}
    others = [{**paper, "number": "2", "verified_on": "2025-10-01"}, {**paper, "number": "3", "state": "已提交"},
              {**paper, "number": "4", "subject": "区域商标品牌"}]  # fmt: skip
    rows = [row(f"e{at}", **told) for at, told in enumerate((paper, *others))]
    assert register.proved(rows, [], ledger("custody"), CUT_OFF) == {"TG-1"}


def rows_of(asked: Chosen) -> listing.Listing:
    return listing.listing(custody(ROWS), asked, NAMES, lambda **keys: "?" + urlencode(keys))


def test_filters_are_links_that_keep_one_another() -> None:
    everything = rows_of(Chosen())
    assert (everything.shown, everything.total, everything.counted) == (6, 6, 1)
    found = rows_of(Chosen(region="411502", year="2024"))
    assert [line.title for line in found.lines] == ["D", "A"]
    counties, stages, years = found.filters
    assert [link.name for link in counties.links] == ["全部", "浉河区", "平桥区"]
    assert [link.href for link in stages.links][1] == "?region=411502&stage=signed_on&year=2024"
    assert [link.name for link in years.links if link.chosen] == ["2024"]
    assert [line.title for line in rows_of(Chosen(stage="signed_on")).lines] == ["C"]
    assert [line.title for line in rows_of(Chosen(region="Z01")).lines] == ["B"]
    assert rows_of(Chosen(year="1999")).lines == ()


def test_a_row_says_place_days_fate_and_origin() -> None:
    line = next(line for line in rows_of(Chosen()).lines if line.title == "B")
    assert (line.place, line.days, line.fate, line.proof) == (
        "平桥区（信阳高新区）", ("2023-05-01", "2023-05-01"), "计入", "未核验",
    )  # fmt: skip
    assert (line.origin, line.version) == ("x.xlsx，知识产权托管，第4行", "第1版，自2025年一季度起")
    assert next(line for line in rows_of(Chosen()).lines if line.title == "A").proof == "已核验"


def test_one_entry_in_every_detail() -> None:
    found = listing.listing(
        custody([row("A", signed_on="2024-01-05", fee="4000000", uscc="1")]), Chosen(entry="A", year="2024"), NAMES,
        lambda **keys: "?" + urlencode(keys),
    ).detail  # fmt: skip
    assert found is not None
    told = dict(found.pairs)
    assert (told["签约日期"], told["服务费（万元）"], told["服务起始日期"]) == ("2024年1月5日", "4.00", "—")
    assert found.origins == (("甲局", "x.xlsx，知识产权托管，第4行", "第1版，自2025年一季度起"),)
    assert found.close == "?year=2024"
    assert rows_of(Chosen(entry="nothing")).detail is None
