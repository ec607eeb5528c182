"""The edge cases of judging, one test a row, each with the word an official reads and the numbers beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.attainment import Parts, Values, Verdict, judge
from dashboard.attainment.counties import judge_county
from dashboard.plan import load_catalogue
from dashboard.plan.models import OrganisationName
from dashboard.plan.refusing import Invalid
from dashboard.wording import t
from tests.unit.attainment.build import RULES, counted, even, months, reading, stage, target, yearly
from tests.unit.plan.copying import YUNZE, copy, edit

D = Decimal
TEN = target()
FIRMS = target(reading("count", "10", base_year=None))
GROWN = {2021: 1000, 2022: 1100, 2023: 1210}
BACK_LOADED = [50, 50, 50, 70, 75, 75, 75, 75, 80, 130, 130, 140]  # .15/.22/.23/.40 of 1000 by quarter


def said(found: Verdict) -> str:
    """Return the Chinese word of a verdict's status."""
    return t(f"status.{found.status}", "zh")


def test_base_missing_is_not_assessed_and_never_replaced_by_another_year() -> None:
    found = judge(TEN, yearly({2020: 950, 2022: 1100, 2023: 1210}), "2023-12", RULES)
    assert (said(found), found.reason, found.base, found.path) == ("暂不评价", "base_missing", None, None)


def test_base_zero_is_not_comparable_and_no_epsilon_takes_its_place() -> None:
    found = judge(TEN, yearly({2021: 0, 2022: 3, 2023: 5}), "2023-12", RULES)
    assert (said(found), found.reason, found.base) == ("暂不评价", "base_zero", 0)
    assert (found.achieved, found.pace, found.required, found.completion) == (None, None, None, None)


def test_base_revised_after_publication_gives_two_vintages_side_by_side() -> None:
    """The stored side (an edition keeps what it said) is in tests/unit/publishing and tests/reporting."""
    first = yearly({2021: 1000, 2022: 1100})
    before = replace(first)
    was = judge(TEN, first, "2022-12", RULES)
    now = judge(TEN, replace(first, levels={**first.levels, "2021": D(1050)}), "2022-12", RULES)
    assert (said(was), was.base, was.path) == ("达到序时进度", 1000, D(1100))
    assert (said(now), now.base, now.path) == ("进度滞后", 1050, D(1155))
    assert first == before and judge(TEN, first, "2022-12", RULES) == was  # the old data still tells the old verdict


@pytest.mark.parametrize("wanted", ["1", "2", "3"])
@pytest.mark.parametrize(("through", "word"), [("2023-12", "按节点推进"), ("2024-06", "进度滞后")])
def test_up_to_three_the_stage_dates_decide_without_share_or_time(wanted: str, through: str, word: str) -> None:
    steps = (stage("set-up", "2022-12", "2022-11-30"), stage("accepted", "2024-06"))
    few = target(reading("count", wanted, base_year=None))
    found = judge(few, counted({through: 0}, stages=steps), through, RULES)
    assert (said(found), found.stages[0].state) == (word, "done")
    assert (found.completion, found.time_progress, found.gap_points, found.seasonal_points) == (None,) * 4


def test_target_met_in_2023_that_falls_in_2024_is_judged_again_and_the_old_verdict_stays() -> None:
    """The stored side (the status of every earlier edition) is in tests/unit/publishing."""
    met = yearly({2021: 1000, 2022: 1250, 2023: 1470})
    fallen = replace(met, levels={**met.levels, "2024": D(1300)})
    assert said(judge(TEN, met, "2023-12", RULES)) == "已达标（需巩固）"
    later = judge(TEN, fallen, "2024-12", RULES)
    assert (said(later), later.path, later.level) == ("略低于序时进度", D(1331), 1300)
    assert judge(TEN, fallen, "2023-12", RULES).status == "attained" and later.pace is not None


def test_firm_withdrawn_on_audit_lowers_the_count() -> None:
    """The correction event itself is in the ledger's tests; here the verdict follows the count down."""
    count = {"2024-05": 10, "2024-06": 9}
    assert said(judge(FIRMS, counted({"2024-05": 10}), "2024-05", RULES)) == "已完成"
    found = judge(FIRMS, counted(count), "2024-06", RULES)
    assert (said(found), found.level, found.remaining, found.reached_in) == ("达到序时进度", 9, 1, None)


