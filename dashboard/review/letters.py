"""What stands around the documents: titles, issuer, addressees, draft mark; and how their headings are numbered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dashboard.figures import decode
from dashboard.plan import periods
from dashboard.plan.models import Organisation
from dashboard.review.book import Book
from dashboard.review.papers import Block, Heading, Letter
from dashboard.wording import Language, period_words, t

_DIGITS = "零一二三四五六七八九十"


def ordinal(number: int) -> str:
    """Return a number below 100 in Chinese: 三, 十二, 二十."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return f"{_DIGITS[tens] if tens > 1 else ''}十{_DIGITS[ones] if ones else ''}"


def heading(text: str, level: int, number: int, lang: Language) -> Heading:
    """Return a heading with its number: 一、 and （一）, 1. and (1)."""
    if lang == "zh":
        return Heading(f"{ordinal(number)}、{text}" if level == 1 else f"（{ordinal(number)}）{text}", level)
    return Heading(f"{number}. {text}" if level == 1 else f"({number}) {text}", level)


def headed(parts: Mapping[str, Iterator[Block]], book: Book) -> Iterator[Block]:
    """Yield the parts of a document, each under its numbered heading, which its key names."""
    for number, (key, blocks) in enumerate(parts.items(), 1):
        yield heading(t(f"paper.part_{key}", book.lang), 1, number, book.lang)
        yield from blocks


def subject(book: Book) -> str:
    """Return what the plan is about, as it stands in a title: 知识产权运营服务体系建设."""
    title = book.say(book.plan.product_title, book.plan.product_title_en).removesuffix(t("paper.suffix", book.lang))
    return title.removeprefix(book.plan.city) if book.lang == "zh" else title


def period(book: Book) -> str:
    """Return the period that an edition reports on: 2025年三季度, or the month of a flash edition."""
    return period_words(periods.of_month(book.edition.through, "M" if book.edition.kind == "flash" else "Q"), book.lang)


def titled(key: str, book: Book, **fields: object) -> str:
    """Return a title of the catalogue; a correction says so and which release it is."""
    title = t(f"paper.{key}", book.lang, period=period(book), subject=subject(book), **fields)
    if book.edition.kind == "flash":
        title = t("paper.preliminary", book.lang, title=title)
    if book.edition.revision == 1:
        return title
    return t("paper.revised", book.lang, title=title, times=book.edition.revision)


def letter(book: Book, *, addressed: bool = True) -> Letter:
    """Return the letter of a draft: number, signer, copies and date stay blank for the office.

    What goes up to whoever decides is not ``addressed`` to the units.
    """
    found = decode.definitions(book.rows("organisations"), Organisation)
    to = _addressees(book, found) if addressed else ()
    return Letter(_issuer(book, found), addressees=to, draft=t("paper.draft", book.lang))


def _issuer(book: Book, found: tuple[Organisation, ...]) -> str:
    """Return who issues the plan's papers; its Chinese name where no other is known."""
    if book.lang == "zh":
        return book.plan.issuer
    known = (unit for unit in found if book.plan.issuer in {*unit.aliases, *(name.name for name in unit.names)})
    return next((unit.name_on(book.day).name_en for unit in known), book.plan.issuer)


def _addressees(book: Book, found: tuple[Organisation, ...]) -> tuple[str, ...]:
    """Return the classes of units that the plan's tasks name, then all others concerned."""
    tasks = [measure.task for measure in book.state.measures]
    named = {code for task in tasks for code in (*task.responsible, *task.supporting)}
    classes = [book.board.unit(unit.id) for unit in found if unit.kind == "class" and unit.id in named]
    return (*classes, t("paper.members", book.lang))
