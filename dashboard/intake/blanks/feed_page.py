"""A feed as a sheet to be filled in: its periods and places stand there, last year's values beside the empty cells."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from dashboard.intake.blanks.page import Column, Page, Value
from dashboard.intake.blanks.sent import Sent
from dashboard.intake.template import Template
from dashboard.plan import lookup, periods
from dashboard.plan.models import Catalogue, Feed, FeedValue, Organisation
from dashboard.plan.units import digits

_YEAR = 12  # months


def feed_page(
    catalogue: Catalogue, template: Template, feed: Feed, note: str, told: Sent, sender: Organisation, period: str
) -> Page:
    """Return the sheet of a feed; what was sent for its periods already stands in its cells."""
    rows = [
        [*said, *_cells(catalogue, feed, told, place, on, part)]
        for said, place, on, part in _lines(catalogue, feed, told, sender, period)
    ]
    return Page(feed.sheet, feed.name, note, tuple(_columns(catalogue, template, feed, period)), rows)


def _lines(
    catalogue: Catalogue, feed: Feed, told: Sent, sender: Organisation, period: str
) -> Iterator[tuple[list[Value], str, str, str]]:
    """Yield the first cells of every line, and its region, period and breakdown."""
    column = feed.region_from == "column" and feed.region_header
    own = lookup.city(catalogue) if feed.region_from == "city" or not sender.region else None
    places = lookup.counties(catalogue) if column else [own or lookup.region(catalogue, sender.region or "")]
    parts = feed.breakdown.options if feed.breakdown else {"": ""}
    own_periods = asked(feed, told.period_from, period)
    now = _told_now(feed, told)
    for on in sorted(now if now and feed.frequency == "A" else now | {*own_periods}):
        for place in places:
            for word, part in parts.items():
                yield [on, *([place.name] if column else []), *([word] if word else [])], place.code, on, part


def _told_now(feed: Feed, told: Sent) -> set[str]:
    """Return the periods that this period's workbook speaks of already, be it an earlier month that it corrects."""
    carried = {value.indicator for value in feed.values}
    return {on for indicator, _, on, _ in (key for key in told.values if key in told.now) if indicator in carried}


def asked(feed: Feed, first: str, period: str) -> tuple[str, ...]:
    """Return the periods that a workbook asks for: its own ones, or the newest year that has ended."""
    last = periods.last_month(period)
    if feed.frequency == "A":
        return (str(periods.year(period) - (not last.endswith("-12"))),)
    return periods.span(periods.months_of(first)[0], last, feed.frequency)


def _columns(catalogue: Catalogue, template: Template, feed: Feed, period: str) -> Iterator[Column]:
    on = asked(feed, period, period)[0]
    yield Column(feed.period_header, "text", on, required=True)
    if feed.region_from == "column" and feed.region_header:
        counties = tuple(county.name for county in lookup.counties(catalogue))
        yield Column(feed.region_header, "text", counties[0], counties, required=True)
    if feed.breakdown:
        words = tuple(feed.breakdown.options)
        yield Column(feed.breakdown.header, "text", words[0], words, required=True)
    for value in feed.values:
        whole = lookup.indicator(catalogue, value.indicator).scale == 0
        example = 12 if whole else Decimal("12.5")
        yield Column(value.header, "integer" if whole else "number", example, required=value.required)
        yield Column(template.last_year(value.header), "integer" if whole else "number", 10, shown=True)


def _cells(catalogue: Catalogue, feed: Feed, told: Sent, place: str, on: str, part: str) -> Iterator[Value]:
    before = _year_before(on)
    for value in feed.values:
        yield _shown(catalogue, value, told.values.get((value.indicator, place, on, part)))
        yield _shown(catalogue, value, told.values.get((value.indicator, place, before, part)))


def _year_before(period: str) -> str:
    return periods.of_month(periods.shift(periods.last_month(period), -_YEAR), periods.frequency(period))


def _shown(catalogue: Catalogue, value: FeedValue, stored: int | None) -> Value:
    if stored is None:
        return None
    found = lookup.indicator(catalogue, value.indicator)
    return Decimal(stored).scaleb(-digits(value.unit, found.unit, found.scale))
