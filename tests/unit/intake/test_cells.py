"""Cells become exact values or a refusal that names their place."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.intake import cells
from dashboard.intake.workbook import Cell, Sheet, Value, letter, plain
from dashboard.plan import units
from dashboard.wording import Refused


def cell(value: Value) -> Cell:
    return Cell(value, plain(value), Sheet("a.xlsx", "质押台账", ()), 7, 3, "登记金额（万元）")


@pytest.mark.parametrize(
    ("value", "unit", "cents"),
    [
        (600.0, "万元", 600_000_000),
        (1234.567891, "万元", 1_234_567_891),
        ("0.07", "元", 7),
        (1.23, "亿元", 12_300_000_000),
        (0.1 + 0.2, "元", 30),
        (0.0, "万元", 0),
        (1.0000000001, "亿元", 10_000_000_001),
    ],
)
def test_money_is_kept_to_the_cent(value: Value, unit: str, cents: int) -> None:
    assert cells.scaled(cell(value), units.MONEY_DIGITS[unit], unit) == cents


@pytest.mark.parametrize(
    ("value", "unit", "reason"),
    [
        (0.001, "元", "too_many_decimals"),
        ("1.00000000001", "亿元", "too_many_decimals"),
        (-1.0, "元", "negative"),
        ("约500", "万元", "not_number"),
        ("1,200", "万元", "not_number"),
        (True, "万元", "not_number"),
        (date(2024, 1, 1), "万元", "not_number"),
        ("１２", "万元", "not_number"),
        (1e15, "元", "digits_lost"),
        (float("inf"), "元", "digits_lost"),
        (float("nan"), "元", "digits_lost"),
        ("9" * 20, "元", "too_large"),
        ("1e3", "元", "not_number"),
        ("", "元", "not_number"),
    ],
)
def test_a_doubtful_amount_is_refused(value: Value, unit: str, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        cells.scaled(cell(value), units.MONEY_DIGITS[unit], unit)
    assert refusal.value.key == f"load.{reason}"
    for lang in ("zh", "en"):
        sentence = refusal.value.sentence(lang)
        assert all(part in sentence for part in ("a.xlsx", "质押台账", "7", "D", "登记金额（万元）"))


@given(st.integers(0, 10**15 - 1), st.sampled_from(["元", "万元", "亿元"]))
def test_an_amount_typed_into_a_workbook_comes_back_exactly(cents: int, unit: str) -> None:
    decimals = units.MONEY_DIGITS[unit]
    typed = float(Decimal(cents).scaleb(-decimals))  # a workbook holds binary floats
    assert cells.scaled(cell(typed), decimals, unit) == cents


@pytest.mark.parametrize(
    ("sent", "unit", "scale", "expected"),
    [
        ("万元", "亿元", 10, 6),
        ("亿元", "亿元", 10, 10),
        ("元", "亿元", 10, 2),
        ("件", "件", 0, 0),
        ("万件", "件", 0, 4),
        ("户", "万户", 4, 0),
        ("分", "元", 2, 0),
        ("分", "亿元", 10, 0),
        ("亿元", "分", 0, 10),
    ],
)
def test_decimals_follow_from_both_units(sent: str, unit: str, scale: int, expected: int) -> None:
    assert units.digits(sent, unit, scale) == expected


def test_units_of_different_things_do_not_mix() -> None:
    with pytest.raises(ValueError, match="万元"):
        units.digits("万元", "件", 0)


@pytest.mark.parametrize("value", [date(2024, 9, 1), datetime(2024, 9, 1), "2024-09-01", " 2024-09-01 "])
def test_a_day_is_read(value: Value) -> None:
    assert cells.day(cell(value)) == date(2024, 9, 1)


@pytest.mark.parametrize(
    "value", ["2023-06-31", "2024年9月", 45000.0, datetime(2024, 9, 1, 8), "", date(1900, 1, 1), "2024-9-1", True]
)
def test_what_is_no_day_is_refused(value: Value) -> None:
    with pytest.raises(Refused) as refusal:
        cells.day(cell(value))
    assert refusal.value.key == "load.not_date"


def test_numbers_in_text_cells_lose_nothing() -> None:
    assert cells.text(cell(4409718.0)) == "4409718"
    assert cells.text(cell(" 91411500MA00000001 ")) == "91411500MA00000001"
    with pytest.raises(Refused) as refusal:
        cells.text(cell(9.14115e17))
    assert refusal.value.key == "load.digits_lost"


@pytest.mark.parametrize(
    ("value", "text"), [("3.50", "3.5"), (10.0, "10"), ("0.00", "0"), (-2.5, "-2.5"), (1e-7, "0.0000001")]
)
def test_decimals_have_one_form(value: Value, text: str) -> None:
    assert cells.decimal_text(cell(value)) == text


def test_choices_match_in_any_width_and_keep_the_words_of_the_catalogue() -> None:
    assert cells.choice(cell(" 专利(商标) "), ("专利（商标）", "其他")) == "专利（商标）"
    with pytest.raises(Refused) as refusal:
        cells.choice(cell("专"), ("专利", "商标"))
    assert "专利、商标" in refusal.value.sentence("zh")


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_the_letters_of_excel(index: int, letters: str) -> None:
    assert letter(index) == letters


@pytest.mark.parametrize(
    ("value", "text"), [(12.0, "12"), (0.1 + 0.2, "0.3"), (datetime(2024, 9, 1, 8), "2024-09-01 08:00:00")]
)
def test_values_are_shown_as_a_workbook_shows_them(value: Value, text: str) -> None:
    assert plain(value) == text


def test_a_long_value_is_quoted_in_part() -> None:
    assert str(cell("长" * 500).refuse("load.not_number").fields["value"]) == "长" * 60 + "…"
