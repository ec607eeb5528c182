"""What stands beside the verdicts of an edition: other rule sets, counties, statuses set by a publisher."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dashboard.attainment import Values, Verdict, judge
from dashboard.attainment.counties import CountyVerdict, judge_county
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
) -> Iterator[CountyVerdict]:
    """Yield every county of a target whose quantity is known by county, in plan order."""
    catalogue = measuring.facts.catalogue
    if reading.indicator is None:
        return
    found = indicator(catalogue, reading.indicator)
    base_month = f"{reading.base_year}-{reading.closing_month:02d}" if reading.base_year else None
    for county in counties(catalogue) if found.counties else ():
        values = region_values(measuring, measures, reading, county.code)
        share = quota(catalogue, verdict.target, county.code, int(verdict.period[:4]))
        yield judge_county(verdict, county.code, values, share.value if share else None, rules,
                           base_month=base_month, additive=found.additive)  # fmt: skip


