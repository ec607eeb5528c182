"""Roll-up: counts that sum to all, and the worst item by name."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

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
