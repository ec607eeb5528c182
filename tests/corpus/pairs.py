"""Workbooks whose fault shows only beside one that came before: totals since January, a deal that another unit sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from tests.corpus.cell import Line, Sent
from tests.corpus.facts import Register, Sender, feeds, ledgers, senders
from tests.corpus.spoiling import line
from tests.corpus.stories import STORIES, Scene
from tests.corpus.template import Book, cover, table, written
from tests.corpus.writing import write_book

_KINDS = ("转让", "许可")
_PAIRED = {"pledge": ("bank-01", "bank-02"), "custody": (), "products": ()}  # () for two counties


def running(dice: Random, book: Book, register: Register, seed: int, end: date) -> Book:
    """Send months as they are for one quarter, then totals since January (D09); else months again, which are right."""
    counties = [found for found in senders().values() if found.region]
    book.sender, book.subject = dice.choice(counties), "transfers"
    first = dice.choice((4, 7, 10))  # the month with which the second quarter of the two begins
    months = {month: {kind: dice.randint(15, 60) for kind in _KINDS} for month in range(1, first + 3)}
    totals = dice.random() > 0.3
    book.since, book.period = f"{end.year}Q1", f"{end.year}Q{first // 3}"
    earlier = {month: found for month, found in months.items() if month < first}
    _first(book, book.sender, feeds()["transfers"], _months(end.year, earlier))
    told = {month: _since_january(months, month) if totals else months[month] for month in range(first, first + 3)}
    lines = _months(end.year, told)
    if totals:
        lines = [replace(found, code="D09", fate="doubt") for found in lines]
    book.since, book.period = "", f"{end.year}Q{first // 3 + 1}"
    return written(book, [cover(book, "1"), table(feeds()["transfers"], lines, book.sender.region, "1")])


def _since_january(months: dict[int, dict[str, int]], month: int) -> dict[str, int]:
    return {kind: sum(months[past][kind] for past in range(1, month + 1)) for kind in _KINDS}


def _months(year: int, months: dict[int, dict[str, int]]) -> list[Line]:
    return [
        Line({"period": Sent(f"{year}-{month:02d}", f"{year}-{month:02d}"), "breakdown": Sent(kind, kind),
              "ip_transfers": Sent(number, str(number))})
        for month, found in months.items() for kind, number in found.items()
    ]  # fmt: skip


def shared(dice: Random, book: Book, register: Register, seed: int, end: date) -> Book:
    """Send what another unit has sent already: of two like units one is in doubt, of county and bank both count."""
    register = ledgers()[dice.choice(list(_PAIRED))]
    counties = [code for code, found in senders().items() if found.region]
    pair = list(_PAIRED[register.id] or dice.sample(counties, 2))
    dice.shuffle(pair)
    book.subject, book.sender = register.id, senders()[pair[0]]
    county = book.sender.region or "411525"
    both = register.id == "pledge" and dice.random() < 0.4
    if both:
        pair[1] = next(code for code in counties if senders()[code].region == county)
    lines = _sound(dice, register, book, seed, end, county)
    again = sorted(dice.sample(range(len(lines)), 2))
    _first(book, senders()[pair[1]], register, [lines[at] for at in again])
    for at in () if both else again:
        lines[at] = _again(dice, register, lines[at])
    return written(book, [cover(book, "1"), table(register, lines, book.sender.region, "1")])


def _sound(dice: Random, register: Register, book: Book, seed: int, end: date, county: str) -> list[Line]:
    """Return entries without a fault, each of another firm."""
    found: dict[str, Line] = {}
    for number in range(dice.randint(6, 14)):
        values = STORIES[register.id](Scene(dice, seed % 9000 * 100 + number, county, end))
        firm = str(values.get("uscc") or values["pledgor"])
        found.setdefault(firm, line(dice, register, values, book.sender, end, "ok"))
    return list(found.values())


def _again(dice: Random, register: Register, known: Line) -> Line:
    """Return an entry that another unit has sent, under the same number or, a pledge, under one of its own."""
    cells = dict(known.cells)
    if register.id == "pledge" and dice.random() < 0.5:
        number = cells["registration_no"].truth
        changed = f"{number[:-6]}{int(number[-6:]) + 50:06d}"
        cells["registration_no"] = Sent(changed, changed)
        day = date.fromisoformat(cells["registered_on"].truth) - timedelta(days=1)
        cells["registered_on"] = Sent(day, day.isoformat())
    return Line(cells, "D10", "doubt")


def _first(book: Book, sender: Sender, register: Register, lines: list[Line]) -> None:
    """Write the workbook that comes first, for the period that the other has as yet."""
    before = replace(book, sender=sender)
    path = book.path.with_name(f"{book.path.stem}-before.xlsx")
    write_book(path, [cover(before, "1"), table(register, lines, sender.region, "1")])
    book.before.append(path)
