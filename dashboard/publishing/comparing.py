"""What stands beside the verdicts of an edition: other rule sets, counties, statuses set by a publisher."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from dashboard.attainment import Values, Verdict, judge, judge_counties
from dashboard.attainment.counties import CountyVerdict
from dashboard.plan.lookup import counties, indicator, quota
from dashboard.plan.models import Reading, RuleSet, Target
from dashboard.publishing.facts import Facts
from dashboard.publishing.measures import Measures, Measuring
from dashboard.publishing.values import region_values


def under_other_rules(facts: Facts, target: Target, values: Values, own: RuleSet) -> Iterator[Verdict]:
    """Yield the verdict of a target's default reading under every other rule set of the catalogue."""
    for rules in facts.catalogue.rules:
        if rules.id != own.id:
            yield judge(target, values, facts.through, rules)


def overridden(verdict: Verdict, facts: Facts, *, default: bool) -> Verdict:
    """Put beside a target's own verdict the status that a publisher has set, unless it expired by the cut-off."""
    found = facts.overrides.get(verdict.target)
    if found is None or not default or found.expires_on < facts.cut_off:
        return verdict
    return replace(verdict, override=found)


def county_verdicts(
    measuring: Measuring, measures: Measures, verdict: Verdict, reading: Reading, rules: RuleSet
) -> list[CountyVerdict]:
    """Return every county of a target whose quantity is known by county, in plan order."""
    catalogue = measuring.facts.catalogue
    found = indicator(catalogue, reading.indicator) if reading.indicator else None
    if found is None or not found.counties:
        return []
    base_month = f"{reading.base_year}-{reading.closing_month:02d}" if reading.base_year else None
    below = _counties(measuring, measures, verdict, reading)
    return judge_counties(verdict, below, rules, base_month=base_month, additive=found.additive)


def _counties(
    measuring: Measuring, measures: Measures, verdict: Verdict, reading: Reading
) -> Iterator[tuple[str, Values, Decimal | None]]:
    """Yield each county's values, and its quota where it has one."""
    catalogue = measuring.facts.catalogue
    for county in counties(catalogue):
        share = quota(catalogue, verdict.target, county.code, int(verdict.period[:4]))
        yield county.code, region_values(measuring, measures, reading, county.code), share.value if share else None
