"""Roll-up: counts that sum to all, and the worst item by name."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.attainment import Status, Verdict, rollup


def verdict(name: str, status: Status, gap: str | None = None) -> Verdict:
    return Verdict(
        target=name,
        reading="r",
        method="compound",
        status=status,
        reason="year_to_date",
        period="2025-09",
        unit="",
        gap_points=Decimal(gap) if gap else None,
    )


def test_every_status_is_counted_once() -> None:
    words = get_args(Status)
    found = rollup.counts(words)
    assert sum(found.values()) == len(words)
    assert found["completed"] == 2 and found["on_schedule"] == 2  # with 完成, and with 按节点推进
    assert set(rollup.WORST) == set(words)


def test_the_worst_is_by_status_then_gap_then_chance_then_plan_order() -> None:
    a, b = verdict("a", "slightly_behind", "-19"), verdict("b", "behind", "-30")
    c, d, e = verdict("c", "behind", "-40"), verdict("d", "behind", "-40"), verdict("e", "on_schedule", "-0")
    assert rollup.worst([]) is None
    assert rollup.worst([a, e]) is a
    assert rollup.worst([a, b, c, d, e]) is c
    assert rollup.worst([a, b, c, d, e], {"c": 0.4, "d": 0.1}) is d


STATUS = st.sampled_from(get_args(Status))
ROW = st.tuples(STATUS, st.none() | st.integers(-90, 90), st.sets(st.sampled_from("abc"), max_size=3))


@given(st.lists(ROW, max_size=14))
@settings(deadline=None)
def test_every_group_counts_each_of_its_targets_once_and_names_the_worst_of_its_own(rows: list) -> None:
    found = {
        str(k): (verdict(str(k), word, None if gap is None else str(gap)), keys)
        for k, (word, gap, keys) in enumerate(rows)
    }
    groups = rollup.groups([v for v, _ in found.values()], lambda v: sorted(found[v.target][1]))
    assert {group.key for group in groups} == {key for _, keys in found.values() for key in keys}
    for group in groups:
        inside = [name for name, (_, keys) in found.items() if group.key in keys]
        assert sum(group.counts.values()) == group.total == len(inside)
        assert group.worst in inside
        ranks = [rollup.WORST.index(found[name][0].status) for name in inside]
        assert rollup.WORST.index(found[group.worst][0].status) == min(ranks)


def test_one_target_of_two_owners_is_counted_with_each() -> None:
    shared, alone = verdict("1", "behind"), verdict("2", "on_schedule")
    owners = {"1": ("east", "west"), "2": ("west",)}
    east, west = rollup.groups([shared, alone], lambda v: owners[v.target])
    assert (east.key, east.total, east.worst) == ("east", 1, "1")
    assert (west.total, west.counts["behind"], west.counts["on_schedule"], west.worst) == (2, 1, 1, "1")


def test_the_roll_up_of_a_county_sums_to_its_targets() -> None:
    rows = [("1", "not_assessed", None), ("2", "behind", Decimal(-21)), ("3", "behind", Decimal(-22))]
    found = rollup.of_region("411502", rows)  # type: ignore[arg-type]
    assert (found.key, found.total, found.worst, found.counts["behind"]) == ("411502", 3, "3", 2)
    assert sum(found.counts.values()) == 3
