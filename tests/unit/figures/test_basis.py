"""What stands beside a verdict: bands in words, other rule sets, reliability, a status set by hand, roll-ups."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dashboard.attainment import Override, RubricMark
from dashboard.figures import basis, groups, marks
from dashboard.figures.facts import Item, State
from dashboard.wording import LANGUAGES, Language
from tests.unit.figures import samples

D = Decimal
TRANSFERS, CONTRACTS, RATIO = (
    "ip_transfer_license_growth", "patent_tech_contract_growth", "trademarks_per_10k_entities_growth",
)  # fmt: skip


def state(lang: Language = "zh") -> State:
    return replace(samples.state(lang), rule_sets=samples.catalogue().rules)


def item(code: str, **changes: object) -> Item:
    found = next(i for i in state().items if i.target.id == code)
    verdict = replace(found.verdict, rules="rules-2022-1", **changes)  # type: ignore[arg-type]
    return replace(found, verdict=verdict)


def test_the_bands_are_said_and_the_one_that_decided_is_marked() -> None:
    shown = basis.basis(item(CONTRACTS), state(), "zh")
    assert [(b.word, b.condition) for b in shown.bands] == [
        ("达到序时进度", "与序时进度之差≥0个百分点"), ("略低于序时进度", "与序时进度之差＞−20个百分点"),
        ("进度滞后", "其余情形"),
    ]  # fmt: skip
    assert [b.holds for b in shown.bands] == [False, False, True]
    assert shown.rules.startswith("评价规则（2022年第1版），2022年1月1日起施行")


def test_growth_bands_are_said_for_closed_years() -> None:
    shown = basis.basis(item(CONTRACTS, reason="closed_year", status="slightly_behind"), state(), "en")
    assert [b.condition for b in shown.bands] == [
        "the goal of the end is reached", "≥ 0 points against the path", "below the base beyond noise",
        "growth ≥ 60% of what is asked", "otherwise",
    ]  # fmt: skip
    assert [b.holds for b in shown.bands].index(True) == 3


@pytest.mark.parametrize("lang", LANGUAGES)
def test_other_rule_sets_stand_beside_with_their_lights(lang: Language) -> None:
    found = replace(item(CONTRACTS), other_rules=(("five-lights", "behind", "red", False),
                                                  ("tolerant-2", "slightly_behind", "", True)))  # fmt: skip
    shown = basis.basis(found, state(lang), lang).others
    assert [other.differs for other in shown] == [False, True]
    assert shown[0].light == ("红灯" if lang == "zh" else "Red") and shown[1].mark.shape == "h-slightly_behind"


@pytest.mark.parametrize(
    ("code", "changes", "words"),
    [
        (TRANSFERS, {"small_sample": True, "base": D(60), "confidence": D("0.55")}, "样本少：基期不足100"),
        (TRANSFERS, {"small_sample": True, "base": D(600), "confidence": D("0.55")}, "把握约55%，仅供参考"),
        (CONTRACTS, {"small_sample": True, "base": D("1.5"), "confidence": D("0.36")}, "样本少：考虑随机波动"),
        (TRANSFERS, {"small_sample": False, "confidence": D("0.93")}, "考虑随机波动，该结论成立的把握约93%"),
        (TRANSFERS, {"tiny_base": True, "base": D(3)}, "基数小：基期仅3次"),
        (TRANSFERS, {"over_achieved": True, "completion": D("1.75")}, "超出目标较多（175%），请核实"),
        (TRANSFERS, {"partial_period": "2025-09", "partial_level": D(20)}, "2025年9月未满期，已报20次"),
        (TRANSFERS, {"verified": 10, "level": D(12)}, "累计12次，其中已核验10项"),
        (TRANSFERS, {"expected_senders": 10, "missing": ("a",)}, "应报10家、实报9家"),
    ],
)
def test_what_qualifies_a_verdict_is_said(code: str, changes: dict[str, object], words: str) -> None:
    assert any(words in line for line in basis.basis(item(code, **changes), state(), "zh").remarks)


def test_an_amount_is_never_held_against_a_limit_of_counts() -> None:
    shown = basis.basis(item(CONTRACTS, small_sample=True, base=D("1.5"), confidence=D("0.4")), state(), "zh")
    assert not any("不足100" in line for line in shown.remarks)


def test_a_status_set_by_hand_stands_beside_the_computed_one() -> None:
    made = Override("slightly_behind", "甲", "标准未印发", "示例〔2025〕8号", date(2025, 10, 12), date(2025, 12, 30))
    found = item(CONTRACTS, override=made)
    shown = basis.basis(found, state(), "zh").override
    assert shown is not None and shown[0].word == "略低于序时进度"
    assert all(part in shown[1] for part in ("甲", "标准未印发", "示例〔2025〕8号", "2025年12月30日"))
    mark = marks.mark(found, "zh")
    assert mark.word == "进度滞后" and mark.by_hand == "人工认定：略低于序时进度"


def test_the_parts_of_a_ratio_have_their_own_closing_days() -> None:
    numbers = {"numerator": D(85900), "denominator": D(588300), "numerator_growth": D("0.414"),
               "denominator_growth": D("0.172"), "numerator_day": date(2024, 12, 15),
               "denominator_day": date(2024, 12, 31)}  # fmt: skip
    above, below = basis.basis(item(RATIO, **numbers), state(), "zh").parts
    assert (above.day, above.value, above.growth) == ("2024年12月15日", "85,900", "+41.4%")
    assert (below.day, below.growth) == ("2024年12月31日", "+17.2%")


def test_scores_have_their_day_and_evidence() -> None:
    code = "ip_service_cluster"
    found = next(i for i in state().items if i.target.id == code)
    criterion = found.target.criteria[0]
    rubric = (RubricMark(criterion.id, 2, 3, date(2024, 11, 11), "示例评〔2024〕28号"),)
    shown = basis.basis(replace(found, verdict=replace(found.verdict, rubric=rubric)), state(), "zh").rubric
    assert shown == ((criterion.name, "2 / 3", "2024年11月11日", "示例评〔2024〕28号"),)


def test_restated_values_are_said_newest_first() -> None:
    rows = [{"period": "2023-07", "old_value": 60, "new_value": 62, "new_edition": 9},
            {"period": "2023-08", "old_value": 80, "new_value": 76, "new_edition": 9}]  # fmt: skip
    told = basis.restated(rows, {9: "2023年四季度"}, 0, item(TRANSFERS), "zh")
    assert told == ("2023年8月由80次修订为76次（2023年四季度起）", "2023年7月由60次修订为62次（2023年四季度起）")


def test_rollups_count_every_target_once_a_heading_and_with_each_owner() -> None:
    shown = state()
    tables = {t.title: t for t in groups.tables(shown, groups.Below(), "zh", lambda target: target)}
    by_heading, by_owner = tables["按目标类别"], tables["按责任单位"]
    assert sum(row.total for row in by_heading.rows) == len(shown.items)
    assert all(sum(row.counts) == row.total for table in tables.values() for row in table.rows)
    owned = sum(max(len(i.target.owners), 1) for i in shown.items)
    assert sum(row.total for row in by_owner.rows) == owned
    assert "责任单位待明确" in {row.name for row in by_owner.rows}
    worst = next(row for row in by_owner.rows if row.name == "责任单位待明确")
    assert worst.href == CONTRACTS


def test_counties_are_rolled_up_only_where_something_is_assessed_or_owed() -> None:
    places = [region for region in samples.catalogue().regions if region.kind == "county"][:2]
    shown = state()
    idle: groups.Standing = {(i.target.id, place.code): ("not_assessed", None) for i in shown.items for place in places}
    quiet = groups.below(shown.items, places, idle, "zh")
    assert "按县区" not in {t.title for t in groups.tables(shown, quiet, "zh", str)}
    owing: groups.Standing = {**idle, **{(i.target.id, places[0].code): ("awaited", None) for i in shown.items}}
    loud = groups.below(shown.items, places, owing, "zh")
    table = next(t for t in groups.tables(shown, loud, "zh", str) if t.title == "按县区")
    assert [row.total for row in table.rows] == [len(shown.items)] * 2
    assert table.rows[0].worst and not table.rows[1].worst


def test_of_very_many_counties_each_target_says_how_many_stand_where() -> None:
    shown = state()
    item = shown.items[0]
    counted = {item.target.id: {"behind": 40, "final_met": 2, "completed": 1, "not_assessed": 2957}}
    found = groups.below_targets(shown.items, counted, "zh")  # type: ignore[arg-type]
    table = next(t for t in groups.tables(shown, found, "zh", str) if t.title == "县区完成情况（各目标）")
    (row,) = table.rows
    assert (row.name, row.total, row.worst, row.href) == (item.name("zh"), 3000, "", "")
    assert dict(zip((mark.status for mark in table.columns), row.counts, strict=True)) == {
        "completed": 3, "behind": 40, "not_assessed": 2957}  # fmt: skip
