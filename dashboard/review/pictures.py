"""Pictures of an edition that need no browser: the overview, every target's charts, counties, milestones."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.figures import (
    county_page,
    county_picture,
    geo,
    overview,
    overview_picture,
    phone_picture,
    picture,
    pictures_tasks,
    rows_picture,
    tasks,
)
from dashboard.figures.charts import Plot
from dashboard.figures.county_page import Chosen, CountyPage
from dashboard.figures.drawing import Drawing
from dashboard.figures.facts import Item
from dashboard.figures.overview import Overview
from dashboard.review.book import Book
from dashboard.review.files import File, Flawed
from dashboard.review.proving import proved
from dashboard.settings import settings
from dashboard.wording import t

SIZES = {"1920x1080": 1.0, "3840x2160": 2.0}
_PHONE_BYTES = 2 << 20


def overview_of(book: Book) -> Overview:
    """Return the overview of an edition, without addresses."""
    return overview.overview(book.state, book.lang, book.day, lambda target: "")


def wide(book: Book) -> Drawing:
    """Return the overview as a picture of 16:9."""
    return overview_picture.picture(overview_of(book), _title(book), book.stamp, "light", book.lang)


def tall(book: Book) -> Drawing:
    """Return the overview as a tall picture for a phone."""
    return phone_picture.picture(overview_of(book), _title(book), book.stamp, book.lang)


def _title(book: Book) -> str:
    return book.say(book.plan.product_title, book.plan.product_title_en)


def pictures(book: Book) -> Iterator[File]:
    """Yield every picture; Flawed, with its name, for a chart that is missing, blank or half drawn."""
    whole = wide(book)
    for name, zoom in SIZES.items():
        yield File(f"pictures/overview-{name}.png", proved("overview", whole, zoom=zoom))
    yield phone(book)
    for number, item in enumerate(book.state.items, 1):
        for plot, drawn in target_pictures(book, item):
            name = f"{item.target.id}-{plot.key}"
            yield File(f"pictures/targets/{number:02d}-{name}.png", proved(name, drawn, plot))
    for name, made in others(book):
        yield File(f"pictures/{name}.png", proved(name, made))


def phone(book: Book) -> File:
    """Return the tall picture for a phone, 1080 pixels wide; Flawed when it would be too large to be sent on."""
    content = proved("phone", tall(book), zoom=phone_picture.PIXELS / phone_picture.WIDTH)
    if len(content) > _PHONE_BYTES:
        raise Flawed("review.phone_large", size=len(content))
    return File("pictures/phone.png", content)


def target_pictures(book: Book, item: Item) -> Iterator[tuple[Plot, Drawing]]:
    """Yield the charts of a target as pictures; Flawed when one with values has none."""
    plots = book.plots(item)
    if not plots and item.indicator is not None and book.series(item.indicator).periods(book.city):
        raise Flawed("review.chart_absent", chart=item.target.id)
    for plot in plots:
        title = f"{item.name(book.lang)}{t('ui.colon', book.lang)}{book.say('', ' ')}{plot.title}"
        yield plot, picture.picture(plot, "light", book.stamp, title)


def others(book: Book) -> Iterator[tuple[str, Drawing]]:
    """Yield the map of the counties for the target that needs attention most, and the milestones on their axis."""
    page = counties(book)
    if page is not None:
        places = geo.geography(book.city, settings().geo_dir)
        drawn = county_picture.picture if page.drawn else None
        yield ("counties", drawn(page, places, "light", book.stamp, book.lang) if drawn is not None
               else county_picture.tiles(page, "light", book.stamp, book.lang))  # fmt: skip
    lines = pictures_tasks.timeline(tasks.page(book.board), book.lang)
    if lines.lines:
        yield "milestones", rows_picture.picture(lines, "light", book.stamp)


def counties(book: Book, target: str = "") -> CountyPage | None:
    """Return the counties of a target, of the first one with values if none is named; None where no county reported."""
    found = (book.compared(item) for item in book.state.items if target in ("", item.target.id))
    compared = next((one for one in found if one is not None), None)
    if compared is None:
        return None
    places = geo.geography(book.city, settings().geo_dir)
    chosen = Chosen("", "", "", settings().rank_counties)
    return county_page.page(compared, places, book.regions, chosen, book.lang, lambda **_: "", "", ())
