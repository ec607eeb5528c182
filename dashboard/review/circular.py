"""The quarterly circular (通报), a draft for signature; and the report with the same content and pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from dashboard.figures.signing import words
from dashboard.review import by_county, by_target, by_task, overall, problems
from dashboard.review.annexes import annexes
from dashboard.review.book import Book
from dashboard.review.cells import marks
from dashboard.review.letters import headed, letter, period, titled
from dashboard.review.papers import Block, Paper, Paragraph, Source
from dashboard.wording import t


def paper(book: Book, kind: Literal["circular", "report"] = "circular", *, signed: bool = True) -> Paper:
    """Return the circular of an edition; as a report it has pictures of the targets' charts.

    ``signed``: with who compiled, reviewed and published it.
    """
    blocks = (lead(book, kind), *content(book, pictures=kind == "report"), *(colophon(book) if signed else ()))
    title = titled(f"{kind}_title", book)
    around = letter(book, addressed=kind == "circular")
    return Paper(kind, title, around, blocks, annexes(book), marks(book), book.lang, book.day)


def lead(book: Book, kind: str) -> Paragraph:
    """Return the sentence that opens a document."""
    name = book.say(book.plan.name, book.plan.name_en)
    text = t(f"paper.lead_{kind}", book.lang, period=period(book), plan=name, doc_no=book.plan.doc_no)
    return Paragraph(text)


def colophon(book: Book) -> Iterator[Paragraph]:
    """Yield who compiled, reviewed and published the edition, as far as it is on record."""
    text = words(book.signing, book.lang)
    if text:
        yield Paragraph(text, (Source("", "edition.publisher"),), "note")


def content(book: Book, *, pictures: bool) -> Iterator[Block]:
    """Yield the six parts under their headings."""
    parts = {
        "all": overall.blocks(book, book.before),
        "targets": by_target.blocks(book, pictures=pictures),
        "tasks": by_task.blocks(book),
        "counties": by_county.blocks(book),
        "problems": problems.blocks(book),
        "next": problems.following(book),
    }
    yield from headed(parts, book)