def test_same_firm_in_two_counties_counts_once_in_the_city_and_once_in_each() -> None:
    """That the ledger counts it so is in tests/unit/publishing; here no share adds the two counties up to 200 %."""
    city = judge(FIRMS, counted({"2023-12": 1}), "2023-12", RULES)
    below = [judge_county(city, code, counted({"2023-12": 1}), None, RULES, additive=False) for code in ("e", "w")]
    assert (city.level, [part.level for part in below]) == (1, [1, 1])
    assert [part.share for part in below] == [None, None]


def test_first_quarter_of_a_back_loaded_flow_is_shown_by_season_and_judged_by_time() -> None:
    flows = months(2021, BACK_LOADED) | months(2022, [D("1.1") * part for part in BACK_LOADED])
    found = judge(TEN, Values(flows | months(2023, [D("181.5"), 0, 0])), "2023-03", RULES)
    assert (found.completion, found.time_progress, found.seasonal_progress) == (D("0.15"), D("0.25"), D("0.15"))
    assert (said(found), found.gap_points, found.seasonal_points) == ("略低于序时进度", -10, 0)
    assert (found.expected, found.seasonal_expected) == (D("302.5"), D("181.5"))  # both are drawn


@pytest.mark.parametrize("shape", [BACK_LOADED, BACK_LOADED[::-1]])
def test_the_season_never_decides(shape: list[int]) -> None:
    past = months(2021, shape) | months(2022, [D("1.1") * part for part in shape])
    found = judge(TEN, Values(past | months(2023, [D("302.5"), 0, 0])), "2023-03", RULES)
    assert (said(found), found.gap_points) == ("达到序时进度", 0)
    assert found.seasonal_points is not None and found.seasonal_points != 0


def test_the_season_is_the_median_of_unlike_years() -> None:
    years = {2021: [10, 90], 2022: [60, 50], 2023: [24, 96]}  # 10 %, 6/11, 20 % by March, the rest in December
    past = {k: v for year, (first, rest) in years.items() for k, v in months(year, [first, *[0] * 10, rest]).items()}
    found = judge(TEN, Values(past | months(2024, [30, 0, 0])), "2024-03", RULES)
    assert found.seasonal_progress == D("0.2")


def test_partial_month_is_shown_and_not_compared() -> None:
    whole = Values(even(GROWN) | months(2024, [200, 100]))
    begun = replace(whole, partial={"2024-03": D(7)})
    found, without = (judge(TEN, values, "2024-02", RULES) for values in (begun, whole))
    assert (found.partial_period, found.partial_level) == ("2024-03", 7)
    assert (found.level, found.months, found.time_progress) == (300, 2, without.time_progress)
    assert replace(found, partial_period=None, partial_level=None) == without


def test_year_to_date_never_drops_the_current_month_silently() -> None:
    flows = even(GROWN) | months(2024, [200, 100, 70])
    found = judge(TEN, Values(flows), "2024-03", RULES)
    assert (found.period, found.level, found.months) == ("2024-03", 370, 3)
    short = judge(TEN, Values({p: v for p, v in flows.items() if p != "2024-03"}), "2024-03", RULES)
    assert (short.period, short.months, short.through) == ("2024-02", 2, "2024-03")  # and says how far it goes
    gap = judge(TEN, Values({p: v for p, v in flows.items() if p != "2024-02"}), "2024-03", RULES)
    assert (gap.period, gap.level, gap.months) == ("2024-01", 200, 1)  # March is not added across the gap


def test_clause_without_a_time_base_has_two_readings_two_verdicts_and_one_flag() -> None:
    loose = {"confirmed_by": None, "confirmed_on": None}
    both = target(reading("total", "0.15", **loose), reading("compound", "0.15", **loose))
    tea = yearly({2021: 150, 2022: 153, 2023: 156, 2024: 161, 2025: 173})
    period, annual = (judge(both, tea, "2025-12", RULES, each) for each in both.readings)
    assert (said(period), said(annual)) == ("完成", "未完成")
    assert (period.reading, annual.reading) == ("total", "compound")
    assert not period.confirmed and not annual.confirmed
    assert t("status.unconfirmed", "zh") == "口径待确认"


