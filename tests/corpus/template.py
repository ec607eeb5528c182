"""The template as issued, filled in: a cover and one sheet for each ledger or feed; and the file that comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tests.corpus.cell import Line
from tests.corpus.facts import PLAN, Register, Sender
from tests.corpus.page import Page, Truth
from tests.corpus.writing import write_book, write_xls

_XLS_EVERY = 6  # of the workbooks whose looks an .xls file can hold


@dataclass
class Book:
    """A file, what every line of it is, and what must stand nowhere in the database."""

    path: Path
    form: str
    subject: str
    period: str
    sender: Sender
    since: str = ""  # first quarter of its span, "" for its period alone
    before: list[Path] = field(default_factory=list)  # workbooks that came first, of this sender or of others
    refused: bool = False  # the whole file must be refused, or nothing of it stored
    truths: list[Truth] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)


def cover(book: Book, version: str) -> Page:
    """Return the cover sheet of a workbook."""
    year, quarter = int(book.period[:4]), int(book.period[-1])
    page = Page("填报说明")
    page.add("报送工作簿（演示数据）")
    page.add()
    for told in (
        ("方案", PLAN), ("模板版本", version), ("报送单位代码", book.sender.id), ("报送单位", book.sender.name),
        ("起始期", book.since or book.period),
        ("报送期", book.period), ("数据性质", "演示数据"),
        ("填报日期", date(year + quarter // 4, quarter % 4 * 3 + 1, 8)),
    ):  # fmt: skip
        page.add(*told)
    return page


def table(register: Register, lines: list[Line], region: str, version: str) -> Page:
    """Return the sheet of a ledger or feed with these lines; version 2 has its header two rows lower."""
    page = Page(register.sheet, register.id)
    for _ in range(2 if version == "1" else 4):
        page.add(f"{register.sheet}（演示数据）")
    page.add(*(found.header for found in register.fields))
    for line in lines:
        told = [line.cells[f.name].value if f.name in line.cells else "" for f in register.fields]
        cells = [line.label.replace("XXX", "XXX公司"), *told[1:]] if line.label else told
        page.place(page.add(*cells), line, region)
    return page


def written(book: Book, pages: list[Page]) -> Book:
    """Write the file of a workbook, some as .xls, and note what is true of its lines."""
    if int(book.path.stem[:4]) % _XLS_EVERY == 0 and not any(page.looks for page in pages):
        book.path, book.form = book.path.with_suffix(".xls"), f"{book.form} xls"
        write_xls(book.path, pages)
    else:
        write_book(book.path, pages)
    book.truths = [truth for page in pages for truth in page.truths]
    return book
