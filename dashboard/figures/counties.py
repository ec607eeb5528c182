"""Counties of a target by value, share and growth against the base; never ranked, judged only against a quota."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dashboard.figures.facts import Item
from dashboard.figures.marks import Mark
from dashboard.figures.series import Series
from dashboard.figures.shapes import TONES
from dashboard.plan import periods
from dashboard.plan.models import Indicator, LedgerSource, Region
from dashboard.wording import Language, percent, period_words, signed, t, year_to_date


@dataclass(frozen=True)
class Span:
    """What is compared: a label, the period of each column, and how to read a value from a series."""

    label: str
    base_label: str
    value: Callable[[Series, str], Decimal | None]
    base: Callable[[Series, str], Decimal | None] | None = None
    before: Callable[[Series, str], Decimal | None] | None = None  # the same period of the year before
    before_label: str = ""


@dataclass(frozen=True)
class CountyRow:
    """One county (or zone) in the table; ``width`` is its bar in percent of the largest."""

    name: str
    href: str
    value: str
    share: str
    growth: str
    width: float
    awaited: bool = False
    chosen: bool = False
    rate: str = ""  # 完成率 against the county's own quota, with its verdict
    mark: Mark | None = None


@dataclass(frozen=True)
class CountyTable:
    """The county table with its city row, its note, and the zones beside it."""

    label: str
    base_label: str
    unit: str
    city: CountyRow
    rows: tuple[CountyRow, ...]
    zones: tuple[CountyRow, ...]
    note: str

    @property
    def rated(self) -> bool:
        """True when a county has a quota."""
        return any(row.rate for row in self.rows)


def span(item: Item, found: Series, city: str, through: str, lang: Language) -> Span | None:
    """Return what to compare: the year so far, the newest closed year, or the newest closing day."""
    known = [p for p in found.periods(city) if periods.last_month(p) <= through]
    return span_at(item, found.indicator, known[-1], lang) if known else None


def span_at(item: Item, made: Indicator, last: str, lang: Language) -> Span:
    """Return what to compare when a period is the newest one."""
    base = item.reading.base_year
    if made.aggregation != "flow":
        closing = periods.of_month(f"{base}-12", made.frequency) if base else ""
        label = period_words(last, lang)
        old = period_words(closing, lang) if closing else ""
        before = f"{periods.year(last) - 1}{last[4:]}"
        return Span(label, old, lambda s, r: s.at(r, last), (lambda s, r: s.at(r, closing)) if base else None,
                    lambda s, r: s.at(r, before), period_words(before, lang))  # fmt: skip
    year, months, _ = periods.parse(last)
    label = period_words(str(year), lang) if made.frequency == "A" else year_to_date(f"{year}-{months:02d}", lang)
    key = "target.same_period" if months < 12 else "target.whole_year"
    old = t(key, lang, year=base) if base else ""
    before_label = t(key, lang, year=year - 1)
    return Span(
        label, old, lambda s, r: s.so_far(r, year, months), (lambda s, r: s.so_far(r, base, months)) if base else None,
        lambda s, r: s.so_far(r, year - 1, months), before_label,
    )  # fmt: skip


def counties(
    item: Item,
    found: Series,
    regions: Sequence[Region],
    through: str,
    lang: Language,
    chosen: str,
    href: Callable[[str], str],
) -> CountyTable | None:
    """Return the county table of a target; None where no county has values."""  # fmt: skip
    city = next(region for region in regions if region.kind == "city")
    below = [region for region in regions if region.kind == "county" and region.code in found.values]
    compared = span(item, found, city.code, through, lang)
    if compared is None or not below:
        return None
    make = _Maker(item, found, compared, city.code, lang, chosen, href, through)
    zones = [r for r in regions if r.kind == "zone" and compared.value(found, r.code)]
    return CountyTable(
        compared.label,
        compared.base_label,
        "",
        make.row(city, ""),
        tuple(make.row(region, region.code) for region in below),
        tuple(make.row(region, region.code) for region in zones),
        _note(item, found, compared, city.code, [region.code for region in below], lang),
    )


@dataclass(frozen=True)
class _Maker:
    item: Item
    found: Series
    compared: Span
    city: str
    lang: Language
    chosen: str
    href: Callable[[str], str]
    through: str

    def row(self, region: Region, code: str) -> CountyRow:
        """Return a region's row."""
        value = self.compared.value(self.found, region.code)
        base = self.compared.base(self.found, region.code) if self.compared.base else None
        whole = self.compared.value(self.found, self.city)
        additive = self.found.indicator.aggregation != "ratio"
        name = region.name if self.lang == "zh" else region.name_en
        return CountyRow(
            name,
            self.href(code),
            "" if value is None else self.item.bare(value, self.lang),
            percent(value / whole) if value is not None and whole and additive else "",
            f"{signed((value / base - 1) * 100)}%" if value is not None and base else "",
            self._width(value),
            value is None and self.found.owed(region.code, self.through),
            code == self.chosen,
            *self._rated(region.code),
        )

    def _rated(self, region: str) -> tuple[str, Mark | None]:
        """Return the rate against a quota and its verdict; nothing where none is set."""
        fact = self.item.counties.get(region)
        if fact is None or fact.completion is None:
            return "", None
        word, shape = t(f"status.{fact.status}", self.lang), f"{'h' if fact.small else 's'}-{fact.status}"
        return percent(fact.completion), Mark(fact.status, word, shape, TONES[fact.status], fact.small)

    def _width(self, value: Decimal | None) -> float:
        most = max(
            (self.compared.value(self.found, r) or Decimal(0) for r in self.found.values if r != self.city), default=0
        )
        return round(float(min(value / most, Decimal(1)) * 100), 1) if value and most else 0.0


def _note(item: Item, found: Series, compared: Span, city: str, codes: Sequence[str], lang: Language) -> str:
    """Return how the counties make up the city: as a sum, counted once, or numerator over denominator."""
    if found.indicator.aggregation == "ratio":
        return t("target.counties_note_ratio", lang)
    values = [compared.value(found, code) for code in codes]
    whole = compared.value(found, city)
    if whole is None or None in values:
        return ""
    total = sum((v for v in values if v is not None), Decimal(0))
    if total == whole:
        return t("target.counties_note_sum", lang)
    source = found.indicator.source
    distinct = isinstance(source, LedgerSource) and source.distinct is not None
    key = "target.counties_note_distinct" if distinct and total > whole else "target.counties_note_differs"
    return t(key, lang, sum=item.bare(total, lang), city=item.bare(whole, lang))
