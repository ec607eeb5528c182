"""A period beside the same one a year before, and what each county adds to the city's change (a waterfall)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dashboard.figures.facts import Item
from dashboard.figures.series import Series
from dashboard.plan import periods
from dashboard.plan.models import Region
from dashboard.wording import MINUS, Language, period_words, signed, t, year_to_date

Value = Callable[[Series, str], Decimal | None]


@dataclass(frozen=True)
class Pair:
    """What is compared: words for both periods, and how to read a region's value from a series."""

    label: str
    before_label: str
    now: Value
    before: Value

    def growth(self, found: Series, region: str) -> Decimal | None:
        """Return the growth against a year before as a fraction; None where a value is missing or was zero."""
        now, before = self.now(found, region), self.before(found, region)
        return None if now is None or not before else now / before - 1


@dataclass(frozen=True)
class Piece:
    """One step of the waterfall; ``left`` and ``width`` place its bar in percent of the axis, None: no bar."""

    name: str
    href: str
    before: str
    now: str
    change: str
    points: str  # percentage points of the city's growth
    left: float | None = None
    width: float = 0.0
    falls: bool = False
    awaited: bool = False


@dataclass(frozen=True)
class Waterfall:
    """The city's change as the sum of its counties'; ``zero``: the place of no change on the axis, in percent."""

    label: str
    before_label: str
    pieces: tuple[Piece, ...]
    total: Piece
    zero: float
    short: bool  # a county's value is missing: what is shown does not sum


def pair(found: Series, city: str, through: str, lang: Language) -> Pair | None:
    """Return the newest period with a value up to a month beside the same one a year before: 同比."""
    known = [period for period in found.periods(city) if periods.last_month(period) <= through]
    if not known:
        return None
    last = known[-1]
    year, months, frequency = periods.parse(last)
    if found.indicator.aggregation != "flow":
        old = periods.of_month(periods.shift(periods.last_month(last), -12), frequency)
        words = period_words(last, lang), period_words(old, lang)
        return Pair(*words, lambda s, r: s.at(r, last), lambda s, r: s.at(r, old))
    label = period_words(str(year), lang) if months == 12 else year_to_date(f"{year}-{months:02d}", lang)
    key = "target.same_period" if months < 12 else "target.whole_year"
    return Pair(label, t(key, lang, year=year - 1), lambda s, r: s.so_far(r, year, months),
                lambda s, r: s.so_far(r, year - 1, months))  # fmt: skip


def waterfall(
    item: Item, found: Series, regions: Sequence[Region], through: str, lang: Language, href: Callable[[str], str]
) -> Waterfall | None:
    """Return the counties' parts of the city's change in code order; None for a ratio or where nothing is compared."""
    city = next(region for region in regions if region.kind == "city")
    compared = pair(found, city.code, through, lang)
    below = [region for region in regions if region.kind == "county" and region.code in found.values]
    if compared is None or not below or found.indicator.aggregation == "ratio":
        return None
    before, now = compared.before(found, city.code), compared.now(found, city.code)
    if not before or now is None:
        return None
    changes = [(region, _change(compared, found, region.code)) for region in below]
    axis = _Axis.over([change or Decimal(0) for _, change in changes], now - before)
    make = _Maker(item, found, compared, before, lang)
    pieces, reached = [], Decimal(0)
    for region, change in changes:
        name = region.name if lang == "zh" else region.name_en
        pieces.append(make.piece(region.code, name, href(region.code), change, *axis.bar(reached, change)))
        reached += change or 0
    whole = axis.bar(Decimal(0), now - before)
    total = make.piece(city.code, city.name if lang == "zh" else city.name_en, href(""), now - before, *whole)
    short = any(change is None for _, change in changes)
    return Waterfall(compared.label, compared.before_label, tuple(pieces), total, axis.place(Decimal(0)), short)


def _change(compared: Pair, found: Series, region: str) -> Decimal | None:
    now, before = compared.now(found, region), compared.before(found, region)
    return None if now is None or before is None else now - before


@dataclass(frozen=True)
class _Axis:
    low: Decimal
    high: Decimal

    @classmethod
    def over(cls, changes: Sequence[Decimal], total: Decimal) -> _Axis:
        """Return the axis that holds every step of the running sum, and the total."""
        reached, seen = Decimal(0), [Decimal(0), total]
        for change in changes:
            reached += change
            seen.append(reached)
        return cls(min(seen), max(seen))

    def place(self, value: Decimal) -> float:
        """Return a place in percent of the axis."""
        return round(float((value - self.low) / ((self.high - self.low) or 1) * 100), 2)

    def bar(self, start: Decimal, change: Decimal | None) -> tuple[float | None, float]:
        """Return left edge and width of a step."""
        if change is None:
            return None, 0.0
        left, right = sorted((self.place(start), self.place(start + change)))
        return left, round(right - left, 2)


@dataclass(frozen=True)
class _Maker:
    item: Item
    found: Series
    compared: Pair
    whole: Decimal  # the city a year before
    lang: Language

    def piece(self, code: str, name: str, href: str, change: Decimal | None, left: float | None, width: float) -> Piece:
        """Return the step of a region."""
        before, now = self._said(self.compared.before, code), self._said(self.compared.now, code)
        if change is None:
            awaited = self.compared.now(self.found, code) is None
            return Piece(name, href, before, now, "", "", awaited=awaited)
        points = signed(change / self.whole * 100)
        return Piece(name, href, before, now, self._signed(change), points, left, width, change < 0)

    def _said(self, value: Value, code: str) -> str:
        found = value(self.found, code)
        return "—" if found is None else self.item.bare(found, self.lang)

    def _signed(self, change: Decimal) -> str:
        text = self.item.bare(abs(change), self.lang)
        return f"{MINUS if change < 0 else '+'}{text}" if change else text
