"""Properties that hold for any numbers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.attainment import Values, judge, paths, rollup
from tests.unit.attainment.build import RULES, counted, months, reading, target

BETTER = {
    word: place
    for place, word in enumerate(
        (
            "below_base",
            "behind",
            "slightly_behind",
            "on_schedule",
            "attained",
            "completed",
        )
    )
} | {"final_missed": 0, "final_met": 9}
LEVEL = st.decimals(min_value="0.01", max_value="100000", places=2)
METHOD = st.sampled_from(paths.GROWTH)
FAST = settings(max_examples=150, deadline=None)


def years(levels: list[Decimal]) -> Values:
    return Values({str(2021 + k): level for k, level in enumerate(levels)}, frequency="A")


@FAST
@given(METHOD, st.lists(LEVEL, min_size=1, max_size=4), LEVEL, LEVEL)
def test_more_is_never_worse_in_a_closed_year(method: str, before: list[Decimal], one: Decimal, other: Decimal) -> None:
    asked = target(reading(method))  # type: ignore[arg-type]
    through = f"{2021 + len(before)}-12"
    low, high = (judge(asked, years([*before, level]), through, RULES) for level in sorted((one, other)))
    assert BETTER[low.status] <= BETTER[high.status]


@FAST
@given(LEVEL, LEVEL, LEVEL, st.integers(1, 11), st.booleans())
def test_more_is_never_worse_within_a_year(
    base: Decimal, one: Decimal, other: Decimal, month: int, whole: bool
) -> None:
    start = months(2021, [base] + [0] * 11)
    low, high = (
        judge(
            target(), Values(start | months(2022, [level] + [0] * (month - 1)), whole=whole), f"2022-{month:02d}", RULES
        )
        for level in sorted((one, other))
    )
    assert BETTER[low.status] <= BETTER[high.status]


@FAST
@given(st.integers(0, 20), st.integers(0, 20), st.integers(1, 48))
def test_more_is_never_worse_for_a_count(one: int, other: int, month: int) -> None:
    through = f"{2022 + (month - 1) // 12}-{(month - 1) % 12 + 1:02d}"
    asked = target(reading("count", "10", base_year=None))
    low, high = (judge(asked, counted({through: count}), through, RULES) for count in sorted((one, other)))
    assert BETTER[low.status] <= BETTER[high.status]


@FAST
@given(METHOD, st.lists(LEVEL, min_size=2, max_size=5), st.sampled_from(["10000", "0.0001", "1E+8", "2"]))
def test_the_unit_does_not_matter(method: str, levels: list[Decimal], scale: str) -> None:
    asked, through = target(reading(method)), f"{2020 + len(levels)}-12"  # type: ignore[arg-type]
    one = judge(asked, years(levels), through, RULES)
    other = judge(asked, years([level * Decimal(scale) for level in levels]), through, RULES)
    assert (one.status, one.reason, one.every_year) == (other.status, other.reason, other.every_year)
    for name in ("pace", "completion", "required", "months_ahead"):
        a, b = getattr(one, name), getattr(other, name)
        assert a == b or abs(a - b) <= abs(a) * Decimal("1e-20") + Decimal("1e-20")


@FAST
@given(st.lists(LEVEL, min_size=26, max_size=36), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(flows: list[Decimal], chance: object) -> None:
    rows = [(f"{2021 + k // 12}-{k % 12 + 1:02d}", flow) for k, flow in enumerate(flows)]
    through = rows[-1][0]
    mixed = list(rows)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert judge(target(), Values(dict(rows)), through, RULES) == judge(target(), Values(dict(mixed)), through, RULES)


@FAST
@given(LEVEL, st.integers(1, 40).map(lambda g: Decimal(g) / 100))
def test_the_path_ends_at_the_goal_exactly(base: Decimal, growth: Decimal) -> None:
    values = Values({"2021": base, "2025": base * (1 + growth) ** 4}, frequency="A")
    found = judge(target(reading(threshold=str(growth))), values, "2025-12", RULES)
    assert found.path == found.goal == base * (1 + growth) ** 4
    assert found.status == "final_met"


@FAST
@given(st.permutations(list(range(6))))
def test_the_worst_does_not_depend_on_the_order_of_equals_only(order: list[int]) -> None:
    found = judge(target(), years([Decimal(100), Decimal(105)]), "2022-12", RULES)
    many = [replace(found, target=str(k), gap_points=Decimal(-k)) for k in range(6)]
    worst = rollup.worst([many[k] for k in order])
    assert worst is not None and worst.target == "5"
