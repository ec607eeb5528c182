"""县区情况: what each measured target comes to in the counties; nobody is ranked unless an office asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard.figures import county_sentences
from dashboard.figures.comparison import Comparison, Measured
from dashboard.review.annex_counties import compared
from dashboard.review.book import Book
from dashboard.review.papers import Block, Paragraph, Source
from dashboard.settings import settings
from dashboard.wording import day_words, joined, t


def blocks(book: Book) -> Iterator[Block]:
    """Yield a paragraph for each target measured by county; counted ones stand in the annex."""
    found = [one for _, one in compared(book)]
    if not found:
        yield Paragraph(t("paper.many_counties" if book.many else "paper.no_counties", book.lang,
                          day=day_words(book.day, book.lang)))
    for number, one in enumerate((one for one in found if not one.counted), 1):
        yield _paragraph(one, number, book)
    if any(one.counted for one in found):
        yield Paragraph(t("paper.county_counts", book.lang))


def _paragraph(found: Comparison, number: int, book: Book) -> Paragraph:
    told = told_ranked(found, book) if settings().rank_counties else told_plainly(found, book)
    text = t("paper.county", book.lang, number=number, told=told)
    return Paragraph(text, (Source(found.item.target.id, "counties"),))


def told_ranked(found: Comparison, book: Book) -> str:
    """Return who contributes most and who fell most, for an office that wants its counties ranked."""
    first, second = county_sentences.headline(found, book.lang), county_sentences.second(found, book.lang)
    return first + ("" if book.lang == "zh" else " ") + second


def told_plainly(found: Comparison, book: Book) -> str:
    """Return the city and how many counties stand above, level with and below the year before; these by name."""
    parts = [county_sentences.city_words(found, book.lang), *_changes(found, book)]
    if found.owing:
        parts.append(t("paper.county_owing", book.lang, names=_names(found.owing, book)))
    told = ("；" if book.lang == "zh" else "; ").join(parts)
    return t("paper.county_told", book.lang, period=found.span.label, name=found.item.name(book.lang), told=told)


def _changes(found: Comparison, book: Book) -> Iterator[str]:
    """Yield how many counties stand above, level with and below the year before; these by name."""
    known = [m for m in found.counties if m.change is not None]
    up, down = ([m for m in known if sign * (m.change or 0) > 0] for sign in (1, -1))
    counts = {"up": up, "level": [m for m in known if m.change == 0], "down": down}
    parts = [t(f"paper.county_{key}", book.lang, count=len(those), names=_names(those, book))
             for key, those in counts.items() if those]  # fmt: skip
    if parts:
        yield ("，" if book.lang == "zh" else ", ").join(parts)


def _names(found: Sequence[Measured], book: Book) -> str:
    return joined([county_sentences.name(m, book.lang) for m in found], book.lang)
