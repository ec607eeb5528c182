"""Worked numbers of the method and of the domain, typed in as printed there; each is read from a verdict's field."""

from __future__ import annotations

import types
from collections.abc import Sequence
from decimal import Decimal
from typing import Union, get_args, get_origin, get_type_hints

import pytest

from dashboard.attainment import Parts, Values, Verdict, judge, units
from dashboard.plan.models import Method
from tests.unit.attainment.build import RULES, counted, even, months, reading, target, yearly

D = Decimal
FIFTEEN = target(reading(threshold="0.15"))
SLOW = yearly({2021: 100, 2022: 105, 2023: "110.25"})  # 15 % asked for, 5 % a year reached in two years
LEVELS = yearly(dict(zip(range(2021, 2026), (100, 160, 96, 150, 170), strict=True)))
SHARES = (D("0.15"), D("0.22"), D("0.23"), D("0.40"))  # of the year by quarter
RATIO = target(reading("total", "0.20", end_year=2024))


def shown(value: object, digits: int) -> Decimal:
    """Return a number of a verdict rounded as it is printed."""
    assert isinstance(value, Decimal)
    return round(value, digits)


def percent(value: object, digits: int = 1) -> Decimal:
    """Return a share or rate of a verdict in per cent, rounded."""
    assert isinstance(value, Decimal)
    return round(value * 100, digits)


def quarters(year: int, total: Decimal, number: int = 4) -> dict[str, Decimal]:
    """Return the first quarters of a year of the back-loaded flow."""
    return {f"{year}Q{place}": total * share for place, share in enumerate(SHARES[:number], start=1)}


def back_loaded(number: int, year: int = 2023) -> Verdict:
    """Return the verdict after some quarters of a year that is exactly on a 10 % path."""
    flows = {k: v for past in range(2020, year) for k, v in quarters(past, D(100) * D("1.1") ** (past - 2021)).items()}
    flows |= quarters(year, D(100) * D("1.1") ** (year - 2021), number)
    return judge(target(), Values(flows, "Q"), f"{year}-{number * 3:02d}", RULES)


def test_fifteen_months_behind_and_26_percent_a_year_required() -> None:
    found = judge(FIFTEEN, SLOW, "2023-12", RULES)
    assert shown(found.pace, 2) == D("0.33")
    assert found.completion is not None and percent(found.completion - 1) == D("-16.6")
    assert shown(found.months_ahead, 1) == D("-15.6")
    assert percent(found.required) == D("26.0")


@pytest.mark.parametrize(
    ("method", "rate"),
    [("arithmetic", "22.4"), ("compound", "14.2"), ("accumulation", "15.1"), ("every_year", "-40.0")],
)
def test_one_row_of_levels_has_as_many_averages_as_methods(method: Method, rate: str) -> None:
    found = judge(target(reading(method, "0.15")), LEVELS, "2025-12", RULES)
    assert percent(found.achieved) == D(rate)


@pytest.mark.parametrize(("threshold", "multiplier"), [("0.10", "1.4641"), ("0.15", "1.7490")])
def test_four_years_multiply_the_base(threshold: str, multiplier: str) -> None:
    found = judge(target(reading(threshold=threshold)), yearly({2021: 1, 2022: 1}), "2022-12", RULES)
    assert shown(found.goal, 4) == D(multiplier)


@pytest.mark.parametrize(
    ("threshold", "implied"),
    [("0.10", ("110", "121", "133.1", "146.4")), ("0.15", ("115", "132.3", "152.1", "174.9"))],
)
def test_implied_levels_of_a_base_of_100(threshold: str, implied: Sequence[str]) -> None:
    asked = target(reading(threshold=threshold))
    levels = dict.fromkeys(range(2021, 2026), 100)
    found = [judge(asked, yearly(levels), f"{year}-12", RULES).path for year in range(2022, 2026)]
    half_up = [path.quantize(D(level), "ROUND_HALF_UP") for path, level in zip(found, implied, strict=True) if path]
    assert half_up == [D(level) for level in implied]  # 132.25 is printed as 132.3


@pytest.mark.parametrize(("number", "of_linear"), [(1, 60), (2, 74), (3, 80)])
def test_a_back_loaded_flow_that_is_on_target_looks_behind_on_a_line(number: int, of_linear: int) -> None:
    found = back_loaded(number)
    assert found.level is not None and found.expected is not None
    assert percent(found.level / found.expected, 0) == of_linear
    assert found.seasonal_points == 0


