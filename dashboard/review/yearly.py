"""年度总结: the summary of a year, and once the plan has ended that of the whole plan; in the circular's manner."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from dashboard.figures.facts import Edition, Item
from dashboard.plan import periods
from dashboard.review import by_county, by_target, by_task, overall, problems
from dashboard.review.annexes import annexes
from dashboard.review.book import Book
from dashboard.review.cells import NONE, NOT, amount, marks, plain, share
from dashboard.review.letters import headed, letter, titled
from dashboard.review.papers import Block, Cell, Column, Paper, Paragraph, Table
from dashboard.wording import percent, t

_GROWING = ("compound", "total", "arithmetic", "accumulation")


def due(book: Book) -> bool:
    """Return whether an edition closes a year of the plan, or comes after its end: others have no summary."""
    through, plan = book.edition.through, book.plan
    if book.edition.kind != "quarter" or through < f"{plan.start_year}-12":
        return False
    return through.endswith("-12") or through > f"{plan.end_year}-12"


def ended(book: Book) -> bool:
    """Return whether an edition looks back on the whole plan."""
    return book.edition.through > f"{book.plan.end_year}-12"


def paper(book: Book) -> Paper:
    """Return the summary of the year that an edition closes, or of the plan after its end."""
    plan, key = book.plan, "final" if ended(book) else "yearly"
    fields = {"year": book.edition.through[:4], "first": plan.start_year, "last": plan.end_year}
    lead = t(f"paper.lead_{key}", book.lang, plan=book.say(plan.name, plan.name_en), doc_no=plan.doc_no, **fields)
    blocks = (Paragraph(lead), *_parts(book))
    title, around = titled(f"{key}_title", book, **fields), letter(book, addressed=False)
    return Paper("yearly", title, around, blocks, annexes(book), marks(book), book.lang, book.day)


def _parts(book: Book) -> Iterator[Block]:
    parts = {
        "all": _all(book),
        "years": iter((years(book),)),
        "targets": by_target.blocks(book),
        "tasks": by_task.blocks(book),
        "counties": by_county.blocks(book),
        "problems": problems.blocks(book),
        "next": problems.following(book),
    }
    yield from headed(parts, book)


def _all(book: Book) -> Iterator[Block]:
    """Yield the counts, the milestones and the change on the end of the year before."""
    yield from overall.blocks(book, book_before(book))


def book_before(book: Book) -> Edition | None:
    """Return the edition of a year before: that of the last December before the edition's year."""
    month = f"{int(book.edition.through[:4]) - 1}-12"
    known = [one for one in book.editions if one.number < book.edition.number and one.kind == "quarter"
             and one.through <= month]  # fmt: skip
    return max(known, key=lambda one: (one.through, one.number), default=None)


def years(book: Book) -> Table:
    """Return the values of the measured targets at the end of every year since the base, beside what is required."""
    last = min(int(book.edition.through[:4]), book.plan.end_year)
    found = tuple(str(year) for year in range(book.plan.base_year, last + 1))
    width = 0.46 / len(found)
    columns = (
        Column("target", t("paper.col_target", book.lang), 0.24),
        Column("unit", t("paper.col_unit", book.lang), 0.1),
        *(Column(f"y{y}", t("paper.col_year", book.lang, year=y), width, align="right") for y in found),
        Column("growth", t("paper.col_growth", book.lang), 0.1, align="right", percent=True),
        Column("asked", t("paper.col_asked", book.lang), 0.1, align="right", percent=True),
    )
    rows = tuple(_row(item, found, book) for item in book.state.numeric if item.indicator is not None)
    return Table("years", t("paper.years_table", book.lang), columns, rows, notes=(t("paper.years_note", book.lang),))


def _row(item: Item, years_: tuple[str, ...], book: Book) -> tuple[Cell, ...]:
    made, found = item.indicator, item.verdict
    assert made is not None
    grows = found.method in _GROWING and found.threshold is not None
    rate = Cell(percent(found.threshold or 0, 0), found.threshold) if grows else Cell(NOT)
    return (
        plain(item.name(book.lang)),
        plain(book.say(made.unit, made.unit_en)),
        *(amount(_closing(item, year, book), made.decimals) for year in years_),
        (share(found.achieved, found.threshold) if found.achieved is not None else Cell(NONE)) if grows else Cell(NOT),
        rate,
    )


def _closing(item: Item, year: str, book: Book) -> Decimal | None:
    """Return the sum of a year of a flow, the closing value of others; None where it is not known."""
    made = item.indicator
    assert made is not None
    series = book.series(made)
    if made.aggregation == "flow":
        return series.so_far(book.city, int(year), 12)
    return series.at(book.city, periods.of_month(f"{year}-12", made.frequency))
