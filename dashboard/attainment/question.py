"""A growth reading with its numbers, ready to be judged: what it asks of a year, and its bands as limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from dashboard.attainment import bands, chance, paths, rates
from dashboard.attainment.bands import Limit
from dashboard.attainment.values import Values
from dashboard.plan import periods
from dashboard.plan.judging import Band, RuleSet
from dashboard.plan.models import Method, Reading

ONE = Decimal(1)


@dataclass(frozen=True)
class Question:
    """``years``: closed years by number, y0 included; ``base_year`` and ``end_year`` are the reading's."""

    reading: Reading
    base: Decimal
    years: Mapping[int, Decimal]
    values: Values
    rules: RuleSet

    @property
    def method(self) -> Method:
        """How growth is computed."""
        return self.reading.method

    @property
    def base_year(self) -> int:
        """The year of y0."""
        return self.reading.base_year or 0

    @property
    def n(self) -> int:
        """Years from the base to the end."""
        return self.reading.end_year - self.base_year

    @cached_property
    def goal(self) -> Decimal | None:
        """T(n); None for readings whose last year depends on the years before it."""
        if self.method not in paths.FROM_BASE:
            return None
        return paths.asked(self.reading, self.base, Decimal(self.n))

    def threshold(self, year: int) -> Decimal:
        """Return the growth asked for up to a year; a mean where a document has changed it."""
        if not self.reading.revisions or self.method not in paths.FROM_BASE:
            return self.reading.threshold_in(year) or Decimal(0)
        k = max(year - self.base_year, 1)
        return rates.compound(self.base, paths.asked(self.reading, self.base, Decimal(k)), Decimal(k))

    @cached_property
    def comparable(self) -> dict[int, Decimal]:
        """The closed years since the quantity was last defined anew."""
        first = max((periods.year(p) for p in self.values.breaks if periods.year(p) <= self.base_year), default=0)
        return {year: level for year, level in self.years.items() if year >= first}

    def series(self, last: int) -> tuple[Decimal, ...] | None:
        """Return y0 .. y(last); None when a year is unknown."""
        found = [self.base, *(self.years.get(year) for year in range(self.base_year + 1, last + 1))]
        return tuple(level for level in found if level is not None) if None not in found else None

    def needed(self, year: int) -> Decimal | None:
        """Return what the reading asks of a year; None when it needs an unknown or empty earlier year."""
        if self.method in paths.FROM_BASE:
            return paths.asked(self.reading, self.base, Decimal(year - self.base_year))
        series = self.series(year - 1)
        if series is None or min(series) <= 0:
            return None
        return paths.needed(self.method, series, self.threshold(year), self.n)

    def reached(self, year: int) -> tuple[Decimal, ...] | None:
        """Return y0 .. y(year) for rates; those that start from the base alone bridge unknown years with the path."""
        series = self.series(year)
        if series is None and self.method in paths.FROM_BASE and year in self.years:
            return (self.base,) * (year - self.base_year) + (self.years[year],)
        return series if series is not None and min(series[:-1], default=self.base) > 0 else None

    def required(self, series: tuple[Decimal, ...] | None) -> Decimal | None:
        """Return the growth a year from now on that still keeps the reading at its end (methodology F5)."""
        if series is None:
            return None
        if self.goal is not None and self.reading.revisions:
            left = self.n - (len(series) - 1)
            return rates.compound(series[-1], self.goal, Decimal(left)) if left > 0 and series[-1] > 0 else None
        return rates.required(self.method, series, self.threshold(self.reading.end_year), self.n)

    def limits(self, year: int, path: Decimal, required: Decimal | None) -> bands.LimitOf:
        """Return the limits of the growth bands in a closed year that asks for ``path``."""
        series = self.reached(year)

        def limit_of(band: Band) -> Limit | bool:
            if band.when == "goal_reached":
                return Limit(Fraction(self.goal)) if self.goal is not None else False
            if band.when == "below_base":
                return Limit(Fraction(self.noise_limit), strict=True, upward=False)
            asked = band.at_least if band.at_least is not None else band.above
            if asked is None:
                return False
            if band.when == "gap_points":
                return bands.rising(band, Fraction(path) * (1 + Fraction(asked) / 100))
            if band.when == "required":
                return self._requires(band, asked, year, required)
            return self._paced(band, asked, year, series)

        return limit_of

    @cached_property
    def noise_limit(self) -> Decimal:
        """The level below which the quantity lies below its base beyond noise."""
        return chance.noise_limit(self.base, self.base_year, self.values, self.rules)

    def _requires(self, band: Band, asked: Decimal, year: int, required: Decimal | None) -> Limit | bool:
        """Required growth above a multiple of the growth asked for: the level lies below T(n) / (1 + m g)^left."""
        rate = paths.annual(self.method, self.threshold(self.reading.end_year), self.n) * asked
        left = self.n - (year - self.base_year)
        if self.goal is not None and left > 0:
            level = self.goal / (ONE + rate) ** left
            return Limit(Fraction(level), strict=band.above is not None, upward=False)
        if required is None:
            return False
        return required > rate if band.above is not None else required >= rate

    def _paced(
        self, band: Band, asked: Decimal, year: int, series: tuple[Decimal, ...] | None
    ) -> Limit | bool:
        """R >= a multiple: the level that a path at that share of the rate asks for, so that no root is rounded."""
        if series is None:
            return False
        rate = paths.annual(self.method, self.threshold(year), self.n) * asked
        own: Method = "compound" if self.method == "total" else self.method
        if own == "every_year" and len(series) > 2 and min(paths.rates(series[:-1])) < rate:
            return False
        return bands.rising(band, Fraction(paths.needed(own, series[:-1], rate, self.n)))
