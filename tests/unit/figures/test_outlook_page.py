"""The page of all outlooks: counts, order, ranges, dates, records and reasons."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.figures import outlook_headline, outlook_page, outlook_words
from dashboard.figures.facts import Chance, Item, State
from dashboard.figures.outlook_facts import Forecast, PastRecord, TargetOutlook
from dashboard.plan.lookup import indicator, target
from dashboard.wording import LANGUAGES, Language
from tests.unit.figures.samples import EDITION, blank, catalogue

CODES = ("ip_transfer_license_growth", "ip_pledge_deal_growth", "gi_output_growth")
QUANTILES = {"0.1": 80.0, "0.25": 90.0, "0.5": 100.0, "0.75": 110.0, "0.9": 200.0}
MAIN = Forecast("default", "411500", "year", "2025-12", "2025-09", True, 100.0, 0.5, "blend", "", QUANTILES,
                (), 100.0, "2025-11", "2025-10", "2025-12")  # fmt: skip
RECORD = PastRecord("vintages", 12, 0.75, 0.23, 0.33, "")


def item(code: str, p: float | None, **verdict: object) -> Item:
    found = target(catalogue(), code)
    made = indicator(catalogue(), found.default.indicator or "")
    return Item(found, blank(code, **verdict), made, chance=Chance(p, "year"))


def state(*items: Item) -> State:
    return State(catalogue().plan, EDITION, (), items, ())


def known(*chances: float | None) -> dict[str, TargetOutlook]:
    readings = {code: item(code, p).reading.id for code, p in zip(CODES, chances, strict=True)}
    return {code: TargetOutlook(reading, (replace(MAIN, p=p, reading=reading),), RECORD)
            for (code, reading), p in zip(readings.items(), chances, strict=True)}  # fmt: skip


def made(*chances: float | None, order: str = "", lang: Language = "zh") -> outlook_page.OutlookPage:
    items = [item(code, p) for code, p in zip(CODES, chances, strict=True)]
    return outlook_page.page(state(*items), known(*chances), frozenset(CODES[:1]), CODES[1], order, lang,
                             lambda page="", **keys: f"{page}?{keys}")  # fmt: skip


def test_the_headline_counts_and_names_the_least_likely() -> None:
    text = made(0.9, 0.2, 0.4).headline
    assert text.startswith("3项尚未评定的目标中，3项有研判：1项可能性较大，1项不确定，1项可能性较小；")
    assert text.endswith("可能性最小的是知识产权质押融资数量（20%）。")
    assert made(0.9, None, 0.4).headline.startswith("3项尚未评定的目标中，2项有研判：1项可能性较大，1项不确定；")


def test_below_one_percent_nothing_is_told_apart() -> None:
    assert made(0.001, 0.9, 0.004).headline.endswith(
        "可能性最小的是知识产权转让、许可数量、地理标志产品产值（均不足1%）。"
    )


def test_nothing_open_and_nothing_foreseen_are_told_apart() -> None:
    final = state(*(item(code, None, final=True) for code in CODES))
    assert outlook_headline.headline(final, known(0.5, 0.5, 0.5), "zh") == "3项目标均已评定，不再研判。"
    assert outlook_headline.shown(final, known(0.5, 0.5, 0.5)) == ()
    assert made(None, None, None).headline == "3项尚未评定的目标在本报告期均未作研判。"


def test_rows_stand_in_plan_order_or_by_chance() -> None:
    rows = [row.number for row in made(0.9, 0.2, 0.4).rows]
    assert rows == ["90%", "20%", "40%"]
    asked = made(0.9, 0.2, 0.4, order="chance")
    assert [row.number for row in asked.rows] == ["20%", "40%", "90%"]
    assert [on for _, _, on in asked.orders] == [False, True] and asked.rows[0].chosen
    assert [bool(row.if_href) for row in asked.rows] == [False, False, True]


def test_the_range_lies_on_an_axis_to_150_percent_of_the_goal() -> None:
    found = outlook_words.span(MAIN)
    assert found is not None and (found.left, found.middle, found.goal) == (53.33, 66.67, 66.67)
    assert found.left + found.width == pytest.approx(100) and found.over
    assert outlook_words.span(replace(MAIN, goal=None)) is None


@pytest.mark.parametrize(
    ("expected", "early", "late", "words"),
    [
        ("2025-11", "2025-10", "2025-12", ("2025年11月", "80%区间：2025年10月至2025年12月")),
        ("2025-11", "2025-10", "", ("2025年11月", "最早2025年10月")),
        ("2025-11", "2025-11", "2025-11", ("2025年11月", "")),
        ("", "2025-11", "", ("可能性不足一半", "2025年12月前，最早2025年11月")),
        ("", "", "", ("可能性不足一成", "2025年12月前")),
    ],
)
def test_the_date_in_words(expected: str, early: str, late: str, words: tuple[str, str]) -> None:
    assert outlook_words.when(replace(MAIN, expected=expected, earliest=early, latest=late), "zh") == words


def test_the_record_in_short() -> None:
    assert outlook_words.record_words(RECORD, "zh") == ("过去12次预测中80%区间命中9次", "")
    few = replace(RECORD, origins=4, reason="too_few")
    assert outlook_words.record_words(few, "zh") == ("过去4次预测中80%区间命中3次", "样本不足，不作评价")
    assert outlook_words.record_words(None, "zh") == ("样本不足", "")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_targets_without_an_outlook_stand_by_reason(lang: Language) -> None:
    found = made(0.9, None, None, lang=lang).left
    assert len(found) == 1 and len(found[0].targets) == 2
    reasons = {outlook_words.why(item(CODES[0], None, **fields), main, lang) for fields, main in (
        ({"final": True}, None), ({}, replace(MAIN, p=None, reason="brier")), ({"status": "completed"}, None),
        ({}, None))}  # fmt: skip
    assert len(reasons) == 4
