"""Counties of one target side by side: value, share, change on the same period, growth on the base. No verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dashboard.figures.counties import Span, span_at
from dashboard.figures.facts import CountyFact, Item
from dashboard.figures.series import Series
from dashboard.plan import periods
from dashboard.plan.models import Region
from dashboard.wording import Language


@dataclass(frozen=True)
class Measured:
    """One region: values in the indicator's unit, None where there is none; ``share`` of the city, 0..1."""

    region: Region
    value: Decimal | None
    share: Decimal | None = None
    before: Decimal | None = None  # the same period of the year before
    base: Decimal | None = None  # the same period of the base year
    owed: bool = False
    fact: CountyFact | None = None

    @property
    def code(self) -> str:
        """The region's code."""
        return self.region.code

    @property
    def change(self) -> Decimal | None:
        """The difference from the same period of the year before."""
        return None if self.value is None or self.before is None else self.value - self.before

    @property
    def same(self) -> Decimal | None:
        """The change as a share of the year before; None where that was nothing."""
        return None if self.change is None or not self.before else self.change / self.before

    @property
    def growth(self) -> Decimal | None:
        """The change on the base as a share of it; None where that was nothing."""
        return None if self.value is None or not self.base else self.value / self.base - 1


@dataclass(frozen=True)
class Comparison:
    """A target's counties in the order of their codes, the city they make up, and the zones beside them."""

    item: Item
    span: Span
    city: Measured
    counties: tuple[Measured, ...]
    zones: tuple[Measured, ...]
    counted: bool  # a cumulative count: its change is a number, no growth
    additive: bool  # shares of the city make sense
    partly: bool = False  # some of very many counties

    @property
    def rated(self) -> bool:
        """True when an office has set a quota for a county."""
        return any(m.fact is not None and m.fact.quota is not None for m in self.counties)

    @property
    def owing(self) -> tuple[Measured, ...]:
        """The counties whose value is still owed."""
        return tuple(m for m in self.counties if m.owed)

    def of(self, code: str) -> Measured | None:
        """Return a region by its code."""
        return next((m for m in (self.city, *self.counties, *self.zones) if m.code == code), None)


def compare(
    item: Item, found: Series, regions: Sequence[Region], through: str, lang: Language, *, partly: bool = False
) -> Comparison | None:
    """Return the counties of a target for the newest period that any of them reported; None where none did.

    ``partly``: the regions are some of very many.
    """
    city = next(region for region in regions if region.kind == "city")
    below = [region for region in regions if region.kind == "county" and region.code in found.values]
    known = {p for region in below for p in found.periods(region.code) if periods.last_month(p) <= through}
    if not known:
        return None
    span = span_at(item, found.indicator, max(known, key=periods.last_month), lang)
    additive = found.indicator.aggregation != "ratio"
    whole = span.value(found, city.code)
    shared = whole if additive else None
    zones = [region for region in regions if region.kind == "zone" and span.value(found, region.code)]
    return Comparison(
        item,
        span,
        _measure(item, found, span, city, None, through),
        tuple(_measure(item, found, span, region, shared, through) for region in below),
        tuple(_measure(item, found, span, region, None, through) for region in zones),
        found.indicator.aggregation == "cumulative_count",
        additive,
        partly,
    )


def _measure(
    item: Item, found: Series, span: Span, region: Region, whole: Decimal | None, through: str
) -> Measured:
    value = span.value(found, region.code)
    return Measured(
        region,
        value,
        value / whole if value is not None and whole else None,
        span.before(found, region.code) if span.before else None,
        span.base(found, region.code) if span.base else None,
        value is None and found.owed(region.code, through),
        item.counties.get(region.code),
    )


def largest(found: Comparison) -> Measured | None:
    """Return the county that contributes most; None where values are no parts of a whole, or all are nothing."""
    known = [m for m in found.counties if m.value]
    return max(known, key=lambda m: m.value or 0) if known and found.additive else None


def fallen(found: Comparison) -> tuple[Measured, ...]:
    """Return the counties below the same period of the year before, the largest fall first, equals by code."""
    down = [m for m in found.counties if m.change is not None and m.change < 0]
    return tuple(sorted(down, key=lambda m: (m.change or 0, m.code)))


def steepest(found: Comparison) -> Measured | None:
    """Return the county that fell most in percent; None where none fell."""
    down = [m for m in fallen(found) if m.same is not None]
    return min(down, key=lambda m: (m.same or 0, m.code)) if down else None
