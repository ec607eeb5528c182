"""The first slide: what the slides are about, of which plan, as of which day."""

from __future__ import annotations

from pptx.presentation import Presentation

from dashboard.figures.slide_chart import Box
from dashboard.review import deck, deck_file, letters
from dashboard.review.book import Book
from dashboard.review.deck import PAD, WIDTH
from dashboard.wording import t

_SIZES, _TOP = (36.0, 32.0, 28.0, 24.0), 150.0
_WIDE = WIDTH - 2 * PAD


def title(book: Book) -> str:
    """Return the title of the slides: subject and period, and which release a correction is."""
    return letters.titled("report_title", book)


def add(made: Presentation, book: Book) -> None:
    """Add the first slide."""
    slide = made.slides.add_slide(made.slide_layouts[0])
    holder, words = slide.shapes.title, title(book)
    assert holder is not None
    size = next((s for s in _SIZES if len(deck.lines(words, s, _WIDE, bold=True)) == 1), 28.0)
    high = len(deck.lines(words, size, _WIDE, bold=True)) * size * deck.SPACING
    place = Box(PAD, _TOP, _WIDE, high)
    deck_file.place(holder, place)
    deck_file.write(holder.text_frame, [words], size, "ink", bold=True)
    plan = t("slides.plan", book.lang, plan=book.say(book.plan.name, book.plan.name_en), doc_no=book.plan.doc_no)
    deck_file.words(slide, [plan], Box(PAD, _TOP + high + 18, _WIDE, 50), 16, "ink-2")
    deck_file.words(slide, book.stamp.notes, Box(PAD, _TOP + high + 84, _WIDE, 90), 14, "ink-2")
    deck_file.surround(made, slide, book)
    deck_file.noted(slide, [plan, *book.stamp.notes])
