"""The counties page as one frozen value: sentences, switches, map, tiles, table, and one county through all targets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dashboard.figures import county_sentences as say
from dashboard.figures.comparison import Comparison, Measured
from dashboard.figures.county_fills import Measure, Swatch, fill, legend, measures, words
from dashboard.figures.geo import Geography
from dashboard.figures.marks import Mark
from dashboard.figures.places import Paging
from dashboard.figures.shapes import TONES
from dashboard.figures.shell import Entry
from dashboard.plan.models import Region
from dashboard.wording import MINUS, Language, percent, signed, t

Href = Callable[..., str]  # this page's address with changes: target, region, measure, form


@dataclass(frozen=True)
class Row:
    """One region in the table; ``fill`` is its colour on the map, ``width`` its bar in percent of the largest."""

    code: str
    name: str
    href: str
    fill: str
    value: str
    width: float
    share: str
    change: str
    same: str
    growth: str
    owed: bool = False
    chosen: bool = False
    badge: str = ""  # number of a zone on the map, or the place in a ranking
    host: str = ""  # of a zone: the counties it lies in
    rate: str = ""
    mark: Mark | None = None


@dataclass(frozen=True)
class Area:
    """A county as drawn on the map and as a tile."""

    code: str
    name: str
    text: str
    tip: str
    fill: str
    href: str
    chosen: bool
    column: int = 0
    row: int = 0


@dataclass(frozen=True)
class Point:
    """The badge of a zone on the map."""

    code: str
    number: str
    tip: str
    chosen: bool


@dataclass(frozen=True)
class CountyPage:
    """Everything the page shows of a target's counties."""

    headline: str
    second: str
    name: str
    target_href: str
    targets: tuple[Entry, ...]
    measures: tuple[Entry, ...]
    forms: tuple[Entry, ...]
    shown: str
    label: str
    before_label: str
    base_label: str
    unit: str
    city: Row
    rows: tuple[Row, ...]
    zones: tuple[Row, ...]
    legend: tuple[Swatch, ...]
    areas: tuple[Area, ...]
    points: tuple[Point, ...]
    approval: str
    alt: str
    rated: bool
    ranked: bool
    counted: bool
    note: str
    drawn: bool  # there are boundaries to draw
    paging: Paging | None = None


@dataclass(frozen=True)
class Chosen:
    """What the reader has chosen on the page."""

    region: str = ""
    measure: str = ""
    form: str = ""
    ranked: bool = False  # a setting of the installation, never a reader's click


def page(
    found: Comparison,
    places: Geography | None,
    regions: Sequence[Region],
    chosen: Chosen,
    lang: Language,
    href: Href,
    target_href: str,
    targets: tuple[Entry, ...],
) -> CountyPage:
    """Return the page of a target's counties; ``href`` makes its addresses."""
    offered = measures(found)
    shown: Measure = next((m for m in offered if m == chosen.measure), "value")
    make = _Maker(found, shown, chosen, lang, href, {r.code: r.name if lang == "zh" else r.name_en for r in regions})
    ordered = _ordered(found, shown, chosen)
    numbers = {m.code: str(at) for at, m in enumerate(found.zones, 1)}
    made = found.item.indicator or found.item.target
    return CountyPage(
        headline=say.headline(found, lang),
        second=say.second(found, lang),
        name=found.item.name(lang),
        target_href=target_href,
        targets=targets,
        measures=tuple(Entry(t(f"counties.measure_{m}", lang), href(measure=m), m == shown) for m in offered),
        forms=_forms(chosen, lang, href) if places is not None else (),
        shown=t(f"counties.measure_{shown}", lang),
        label=found.span.label,
        before_label=found.span.before_label,
        base_label=found.span.base_label,
        unit=made.unit if lang == "zh" else "" if made.unit in ("亿元", "万元") else made.unit_en,
        city=make.row(found.city),
        rows=tuple(make.row(m, str(at) if chosen.ranked else "") for at, m in enumerate(ordered, 1)),
        zones=tuple(make.row(m, numbers[m.code]) for m in found.zones),
        legend=legend(found, shown, lang),
        areas=make.areas(places),
        points=tuple(Point(m.code, numbers[m.code], make.tip(m), m.code == chosen.region) for m in found.zones
                     if places is not None and m.code in places.zones),
        approval=places.approval if places is not None else "",
        alt=t("counties.map_alt", lang, name=found.item.name(lang), shown=t(f"counties.measure_{shown}", lang),
              values=make.spoken()),
        rated=found.rated,
        ranked=chosen.ranked,
        counted=found.counted,
        note=_note(found, lang),
        drawn=places is not None,
    )  # fmt: skip


