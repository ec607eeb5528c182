"""Cells as counties write them: what is exact is repaired, what is doubtful is held, what is wrong is refused.

The truth of every case is written out; check digits are computed here by their published definition.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.intake.chinese_number import chinese_number
from dashboard.intake.clean_date import clean_day, clean_period
from dashboard.intake.clean_identifier import clean_patents, clean_uscc
from dashboard.intake.clean_number import clean_number
from dashboard.intake.clean_region import clean_region
from dashboard.intake.clean_text import clean_name, clean_text, is_as_above, is_nothing
from dashboard.intake.cleaned import Cleaned
from dashboard.intake.habits import habits
from dashboard.wording import LANGUAGES, t

COUNTIES = {
    "411502": ("浉河区", "浉河"), "411503": ("平桥区", "平桥"), "411521": ("罗山县", "罗山"),
    "411522": ("光山县", "光山"), "411523": ("新县",), "411524": ("商城县", "商城"), "411525": ("固始县", "固始"),
    "411526": ("潢川县", "潢川"), "411527": ("淮滨县", "淮滨"), "411528": ("息县",),
}  # fmt: skip
NAMES = {name: code for code, names in COUNTIES.items() for name in names}
FULL = {code: names[0] for code, names in COUNTIES.items()} | {"411500": "信阳市"}


def check(found: Cleaned, outcome: str, value: str | None = None) -> None:
    """Compare a cell; its note must have a sentence in every language."""
    assert (found.outcome, found.value if found.usable else None) == (outcome, value)
    if outcome != "ok":
        assert all(t(found.note_key, lang, **found.fields) for lang in LANGUAGES)


@pytest.mark.parametrize(("sent", "unit", "outcome", "value"), [
    ("1200", "万元", "ok", "1200"),
    ("12.50", "万元", "ok", "12.50"),
    ("0", "万元", "ok", "0"),
    ("1,200", "万元", "repaired", "1200"),
    ("1，200", "万元", "repaired", "1200"),
    ("１２３．５", "万元", "repaired", "123.5"),
    (" 1 200 ", "万元", "repaired", "1200"),
    ("1\u200b200", "万元", "repaired", "1200"),
    ("￥500", "万元", "repaired", "500"),
    ("500万", "万元", "repaired", "500"),
    ("500万元", "万元", "repaired", "500"),
    ("500万元整", "万元", "repaired", "500"),
    ("5000000元", "万元", "repaired", "500"),
    ("0.05亿元", "万元", "repaired", "500"),
    ("1亿2000万元", "万元", "repaired", "12000"),
    ("500万", "亿元", "repaired", "0.05"),
    ("500万元", "元", "repaired", "5000000"),
    ("三百万元", "万元", "repaired", "300"),
    ("壹佰万元整", "万元", "repaired", "100"),
    ("壹仟贰佰叁拾肆万伍仟陆佰元整", "万元", "repaired", "1234.56"),
    ("人民币伍佰万圆整", "万元", "repaired", "500"),
    ("十二", "件", "repaired", "12"),
    ("12件", "件", "repaired", "12"),
    ("3万", "件", "repaired", "30000"),
    ("50万户", "户", "repaired", "500000"),
    ("15%", "%", "repaired", "15"),
    ("百分之十五", "%", "repaired", "15"),
    ("15", "%", "ok", "15"),
    ("约500", "万元", "held", None),
    ("500余万", "万元", "held", None),
    ("500多万", "万元", "held", None),
    ("近500万", "万元", "held", None),
    ("500左右", "万元", "held", None),
    ("500-800", "万元", "held", None),
    ("500～800", "万元", "held", None),
    ("500至800", "万元", "held", None),
    ("≥500", "万元", "held", None),
    (">500", "万元", "held", None),
    ("1,20", "万元", "held", None),
    ("1.2.3", "万元", "held", None),
    ("五百", "万元", "held", None),
    ("5千", "万元", "held", None),
    ("一万五", "件", "held", None),
    ("5个", "件", "held", None),
    ("500美元", "万元", "held", None),
    ("0.15", "%", "held", None),
    ("15个百分点", "%", "held", None),
    ("1e3", "万元", "held", None),
    ("甲", "件", "held", None),
    ("15%", "件", "refused", None),
])  # fmt: skip
def test_numbers(sent: str, unit: str, outcome: str, value: str | None) -> None:
    check(clean_number(sent, unit), outcome, value)


@pytest.mark.parametrize(("numeral", "value"), [
    ("零", 0), ("十", 10), ("十二", 12), ("二十", 20), ("一百零五", 105), ("一百一十", 110), ("两千零八", 2008),
    ("三千五百万", 35_000_000), ("一亿零五百万", 105_000_000), ("十二亿三千万", 1_230_000_000), ("二〇二三", 2023),
    ("一万零三十", 10_030), ("一千万亿", 10**15), ("三百五", None), ("一万五", None), ("百", None), ("十百", None),
    ("五五百", None), ("一万二亿", None), ("", None), ("三点五", Decimal("3.5")), ("三点", None), ("零零", 0),
    ("一百零", None), ("三百零零五", None), ("一万二万", None), ("万", None),
])  # fmt: skip
def test_chinese_numerals(numeral: str, value: Decimal | int | None) -> None:
    assert chinese_number(numeral) == value


def _spoken(value: int, digits: str, tens: tuple[str, str, str]) -> str:
    """Write a number as a Chinese numeral, group of four by group of four."""
    if value == 0:
        return digits[0]
    told, gap = "", False
    for size, great in ((10**8, "亿"), (10**4, "万"), (1, "")):
        group = value // size % 10**4
        if group == 0:
            gap = bool(told)
            continue
        if told and (gap or group < 1000):
            told += digits[0]
        gap = False
        told += _group(group, digits, tens) + great
    return told


def _group(group: int, digits: str, tens: tuple[str, str, str]) -> str:
    told, gap = "", False
    for size, mark in ((1000, tens[2]), (100, tens[1]), (10, tens[0]), (1, "")):
        digit = group // size % 10
        if digit:
            told += (digits[0] if gap and told else "") + digits[digit] + mark
            gap = False
        else:
            gap = True
    return told


@given(st.integers(0, 10**12 - 1), st.booleans())
def test_every_numeral_comes_back_exactly(value: int, formal: bool) -> None:
    digits, tens = (
        ("零壹贰叁肆伍陆柒捌玖", ("拾", "佰", "仟")) if formal else ("零一二三四五六七八九", ("十", "百", "千"))
    )
    assert chinese_number(_spoken(value, digits, tens)) == value


@given(st.integers(0, 10**13), st.sampled_from(["元", "万元", "亿元"]), st.sampled_from(["元", "万元", "亿元"]))
def test_an_amount_in_another_unit_is_the_same_amount(cents: int, sent_unit: str, unit: str) -> None:
    yuan = Decimal(cents) / 100
    sizes = {"元": Decimal(1), "万元": Decimal(10**4), "亿元": Decimal(10**8)}
    found = clean_number(f"{yuan / sizes[sent_unit]:f}{sent_unit}", unit)
    assert found.usable and Decimal(found.value) * sizes[unit] == yuan


@given(st.text())
def test_no_text_becomes_a_number_that_is_none(sent: str) -> None:
    found = clean_number(sent, "万元")
    assert not found.usable or Decimal(found.value).is_finite()


@pytest.mark.parametrize(("sent", "outcome", "value"), [
    ("2023-06-05", "ok", "2023-06-05"),
    ("2023年6月5日", "repaired", "2023-06-05"),
    ("2023/6/5", "repaired", "2023-06-05"),
    ("2023.6.5", "repaired", "2023-06-05"),
    ("2023．06．05", "repaired", "2023-06-05"),
    ("2023-6-5", "repaired", "2023-06-05"),
    ("20230605", "repaired", "2023-06-05"),
    ("23.6.5", "repaired", "2023-06-05"),
    ("45082", "repaired", "2023-06-05"),
    ("2023-06-05 08:30:00", "repaired", "2023-06-05"),
    ("2023年6月", "repaired", "2023-06-30"),
    ("2023.6", "repaired", "2023-06-30"),
    ("2024年2月", "repaired", "2024-02-29"),
    ("6月", "held", None),
    ("6月5日", "held", None),
    ("2023年上半年", "held", None),
    ("2023年第三季度", "held", None),
    ("2023年", "held", None),
    ("2023-06-31", "held", None),
    ("2023-02-29", "held", None),
    ("2023-13-01", "held", None),
    ("6/5/2023", "held", None),
    ("昨天", "held", None),
    ("0023-06-05", "held", None),
])  # fmt: skip
def test_days(sent: str, outcome: str, value: str | None) -> None:
    check(clean_day(sent), outcome, value)


FORMS = ["{y}年{m}月{d}日", "{y}/{m}/{d}", "{y}.{m}.{d}", "{y}-{m}-{d}", "{y}{m:02}{d:02}"]


@given(st.dates(date(1951, 1, 1), date(2099, 12, 31)), st.sampled_from(FORMS))
def test_a_day_in_any_writing_is_that_day(day: date, form: str) -> None:
    assert clean_day(form.format(y=day.year, m=day.month, d=day.day)).value == day.isoformat()


@given(st.integers(18_300, 73_000))
def test_a_serial_is_the_day_that_a_workbook_shows(serial: int) -> None:
    assert clean_day(str(serial)).value == (date(1900, 3, 1) + timedelta(days=serial - 61)).isoformat()


@given(st.integers(1951, 2099), st.integers(1, 12), st.integers(1, 40))
def test_an_impossible_day_is_never_moved(year: int, month: int, day: int) -> None:
    exists = day <= calendar.monthrange(year, month)[1]
    assert clean_day(f"{year}/{month}/{day}").usable == exists


@pytest.mark.parametrize(("sent", "frequency", "outcome", "value"), [
    ("2024-09", "M", "ok", "2024-09"),
    ("2024年9月", "M", "repaired", "2024-09"),
    ("2024.9", "M", "repaired", "2024-09"),
    ("2024/09", "M", "repaired", "2024-09"),
    ("202409", "M", "repaired", "2024-09"),
    ("2024-09-01", "M", "repaired", "2024-09"),
    ("2024年9月份", "M", "repaired", "2024-09"),
    ("2024-13", "M", "held", None),
    ("2024年1-9月", "M", "held", None),
    ("2024年9月累计", "M", "held", None),
    ("2024Q3", "M", "held", None),
    ("2024Q3", "Q", "ok", "2024Q3"),
    ("2024年第三季度", "Q", "repaired", "2024Q3"),
    ("2024年三季度", "Q", "repaired", "2024Q3"),
    ("2024年3季度", "Q", "repaired", "2024Q3"),
    ("2024-Q3", "Q", "repaired", "2024Q3"),
    ("2024年上半年", "Q", "held", None),
    ("2024年前三季度", "Q", "held", None),
    ("2024年", "A", "repaired", "2024"),
    ("2024年度", "A", "repaired", "2024"),
    ("24年", "A", "held", None),
])  # fmt: skip
def test_periods(sent: str, frequency: str, outcome: str, value: str | None) -> None:
    check(clean_period(sent, frequency), outcome, value)


@pytest.mark.parametrize(("sent", "outcome", "value"), [
    ("固始县", "ok", "固始县"),
    ("固始", "repaired", "固始县"),
    ("固 始 县", "repaired", "固始县"),
    ("新　县", "repaired", "新县"),
    ("新  县", "repaired", "新县"),
    ("固始县局", "repaired", "固始县"),
    ("固始县市场监管局", "repaired", "固始县"),
    ("信阳市固始县", "repaired", "固始县"),
    ("河南省信阳市浉河区", "repaired", "浉河区"),
    ("狮河区", "repaired", "浉河区"),
    ("溮河区", "repaired", "浉河区"),
    ("横川县", "repaired", "潢川县"),
    ("411525", "repaired", "固始县"),
    ("411525.0", "repaired", "固始县"),
    ("413026", "repaired", "固始县"),
    ("411500", "held", None),
    ("411501", "held", None),
    ("411571", "held", None),
    ("413001", "held", None),
    ("413023", "held", None),
    ("商丘", "held", None),
    ("商丘市", "held", None),
    ("新乡", "held", None),
    ("新乡县", "held", None),
    ("平顶山市", "held", None),
    ("新蔡县", "held", None),
    ("固始县、潢川县", "held", None),
    ("信阳市", "held", None),
    ("信阳", "held", None),
    ("山东省", "held", None),
    ("南京市浉河区", "held", None),
])  # fmt: skip
def test_counties(sent: str, outcome: str, value: str | None) -> None:
    check(clean_region(sent, NAMES, FULL, habits()), outcome, value)


def _patent(digits: str) -> str:
    """Return a patent number with its check digit: sum of digits times 2..9, 2..5, modulo 11."""
    weights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]
    return f"ZL{digits}.{'0123456789X'[sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11]}"


@pytest.mark.parametrize(("sent", "outcome", "value"), [
    ("ZL201910380558.X", "ok", "ZL201910380558.X"),
    ("201910380558.X", "repaired", "ZL201910380558.X"),
    ("zl201910380558.x", "repaired", "ZL201910380558.X"),
    ("ＺＬ２０１９１０３８０５５８．Ｘ", "repaired", "ZL201910380558.X"),
    ("ZL201910380558.×", "repaired", "ZL201910380558.X"),
    ("ZL 2019 1 0380558.X", "repaired", "ZL201910380558.X"),
    ("ZL2O191O380558.X", "repaired", "ZL201910380558.X"),
    ("201910380558X", "repaired", "ZL201910380558.X"),
    ("ZL201910380558.X；ZL201910190004.3", "repaired", "ZL201910380558.X、ZL201910190004.3"),
    ("ZL201910380558.X\nZL201910190004.3", "repaired", "ZL201910380558.X、ZL201910190004.3"),
    ("ZL201910380558.X、ZL201910190004.3", "ok", "ZL201910380558.X、ZL201910190004.3"),
    ("ZL201910777777.9", "held", None),
    ("201910380558", "held", None),
    ("2.0191E+12", "held", None),
    ("201910380558.0", "held", None),
    ("ZL201910380558.X等5件", "held", None),
    ("ZL201910380558.X、无", "held", None),
    ("发明专利", "held", None),
])  # fmt: skip
def test_patent_numbers(sent: str, outcome: str, value: str | None) -> None:
    check(clean_patents(sent), outcome, value)


@given(
    st.integers(1985, 2025), st.sampled_from("123"), st.integers(0, 9_999_999), st.integers(2, 13), st.integers(1, 9)
)
def test_one_wrong_digit_in_a_patent_number_is_never_accepted(
    year: int, kind: str, number: int, place: int, shift: int
) -> None:
    right = _patent(f"{year}{kind}{number:07}")
    assert clean_patents(right) == Cleaned(right)
    wrong = right[:place] + str((int(right[place]) + shift) % 10) + right[place + 1 :]
    assert not clean_patents(wrong).usable


USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def _uscc(body: str) -> str:
    """Return a code with its check character, by the weights that the standard prints."""
    weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
    rest = sum(USCC.index(mark) * weight for mark, weight in zip(body, weights, strict=True)) % 31
    return body + USCC[(31 - rest) % 31]


@given(st.text(USCC, min_size=17, max_size=17), st.integers(0, 17), st.integers(1, 30))
def test_one_wrong_character_in_a_credit_code_is_never_accepted(body: str, place: int, shift: int) -> None:
    right = _uscc(body)
    found = clean_uscc(right)
    assert (not body.isdigit() and found == Cleaned(right)) or (body.isdigit() and found.usable)
    wrong = right[:place] + USCC[(USCC.index(right[place]) + shift) % 31] + right[place + 1 :]
    assert not clean_uscc(wrong).usable


@pytest.mark.parametrize(("sent", "outcome", "value"), [
    ("91411502DEM000014M", "ok", "91411502DEM000014M"),
    ("91411502dem000014m", "repaired", "91411502DEM000014M"),
    ("９１４１１５０２ＤＥＭ０００014M", "repaired", "91411502DEM000014M"),
    ("91411502 DEM0 0001 4M", "repaired", "91411502DEM000014M"),
    ("914115O2DEMOOOO14M", "repaired", "91411502DEM000014M"),
    ("91411502DEM000015M", "held", None),
    ("411502000012345", "held", None),
    ("9.14115E+17", "held", None),
    ("91411502DEM00014M", "held", None),
    ("待补", "held", None),
])  # fmt: skip
def test_credit_codes(sent: str, outcome: str, value: str | None) -> None:
    check(clean_uscc(sent), outcome, value)


@pytest.mark.parametrize(("sent", "value"), [
    ("信阳 示例　科技有限公司", "信阳示例科技有限公司"),
    ("信阳示例科技有限公司 01", "信阳示例科技有限公司 01"),
    ("信阳示例（集团）有限公司", "信阳示例（集团）有限公司"),
    ("Ａ１公司\u200b", "A1公司"),
])  # fmt: skip
def test_names(sent: str, value: str) -> None:
    assert clean_name(sent).value == value


@pytest.mark.parametrize("text", ["25℃", "㎡", "①", "﨑", "（试行）", "一、总则", "信知〔2022〕1号"])
def test_text_keeps_what_full_normalisation_would_harm(text: str) -> None:
    assert clean_text(text) == Cleaned(text)


@given(st.text())
def test_cleaning_twice_changes_nothing_more(sent: str) -> None:
    for clean in (clean_text, clean_name):
        once = clean(sent).value
        assert clean(once).value == once


def test_zero_is_a_value_and_a_dash_is_none() -> None:
    assert [is_nothing(text) for text in ("0", "—", "/", "无", "暂无", "0.0", "无锡")] == [
        False, True, True, True, True, False, False,
    ]  # fmt: skip
    assert [is_as_above(text) for text in ("同上", "〃", "同上海")] == [True, True, False]


@given(
    st.text(
        alphabet=st.one_of(st.characters(), st.sampled_from("0123456789年月日.-/ZLXE等件万亿元同上季度Q")), max_size=30
    )
)
def test_no_text_stops_a_cleaner(sent: str) -> None:
    clean_region(sent, NAMES, FULL, habits())
    assert all(clean_period(sent, frequency) for frequency in "MQA")
    assert all(clean(sent) for clean in (clean_day, clean_patents, clean_uscc, clean_text, clean_name))