def test_xinyangs_own_bulletin_is_11_9_points_above_time_progress() -> None:
    found = judge(target(), Values(even({2021: 1000}) | months(2022, [D("405.9"), 0, 0])), "2022-03", RULES)
    assert (found.completion, found.time_progress, found.gap_points) == (D("0.369"), D("0.25"), D("11.9"))


@pytest.mark.parametrize(
    ("threshold", "paces"),
    [("0.10", ("0.78", "0.89", "0.93", "0.94")), ("0.15", ("0.85", "0.92", "0.95", "0.96"))],
)
def test_two_percent_below_the_path_is_a_pace_that_grows_stricter(threshold: str, paces: Sequence[str]) -> None:
    # the method prints 0.95 for the fourth year at 10 %: 1.1 x 0.98^(1/4) = 1.09446, so 0.94
    later = target(reading(threshold=threshold, end_year=2026))  # one year more: the last one is not the end yet
    for year, pace in enumerate(paces, start=1):
        levels = {2021: D(100), **{2021 + k: D(98) * (1 + D(threshold)) ** k for k in range(1, year + 1)}}
        found = judge(later, yearly(levels), f"{2021 + year}-12", RULES)
        assert (shown(found.gap_points, 9), shown(found.pace, 2)) == (D(-2), D(pace))


@pytest.mark.parametrize(
    ("method", "bar", "word"), [("total", "172.5", "final_missed"), ("compound", "262.4", "final_missed")]
)
def test_tea_of_150_has_two_bars(method: Method, bar: str, word: str) -> None:
    found = judge(target(reading(method, "0.15")), yearly({2021: 150, 2025: 161}), "2025-12", RULES)
    assert (shown(found.goal, 1), found.status) == (D(bar), word)


def test_trademarks_must_grow_59_7_percent_when_entities_grow_by_a_tenth_a_year() -> None:
    entities = {"2021Q4": D(400_000), "2024Q4": D(400_000) * D("1.1") ** 3}
    marks = {"2021Q4": D(8000), "2024Q4": D(8000) * D("1.5972")}
    values = Values({p: marks[p] / entities[p] for p in marks}, "Q", "ratio", parts=Parts(marks, entities))
    found = judge(RATIO, values, "2024-12", RULES)
    assert (percent(found.numerator_growth), percent(found.denominator_growth)) == (D("59.7"), D("33.1"))
    assert found.status == "final_met" and shown(found.achieved, 12) == D("0.2")


def test_twenty_percent_in_three_years_is_6_27_a_year() -> None:
    found = judge(RATIO, Values({"2021Q4": D(100), "2022Q4": D(100)}, "Q", "ratio"), "2022-12", RULES)
    assert found.path is not None and percent(found.path / 100 - 1, 2) == D("6.27")


@pytest.mark.parametrize(("share", "of_goal"), [("0.95", "0.9742"), ("0.60", "0.807")])
def test_a_tolerance_never_reaches_the_end(share: str, of_goal: str) -> None:
    grown = D(100) * (1 + D("0.15") * D(share)) ** 4
    found = judge(FIFTEEN, yearly({2021: 100, 2025: grown}), "2025-12", RULES)
    assert found.completion is not None and round(found.completion, len(of_goal) - 2) == D(of_goal)
    assert found.status == "final_missed"


def test_the_second_quarter_of_a_year_starts_from_nought_not_from_the_first() -> None:
    """480 of 500 planned so far is 96 %; the other reading of that trap, (480-220)/(500-220), would be 92.9 %."""
    values = Values({**quarters(2021, D(1000)), "2022Q1": D(220), "2022Q2": D(260)}, "Q", base=D(1000) / D("1.1"))
    found = judge(target(), values, "2022-06", RULES)
    assert found.level is not None and found.expected is not None
    assert (shown(found.expected, 9), percent(found.level / found.expected)) == (500, D("96.0"))


