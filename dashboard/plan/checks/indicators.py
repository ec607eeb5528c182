"""Indicators: how they are stored, base values and quotas."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.plan.checks import sources
from dashboard.plan.lookup import region
from dashboard.plan.models import Catalogue, Indicator, LedgerSource, RatioSource
from dashboard.plan.refusing import Invalid
from dashboard.plan.units import MONEY_DIGITS

_FILE = "indicators.yaml"


def faults(catalogue: Catalogue) -> Iterator[Invalid]:
    """Yield faults of indicators, base values and quotas."""
    for found in catalogue.indicators:
        yield from _storage(found)
        yield from sources.faults(catalogue, found)
    yield from _base_values(catalogue)
    yield from _quotas(catalogue)


def _storage(found: Indicator) -> Iterator[Invalid]:
    key = f"{_key(found)}.aggregation"
    if found.unit in MONEY_DIGITS and found.scale != MONEY_DIGITS[found.unit]:
        yield Invalid(_FILE, f"{_key(found)}.scale", found.scale, "money_scale", limit=MONEY_DIGITS[found.unit])
    if (found.aggregation == "ratio") != isinstance(found.source, RatioSource):
        yield Invalid(_FILE, key, found.aggregation, "ratio")
    counted = isinstance(found.source, LedgerSource) and found.source.value is None
    if found.aggregation == "cumulative_count" and not (counted and found.frequency == "M"):
        yield Invalid(_FILE, key, found.aggregation, "cumulative")


def _base_values(catalogue: Catalogue) -> Iterator[Invalid]:
    file, known = "base_values.yaml", {found.id for found in catalogue.indicators}
    for found in catalogue.base_values:
        key = f"base_values[{found.indicator}]"
        if found.indicator not in known:
            yield Invalid(file, f"{key}.indicator", found.indicator, "unknown", where=_FILE)
        if not catalogue.plan.data_from <= f"{found.year}-12" <= catalogue.plan.settled_by:
            yield Invalid(file, f"{key}.year", found.year, "outside_window")


def _quotas(catalogue: Catalogue) -> Iterator[Invalid]:
    file, targets = "base_values.yaml", {found.id for found in catalogue.targets}
    regions = {found.code for found in catalogue.regions}
    for found in catalogue.quotas:
        key = f"quotas[{found.target}]"
        if found.target not in targets:
            yield Invalid(file, f"{key}.target", found.target, "unknown", where="targets.yaml")
        if found.region not in regions or region(catalogue, found.region).kind != "county":
            yield Invalid(file, f"{key}.region", found.region, "not_county")


def _key(found: Indicator) -> str:
    return f"indicators[{found.id}]"
