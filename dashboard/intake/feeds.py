"""A feed sheet -> observations: one value per indicator, region, period and breakdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from dashboard.intake.basis import doubtful
from dashboard.intake.cells import choice, normal, number, place, scaled, text
from dashboard.intake.clean_cell import Column
from dashboard.intake.cleaning import Cleaner, CleanRow
from dashboard.intake.confirmed import NOTHING, Confirmed
from dashboard.intake.cover import Cover, inside
from dashboard.intake.headers import under
from dashboard.intake.issue import Issue
from dashboard.intake.misfit import misfit, unread
from dashboard.intake.observation import ObservationRow
from dashboard.intake.rows import Reader, Reading, read_rows, without
from dashboard.intake.sightings import seen_in_header
from dashboard.intake.table import Table, read_table
from dashboard.intake.template import templates
from dashboard.intake.unsaid_year import Reported
from dashboard.intake.vocabulary import Vocabulary
from dashboard.intake.waiting import Pattern, part
from dashboard.intake.workbook import Cell, Sheet
from dashboard.plan import periods
from dashboard.plan.models import Feed, FeedValue
from dashboard.plan.units import digits, power

_CUMULATIVE = re.compile(
    r"口径[:：]?累计|累计(数|值|完成|口径|报表)|[月底末]累计|截[至止].{1,12}累计|本年累计|[(（]累计[)）]|(?<!\d)1月?[-—~至]\d{1,2}月"
)
_LEVELS = ("stock", "cumulative_count")  # what there is at the end of a period, whenever it came
_EXAMPLES = {"M": "2024-09", "Q": "2024Q3", "A": "2024"}


def read_feed(
    sheet: Sheet, header_row: int, feed: Feed, cover: Cover, words: Vocabulary, confirmed: Confirmed = NOTHING
) -> Reading[ObservationRow]:
    """Read the observations of a feed sheet row by row; all of them wait when its headers do not fit.

    A sheet issued with its periods filled in says nothing as long as no value stands in it.
    """
    layout = templates()[cover.template]
    optional = [value.header for value in feed.values if not value.required]
    optional += [layout.last_year(value.header) for value in feed.values] if layout.blank else []
    headed = under(sheet, header_row, [*_headers(feed), *optional])
    table = read_table(headed.sheet, header_row, _headers(feed), optional)
    reader = Reader(
        ObservationRow.table,
        lambda row: [*_observations(row, feed, cover, words)],
        lambda row: _about(row, feed, cover, words),
        [(value.indicator, None, None, None) for value in feed.values],
    )
    cleaner = Cleaner(_columns(feed, headed.units, cover, words), words, confirmed=confirmed)
    if question := misfit(table, headed):
        return unread(table, cleaner, reader, question)
    if layout.blank and not any(row[value.header].text for row in table for value in feed.values):
        return Reading((), (), 0)
    reading = read_rows(table, cleaner, reader)
    flows = {value.header for value in feed.values if words.indicators[value.indicator].aggregation == "flow"}
    running = {header: text for header, text in headed.running.items() if header in flows and feed.frequency != "A"}
    reading = without(reading, seen_in_header(table, headed, running), confirmed)
    doubts = [*_stated(table, feed, reading.rows, words), *doubtful(reading.rows, {}, words.indicators)]
    return without(reading, doubts, confirmed)


def _stated(table: Table, feed: Feed, rows: Sequence[ObservationRow], words: Vocabulary) -> Iterator[Issue]:
    """Yield every row of a sheet that says above its header that its values are cumulative, where they must not be."""
    flows = [value for value in feed.values if words.indicators[value.indicator].aggregation == "flow"]
    above = (normal(str(cell)) for line in table.sheet.rows[: table.header_row - 1] for cell in line)
    said = next((text for text in above if _CUMULATIVE.search(text)), "")
    if said and flows and feed.frequency != "A":
        for row_no in dict.fromkeys(row.row_no for row in rows):
            yield Issue(table.sheet.name, row_no, "", "held", "basis.stated", {"text": said})


def _columns(feed: Feed, units: Mapping[str, str], cover: Cover, words: Vocabulary) -> dict[str, Column]:
    level = all(words.indicators[value.indicator].aggregation in _LEVELS for value in feed.values)
    reported = Reported(cover.quarters, level)
    columns = {feed.period_header: Column("period", frequency=feed.frequency, reported=reported)}
    columns |= {header: Column("county") for header in _region_header(feed)}
    if feed.breakdown:
        columns[feed.breakdown.header] = Column("choice", options=tuple(feed.breakdown.options))
    return columns | {
        value.header: Column(
            "number", value.unit, limits=value.limits, sent_unit=units.get(value.header, ""),
            additive=words.indicators[value.indicator].aggregation != "ratio",
        )
        for value in feed.values
    }  # fmt: skip


def _headers(feed: Feed) -> list[str]:
    breakdown = [feed.breakdown.header] if feed.breakdown else []
    return [feed.period_header, *_region_header(feed), *breakdown, *(v.header for v in feed.values if v.required)]


def _region_header(feed: Feed) -> list[str]:
    return [feed.region_header] if feed.region_from == "column" and feed.region_header else []


def _observations(row: CleanRow, feed: Feed, cover: Cover, words: Vocabulary) -> Iterator[ObservationRow]:
    period = _period(row.filled(feed.period_header), feed, cover, words)
    region = _region(row, feed, cover, words)
    breakdown = _breakdown(row, feed)
    _at_most(row, feed)
    digest = row.hash
    for value in feed.values:
        cell = row.filled(value.header) if value.required else row[value.header]
        if not cell.text:
            continue
        yield ObservationRow(
            value.indicator, region, period, breakdown, _value(cell, value, words), row.sent(value.header), value.unit,
            row.sheet.name, row.number, digest,
        )  # fmt: skip


def _about(row: CleanRow, feed: Feed, cover: Cover, words: Vocabulary) -> Iterator[Pattern]:
    """Yield the keys that a row speaks of, as far as they can be read."""
    period = part(row, [feed.period_header], lambda: _period(row.filled(feed.period_header), feed, cover, words))
    region = part(row, _region_header(feed), lambda: _region(row, feed, cover, words))
    breakdown = part(row, [feed.breakdown.header] if feed.breakdown else [], lambda: _breakdown(row, feed))
    for value in feed.values:
        yield value.indicator, region, period, breakdown


def _breakdown(row: CleanRow, feed: Feed) -> str:
    if feed.breakdown is None:
        return ""
    return feed.breakdown.options[choice(row.filled(feed.breakdown.header), tuple(feed.breakdown.options))]


def _at_most(row: CleanRow, feed: Feed) -> None:
    """Refuse a row in which a part exceeds its whole, whatever their units."""
    values = {value.indicator: value for value in feed.values}
    for chain in feed.at_most:
        told = [values[name] for name in chain if row[values[name].header].text]
        for piece, whole in pairwise(told):
            small, large = (number(row[value.header]).scaleb(power(value.unit)[0]) for value in (piece, whole))
            if small > large:
                raise row[piece.header].refuse("load.more_than_whole", whole=whole.header, most=row[whole.header].text)


def _value(cell: Cell, value: FeedValue, words: Vocabulary) -> int:
    indicator = words.indicators[value.indicator]
    return scaled(cell, digits(value.unit, indicator.unit, indicator.scale), value.unit)


def _region(row: CleanRow, feed: Feed, cover: Cover, words: Vocabulary) -> str:
    if feed.region_from == "city":
        return words.city
    if feed.region_from == "column" and feed.region_header:
        return place(row.filled(feed.region_header), words.counties, "load.unknown_region")
    return words.organisations[cover.sender].region or words.city


def _period(cell: Cell, feed: Feed, cover: Cover, words: Vocabulary) -> str:
    found, plan = normal(text(cell)), words.catalogue.plan
    try:
        fits = periods.frequency(found) == feed.frequency
    except ValueError:
        fits = False
    if not fits:
        raise cell.refuse("load.period_format", example=_EXAMPLES[feed.frequency])
    if not inside(found, plan):
        raise cell.refuse("load.row_outside_window", first=plan.data_from, last=plan.settled_by)
    if periods.last_month(found) > periods.last_month(cover.period):
        raise cell.refuse("load.row_later", period=cover.period)
    return found
