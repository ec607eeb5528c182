"""Judging: one target, one reading, the values known at a cut-off, one rule set -> one verdict."""

from __future__ import annotations

from decimal import localcontext

from dashboard.attainment import counts, growth, paths, stages, stocks
from dashboard.attainment.exact import CONTEXT
from dashboard.attainment.values import Values
from dashboard.attainment.verdict import Verdict, replace
from dashboard.plan.judging import RuleSet
from dashboard.plan.models import Reading, Target


def judge(target: Target, values: Values, through: str, rules: RuleSet, reading: Reading | None = None) -> Verdict:
    """Judge a target as of the end of a month, by its default reading or the one given (design 5).

    ``values`` must belong to the reading's indicator and hold nothing after ``through``. Nothing is raised for
    missing, short or empty data: the verdict is then 待报 or 暂不评价 and its reason says why.
    """
    chosen = reading or target.default
    with localcontext(CONTEXT):
        found = _by_method(_blank(target, chosen, values, through, rules), chosen, values, through, rules)
    if found.light is None and found.status in rules.lights:
        return replace(found, light=rules.lights[found.status])
    return found


def _by_method(blank: Verdict, reading: Reading, values: Values, through: str, rules: RuleSet) -> Verdict:
    """Send the question to the module for its kind."""
    if reading.method == "qualitative":
        return stages.judge(blank, reading, values, through, rules)
    if reading.method not in paths.GROWTH:
        return counts.judge(blank, reading, values, through, rules)
    if reading.base_year is None:
        return replace(blank, status="not_assessed", reason="base_missing")
    if values.aggregation == "flow":
        return growth.judge(blank, reading, values, through, rules)
    return stocks.judge(blank, reading, values, through, rules)


def _blank(target: Target, reading: Reading, values: Values, through: str, rules: RuleSet) -> Verdict:
    """Return the verdict before anything is known."""
    return Verdict(
        target=target.id, reading=reading.id, method=reading.method, status="not_assessed", reason="no_data",
        period=through, unit=values.unit or target.unit, indicator=reading.indicator, rules=rules.id,
        through=through, threshold=reading.threshold, confirmed=reading.confirmed and values.base_confirmed,
    )