def _forms(chosen: Chosen, lang: Language, href: Href) -> tuple[Entry, ...]:
    named = (("", "map"), ("tiles", "tiles"))
    return tuple(Entry(t(f"counties.form_{name}", lang), href(form=form), form == chosen.form) for form, name in named)


def _ordered(found: Comparison, shown: Measure, chosen: Chosen) -> tuple[Measured, ...]:
    """Return the counties in the order of their codes; by the measure shown only where an office wants it."""
    if not chosen.ranked:
        return found.counties
    keys = {"value": "value", "share": "share", "same": "change" if found.counted else "same", "base": "growth",
            "status": "value"}  # fmt: skip
    known = [(m, getattr(m, keys[shown])) for m in found.counties]
    last = [m for m, value in known if value is None]
    first = sorted(((m, v) for m, v in known if v is not None), key=lambda pair: (-pair[1], pair[0].code))
    return (*(m for m, _ in first), *last)


def _note(found: Comparison, lang: Language) -> str:
    """Return how the counties make up the city, as far as that needs a word."""
    if found.partly:
        return ""
    if not found.additive:
        return t("target.counties_note_ratio", lang)
    known = [m.value for m in found.counties if m.value is not None]
    if found.city.value is None or len(known) < len(found.counties):
        return ""
    total = sum(known, start=found.city.value * 0)
    if total == found.city.value:
        return t("target.counties_note_sum", lang)
    key = "distinct" if found.counted and total > found.city.value else "differs"
    return t(f"target.counties_note_{key}", lang, sum=found.item.bare(total, lang),
             city=found.item.bare(found.city.value, lang))  # fmt: skip


@dataclass(frozen=True)
class _Maker:
    found: Comparison
    shown: Measure
    chosen: Chosen
    lang: Language
    href: Href
    names: dict[str, str]

    def row(self, m: Measured, badge: str = "") -> Row:
        """Return a region's row; choosing the one that is chosen lets it go."""
        found, lang, city = self.found, self.lang, m.region.kind == "city"
        code = "" if city or m.code == self.chosen.region else m.code
        rate = percent(m.fact.completion) if m.fact is not None and m.fact.completion is not None else ""
        return Row(
            m.code, self.names[m.code], self.href(region=code), fill(found, self.shown, m) if not city else "",
            "" if m.value is None else found.item.bare(m.value, lang), 0.0 if city else self._width(m),
            percent(m.share) if m.share is not None else "",
            "" if m.change is None else self._change(m),
            f"{signed(m.same * 100)}%" if m.same is not None and not found.counted else "",
            f"{signed(m.growth * 100)}%" if m.growth is not None else "",
            m.owed, m.code == self.chosen.region, badge,
            "、".join(self.names[c] for c in m.region.within) if lang == "zh" else
            ", ".join(self.names[c] for c in m.region.within), rate, self._mark(m),
        )  # fmt: skip

    def areas(self, places: Geography | None) -> tuple[Area, ...]:
        """Return the counties as drawn; without boundaries as tiles in a row."""
        tiles = places.tiles if places is not None else {}
        made = []
        for at, m in enumerate(self.found.counties):
            tile = tiles.get(m.code)
            code = "" if m.code == self.chosen.region else m.code
            made.append(Area(
                m.code, self.names[m.code], words(self.found, self.shown, m, self.lang), self.tip(m),
                fill(self.found, self.shown, m), self.href(region=code), m.code == self.chosen.region,
                tile.column if tile else at % 5 + 1, tile.row if tile else at // 5 + 1,
            ))  # fmt: skip
        return tuple(made)

    def tip(self, m: Measured) -> str:
        """Return a region's name and numbers, a line each."""
        return f"{self.names[m.code]}\n{say.spoken(self.found, m, self.lang)}"

    def spoken(self) -> str:
        """Return every county with the value shown, for the map's text."""
        parts = [f"{self.names[m.code]} {words(self.found, self.shown, m, self.lang)}" for m in self.found.counties]
        return ("，" if self.lang == "zh" else ", ").join(parts)

    def _change(self, m: Measured) -> str:
        change = m.change or Decimal(0)
        sign = "+" if change > 0 else MINUS if change < 0 else ""
        return f"{sign}{self.found.item.bare(abs(change), self.lang)}"

    def _mark(self, m: Measured) -> Mark | None:
        if not self.found.rated or m.fact is None:
            return None
        shape = f"{'h' if m.fact.small else 's'}-{m.fact.status}"
        return Mark(m.fact.status, t(f"status.{m.fact.status}", self.lang), shape, TONES[m.fact.status], m.fact.small)

    def _width(self, m: Measured) -> float:
        most = max((c.value or 0 for c in self.found.counties), default=0)
        return round(float((m.value or 0) / most * 100), 1) if most else 0.0
