"""The rows of each feed sheet: what a sender reports for a quarter, in the order of the sheet's columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dashboard.demo import outputs, stocks, story, transfer_details, transfers
from dashboard.demo.entries import Value
from dashboard.plan import lookup, periods
from dashboard.plan.models import Catalogue, Feed, Organisation

Row = tuple[Value, ...]


def rows(catalogue: Catalogue, feed: Feed, sender: Organisation, first: str, quarter: str) -> list[Row]:
    """Return the rows of a sender's feed sheet from the first to the last quarter; KeyError: unknown feed."""
    return list(_ROWS[feed.id](catalogue, feed, sender, first, quarter))


def _transfers(catalogue: Catalogue, feed: Feed, sender: Organisation, first: str, quarter: str) -> Iterator[Row]:
    place = sender.region or ""
    if quarter == story.RESTATED_IN and place == story.RESTATING_COUNTY:
        yield from _months(feed, place, tuple(story.RESTATED), transfers.finally_told)
    yield from _months(feed, place, _covered(first, quarter), transfers.first_told)


def _transfer_details(
    catalogue: Catalogue, feed: Feed, sender: Organisation, first: str, quarter: str
) -> Iterator[Row]:
    place = sender.region or ""
    if quarter == story.RESTATED_IN and place == story.RESTATING_COUNTY:
        yield from _detailed(feed, place, tuple(story.RESTATED), transfers.finally_told)
    yield from _detailed(feed, place, _covered(first, quarter), transfers.first_told)


def _detailed(feed: Feed, place: str, months: tuple[str, ...], told: transfer_details.Told) -> Iterator[Row]:
    for month in months:
        found = transfer_details.details(place, month, told)
        yield month, *(found[value.indicator] for value in feed.values)


def _zone_transfers(catalogue: Catalogue, feed: Feed, sender: Organisation, first: str, quarter: str) -> Iterator[Row]:
    yield from _months(feed, sender.region or "", _covered(first, quarter), transfers.of_zone)


def _months(feed: Feed, place: str, months: tuple[str, ...], told: Callable[[str, str, str], int]) -> Iterator[Row]:
    options = feed.breakdown.options if feed.breakdown else {}
    for month in months:
        for label, kind in options.items():
            yield month, label, told(place, month, kind)


def _covered(first: str, quarter: str) -> tuple[str, ...]:
    return periods.span(periods.months_of(first)[0], periods.last_month(quarter), "M")


def _stocks(catalogue: Catalogue, feed: Feed, sender: Organisation, first: str, quarter: str) -> Iterator[Row]:
    for period in periods.span(periods.last_month(first), periods.last_month(quarter), "Q"):
        for county in lookup.counties(catalogue):
            yield period, county.name, *(stocks.counties(v.indicator, period)[county.code] for v in feed.values)


def _gi_output(catalogue: Catalogue, feed: Feed, sender: Organisation, first: str, quarter: str) -> Iterator[Row]:
    for year in _arriving(story.GI_IN, quarter):
        for county in lookup.counties(catalogue):
            yield str(year), county.name, *(outputs.gi(v.indicator, year)[county.code] for v in feed.values)


def _value_added(catalogue: Catalogue, feed: Feed, sender: Organisation, first: str, quarter: str) -> Iterator[Row]:
    options = feed.breakdown.options if feed.breakdown else {}
    for year in _arriving(story.VALUE_ADDED_IN, quarter):
        for label, industry in options.items():
            yield str(year), label, *(outputs.value_added(v.indicator, industry, year) for v in feed.values)


def _value_added_wide(
    catalogue: Catalogue, feed: Feed, sender: Organisation, first: str, quarter: str
) -> Iterator[Row]:
    for year in _arriving(story.VALUE_ADDED_IN, quarter):
        yield str(year), *(outputs.wider(v.indicator, year) for v in feed.values)


def _arriving(calendar: dict[int, str], quarter: str) -> list[int]:
    return [year for year, delivered in calendar.items() if delivered == quarter]


_ROWS: dict[str, Callable[[Catalogue, Feed, Organisation, str, str], Iterator[Row]]] = {
    "transfers": _transfers, "zone_transfers": _zone_transfers, "trademarks": _stocks, "gi_output": _gi_output,
    "value_added": _value_added, "value_added_wide": _value_added_wide, "transfer_details": _transfer_details,
}  # fmt: skip
