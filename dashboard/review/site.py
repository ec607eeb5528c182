"""An edition as a site of plain pages: HTML, CSS, SVG and fonts, no script; reads in any browser, from any folder.

It tells aggregates only: no row of a register, no document behind a milestone.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from dashboard.review import site_counties, site_fonts, site_pages, site_style, site_targets
from dashboard.review.book import Book
from dashboard.review.files import File

FOLDER = "site"


def site(book: Book) -> Iterator[File]:
    """Yield the files of an edition's site in the language of the book: the same bytes whenever it is made."""
    shown: set[str] = set()
    for file in _pages(book):
        if file.name.endswith(".html"):
            shown |= set(unescape(file.content.decode()))
        yield File(f"{FOLDER}/{file.name}", file.content)
    rules, fonts = site_fonts.fonts(shown)
    for file in (*fonts, File("style.css", (rules + site_style.stylesheet()).encode())):
        yield File(f"{FOLDER}/{file.name}", file.content)


def _pages(book: Book) -> Iterator[File]:
    yield site_pages.first(book)
    yield from site_targets.targets(book)
    yield from site_counties.counties(book)
    yield site_pages.tasks(book)
    yield from site_pages.methods(book)
