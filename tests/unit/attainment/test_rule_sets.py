"""The shipped rule sets at their limits, with lights; chosen by date and name; another one is a file, no code."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.attainment import Values, judge
from dashboard.plan import load_catalogue
from dashboard.plan.lookup import rule_set, rules_on
from dashboard.plan.models import RuleSet
from tests.unit.attainment.build import counted, even, months, reading, stage, target, yearly
from tests.unit.plan.copying import XINYANG, copy, xinyang

D = Decimal
TEN = target()
HUNDRED = target(reading("count", "100", base_year=None))
FIRST, POINTS, FIVE, TOLERANT = "rules-2022-1", "points-10-30", "five-lights", "tolerant-2"


def shipped(name: str) -> RuleSet:
    """Return a rule set of the real plan."""
    return rule_set(xinyang(), name)


# of a year at half-time: base 1000, path 1100, so that 550 is on schedule and 11 are one point
@pytest.mark.parametrize(
    ("rules", "level", "status", "light"),
    [
        (FIRST, "550", "on_schedule", None),
        (FIRST, "549.99", "slightly_behind", None),
        (FIRST, "330.01", "slightly_behind", None),
        (FIRST, "330", "behind", None),  # 20 points below is no longer less than 20
        (POINTS, "550", "on_schedule", "green"),
        (POINTS, "549.99", "slightly_behind", None),  # up to 10 points: no light
        (POINTS, "440.01", "slightly_behind", None),
        (POINTS, "440", "slightly_behind", "yellow"),
        (POINTS, "220", "slightly_behind", "yellow"),
        (POINTS, "219.99", "behind", "red"),
        (FIVE, "495", "on_schedule", "green"),
        (FIVE, "494.99", "slightly_behind", "yellow"),
        (FIVE, "330", "slightly_behind", "yellow"),
        (FIVE, "329.99", "behind", "red"),
        (TOLERANT, "550", "on_schedule", None),
        (TOLERANT, "549.99", "slightly_behind", None),
        (TOLERANT, "220", "slightly_behind", None),
        (TOLERANT, "219.99", "behind", None),
    ],
)
def test_limits_within_a_year(rules: str, level: str, status: str, light: str | None) -> None:
    values = Values(even({2021: 1000}) | months(2022, [level, 0, 0, 0, 0, 0]))
    found = judge(TEN, values, "2022-06", shipped(rules))
    assert (found.status, found.light, found.rules) == (status, light, rules)


@pytest.mark.parametrize(
    ("rules", "count", "status", "light"),
    [
        (FIRST, 50, "on_schedule", None),
        (FIRST, 49, "slightly_behind", None),
        (FIRST, 31, "slightly_behind", None),
        (FIRST, 30, "behind", None),
        (POINTS, 50, "on_schedule", "green"),
        (POINTS, 41, "slightly_behind", None),
        (POINTS, 40, "slightly_behind", "yellow"),
        (POINTS, 20, "slightly_behind", "yellow"),
        (POINTS, 19, "behind", "red"),
        (POINTS, 100, "completed", "green"),
        (FIVE, 45, "on_schedule", "green"),
        (FIVE, 44, "slightly_behind", "yellow"),
        (FIVE, 30, "slightly_behind", "yellow"),
        (FIVE, 29, "behind", "red"),
        (FIVE, 100, "completed", "blue"),
        (TOLERANT, 20, "slightly_behind", None),
        (TOLERANT, 19, "behind", None),
    ],
)
def test_limits_of_a_count_at_half_time(rules: str, count: int, status: str, light: str | None) -> None:
    found = judge(HUNDRED, counted({"2023-12": count}), "2023-12", shipped(rules))
    assert (found.status, found.light) == (status, light)


# the second closed year: base 1000, path 1210, goal 1464.1; 5 % of the counted things of a base of 1000 lie below 948
@pytest.mark.parametrize(
    ("rules", "level", "status", "light"),
    [
        (FIRST, "1464.1", "attained", None),
        (FIRST, "1464.09", "on_schedule", None),
        (FIRST, "1210", "on_schedule", None),
        (FIRST, "1209.99", "slightly_behind", None),
        (FIRST, "1123.6", "slightly_behind", None),  # 6 % a year: R = 0.60
        (FIRST, "1123.59", "behind", None),
        (FIRST, "948", "behind", None),
        (FIRST, "947", "below_base", None),
        (POINTS, "1464.1", "on_schedule", "green"),  # these bands know no 已达标
        (POINTS, "1210", "on_schedule", "green"),
        (POINTS, "1209.99", "slightly_behind", None),
        (POINTS, "1089.01", "slightly_behind", None),
        (POINTS, "1089", "slightly_behind", "yellow"),  # 10 points of the path
        (POINTS, "847", "slightly_behind", "yellow"),
        (POINTS, "846.99", "behind", "red"),
        (FIVE, "1464.1", "attained", "green"),
        (FIVE, "1210", "on_schedule", "green"),
        (FIVE, "1209.99", "slightly_behind", "yellow"),
        (FIVE, "1016.74", "slightly_behind", "yellow"),  # 1464.1 / 1.2 squared = 1016.736...: twice the rate required
        (FIVE, "1016.73", "behind", "red"),
        (FIVE, "1000", "behind", "red"),
        (FIVE, "947", "below_base", "red"),
        (TOLERANT, "1185.8", "on_schedule", None),  # 98 % of the path
        (TOLERANT, "1185.79", "slightly_behind", None),
        (TOLERANT, "1123.6", "slightly_behind", None),
        (TOLERANT, "1123.59", "behind", None),
        (TOLERANT, "947", "below_base", None),
    ],
)
def test_limits_of_a_closed_year(rules: str, level: str, status: str, light: str | None) -> None:
    values = yearly({2021: 1000, 2022: 1100, 2023: level}, whole=True)
    found = judge(TEN, values, "2023-12", shipped(rules))
    assert (found.status, found.light) == (status, light)


@pytest.mark.parametrize(
    ("rules", "level", "status", "light"),
    [
        (FIRST, "1199.99", "on_schedule", None),
        (TOLERANT, "1042", "on_schedule", None),  # 98 % of 1062.66 is 1041.41
        (TOLERANT, "1041", "slightly_behind", None),
        (FIVE, "1062", "slightly_behind", "yellow"),
        (FIVE, "999", "below_base", "red"),
        (POINTS, "950", "slightly_behind", "yellow"),
        (POINTS, "743", "behind", "red"),  # more than 30 points below the path
    ],
)
def test_limits_of_a_ratio(rules: str, level: str, status: str, light: str | None) -> None:
    three_years = target(reading("total", "0.20", end_year=2024))
    values = Values({"2021Q4": D(1000), "2022Q4": D(level)}, "Q", "ratio")
    found = judge(three_years, values, "2022-12", shipped(rules))
    assert (found.status, found.light) == (status, light)


@pytest.mark.parametrize(
    ("level", "status", "light"),
    [
        ("1129.25", "on_schedule", "green"),  # 1000 x 1.2^(2/3) = 1129.243...
        ("1129.24", "slightly_behind", "yellow"),
        ("1066.37", "slightly_behind", "yellow"),  # 1200 / (1 + 2 x 6.2659 %) = 1066.366...: twice the rate required
        ("1066.36", "behind", "red"),
        ("999.99", "below_base", "red"),
    ],
)
def test_five_lights_of_a_ratio_a_year_before_its_end(level: str, status: str, light: str) -> None:
    three_years = target(reading("total", "0.20", end_year=2024))
    values = Values({"2021Q4": D(1000), "2023Q4": D(level)}, "Q", "ratio")
    found = judge(three_years, values, "2023-12", shipped(FIVE))
    assert (found.status, found.light) == (status, light)


@pytest.mark.parametrize("rules", [FIRST, POINTS, FIVE, TOLERANT])
@pytest.mark.parametrize(("level", "status"), [("1464.1", "final_met"), ("1464.09", "final_missed")])
def test_no_rule_set_is_tolerant_at_the_end(rules: str, level: str, status: str) -> None:
    found = judge(TEN, yearly({2021: 1000, 2025: level}), "2025-12", shipped(rules))
    assert (found.status, found.final) == (status, True)


@pytest.mark.parametrize(
    ("rules", "through", "done", "light"),
    [
        (FIVE, "2022-03", None, "green"),
        (FIVE, "2022-05", None, "yellow"),  # due on 30 June: 30 days
        (FIVE, "2022-06", None, "red"),
        (FIVE, "2022-06", "2022-06-01", "green"),  # the other stage is under way
        (POINTS, "2022-03", None, "green"),
        (POINTS, "2022-05", None, "yellow"),
        (POINTS, "2022-06", None, "red"),
        (FIRST, "2022-06", None, None),
    ],
)
def test_the_most_urgent_stage_gives_the_light(rules: str, through: str, done: str | None, light: str | None) -> None:
    one = target(reading("stages", "1", base_year=None))
    values = counted({through: 0}, stages=(stage("a", "2022-06", done), stage("b", "2024-12", reported="under_way")))
    assert judge(one, values, through, shipped(rules)).light == light


@pytest.mark.parametrize(
    ("values", "status", "light"),
    [(yearly({2022: 5}), "not_assessed", "grey"), (yearly({2021: 9}, missing={"2022": ("x",)}), "awaited", "grey")],
)
def test_five_lights_leave_nothing_dark(values: Values, status: str, light: str) -> None:
    found = judge(TEN, values, "2022-12", shipped(FIVE))
    assert (found.status, found.light) == (status, light)


def test_the_default_is_chosen_by_date_and_the_others_by_name() -> None:
    assert [rules.id for rules in xinyang().rules if rules.default] == [FIRST]
    assert rules_on(xinyang(), date(2025, 9, 30)).id == FIRST
    assert {rules.id for rules in xinyang().rules} == {FIRST, POINTS, FIVE, TOLERANT}
    with pytest.raises(KeyError):
        rule_set(xinyang(), "none-such")


NEW = """rule_set:
  id: rules-2024-1
  name: 评价规则（2024年第1版）
  name_en: Judging rules (2024, first version)
  valid_from: 2024-07-01
  author: 测试
  default: true
  bands:
    progress:
      - {status: on_schedule, when: gap_points, at_least: -1, light: green}
      - {status: behind, light: red}
    growth:
      - {status: on_schedule, when: pace, at_least: 0.90}
      - {status: behind}
  noise_quantile: 0.05
  small_base: 30
  small_years: 1
  small_share: 0.60
  stage_limit: 1
