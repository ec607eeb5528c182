"""One workbook of the corpus with everything that is true about it, from a seed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

from tests.corpus.cell import Line
from tests.corpus.drawing import Style, draw
from tests.corpus.facts import Register, counties, feeds, ledgers, senders
from tests.corpus.headings import AMBIGUOUS
from tests.corpus.lines import dressed, feed_lines, ledger_lines
from tests.corpus.page import Page
from tests.corpus.pairs import running, shared
from tests.corpus.template import Book, cover, table, written
from tests.corpus.writing import write_csv, write_scan

_ENDS = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}
_FORMS = {
    "template": 33, "own": 44, "bare": 8, "csv": 4, "counties": 5, "scan": 3, "ambiguous": 3, "running": 4, "shared": 4,
}  # fmt: skip
_WEIGHTS = {
    "pledge": 40,
    "transfer_records": 10,
    "navigation": 8,
    "custody": 12,
    "conversions": 10,
    "funds": 7,
    "contracts": 8,
    "products": 7,
}


def make(seed: int, folder: Path) -> Book:
    """Write the workbook of a seed into a folder; the same seed gives the same workbook."""
    dice = Random(f"corpus {seed}")
    register = ledgers()[_weighted(dice, _WEIGHTS)]
    form = _weighted(dice, _FORMS)
    if form == "counties":
        register = ledgers()[dice.choice(("transfer_records", "contracts"))]
    known = [code for code in register.senders if senders()[code].kind != "zone_committee"]
    sender, year, quarter = senders()[dice.choice(known)], dice.randint(2022, 2025), dice.randint(1, 4)
    end = date(year, *_ENDS[quarter])
    book = Book(folder / f"{seed:04d}.xlsx", form, register.id, f"{year}Q{quarter}", sender)
    return _FILL[form](dice, book, register, seed, end)


def _weighted(dice: Random, weights: dict[str, int]) -> str:
    return dice.choices(list(weights), list(weights.values()))[0]


def _template(dice: Random, book: Book, register: Register, seed: int, end: date) -> Book:
    """Fill in the template as issued: only its cells are dirty."""
    version = dice.choice("12")
    lines = ledger_lines(dice, register, book.sender, seed, end, book.sender.region)
    pages = [cover(book, version), table(register, lines, book.sender.region, version)]
    if book.sender.region and dice.random() < 0.5:
        pages.append(table(feeds()["transfers"], feed_lines(dice, end), book.sender.region, version))
    return written(book, pages)


def _own(dice: Random, book: Book, register: Register, seed: int, end: date) -> Book:
    """Keep the cover, draw the table oneself."""
    lines = dressed(dice, register, ledger_lines(dice, register, book.sender, seed, end, book.sender.region))
    name = dice.choice(
        (
            register.sheet,
            register.sheet,
            f"{register.sheet} ",
            f"{register.sheet}台账",
            f"{register.sheet}明细",
            "Sheet1",
        )
    )
    page = draw(Style(dice, book.sender, end), register, lines, book.sender.region, name, book.secrets)
    pages = [cover(book, "1"), page]
    if dice.random() < 0.25:
        pages += [Page("Sheet2"), Page("Sheet3")][: dice.choice((1, 2))]
    return written(book, pages)


def _bare(dice: Random, book: Book, register: Register, seed: int, end: date) -> Book:
    """Send the table alone: who and when stands above it."""
    lines = ledger_lines(dice, register, book.sender, seed, end, book.sender.region)
    if book.form == "bare":
        lines = dressed(dice, register, lines)
    name = book.path.stem if book.form == "csv" else register.sheet
    page = draw(Style(dice, book.sender, end), register, lines, book.sender.region, name, book.secrets)
    page.rows[0][0] = f"演示数据 {page.rows[0][0]}"
    if book.form == "bare":
        return written(book, [page])
    book.path = book.path.with_suffix(".csv")
    write_csv(book.path, page, dice.choice(("utf-8", "utf-8-sig", "gb18030", "gb18030")))
    book.truths = page.truths
    return book


def _counties(dice: Random, book: Book, register: Register, seed: int, end: date) -> Book:
    """Put each county on a sheet of its own, named after it."""
    pages = [cover(book, "1")]
    style = Style(dice, book.sender, end)
    for at, code in enumerate(dice.sample(list(counties()), dice.choice((2, 3, 4)))):
        lines = ledger_lines(dice, register, book.sender, seed * 7 + at, end, code)
        lines = [
            _without_region(line)
            for line in lines
            if "region" not in line.cells or line.cells["region"].fate == "clean"
        ]
        pages.append(draw(style, register, lines, code, counties()[code], book.secrets))
    return written(book, pages)


def _without_region(line: Line) -> Line:
    return replace(line, cells={name: cell for name, cell in line.cells.items() if name != "region"})


def _scan(dice: Random, book: Book, register: Register, seed: int, end: date) -> Book:
    """Send a picture of the table."""
    book.refused = True
    if dice.random() < 0.5:
        book.path = book.path.with_suffix(dice.choice((".xlsx", ".pdf", ".xls")))
        write_scan(book.path)
        return book
    page = Page(register.sheet, register.id, picture=True)
    if dice.random() < 0.5:
        page.add(f"{register.sheet}（扫描件）")
    return written(book, [cover(book, "1"), page])


def _ambiguous(dice: Random, book: Book, register: Register, seed: int, end: date) -> Book:
    """Call an amount by a word that may mean three of them."""
    register = ledgers()["pledge"]
    book.subject, book.refused = register.id, True
    book.sender = senders()[dice.choice([code for code in register.senders if senders()[code].region])]
    lines = ledger_lines(dice, register, book.sender, seed, end, book.sender.region)
    names = {"registered_amount", "credit_amount", "loan_amount"}
    page = Page(register.sheet, register.id)
    page.add(register.sheet)
    page.add(f"填报单位：{book.sender.short}　单位：万元")
    kept = [f for f in register.fields if f.name not in names]
    page.add(*(f.header for f in kept), f"{dice.choice(AMBIGUOUS)}（万元）")
    for line in lines:
        if not line.label:
            page.add(
                *(line.cells[f.name].value if f.name in line.cells else "" for f in kept),
                line.cells["loan_amount"].value,
            )
    return written(book, [cover(book, "1"), page])


_FILL = {
    "template": _template, "own": _own, "bare": _bare, "csv": _bare, "counties": _counties, "scan": _scan,
    "ambiguous": _ambiguous, "running": running, "shared": shared,
}  # fmt: skip
