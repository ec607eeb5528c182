"""What is measured: indicators and where their values come from, base values, quotas."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from dashboard.plan.basics import Code, Frequency, Model, Source


class FeedSource(Model):
    """Values of the indicator arrive as observations of a feed.

    ``of`` takes the values of another indicator that the feed carries; of these (or its own) ``only`` the breakdown
    options named count.
    """

    feed: Code
    of: Code | None = None
    only: tuple[Code, ...] = ()


class LedgerSource(Model):
    """Values of the indicator are counted or summed from ledger entries.

    An entry counts when ``date`` (or one of ``also``; the earliest decides) is filled and every ``where`` column
    holds an accepted value; the date decides the period. ``value`` sums a money or integer column, otherwise entries
    are counted; ``distinct`` counts each value of that column once, at its first date, or once in every year
    (``distinct_within``). With ``until`` the indicator is a stock: what is in force on the last day of a period,
    from ``date`` to the day in ``until``, both included; without such a day it stays in force.
    """

    ledger: Code
    date: Code
    also: tuple[Code, ...] = ()
    until: Code | None = None
    value: Code | None = None
    distinct: Code | None = None
    distinct_within: Literal["year"] | None = None
    where: dict[Code, tuple[str, ...]] = Field(default_factory=dict)

    @property
    def dates(self) -> tuple[str, ...]:
        """The date columns of which the earliest filled one decides."""
        return (self.date, *self.also)


class RatioSource(Model):
    """City numerator over city denominator times a factor; both are indicators."""

    numerator: Code
    denominator: Code
    factor: Decimal = Decimal(1)


class SumSource(Model):
    """Other indicators of the same unit, added and taken off."""

    plus: tuple[Code, ...]
    minus: tuple[Code, ...] = ()


class IndexSource(Model):
    """Mean of flows, each in percent of its own total of the base year, which is 100."""

    parts: tuple[Code, ...]
    base_year: int


SOURCE_KEYS = ("feed", "ledger", "numerator", "plus", "parts")  # the key that only one kind of source has


def _source_kind(value: object) -> str | None:
    """Tell the kinds of source apart by the key that only one of them has."""
    for kind in SOURCE_KEYS:
        if (isinstance(value, dict) and kind in value) or hasattr(value, kind):
            return kind
    return None


IndicatorSource = Annotated[
    Annotated[FeedSource, Tag("feed")]
    | Annotated[LedgerSource, Tag("ledger")]
    | Annotated[RatioSource, Tag("numerator")]
    | Annotated[SumSource, Tag("plus")]
    | Annotated[IndexSource, Tag("parts")],
    Discriminator(_source_kind),
]


class Break(Model):
    """From a period on a quantity is defined anew, so that no growth is computed across it."""

    period: str  # 2023, 2023Q2 or 2023-04: the first one of the new definition
    why: str
    why_en: str
    doc_no: str | None = None


def parts_of(source: IndicatorSource) -> tuple[str, ...]:
    """Return the indicators that a source combines; none for what comes straight from a feed or ledger."""
    match source:
        case RatioSource():
            return (source.numerator, source.denominator)
        case SumSource():
            return (*source.plus, *source.minus)
        case IndexSource():
            return source.parts
        case _:
            return ()


class Indicator(Model):
    """A measured quantity.

    ``scale``: stored integer = value in ``unit`` x 10**scale. Money is stored in 分
    (亿元: scale 10, 万元: 6, 元: 2). ``additive``: the city is the sum of its counties.
    """

    id: Code
    name: str
    name_en: str
    unit: str
    unit_en: str
    scale: int = 0
    decimals: int = 0  # digits shown
    frequency: Frequency
    aggregation: Literal["flow", "stock", "ratio", "cumulative_count"]
    additive: bool = True
    counties: bool = True  # county values exist
    source: IndicatorSource
    seasonal: bool = False
    closing_day: int = Field(default=31, ge=1, le=31)  # stocks: day of the period's last month (31: its last)
    breaks: tuple[Break, ...] = ()
    data_source: str = ""
    data_source_en: str = ""


class BaseValue(Source):
    """A base value: ``value`` in the indicator's unit, or None: taken from reported data."""

    indicator: Code
    year: int
    value: Decimal | None = None


class Quota(Source):
    """A county's configured share of a target; absent unless the office sets one.

    Counts: the number to be reached by the plan's end (``year`` None). Flows and stocks: the amount of a year.
    """

    target: Code
    region: str
    value: Decimal
    year: int | None = None