"""


def test_a_new_rule_set_is_a_file_and_judges_from_its_day_on(tmp_path: Path) -> None:
    folder = copy(XINYANG, tmp_path)
    old = folder / "rules" / f"{FIRST}.yaml"
    old.write_text(old.read_text("utf-8").replace("default: true", "valid_to: 2024-06-30\n  default: true"), "utf-8")
    (folder / "rules" / "rules-2024-1.yaml").write_text(NEW, "utf-8")
    catalogue = load_catalogue(folder)
    before, after = rules_on(catalogue, date(2024, 6, 30)), rules_on(catalogue, date(2024, 7, 1))
    assert (before.id, after.id) == (FIRST, "rules-2024-1")
    year = Values(even({2021: 1000, 2022: 1100, 2023: 1210}) | months(2024, [600, 0, 0, 0, 0, 0]))
    assert [judge(TEN, year, "2024-06", rules).status for rules in (before, after)] == ["slightly_behind", "behind"]
    closed = yearly({2021: 1000, 2022: 1095})
    assert [judge(TEN, closed, "2022-12", r).status for r in (before, after)] == ["slightly_behind", "on_schedule"]
    three = target(reading("count", "3", base_year=None))
    count = counted({"2023-12": 2}, stages=(stage("a", "2025-06"),))
    assert [judge(three, count, "2023-12", r).status for r in (before, after)] == ["on_stages", "on_schedule"]
    few = yearly({2021: 50, 2022: 90}, whole=True)
    assert [judge(TEN, few, "2022-12", r).small_sample for r in (before, after)] == [True, False]
