"""Feeds: their senders, the indicators they carry, their regions; and the senders of ledgers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dashboard.plan.lookup import KIND, indicator, senders_of, subjects
from dashboard.plan.models import Catalogue, Feed, FeedSource, FeedValue, Ledger
from dashboard.plan.refusing import Invalid
from dashboard.plan.units import convertible

_FILE = "feeds.yaml"


def faults(catalogue: Catalogue, files: Mapping[str, str]) -> Iterator[Invalid]:
    """Yield senders that do not exist, and feeds that do not fit their indicators or places."""
    kinds = {unit.id: unit.kind for unit in catalogue.organisations}
    for subject in subjects(catalogue):
        yield from _senders(subject, kinds, files)
    known = {found.id for found in catalogue.indicators}
    for feed in catalogue.feeds:
        yield from _places(catalogue, feed)
        if not feed.values:
            yield Invalid(_FILE, f"feeds[{feed.id}].values", None, "missing")
        for value in feed.values:
            key = f"feeds[{feed.id}].values.indicator"
            if value.indicator not in known:
                yield Invalid(_FILE, key, value.indicator, "unknown", where="indicators.yaml")
            else:
                yield from _value(catalogue, feed, value)


def _senders(subject: Feed | Ledger, kinds: Mapping[str, str], files: Mapping[str, str]) -> Iterator[Invalid]:
    feed = isinstance(subject, Feed)
    file, key = (_FILE, f"feeds[{subject.id}].senders") if feed else (files[f"ledger:{subject.id}"], "ledger.senders")
    if not subject.senders:
        yield Invalid(file, key, None, "missing")
    for sender in subject.senders:
        if sender.startswith(KIND):
            if sender.removeprefix(KIND) not in kinds.values():
                yield Invalid(file, key, sender, "empty_kind")
        elif sender not in kinds:
            yield Invalid(file, key, sender, "unknown", where="organisations.yaml")
        elif kinds[sender] == "class":
            yield Invalid(file, key, sender, "class")


def _places(catalogue: Catalogue, feed: Feed) -> Iterator[Invalid]:
    key = f"feeds[{feed.id}].region_from"
    if feed.region_from == "column" and feed.region_header is None:
        yield Invalid(_FILE, f"feeds[{feed.id}].region_header", None, "missing")
    if feed.region_from == "sender":
        kinds = {found.code: found.kind for found in catalogue.regions}
        wanted = "zone" if feed.zone else "county"
        for unit in senders_of(catalogue, feed.id):
            if kinds.get(unit.region or "") != wanted:
                yield Invalid(_FILE, key, unit.id, f"seat_{wanted}")


def _value(catalogue: Catalogue, feed: Feed, value: FeedValue) -> Iterator[Invalid]:
    key, found = f"feeds[{feed.id}].values[{value.indicator}]", indicator(catalogue, value.indicator)
    if not isinstance(found.source, FeedSource) or found.source.of is not None:
        yield Invalid(_FILE, f"{key}.indicator", value.indicator, "no_feed_source")
    if found.frequency != feed.frequency:
        yield Invalid(_FILE, f"feeds[{feed.id}].frequency", feed.frequency, "frequency", other=found.id)
    if not convertible(value.unit, found.unit):
        yield Invalid(_FILE, f"{key}.unit", value.unit, "unit", other=found.unit)
