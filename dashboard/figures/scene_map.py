"""Scene (d): the counties of the target that needs attention most, on a map, each with its share and own change."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from dashboard.figures import county_fills, county_picture, drawing, image, marks, scenes
from dashboard.figures import county_sentences as say
from dashboard.figures.comparison import Comparison, Measured
from dashboard.figures.county_fills import Swatch
from dashboard.figures.county_page import Area
from dashboard.figures.county_picture import Box
from dashboard.figures.facts import Item, State
from dashboard.figures.geo import Geography
from dashboard.figures.image import Image
from dashboard.figures.marks import Mark
from dashboard.figures.palette import PALETTES
from dashboard.figures.scenes import Piece, Scene, Told
from dashboard.wording import Language, percent, signed, t

BOX = Box(440.0, 330.0, 12.5)  # of the map, in units of which two make a pixel at 1920


@dataclass(frozen=True)
class Row:
    """A county: its value, its share of the city as text and bar, and its own change on the same period."""

    name: str
    value: str
    share: str
    width: float
    change: str
    awaited: bool
    place: str = ""  # 1, 2, 3 where counties are ranked


@dataclass(frozen=True)
class Content:
    """The map in the middle and the counties at its sides."""

    name: str
    mark: Mark
    city: str
    left: tuple[Row, ...]
    right: tuple[Row, ...]
    image: Image | None
    legend: tuple[Swatch, ...]
    label: str
    change_label: str
    approval: str


def offered(state: State) -> tuple[Item, ...]:
    """Return the targets whose counties may be shown, worst first: sums before all else, for they have shares."""
    items = [item for item in state.items if item.indicator is not None and item.indicator.counties]
    ordered = scenes.worst_first(items)
    return tuple(sorted(ordered, key=lambda item: not (item.indicator is not None and item.indicator.additive)))


def scene(
    found: Comparison | None, places: Geography | None, lang: Language, told: Told, *, many: bool = False
) -> Scene:
    """Return the scene of a target's counties; without a comparison it says that no county has reported."""
    title = t("screen.title_map", lang)
    if found is None:
        return Scene("map", title, (Piece(t("screen.map_many" if many else "screen.map_none", lang)),), None)
    return Scene("map", title, (Piece(headline(found, lang)),), _content(found, places, lang, told), 1)


def headline(found: Comparison, lang: Language) -> str:
    """Return the period, the quantity and the city as a whole; nobody is named as the least or the one that fell."""
    owing = [t("screen.map_owing", lang, count=len(found.owing))] if found.owing else []
    parts = [say.city_words(found, lang), *owing]
    return t("screen.map_head", lang, period=found.span.label, name=found.item.name(lang),
             parts=t("screen.comma", lang).join(parts))  # fmt: skip


def _content(found: Comparison, places: Geography | None, lang: Language, told: Told) -> Content:
    rows = _ranked(found, lang) if told.ranks else [_row(found, m, lang) for m in found.counties]
    half = -(-len(rows) // 2)
    shown: county_fills.Measure = "share" if found.additive else "value"
    known = found.city.value
    return Content(
        found.item.name(lang),
        marks.mark(found.item, lang),
        "—" if known is None else found.item.amount(known, lang),
        tuple(rows[:half]),
        tuple(rows[half:]),
        _image(found, places, shown, lang),
        county_fills.legend(found, shown, lang),
        t("screen.map_share" if found.additive else "screen.map_value", lang),
        t("screen.map_change", lang),
        places.approval if places is not None else "",
    )


def _ranked(found: Comparison, lang: Language) -> list[Row]:
    """Return the counties by value, where an office wants them ranked."""
    ordered = sorted(found.counties, key=lambda m: (m.value is None, -(m.value or Decimal(0)), m.code))
    return [_row(found, m, lang, str(at)) for at, m in enumerate(ordered, 1)]


def _row(found: Comparison, m: Measured, lang: Language, place: str = "") -> Row:
    most = max((c.value or Decimal(0) for c in found.counties), default=Decimal(0))
    value = m.value if m.value is not None else Decimal(0)
    return Row(
        say.name(m, lang),
        "—" if m.value is None else found.item.bare(m.value, lang),
        "" if m.share is None else percent(m.share),
        round(float(value / most * 100), 1) if most else 0.0,
        _change(found, m),
        m.owed,
        place,
    )


def _change(found: Comparison, m: Measured) -> str:
    """Return a county's own change: in percent, of a count as a number; a dash where there is nothing to compare."""
    if found.counted:
        return "—" if m.change is None else signed(m.change, 0)
    return "—" if m.same is None else f"{signed(m.same * 100)}%"


def _image(found: Comparison, places: Geography | None, shown: county_fills.Measure, lang: Language) -> Image:
    areas = [_area(found, shown, at, m, lang) for at, m in enumerate(found.counties)]
    values = ("，" if lang == "zh" else ", ").join(f"{area.name} {area.text}" for area in areas)
    alt = t("counties.map_alt", lang, name=found.item.name(lang), shown=t(f"counties.measure_{shown}", lang),
            values=values)  # fmt: skip
    ink = PALETTES["dark"]
    shapes = county_picture.on_map(areas, (), places, ink, BOX) if places is not None \
        else county_picture.as_tiles(areas, ink, BOX)  # fmt: skip
    made = drawing.Drawing(BOX.width, BOX.height, shapes, alt)
    return image.of(made, alt)


def _area(found: Comparison, shown: county_fills.Measure, at: int, m: Measured, lang: Language) -> Area:
    """Return a county as drawn; where there are no boundaries as a tile, five to a row."""
    text, fill = county_fills.words(found, shown, m, lang), county_fills.fill(found, shown, m)
    return Area(m.code, say.name(m, lang), text, "", fill, "", False, at % 5 + 1, at // 5 + 1)
