"""Sources of indicators: the feed, ledger columns or other indicators that they rest on."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.plan.checks.columns import column_faults, where_faults
from dashboard.plan.lookup import indicator, subject
from dashboard.plan.models import (
    Catalogue,
    FeedSource,
    IndexSource,
    Indicator,
    Ledger,
    LedgerSource,
    RatioSource,
    SumSource,
)
from dashboard.plan.refusing import Invalid
from dashboard.plan.units import MONEY_DIGITS

_FILE = "indicators.yaml"


def faults(catalogue: Catalogue, found: Indicator) -> Iterator[Invalid]:
    """Yield faults of one indicator's source."""
    key = f"indicators[{found.id}].source"
    match found.source:
        case FeedSource():
            yield from _fed(catalogue, found, found.source, key)
        case LedgerSource():
            yield from _counted(catalogue, found, found.source, key)
        case RatioSource():
            yield from _divided(catalogue, found, found.source, key)
        case SumSource():
            yield from _summed(catalogue, found, found.source, key)
        case IndexSource():
            yield from _indexed(catalogue, found, found.source, key)


def _fed(catalogue: Catalogue, found: Indicator, source: FeedSource, key: str) -> Iterator[Invalid]:
    feeds = {feed.id: feed for feed in catalogue.feeds}
    carried = source.of or found.id
    if source.feed not in feeds:
        yield Invalid(_FILE, f"{key}.feed", source.feed, "unknown", where="feeds.yaml")
        return
    feed = feeds[source.feed]
    if feed.zone or all(value.indicator != carried for value in feed.values):
        yield Invalid(_FILE, f"{key}.feed", source.feed, "not_carried", other=carried)
    elif source.of is not None:
        yield from _alike(found, indicator(catalogue, source.of), f"{key}.of", source.of)
    if source.only and feed.breakdown is None:
        yield Invalid(_FILE, f"{key}.only", source.only[0], "no_breakdown")
    for option in source.only if feed.breakdown else ():
        options = tuple(feed.breakdown.options.values()) if feed.breakdown else ()
        if option not in options:
            yield Invalid(_FILE, f"{key}.only", option, "choice", options=options)


def _alike(found: Indicator, other: Indicator, key: str, value: str) -> Iterator[Invalid]:
    """Yield a fault when values of another indicator could not stand for this one's as they are stored."""
    same = all(getattr(found, field) == getattr(other, field) for field in ("unit", "scale", "aggregation"))
    if not same:
        yield Invalid(_FILE, key, value, "not_alike", other=found.id)
    elif found.frequency != other.frequency:
        yield Invalid(_FILE, f"indicators[{found.id}].frequency", found.frequency, "frequency", other=other.id)


def _counted(catalogue: Catalogue, found: Indicator, source: LedgerSource, key: str) -> Iterator[Invalid]:
    if source.ledger not in {ledger.id for ledger in catalogue.ledgers}:
        yield Invalid(_FILE, f"{key}.ledger", source.ledger, "unknown", where="ledgers/")
        return
    ledger = subject(catalogue, source.ledger)
    if isinstance(ledger, Ledger):
        yield from _columns(ledger, source, key, "money" if found.unit in MONEY_DIGITS else "integer")
    if (found.aggregation == "stock") != (source.until is not None):
        yield Invalid(_FILE, f"indicators[{found.id}].aggregation", found.aggregation, "stock_until")
    if source.distinct_within is not None and not (source.distinct and found.aggregation == "flow"):
        yield Invalid(_FILE, f"{key}.distinct_within", source.distinct_within, "distinct_flow")


def _columns(ledger: Ledger, source: LedgerSource, key: str, amount: str) -> Iterator[Invalid]:
    wanted = [("date", source.date, "date"), *(("also", name, "date") for name in source.also)]
    wanted += [("until", source.until or "", "date"), ("value", source.value or "", amount)]
    for field, name, kind in (*wanted, ("distinct", source.distinct or "", "text")):
        if name:
            yield from column_faults(_FILE, f"{key}.{field}", ledger, name, kind)
    yield from where_faults(_FILE, f"{key}.where", ledger, source.where)


def _divided(catalogue: Catalogue, found: Indicator, source: RatioSource, key: str) -> Iterator[Invalid]:
    known = {other.id for other in catalogue.indicators}
    for field in ("numerator", "denominator"):
        part = getattr(source, field)
        if part not in known:
            yield Invalid(_FILE, f"{key}.{field}", part, "unknown", where=_FILE)
        elif isinstance(indicator(catalogue, part).source, (RatioSource, IndexSource)):
            yield Invalid(_FILE, f"{key}.{field}", part, "ratio_of_ratio")
        elif indicator(catalogue, part).frequency != found.frequency:
            yield Invalid(_FILE, f"indicators[{found.id}].frequency", found.frequency, "frequency", other=part)


def _summed(catalogue: Catalogue, found: Indicator, source: SumSource, key: str) -> Iterator[Invalid]:
    if not source.plus:
        yield Invalid(_FILE, f"{key}.plus", None, "missing")
    for field in ("plus", "minus"):
        for part in getattr(source, field):
            yield from _part(catalogue, part, f"{key}.{field}") or _alike(
                found, indicator(catalogue, part), f"{key}.{field}", part
            )


def _indexed(catalogue: Catalogue, found: Indicator, source: IndexSource, key: str) -> Iterator[Invalid]:
    if not source.parts:
        yield Invalid(_FILE, f"{key}.parts", None, "missing")
    if f"{source.base_year}-01" < catalogue.plan.data_from or f"{source.base_year}-12" > catalogue.plan.settled_by:
        yield Invalid(_FILE, f"{key}.base_year", source.base_year, "outside_window")
    if found.aggregation != "flow":
        yield Invalid(_FILE, f"indicators[{found.id}].aggregation", found.aggregation, "index_of_flows")
    for part in source.parts:
        wrong = _part(catalogue, part, f"{key}.parts")
        yield from wrong
        if not wrong and indicator(catalogue, part).aggregation != "flow":
            yield Invalid(_FILE, f"{key}.parts", part, "index_of_flows")
        elif not wrong and indicator(catalogue, part).frequency != found.frequency:
            yield Invalid(_FILE, f"indicators[{found.id}].frequency", found.frequency, "frequency", other=part)


def _part(catalogue: Catalogue, part: str, key: str) -> list[Invalid]:
    """Return the fault of a part that does not exist, is combined itself, or counts since a start."""
    if part not in {other.id for other in catalogue.indicators}:
        return [Invalid(_FILE, key, part, "unknown", where=_FILE)]
    other = indicator(catalogue, part)
    plain = isinstance(other.source, (FeedSource, LedgerSource)) and other.aggregation in ("flow", "stock")
    return [] if plain else [Invalid(_FILE, key, part, "plain_part")]
