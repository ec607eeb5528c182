"""Indicators: the feed or ledger columns they rest on, their storage; base values and quotas."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.plan.lookup import indicator, region, subject
from dashboard.plan.models import (
    Catalogue,
    Feed,
    FeedSource,
    Indicator,
    Ledger,
    LedgerColumn,
    LedgerSource,
    RatioSource,
)
from dashboard.plan.refusing import Invalid
from dashboard.plan.units import MONEY_DIGITS

_FILE = "indicators.yaml"


def faults(catalogue: Catalogue) -> Iterator[Invalid]:
    """Yield faults of indicators, base values and quotas."""
    for found in catalogue.indicators:
        yield from _storage(found)
        match found.source:
            case FeedSource():
                yield from _fed(catalogue, found, found.source)
            case LedgerSource():
                yield from _counted(catalogue, found, found.source)
            case RatioSource():
                yield from _divided(catalogue, found, found.source)
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


def _fed(catalogue: Catalogue, found: Indicator, source: FeedSource) -> Iterator[Invalid]:
    feeds = {feed.id: feed for feed in catalogue.feeds}
    key = f"{_key(found)}.source.feed"
    if source.feed not in feeds:
        yield Invalid(_FILE, key, source.feed, "unknown", where="feeds.yaml")
    elif not _carries(feeds[source.feed], found):
        yield Invalid(_FILE, key, source.feed, "not_carried", other=found.id)


def _carries(feed: Feed, found: Indicator) -> bool:
    return not feed.zone and any(value.indicator == found.id for value in feed.values)


def _counted(catalogue: Catalogue, found: Indicator, source: LedgerSource) -> Iterator[Invalid]:
    key = f"{_key(found)}.source"
    if source.ledger not in {ledger.id for ledger in catalogue.ledgers}:
        yield Invalid(_FILE, f"{key}.ledger", source.ledger, "unknown", where="ledgers/")
        return
    ledger = subject(catalogue, source.ledger)
    if isinstance(ledger, Ledger):
        yield from _columns(ledger, source, key)


def _columns(ledger: Ledger, source: LedgerSource, key: str) -> Iterator[Invalid]:
    wanted = {"date": (source.date, "date"), "value": (source.value, "money"), "distinct": (source.distinct, "text")}
    for field, (name, kind) in wanted.items():
        if name is not None:
            yield from column_faults(_FILE, f"{key}.{field}", ledger, name, kind)
    yield from where_faults(_FILE, f"{key}.where", ledger, source.where)


def column_faults(file: str, key: str, ledger: Ledger, name: str, kind: str) -> Iterator[Invalid]:
    """Yield a fault when a ledger has no such column or it is of another type."""
    column = _column(ledger, name)
    if column is None:
        yield Invalid(file, key, name, "no_column")
    elif column.type != kind:
        yield Invalid(file, key, name, "column_type", wanted=kind, found=column.type)


def where_faults(file: str, key: str, ledger: Ledger, where: dict[str, tuple[str, ...]]) -> Iterator[Invalid]:
    """Yield a fault for every condition on a column that does not exist or cannot hold the value."""
    for name, values in where.items():
        column = _column(ledger, name)
        if column is None:
            yield Invalid(file, key, name, "no_column")
        elif column.type == "choice":
            for value in values:
                if value not in column.choices:
                    yield Invalid(file, f"{key}.{name}", value, "choice", options=column.choices)


def _column(ledger: Ledger, name: str) -> LedgerColumn | None:
    return next((column for column in ledger.columns if column.name == name), None)


def _divided(catalogue: Catalogue, found: Indicator, source: RatioSource) -> Iterator[Invalid]:
    known = {other.id for other in catalogue.indicators}
    for field in ("numerator", "denominator"):
        part, key = getattr(source, field), f"{_key(found)}.source.{field}"
        if part not in known:
            yield Invalid(_FILE, key, part, "unknown", where=_FILE)
        elif isinstance(indicator(catalogue, part).source, RatioSource):
            yield Invalid(_FILE, key, part, "ratio_of_ratio")
        elif indicator(catalogue, part).frequency != found.frequency:
            yield Invalid(_FILE, f"{_key(found)}.frequency", found.frequency, "frequency", other=part)


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
