"""Judging many regions at once: one target, a table of regions by periods, one verdict a region."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Context, Decimal

import numpy as np

from dashboard.attainment.counties import CountyVerdict, judge_county
from dashboard.attainment.judge import judge
from dashboard.attainment.values import Values
from dashboard.attainment.verdict import Verdict
from dashboard.plan.judging import RuleSet
from dashboard.plan.models import Reading, Target

_EXACT = Context(prec=60)


@dataclass(frozen=True)
class Table:
    """Values of one indicator, shape (regions, periods): stored integers of a scale; ``known`` False: no value.

    ``shared``: what holds for all regions (frequency, aggregation, unit, start ...); its levels are not read.
    """

    periods: Sequence[str]
    stored: np.ndarray
    known: np.ndarray
    scale: int = 0
    shared: Values = field(default_factory=Values)

    def row(self, place: int) -> Values:
        """Return the values of one region, exact."""
        stored, known = self.stored[place].tolist(), self.known[place].tolist()
        levels = {
            period: Decimal(value).scaleb(-self.scale, _EXACT) if self.scale else Decimal(value)
            for period, value, there in zip(self.periods, stored, known, strict=True)
            if there
        }
        return replace(self.shared, levels=levels)


def judge_many(
    target: Target, table: Table, through: str, rules: RuleSet, reading: Reading | None = None
) -> list[Verdict]:
    """Judge every region of a table as ``judge`` judges one; verdicts in the order of the rows."""
    return [judge(target, table.row(place), through, rules, reading) for place in range(len(table.stored))]


def judge_counties(
    city: Verdict, counties: Iterable[tuple[str, Values, Decimal | None]], rules: RuleSet, *,
    base_month: str | None = None, additive: bool = True,
) -> list[CountyVerdict]:  # fmt: skip
    """Return every county (code, values, quota) beside the city's verdict, as ``judge_county`` returns one.

    One after the other, not as a table: exact decimals and names of who owes what have no array to be in, and one
    county takes less time than to read its values.
    """
    return [judge_county(city, region, values, quota, rules, base_month=base_month, additive=additive)
            for region, values, quota in counties]  # fmt: skip
