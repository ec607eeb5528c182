"""Rule sets: bands that end and can all be reached, shares that are shares, one default rule set on any day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from dashboard.plan.judging import Band
from dashboard.plan.models import Catalogue, RuleSet
from dashboard.plan.refusing import Invalid

_LIMITED = ("gap_points", "pace", "required")  # measures that need a limit


def faults(catalogue: Catalogue, files: Mapping[str, str]) -> Iterator[Invalid]:
    """Yield faults of the rule sets."""
    defaults = sorted((rules for rules in catalogue.rules if rules.default), key=lambda rules: rules.valid_from)
    if not defaults:
        yield Invalid("rules/", "rule_set.default", None, "no_rules")
    for rules in catalogue.rules:
        yield from _of(rules, files[f"rules:{rules.id}"])
    for old, new in pairwise(defaults):
        if (old.valid_to or date.max) >= new.valid_from:
            file = files[f"rules:{new.id}"]
            yield Invalid(file, "rule_set.valid_from", new.valid_from, "rules_overlap", other=old.id)


def _of(rules: RuleSet, file: str) -> Iterator[Invalid]:
    yield from _bands(rules.bands.progress, "rule_set.bands.progress", file)
    yield from _bands(rules.bands.growth, "rule_set.bands.growth", file)
    for place, band in enumerate(rules.bands.progress, start=1):
        if band.when not in (None, "gap_points"):
            yield Invalid(file, f"rule_set.bands.progress[{place}].when", band.when, "band_growth_only")
    for name in ("noise_quantile", "small_share"):
        value: Decimal = getattr(rules, name)
        if not 0 < value < 1:
            yield Invalid(file, f"rule_set.{name}", value, "share")
    if rules.valid_to is not None and rules.valid_to < rules.valid_from:
        start = rules.valid_from
        yield Invalid(file, "rule_set.valid_to", rules.valid_to, "too_early", other="valid_from", limit=start)


def _bands(bands: Sequence[Band], key: str, file: str) -> Iterator[Invalid]:
    """Yield a missing limit, a band that an earlier one hides, and a list that does not end or ends too early."""
    seen: dict[str, tuple[Decimal, int]] = {}
    for place, band in enumerate(bands, start=1):
        where = f"{key}[{place}]"
        if band.when is None and place < len(bands):
            yield Invalid(file, where, band.status, "band_ends_early")
        limit = limit_of(band)
        if band.when in _LIMITED and limit is None:
            yield Invalid(file, f"{where}.at_least", None, "band_limit")
        elif band.when not in _LIMITED and (band.at_least, band.above) != (None, None):
            yield Invalid(file, where, band.status, "band_no_limit")
        elif band.when in seen and limit is not None and limit >= seen[band.when][0]:
            yield Invalid(file, where, limit, "bands_overlap", other=seen[band.when][1])
        elif band.when is not None:
            seen[band.when] = (limit or Decimal(0), place)
    if not bands or bands[-1].when is not None:
        yield Invalid(file, key, None, "band_open")


def limit_of(band: Band) -> Decimal | None:
    """Return the one limit of a band; None when it has none, or two."""
    given = [limit for limit in (band.at_least, band.above) if limit is not None]
    return given[0] if len(given) == 1 else None
