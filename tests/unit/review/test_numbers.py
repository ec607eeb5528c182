"""Numbers of two texts compared: by the words before them, whatever the layout; pages without what every page has."""

from __future__ import annotations

import pytest

from dashboard.review.numbers import Difference, differences, known_share, numbers, running

TEXT = "转让、许可累计741次，同比增长14.0%，完成折算年度目标的81.1%；质押融资1.86亿元，同比增长5.7%。"


def told(edition: str, copy: str) -> list[tuple[str, str]]:
    return [(one.edition, one.copy) for one in differences(numbers(edition), numbers(copy))]


@pytest.mark.parametrize("copy", [
    TEXT, TEXT.replace("，", "，\n"), TEXT.replace("741次", "741 次").replace("14.0%", "14.0 %"),
    TEXT.replace("741", "７４１"), TEXT.replace("，完成折算", "，已完成折算"), TEXT.replace("次，同比", "次。同比"),
])  # fmt: skip
def test_what_says_the_same_differs_in_nothing(copy: str) -> None:
    assert told(TEXT, copy) == []


@pytest.mark.parametrize(("old", "new", "expected"), [
    ("741次", "714次", [("741", "714")]), ("14.0%", "14%", [("14.0%", "14%")]), ("5.7%", "57%", [("5.7%", "57%")]),
    ("，同比增长5.7%", "", [("5.7%", "")]), ("亿元", "亿元、29项", [("", "29")]),
    ("741次", "1,741次", [("741", "1741")]), ("增长5.7%", "增长\u22125.7%", [("5.7%", "\u22125.7%")]),
])  # fmt: skip
def test_a_number_that_is_another_one_is_named(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert told(TEXT, TEXT.replace(old, new)) == expected


def test_two_numbers_that_changed_places_are_both_named() -> None:
    swapped = TEXT.replace("14.0%", "x").replace("5.7%", "14.0%").replace("x", "5.7%")
    assert told(TEXT, swapped) == [("14.0%", "5.7%"), ("5.7%", "14.0%")]


def test_a_difference_has_its_words_around_it() -> None:
    (found,) = differences(numbers(TEXT), numbers(TEXT.replace("741", "714")))
    assert found == Difference("741", "714", "转让、许可累计【714】次，同比增长14.0%，")


def test_rows_of_a_table_are_known_by_their_first_words_and_place() -> None:
    rows = "浉河区 61 8.2% 44\n平桥区 35 4.7% 22"
    assert told(rows, rows.replace("8.2%", "8.3%").replace("22", "23")) == [("8.2%", "8.3%"), ("22", "23")]
    assert told(rows, "\n".join(reversed(rows.splitlines()))) == []  # rows in another order


def test_a_chinese_comma_separates_numbers() -> None:
    assert [one.text for one in numbers("分别为741，200和1,741,200项")] == ["741", "200", "1741200"]


def test_pages_lose_their_numbers_heads_and_marks_and_nothing_else() -> None:
    foot = "同一句。\n数据截至 2025 年 9 月 30 日 演示数据"
    pages = [f"内部资料 12\n第{at}件\n12月31日前完成。\n{foot} — {at} —" for at in range(1, 6)]
    found = running(pages, ("数据截至2025年9月30日", "演示数据"))
    assert found.splitlines() == [line for at in range(1, 6) for line in (f"第{at}件", "12月31日前完成。")]
    assert running(["一句2022-2025", "县 0 — 0 —\n完\n7"]) == "一句2022-2025\n县 0 — 0 —\n完\n"
    assert running([]) == ""


def test_a_part_that_is_not_there_is_known_by_its_share() -> None:
    assert known_share(numbers(TEXT), numbers(TEXT)) == 1.0 and known_share([], numbers(TEXT)) == 1.0
    assert known_share(numbers(TEXT), numbers("无关的2025年")) == 0.0
