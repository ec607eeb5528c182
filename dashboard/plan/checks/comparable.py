"""What keeps numbers comparable: revised thresholds, breaks of definition, rates that must not grow, years of quotas."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dashboard.plan import periods
from dashboard.plan.lookup import indicator
from dashboard.plan.models import Catalogue, Indicator, Reading
from dashboard.plan.refusing import Invalid

_FILE = "targets.yaml"
_COUNTS = ("count", "stages", "qualitative")
_REVISED = ("compound", "every_year", "count", "stages")
RATES = frozenset({"%", "‰", "％", "个百分点"})


def faults(catalogue: Catalogue) -> Iterator[Invalid]:
    """Yield faults of thresholds, breaks and quotas."""
    known = {found.id for found in catalogue.indicators}
    for target in catalogue.targets:
        for reading in target.readings:
            key = f"targets[{target.id}].readings[{reading.id}]"
            yield from _revisions(reading, key)
            if reading.indicator in known:
                yield from _growth(indicator(catalogue, reading.indicator or ""), reading, key)
    for found in catalogue.indicators:
        yield from _breaks(found)
    yield from _quotas(catalogue)


def _growth(measured: Indicator, reading: Reading, key: str) -> Iterator[Invalid]:
    """Growth of a quantity that is itself a rate means nothing: points are to be compared instead."""
    if measured.unit in RATES and reading.method not in _COUNTS:
        yield Invalid(_FILE, f"{key}.indicator", measured.id, "growth_of_rate", other=measured.unit)


def _revisions(reading: Reading, key: str) -> Iterator[Invalid]:
    if reading.revisions and reading.method not in _REVISED:
        yield Invalid(_FILE, f"{key}.revisions", reading.method, "revision_method", options=_REVISED)
    first = reading.base_year if reading.base_year is not None else 0
    for number, found in enumerate(reading.revisions, start=1):
        where = f"{key}.revisions[{number}]"
        if not first < found.from_year <= reading.end_year:
            yield Invalid(_FILE, f"{where}.from_year", found.from_year, "revision_year")
        if found.threshold <= 0:
            yield Invalid(_FILE, f"{where}.threshold", found.threshold, "positive")
    for place, (old, new) in enumerate(pairwise(reading.revisions), start=2):
        if new.from_year <= old.from_year:
            limit = old.from_year + 1
            yield Invalid(_FILE, f"{key}.revisions[{place}].from_year", new.from_year, "too_early",
                          other="revisions", limit=limit)  # fmt: skip


def _breaks(found: Indicator) -> Iterator[Invalid]:
    for number, item in enumerate(found.breaks, start=1):
        key = f"indicators[{found.id}].breaks[{number}].period"
        try:
            fits = periods.frequency(item.period) in (found.frequency, "A")
        except ValueError:
            fits = False
        if not fits:
            yield Invalid("indicators.yaml", key, item.period, "break_period", other=found.frequency)


def _quotas(catalogue: Catalogue) -> Iterator[Invalid]:
    """Counts have one quota for the whole plan; flows and stocks one for each year."""
    targets = {found.id: found for found in catalogue.targets}
    for found in catalogue.quotas:
        target, key = targets.get(found.target), f"quotas[{found.target}].year"
        if target is None or not target.readings:
            continue
        counted = target.default.method in _COUNTS
        if counted != (found.year is None):
            yield Invalid("base_values.yaml", key, found.year, "quota_whole" if counted else "quota_year")
