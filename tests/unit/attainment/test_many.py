"""A table of regions is judged as each of its rows."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from dashboard.attainment import Table, Values, judge, judge_many
from dashboard.plan import periods
from dashboard.plan.models import Method
from tests.unit.attainment.build import RULES, reading, target
from tests.unit.plan.copying import xinyang

KINDS: tuple[tuple[Method, str, str, int], ...] = (
    ("compound", "flow", "M", 0),
    ("compound", "flow", "Q", 2),
    ("arithmetic", "flow", "A", 10),
    ("accumulation", "flow", "M", 6),
    ("every_year", "flow", "Q", 0),
    ("total", "ratio", "Q", 4),
    ("compound", "stock", "M", 0),
    ("count", "cumulative_count", "M", 0),
)


@pytest.mark.parametrize("through", ["2022-05", "2024-12", "2025-09", "2026-12"])
@pytest.mark.parametrize(("method", "aggregation", "frequency", "scale"), KINDS)
def test_a_table_with_gaps_is_judged_row_by_row(
    method: Method, aggregation: str, frequency: str, scale: int, through: str
) -> None:
    random = np.random.default_rng(7)
    count = method == "count"
    asked = target(reading(method, "12" if count else "0.10", base_year=None if count else 2021))
    names = [p for p in periods.span("2020-01", "2026-12", frequency) if periods.last_month(p) <= through]  # type: ignore[arg-type]
    stored = random.integers(0, 90, (40, len(names)))
    stored = stored.cumsum(axis=1) // 300 if count else stored
    known = random.random(stored.shape) > random.choice([0.0, 0.01, 0.2], (40, 1))
    shared = Values(
        frequency=frequency,  # type: ignore[arg-type]
        aggregation=aggregation,  # type: ignore[arg-type]
        start="2022-01",
        settled_by="2026-12",
        whole=scale == 0,
    )
    found = judge_many(asked, Table(names, stored, known, scale, shared), through, RULES)
    assert len(found) == 40
    for place, verdict in enumerate(found):
        levels = {p: Decimal(int(stored[place, k])) / 10**scale for k, p in enumerate(names) if known[place, k]}
        alone = Values(levels, frequency, aggregation, start="2022-01", settled_by="2026-12", whole=scale == 0)  # type: ignore[arg-type]
        assert verdict == judge(asked, alone, through, RULES)
    assert len({repr(verdict) for verdict in found}) > 1  # the rows are not all alike


def test_rule_set_and_reading_are_those_asked_for() -> None:
    both = target(reading(), reading("arithmetic", "0.30"))
    table = Table(["2021", "2022"], np.array([[10, 11], [10, 14]]), np.ones((2, 2), bool), 0, Values(frequency="A"))
    rules = xinyang().rules[-1]
    found = judge_many(both, table, "2022-12", rules, both.readings[1])
    assert [(v.reading, v.rules, v.threshold) for v in found] == [("arithmetic", rules.id, Decimal("0.30"))] * 2
    assert found[0].status != found[1].status