def test_jump_of_the_denominator_is_taken_apart() -> None:
    quarters = {"2021Q4": (D(8000), D(400_000)), "2022Q4": (D(9200), D(500_000))}
    parts = Parts({p: a for p, (a, _) in quarters.items()}, {p: b for p, (_, b) in quarters.items()})
    levels = {p: above / below * 10_000 for p, (above, below) in quarters.items()}
    ratio = target(reading("total", "0.20", end_year=2024))
    found = judge(ratio, Values(levels, "Q", "ratio", parts=parts), "2022-12", RULES)
    assert (said(found), found.base, found.level) == ("低于基期", 200, 184)
    assert (found.numerator_growth, found.denominator_growth) == (D("0.15"), D("0.25"))
    assert (found.numerator, found.denominator) == (9200, 500_000)


@pytest.mark.parametrize(("level", "flagged"), [("1936", True), ("1935.99", False)])
def test_over_achievement_by_sixty_percent_is_flagged_for_verification(level: str, flagged: bool) -> None:
    found = judge(TEN, yearly({2021: 1000, 2022: 1100, 2023: level}), "2023-12", RULES)
    assert (said(found), found.over_achieved) == ("已达标（需巩固）", flagged)


def test_responsible_unit_changes_its_name_with_the_date() -> None:
    """Judging knows no units; the catalogue dates them, and a verdict's owner is printed as of its edition."""
    catalogue = load_catalogue(YUNZE)
    unit = catalogue.organisations[0].model_copy(update={"names": (
        OrganisationName(name="旧局", short="旧", name_en="Old", valid_to=date(2024, 9, 30)),
        OrganisationName(name="新局", short="新", name_en="New", valid_from=date(2024, 10, 1)),
    )})  # fmt: skip
    assert [unit.name_on(date(2024, *day)).name for day in ((9, 30), (10, 1))] == ["旧局", "新局"]


def test_threshold_revised_by_a_document_leaves_earlier_years_alone() -> None:
    change = {"from_year": 2024, "threshold": "0.20", "doc_no": "信知战联办〔2023〕9号", "issued": date(2023, 12, 1)}
    revised = target(reading(revisions=[change]))
    values = yearly({2021: 1000, 2022: 1100, 2023: 1210, 2024: 1331})
    assert judge(revised, values, "2023-12", RULES).path == judge(TEN, values, "2023-12", RULES).path == D(1210)
    assert said(judge(revised, values, "2023-12", RULES)) == "达到序时进度"
    now = judge(revised, values, "2024-12", RULES)
    assert (said(now), now.path, now.goal, now.threshold) == ("略低于序时进度", D(1452), D("1742.4"), D("0.20"))
    assert [mark.met for mark in now.every_year] == [True, True, False]


def test_no_rate_is_computed_across_a_definition_break() -> None:
    values = yearly({2021: 1000, 2022: 1100, 2023: 2500}, breaks=("2023",))
    assert said(judge(TEN, values, "2022-12", RULES)) == "达到序时进度"
    found = judge(TEN, values, "2023-12", RULES)
    assert (said(found), found.reason, found.break_period) == ("暂不评价", "definition_break", "2023")
    assert (found.level, found.achieved, found.pace, found.best, found.every_year) == (2500, None, None, None, ())


@pytest.mark.parametrize("unit", ["%", "‰", "个百分点"])
def test_growth_of_a_growth_rate_is_refused(unit: str, tmp_path: Path) -> None:
    folder = copy(YUNZE, tmp_path)
    edit(folder, "indicators.yaml", "unit: 件/百家", f'unit: "{unit}"')
    with pytest.raises(Invalid) as caught:
        load_catalogue(folder)
    assert caught.value.fields["reason"] == "growth_of_rate" and unit in caught.value.sentence("zh")
