"""The counties in an edition's site: a page for each target that they report, with its map and table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dashboard.figures import county_page, county_picture, drawing, geo
from dashboard.figures.comparison import Comparison
from dashboard.figures.county_page import Chosen, CountyPage
from dashboard.figures.shell import Entry
from dashboard.review.book import Book
from dashboard.review.files import File
from dashboard.review.site_frame import Place, page
from dashboard.settings import settings
from dashboard.wording import t


def counties(book: Book) -> Iterator[File]:
    """Yield a page and a map for each target for which a county has reported; the first one as the way in too."""
    found = [one for item in book.state.items if (one := book.compared(item)) is not None]
    yield from _compared(book, Place("counties.html"), found, found[0] if found else None)
    for one in found:
        place = Place(f"counties/{one.item.target.id}.html")
        yield from _compared(book, place, found, one)
        yield _map(book, place, found, one)


def _compared(book: Book, place: Place, found: Sequence[Comparison], one: Comparison | None) -> Iterator[File]:
    made = None if one is None else _page(book, place, found, one)
    title = t("ui.page_counties", book.lang)
    yield page(book, place, "counties", "counties.html", title, page=made,
               map="" if one is None else f"{place.root}charts/counties-{one.item.target.id}.svg")  # fmt: skip


def _page(book: Book, place: Place, found: Sequence[Comparison], one: Comparison) -> CountyPage:
    links = tuple(Entry(other.item.name(book.lang), place.href("counties", target=other.item.target.id), other is one)
                  for other in found)  # fmt: skip
    chosen = Chosen(ranked=settings().rank_counties)
    made = county_page.page(one, geo.geography(book.city, settings().geo_dir), book.regions, chosen, book.lang,
                            lambda **_: "", place.href("target", target=one.item.target.id), links)  # fmt: skip
    return replace(made, measures=(), forms=())


def _map(book: Book, place: Place, found: Sequence[Comparison], one: Comparison) -> File:
    made, known = _page(book, place, found, one), geo.geography(book.city, settings().geo_dir)
    drawn = county_picture.picture(made, known, "light", book.stamp, book.lang)
    return File(f"charts/counties-{one.item.target.id}.svg", drawing.svg(drawn).encode())