@pytest.mark.parametrize(("base", "year", "share"), [(100, 2022, "0.5"), (100, 2023, "0.5")])
def test_a_year_is_divided_by_its_own_target(base: int, year: int, share: str) -> None:
    levels = even({2021: base, 2022: 110})
    half = D(base) * D("1.1") ** (year - 2021) / 2
    values = Values({p: v for p, v in levels.items() if p < f"{year}"} | months(year, [half] + [0] * 5))
    assert judge(target(), values, f"{year}-06", RULES).completion == D(share)


def test_the_base_is_not_counted_as_progress() -> None:
    found = judge(target(), yearly({2021: 100, 2022: 100}), "2022-12", RULES)
    assert (found.achieved, found.pace, found.status) == (0, 0, "behind")


# F1-F9 by field: (formula, field, digits, value), of a year to date, a closed year and a count
FIELDS = {
    "F1 path": ("year", "path", 1, "133.1"),
    "F1 goal": ("year", "goal", 2, "146.41"),
    "F1 path of a count": ("count", "path", 3, "4.375"),
    "F2 linear": ("year", "time_progress", 2, "0.50"),
    "F2 seasonal share": ("year", "seasonal_progress", 2, "0.37"),
    "F2 seasonal path": ("year", "seasonal_expected", 3, "49.247"),
    "F3 level": ("year", "level", 3, "49.247"),
    "F3 completion": ("year", "completion", 2, "0.37"),
    "F3 points": ("year", "gap_points", 1, "-13.0"),
    "F3 gap": ("year", "gap", 3, "-17.303"),
    "F3 points of a count": ("count", "gap_points", 2, "-13.75"),
    "F4 pace": ("closed", "pace", 2, "0.33"),
    "F4 pace of the trailing year": ("year", "trailing_pace", 2, "0.95"),
    "F4 growth reached": ("closed", "achieved", 2, "0.05"),
    "F5 required a year": ("closed", "required", 3, "0.260"),
    "F5 best ever": ("closed", "best", 2, "0.05"),
    "F5 required a quarter": ("year", "required_quarter", 3, "41.926"),
    "F5 best quarter ever": ("year", "best_quarter", 1, "48.4"),
    "F5 still needed of a count": ("count", "remaining", 0, "7"),
    "F5 required a quarter of a count": ("count", "required_quarter", 3, "0.778"),
    "F6 months": ("closed", "months_ahead", 1, "-15.6"),
    "F6 months of a count": ("count", "months_ahead", 1, "-6.6"),
    "F8 confidence": ("things", "confidence", 3, "0.981"),
}


@pytest.fixture(scope="module")
def verdicts() -> dict[str, Verdict]:
    """A year to date, a closed year, a count at 21 of 48 months, and a closed year of counted things."""
    return {
        "year": back_loaded(2, 2024),
        "closed": judge(FIFTEEN, SLOW, "2023-12", RULES),
        "count": judge(
            target(reading("count", "10", base_year=None)),
            counted({f"{2022 + k // 12}-{k % 12 + 1:02d}": k // 7 for k in range(21)} | {"2023-09": 3}),
            "2023-09",
            RULES,
        ),
        "things": judge(target(), yearly({2021: 100, 2022: 105, 2023: 60}, whole=True), "2023-12", RULES),
    }


@pytest.mark.parametrize("formula", FIELDS)
def test_every_formula_is_a_field(formula: str, verdicts: dict[str, Verdict]) -> None:
    kind, field, digits, value = FIELDS[formula]
    assert shown(getattr(verdicts[kind], field), digits) == D(value)
    assert field in units()


def test_every_year_has_its_square() -> None:
    found = judge(FIFTEEN, LEVELS, "2025-12", RULES)
    marks = [(mark.year, percent(mark.growth, 0), mark.met) for mark in found.every_year]
    assert marks == [(2022, 60, True), (2023, -40, False), (2024, 56, True), (2025, 13, False)]


def numeric(hint: object) -> bool:
    """True for a type that is, or may be, a Decimal or a whole number."""
    if get_origin(hint) in (Union, types.UnionType):
        return any(numeric(part) for part in get_args(hint))
    return hint in (Decimal, int)


def test_every_number_of_a_verdict_has_a_unit() -> None:
    numbers = {name for name, hint in get_type_hints(Verdict).items() if numeric(hint)}
    calendar_years = {"last_year", "best_year"}  # names of years, not quantities
    assert numbers - calendar_years == set(units())
    assert len(numbers) > 40
