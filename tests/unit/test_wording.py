"""Numbers, periods and days in words, in both languages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dashboard import wording
from dashboard.wording import MINUS, Language


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Decimal("2.445"), 2, "2.45"),  # half up, not to even
        (Decimal("2.435"), 2, "2.44"),
        (0, 0, "0"),
        (9999, 0, "9999"),
        (12345.6, 1, "12,345.6"),
        (Decimal("-34.06"), 1, f"{MINUS}34.1"),
        (Decimal("-0.04"), 1, "0.0"),
    ],
)
def test_number(value: Decimal | float, decimals: int, text: str) -> None:
    assert wording.number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "text"), [("6.1", "+6.1"), ("-34.1", f"{MINUS}34.1"), ("0", "0.0"), ("-0.01", "0.0")]
)
def test_signed(value: str, text: str) -> None:
    assert wording.signed(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "zh", "en"), [(9999, "9999", "9999"), (623_400, "62.3万", "623,400"), (123_456_789, "1.2亿", "123.5 m")]
)
def test_compact(value: int, zh: str, en: str) -> None:
    assert (wording.compact(value, "zh"), wording.compact(value, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("value", "unit", "unit_en", "decimals", "zh", "en"),
    [
        ("1.85", "亿元", "CNY 100 m", 2, "1.85 亿元", "¥185 m"),
        ("0.61", "亿元", "CNY 100 m", 2, "0.61 亿元", "¥61.0 m"),
        ("179", "亿元", "CNY 100 m", 1, "179.0 亿元", "¥17.9 bn"),
        ("350", "万元", "CNY 10,000", 0, "350 万元", "¥3.5 m"),
        ("741", "次", "events", 0, "741 次", "741 events"),
        ("1", "家", "SMEs", 0, "1 家", "1 SME"),
        ("1", "个", "industries", 0, "1 个", "1 industry"),
        ("1", "件/万户", "per 10,000 entities", 0, "1 件/万户", "1 per 10,000 entities"),
    ],
)
def test_quantity(value: str, unit: str, unit_en: str, decimals: int, zh: str, en: str) -> None:
    made = [wording.quantity(Decimal(value), unit, unit_en, decimals, lang) for lang in wording.LANGUAGES]
    assert made == [zh, en]


def test_a_percentage_never_hides_on_which_side_of_a_line_it_is() -> None:
    assert wording.percent_against(Decimal("0.9996"), 1) == "99.96%"
    assert wording.percent_against(Decimal("1.0004"), 1) == "100.04%"
    assert wording.percent_against(Decimal(1), 1) == "100.0%"
    assert wording.percent_against(Decimal("0.409"), 1) == "40.9%"


@pytest.mark.parametrize(
    ("period", "zh", "en"),
    [
        ("2025-09", "2025年9月", "September 2025"),
        ("2025Q3", "2025年三季度", "Q3 2025"),
        ("2024", "2024年", "2024"),
    ],
)
def test_period_words(period: str, zh: str, en: str) -> None:
    assert (wording.period_words(period, "zh"), wording.period_words(period, "en")) == (zh, en)


def test_no_period_is_refused() -> None:
    with pytest.raises(ValueError, match="2025-Q3"):
        wording.period_words("2025-Q3", "zh")


@pytest.mark.parametrize(
    ("month", "zh", "en", "quarters"),
    [
        ("2025-01", "2025年1月", "January 2025", ""),
        ("2025-03", "2025年1—3月", "January–March 2025", "一季度"),
        ("2025-06", "2025年1—6月", "January–June 2025", "上半年"),
        ("2025-09", "2025年1—9月", "January–September 2025", "前三季度"),
        ("2025-12", "2025年全年", "the full year 2025", "全年"),
    ],
)
def test_year_to_date(month: str, zh: str, en: str, quarters: str) -> None:
    assert (wording.year_to_date(month, "zh"), wording.year_to_date(month, "en")) == (zh, en)
    assert wording.quarters_to_date(month, "zh") == quarters


@pytest.mark.parametrize(
    ("month", "zh", "en"),
    [
        (9, "后三个月", "the last three months"),
        (10, "后两个月", "the last two months"),
        (11, "最后一个月", "the last month"),
        (1, "后十一个月", "the last eleven months"),
    ],
)
def test_rest_of_year(month: int, zh: str, en: str) -> None:
    assert (wording.rest_of_year(month, "zh"), wording.rest_of_year(month, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("label", "zh", "en"),
    [
        ("2025Q3", "2025年三季度", "Q3 2025"),
        ("2025Q3-r2", "2025年三季度更正（第2次发布）", "Q3 2025, corrected (release 2)"),
        ("2025-08", "2025年8月快报（初步数）", "August 2025 flash (preliminary)"),
        ("draft", "draft", "draft"),
    ],
)
def test_edition_words(label: str, zh: str, en: str) -> None:
    assert (wording.edition_words(label, "zh"), wording.edition_words(label, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("share", "zh", "en"),
    [(0.0, "不足一成", "under 10%"), (0.06, "约一成", "about 10%"), (0.7, "约七成", "about 70%"),
     (0.949, "约九成", "about 90%"), (0.96, "九成以上", "over 90%"), (1.0, "九成以上", "over 90%")],
)  # fmt: skip
def test_tenths(share: float, zh: str, en: str) -> None:
    assert (wording.tenths_words(share, "zh"), wording.tenths_words(share, "en")) == (zh, en)


@pytest.mark.parametrize(("lang", "text"), [("zh", "甲、乙、丙"), ("en", "甲, 乙 and 丙")])
def test_lists_and_days(lang: Language, text: str) -> None:
    assert wording.joined(["甲", "乙", "丙"], lang) == text
    assert wording.joined(["甲"], lang) == "甲"
    assert wording.day_words(date(2025, 9, 30), lang) == {"zh": "2025年9月30日", "en": "30 September 2025"}[lang]
