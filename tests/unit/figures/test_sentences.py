"""Every phrase of a finding fits its numbers and the day it is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from dashboard.attainment.verdict import Reason, Verdict, YearMark
from dashboard.figures import headlines, needs, sentences
from dashboard.figures.facts import Item
from dashboard.figures.phrases import gap_words, units
from dashboard.plan.lookup import indicator, target
from dashboard.wording import Language
from tests.unit.figures import samples

D = Decimal
NAMES = {"org_tj": "市统计局", "a": "甲局", "b": "乙局", "c": "丙局", "d": "丁局"}
CONTRACTS, TRANSFERS, PRODUCTS, GI = (
    "patent_tech_contract_growth",
    "ip_transfer_license_growth",
    "patent_intensive_products",
    "gi_output_growth",
)


def item(found: Verdict, reading: str = "default") -> Item:
    own = target(samples.catalogue(), found.target)
    return Item(own, replace(found, reading=reading), indicator(samples.catalogue(), found.indicator or ""))


def said(found: Verdict, lang: Language = "zh", today: date = samples.TODAY) -> str:
    return sentences.finding(item(found), NAMES, lang, today)


def contracts(**changes: object) -> Verdict:
    found = samples.in_year(CONTRACTS, "behind", "1.76", "2.46", best_month=D("0.61"))
    return replace(found, **changes)  # type: ignore[arg-type]


def test_the_year_so_far_in_both_languages() -> None:
    assert said(contracts()) == (
        "2025年1—9月完成折算年度目标的40.9%，低于序时进度34.1个百分点，后三个月月均需完成0.85亿元（历史最高月0.61亿元）"
    )
    assert said(contracts(), "en") == (
        "40.9% of the implied target for the year was reached in January–September 2025, 34.1 points below time "
        "progress; the last three months need ¥84.8 m a month (best month ever ¥61.0 m)"
    )


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2025, 10, 1), "后三个月月均需"),
        (date(2025, 10, 31), "后三个月月均需"),
        (date(2025, 11, 1), "10—12月月均需"),  # fewer than three months are left
        (date(2026, 11, 23), "10—12月月均需"),
    ],
)
def test_a_horizon_is_counted_only_while_it_lasts(today: date, words: str) -> None:
    assert words in said(contracts(), today=today)


def test_the_last_month_of_a_year() -> None:
    found = contracts(period="2025-11", months=11, months_left=1, remaining=D("0.5"), required_month=D("0.5"))
    assert "最后一个月需完成0.50亿元" in said(found, today=date(2025, 12, 5))
    assert "，12月需完成0.50亿元" in said(found, today=date(2026, 2, 1))
    assert needs.need(item(found), NAMES, "zh")[0] == "12月需 0.50 亿元"


def test_a_year_that_has_passed_its_target_needs_nothing() -> None:
    found = contracts(remaining=D(0), required_month=D(0), completion=D("1.2"), gap_points=D(45))
    assert said(found).endswith("，高于序时进度45.0个百分点，已超过折算年度目标")
    assert needs.need(item(found), NAMES, "zh") == ("已超折算年度目标", "")


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        ("6.1", "高于序时进度6.1个百分点"),
        ("-6.1", "低于序时进度6.1个百分点"),
        ("0", "与序时进度持平"),
        ("-0.04", "低于序时进度0.04个百分点"),
        ("0.0004", "高于序时进度0.0004个百分点"),
    ],
)
def test_a_difference_is_never_said_to_be_none(gap: str, words: str) -> None:
    assert gap_words(D(gap), "zh") == words


def closed(code: str, last: int, level: str, **changes: object) -> Verdict:
    found = target(samples.catalogue(), code)
    threshold = found.default.threshold or D(0)
    base, n, k = D(100), 4, last - 2021
    grown = (1 + threshold) ** (D(k) / n if found.default.method == "total" else k)
    path, goal = base * grown, base * (1 + threshold) ** (1 if found.default.method == "total" else n)
    years = D(level) / base
    achieved = years - 1 if found.default.method == "total" else years ** (D(1) / k) - 1
    known = samples.blank(
        code, status="slightly_behind", reason="closed_year", period=str(last), base=base, level=D(level), path=path,
        goal=goal, k=D(k), n=n, completion=D(level) / path, time_progress=D(1), achieved=achieved, last_year=last,
        last_level=D(level), required=(goal / D(level)) ** (D(1) / (2025 - last)) - 1 if last < 2025 else None,
        best=D("0.219"),
    )  # fmt: skip
    return replace(known, **changes)  # type: ignore[arg-type]


def test_a_closed_year_names_its_years_and_what_they_still_need() -> None:
    text = said(closed(TRANSFERS, 2023, "115"))
    assert (
        text == "2023年为115次，是折算目标的95.0%，年均增幅7.2%（要求10%），后期年均需增长12.8%（历史最高年增幅21.9%）"
    )
    assert "，2025年需增长" in said(closed(TRANSFERS, 2024, "128"))  # one year is left: no 年均
    assert "，增幅4.0%（要求年均10%）" in said(closed(TRANSFERS, 2022, "104"))  # one year has passed: no 年均增幅


def test_a_fall_is_called_a_fall() -> None:
    assert "年均下降3.0%（要求增长10%）" in said(closed(TRANSFERS, 2023, "94"))
    assert "较2021年下降6.0%（要求增长15%）" in said(closed(GI, 2023, "94"))


def test_an_attained_level_says_what_holds_it() -> None:
    text = said(closed(GI, 2024, "120", status="attained"))
    assert text.endswith("较2021年增长20.0%（要求15%），2025年不低于115.0亿元即可保持")


def test_every_year_reading_names_the_years_that_fell_short() -> None:
    strip = (YearMark(2022, D("0.05"), False), YearMark(2023, D("0.2"), True), YearMark(2024, None, None))
    text = said(contracts(reason="year_missed", every_year=strip))
    assert text == "有年度未达到15%的增幅（2022年）"


def test_a_count_names_what_is_left_and_when_the_plan_ends() -> None:
    found = samples.counted(PRODUCTS, "slightly_behind", "count_share", 8, 10)
    text = said(found)
    assert text == "截至2025年9月累计8个，完成目标的80.0%，低于序时进度13.8个百分点，还差2个（方案期至2025年12月）"
    assert "月）" in text and "个月" not in text  # no number of months that the day shown could belie
    assert said(replace(found, reason="count_reached", level=D(12), reached_in="2025-05")) == (
        "2025年5月达到目标的10个，截至2025年9月累计12个"
    )


@pytest.mark.parametrize(
    ("reason", "changes", "text"),
    [
        (
            "overdue",
            {"period": "2024", "due": date(2025, 8, 31)},
            "2024年数据应于2025年8月31日前报送，甲局、乙局逾期未报",
        ),
        ("overdue", {"period": "2024"}, "2024年数据逾期未报（甲局、乙局）"),
        ("incomplete_sum", {"period": "2025-06"}, "2025年1—6月报送不全，缺：甲局、乙局"),
        ("incomplete_base", {"period": "2021"}, "2021年基期数据报送不全，缺：甲局、乙局"),
        ("incomplete_base", {"period": "2021Q4"}, "2021年四季度基期数据报送不全，缺：甲局、乙局"),
        (
            "incomplete_sum",
            {"period": "2025-06", "expected_senders": 10},
            "2025年1—6月应报10家、实报8家，缺：甲局、乙局",
        ),
        ("base_missing", {}, "没有基期数据"),
        ("base_zero", {}, "基期为零，不计算增幅"),
        ("not_started", {}, "评价期尚未开始"),
        ("never_reported", {"period": "2025"}, "结算期已过，2025年数据未报"),
    ],
)
def test_why_there_is_no_verdict(reason: Reason, changes: dict[str, object], text: str) -> None:
    found = samples.blank(TRANSFERS, status="awaited", reason=reason, missing=("a", "b"), **changes)
    assert said(found) == text


def test_many_debtors_are_counted() -> None:
    assert units(("a", "b", "c", "d"), NAMES, "zh") == "甲局、乙局、丙局等4家"
    assert units(("a", "b", "c"), NAMES, "en") == "甲局, 乙局 and 丙局"
    assert units(("unknown",), NAMES, "zh") == "unknown"


def test_every_reason_has_a_sentence_in_both_languages() -> None:
    for reason in Reason.__args__:  # type: ignore[attr-defined]
        for code in (TRANSFERS, PRODUCTS, "university_ip_pilot", "industry_ip_operation_centers"):
            found = samples.blank(code, reason=reason, missing=("a",), reached_in="2025-05", goal=D(3))
            own = target(samples.catalogue(), code)
            made = indicator(samples.catalogue(), own.default.indicator) if own.default.indicator else None
            for lang in ("zh", "en"):
                assert sentences.finding(Item(own, found, made), NAMES, lang, samples.TODAY)


@pytest.mark.parametrize(
    ("today", "text"),
    [
        (date(2021, 12, 31), "方案期自2022年1月1日开始"),
        (date(2025, 10, 16), "距方案期末还有76天"),
        (date(2025, 12, 31), "今天是方案期最后一天"),
        (date(2026, 1, 1), "方案期已结束，结算期至2026年12月31日"),
        (date(2026, 12, 31), "方案期已结束，结算期至2026年12月31日"),
        (date(2027, 1, 1), "方案期和结算期均已结束"),
    ],
)
def test_countdown_is_that_of_the_day_shown(today: date, text: str) -> None:
    assert sentences.countdown(samples.catalogue().plan, today, "zh") == text


def test_days_left_go_down_by_one_a_day() -> None:
    plan = samples.catalogue().plan
    days = [sentences.countdown(plan, date(2025, 1, 1) + timedelta(k), "en") for k in range(364)]
    assert [int(text.split()[0]) for text in days] == list(range(364, 0, -1))


def test_headline_counts_sum_and_name_every_status() -> None:
    text = headlines.headline(samples.state(), "zh")
    assert text == (
        "14项量化目标：5项已完成，1项已达标（需巩固），3项达到序时进度，2项略低于序时进度，2项进度滞后，1项待报；"
        "7项定性目标：7项按节点推进。"
    )


def test_a_shared_word_stands_for_a_count_of_its_own_kind_only() -> None:
    assert headlines.counted(["final_met", "final_met"], "zh") == [("completed", "完成", 2)]
    assert headlines.counted(["final_met", "completed"], "zh") == [("completed", "已完成", 2)]
    assert headlines.counted(["on_stages", "on_schedule"], "zh") == [("on_schedule", "达到序时进度", 2)]
    assert headlines.counted([], "zh") == []


def test_attention_names_the_worst_with_its_numbers() -> None:
    text = headlines.attention(samples.state(), "zh", samples.TODAY)
    assert text.startswith("需重点关注：专利技术合同成交额，2025年1—9月完成折算年度目标的")
    good = replace(samples.state(), items=tuple(i for i in samples.state().items if i.verdict.status == "completed"))
    assert headlines.worst(good) is None
    assert headlines.attention(good, "zh", samples.TODAY) == "没有进度滞后、低于基期、未完成或待报的目标。"
