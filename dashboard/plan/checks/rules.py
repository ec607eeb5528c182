"""Rule sets: bands in order, shares that are shares, one default rule set on any day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from dashboard.plan.models import Catalogue, RuleSet
from dashboard.plan.refusing import Invalid


def faults(catalogue: Catalogue, files: Mapping[str, str]) -> Iterator[Invalid]:
    """Yield faults of the rule sets."""
    defaults = sorted((rules for rules in catalogue.rules if rules.default), key=lambda rules: rules.valid_from)
    if not defaults:
        yield Invalid("rules/", "rule_set.default", None, "no_rules")
    for rules in catalogue.rules:
        yield from _bands(rules, files[f"rules:{rules.id}"])
    for old, new in pairwise(defaults):
        if (old.valid_to or date.max) >= new.valid_from:
            file = files[f"rules:{new.id}"]
            yield Invalid(file, "rule_set.valid_from", new.valid_from, "rules_overlap", other=old.id)


def _bands(rules: RuleSet, file: str) -> Iterator[Invalid]:
    bands = rules.bands
    if bands.slightly_behind_points >= bands.on_schedule_points:
        value, limit = bands.slightly_behind_points, bands.on_schedule_points
        yield Invalid(file, "rule_set.bands.slightly_behind_points", value, "bands", limit=limit)
    if not 0 < bands.slightly_behind_pace <= 1:
        yield Invalid(file, "rule_set.bands.slightly_behind_pace", bands.slightly_behind_pace, "share")
    if not 0 < rules.noise_quantile < 1:
        yield Invalid(file, "rule_set.noise_quantile", rules.noise_quantile, "share")
    if rules.valid_to is not None and rules.valid_to < rules.valid_from:
        start = rules.valid_from
        yield Invalid(file, "rule_set.valid_to", rules.valid_to, "too_early", other="valid_from", limit=start)
