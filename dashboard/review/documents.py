"""The documents of an edition as files: circular, report, briefing; where they are due a summary and a correction."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.review import briefing, circular, correcting, yearly
from dashboard.review.annex_book import xlsx
from dashboard.review.book import Book
from dashboard.review.docx_file import docx
from dashboard.review.edition_json import edition_json
from dashboard.review.files import File
from dashboard.review.slides import pptx
from dashboard.review.typeset import pdf
from dashboard.wording import t


def tables(book: Book) -> Iterator[File]:
    """Yield what can be computed with and edited: slides, annexes, and the edition for machines."""
    yield File(f"{t('review.doc_slides', book.lang)}.pptx", pptx(book))
    yield File(f"{t('review.doc_annex', book.lang)}.xlsx", xlsx(book))
    yield File("edition.json", edition_json(book))


def documents(book: Book) -> Iterator[File]:
    """Yield the documents; Flawed when the briefing takes more than its page."""
    yield File(f"{t('review.doc_circular', book.lang)}.docx", docx(circular.paper(book)))
    yield File(f"{t('review.doc_report', book.lang)}.pdf", pdf(circular.paper(book, "report")))
    yield File(f"{t('review.doc_briefing', book.lang)}.pdf", pdf(briefing.paper(book)))
    if yearly.due(book):
        yield File(f"{t('review.doc_yearly', book.lang)}.docx", docx(yearly.paper(book)))
    if correcting.corrected(book) is not None:
        yield File(f"{t('review.doc_correction', book.lang)}.docx", docx(correcting.paper(book)))
