"""Small targets, rules and values for the tests of judging."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from dashboard.attainment import StageFact, Values
from dashboard.plan.models import Method, Reading, RuleSet, Target
from tests.bands import bands

RULES = RuleSet(
    id="rules-test",
    name="评价规则",
    name_en="Rules",
    valid_from=date(2022, 1, 1),
    author="测试",
    bands=bands(),
    noise_quantile=Decimal("0.05"),
    small_base=100,
    small_years=2,
    small_share=Decimal("0.70"),
    stage_limit=3,
)


def reading(method: Method = "compound", threshold: str | None = "0.10", **changes: object) -> Reading:
    """Return a confirmed reading with base 2021 and end 2025."""
    fields: dict[str, object] = {
        "id": method,
        "name": method,
        "name_en": method,
        "method": method,
        "base_year": 2021,
        "end_year": 2025,
        "threshold": None if threshold is None else Decimal(threshold),
        "source": "测试",
        "confirmed_by": "测试员",
        "confirmed_on": date(2022, 9, 1),
    }
    return Reading.model_validate({**fields, **changes})


def target(*readings: Reading, **changes: object) -> Target:
    """Return a target with these readings, the first being the default."""
    fields: dict[str, object] = {
        "id": "t",
        "code": "1",
        "seq": 1,
        "heading": "h",
        "clause": "二（二）",
        "statement": "",
        "statement_en": "",
        "name": "目标",
        "name_en": "Target",
        "short": "目标",
        "short_en": "Target",
        "rule_text": "",
        "rule_text_en": "",
        "kind": "numeric",
        "unit": "次",
        "unit_en": "",
        "readings": readings or (reading(),),
    }
    return Target.model_validate({**fields, **changes})


def months(year: int, flows: Sequence[object]) -> dict[str, Decimal]:
    """Return monthly flows of a year from January on."""
    return {f"{year}-{number:02d}": Decimal(str(flow)) for number, flow in enumerate(flows, start=1)}


def even(totals: Mapping[int, object]) -> dict[str, Decimal]:
    """Return monthly flows that bring each year's total in December, nothing before."""
    found: dict[str, Decimal] = {}
    for year, total in totals.items():
        found |= months(year, [0] * 11 + [total])
    return found


def yearly(levels: Mapping[int, object], **changes: object) -> Values:
    """Return annual flows."""
    return Values({str(year): Decimal(str(level)) for year, level in levels.items()}, frequency="A", **changes)


def counted(levels: Mapping[str, int], **changes: object) -> Values:
    """Return a cumulative count since 2022-01."""
    return Values(
        {month: Decimal(level) for month, level in levels.items()},
        aggregation="cumulative_count",
        start="2022-01",
        **changes,
    )


def stage(identity: str, due: str, done: str | None = None, **changes: object) -> StageFact:
    """Return a dated stage."""
    return StageFact(identity, due, date.fromisoformat(done) if done else None, **changes)
