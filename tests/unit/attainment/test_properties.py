"""Properties that hold for any numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import prod

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.attainment import Values, judge, paths, rollup
from dashboard.plan.models import Method, RuleSet
from tests.unit.attainment.build import RULES, counted, months, reading, target
from tests.unit.plan.copying import xinyang

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
NEAR = st.decimals(min_value="0.5", max_value="1.6", places=3)  # multiples of the base, where the limits lie
METHOD = st.sampled_from(paths.GROWTH)
SHIPPED = st.sampled_from(xinyang().rules)
FAST = settings(max_examples=150, deadline=None)


def years(levels: list[Decimal]) -> Values:
    return Values({str(2021 + k): level for k, level in enumerate(levels)}, frequency="A")


@FAST
@given(SHIPPED, METHOD, st.lists(LEVEL, min_size=1, max_size=4), LEVEL, LEVEL)
def test_more_is_never_worse_in_a_closed_year(
    rules: RuleSet, method: Method, before: list[Decimal], one: Decimal, other: Decimal
) -> None:
    asked, through = target(reading(method)), f"{2021 + len(before)}-12"
    low, high = (judge(asked, years([*before, level]), through, rules) for level in sorted((one, other)))
    assert BETTER[low.status] <= BETTER[high.status]


@FAST
@given(SHIPPED, st.sampled_from(["compound", "total"]), LEVEL, NEAR, NEAR, st.integers(1, 11))
def test_more_is_never_worse_for_a_stock(
    rules: RuleSet, method: Method, base: Decimal, one: Decimal, other: Decimal, quarter: int
) -> None:
    period = f"{2022 + (quarter - 1) // 4}Q{(quarter - 1) % 4 + 1}"
    found = [
        judge(
            target(reading(method, end_year=2024)),
            Values({"2021Q4": base, period: base * grown}, "Q", "stock"),
            f"{period[:4]}-{int(period[-1]) * 3:02d}",
            rules,
        )
        for grown in sorted((one, other))
    ]
    assert BETTER[found[0].status] <= BETTER[found[1].status]


@FAST
@given(SHIPPED, METHOD, LEVEL, NEAR, NEAR, st.integers(1, 11), st.booleans())
def test_more_is_never_worse_within_a_year(
    rules: RuleSet, method: Method, base: Decimal, one: Decimal, other: Decimal, month: int, whole: bool
) -> None:
    start, asked = months(2021, [base] + [0] * 11), target(reading(method))
    low, high = (
        judge(
            asked,
            Values(start | months(2022, [base * grown] + [0] * (month - 1)), whole=whole),
            f"2022-{month:02d}",
            rules,
        )
        for grown in sorted((one, other))
    )
    assert BETTER[low.status] <= BETTER[high.status]


@FAST
@given(SHIPPED, st.integers(0, 20), st.integers(0, 20), st.integers(1, 48))
def test_more_is_never_worse_for_a_count(rules: RuleSet, one: int, other: int, month: int) -> None:
    through = f"{2022 + (month - 1) // 12}-{(month - 1) % 12 + 1:02d}"
    asked = target(reading("count", "10", base_year=None))
    low, high = (judge(asked, counted({through: count}), through, rules) for count in sorted((one, other)))
    assert BETTER[low.status] <= BETTER[high.status]


@FAST
@given(SHIPPED, METHOD, st.lists(LEVEL, min_size=2, max_size=5), st.sampled_from(["10000", "0.0001", "1E+8", "2"]))
def test_the_unit_does_not_matter(rules: RuleSet, method: Method, levels: list[Decimal], scale: str) -> None:
    asked, through = target(reading(method)), f"{2020 + len(levels)}-12"
    one = judge(asked, years(levels), through, rules)
    other = judge(asked, years([level * Decimal(scale) for level in levels]), through, rules)
    assert (one.status, one.reason, one.light) == (other.status, other.reason, other.light)
    assert one.every_year == other.every_year
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
@given(LEVEL, st.integers(1, 40), st.lists(st.integers(1, 40), max_size=3))
def test_a_revised_path_ends_at_the_product_of_its_years_exactly(base: Decimal, first: int, later: list[int]) -> None:
    """Fractions share nothing with the decimals of the path; 28 digits hold every product here."""
    changes = [
        {"from_year": 2023 + k, "threshold": Decimal(g) / 100, "doc_no": "", "issued": date(2022, 6, 1)}
        for k, g in enumerate(later)
    ]
    rates = [first, *later, *[([first, *later])[-1]] * 3][:4]
    goal = Fraction(base) * prod(1 + Fraction(rate, 100) for rate in rates)
    asked = target(reading(threshold=str(Decimal(first) / 100), revisions=changes))
    exact = Decimal(goal.numerator) / Decimal(goal.denominator)
    found = judge(asked, Values({"2021": base, "2025": exact}, frequency="A"), "2025-12", RULES)
    assert found.path == found.goal == exact and Fraction(exact) == goal
    assert found.status == "final_met"
    short = judge(asked, Values({"2021": base, "2025": exact - Decimal("1e-9")}, frequency="A"), "2025-12", RULES)
    assert short.status == "final_missed"


@FAST
@given(st.lists(st.lists(LEVEL, min_size=12, max_size=12), min_size=2, max_size=4))
def test_a_year_in_months_quarters_or_one_number_is_the_same_year(flows: list[list[Decimal]]) -> None:
    """Splitting an amount over more rows of its year changes nothing that is said of the closed year."""
    monthly = {k: v for place, year in enumerate(flows) for k, v in months(2021 + place, year).items()}
    quarterly = {
        f"{2021 + place}Q{q + 1}": sum(year[3 * q : 3 * q + 3]) for place, year in enumerate(flows) for q in range(4)
    }
    annual = {str(2021 + place): sum(year) for place, year in enumerate(flows)}
    through = f"{2020 + len(flows)}-12"
    rows = ((monthly, "M"), (quarterly, "Q"), (annual, "A"))
    found = [judge(target(), Values(levels, frequency), through, RULES) for levels, frequency in rows]  # type: ignore[arg-type]
    by_month = {"best_month": None, "best_month_period": None, "best_quarter": None, "best_quarter_period": None}
    assert len({repr(replace(each, **by_month)) for each in found}) == 1


@FAST
@given(st.permutations(list(range(6))))
def test_the_worst_does_not_depend_on_the_order_of_equals_only(order: list[int]) -> None:
    found = judge(target(), years([Decimal(100), Decimal(105)]), "2022-12", RULES)
    many = [replace(found, target=str(k), gap_points=Decimal(-k)) for k in range(6)]
    worst = rollup.worst([many[k] for k in order])
    assert worst is not None and worst.target == "5"
