"""The office's workbook as it comes back: facts, or one sentence that names file, sheet, row and column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from dashboard.desk.items import KINDS, Item
from dashboard.desk.office_book import COLUMNS, FIRST, OPEN
from dashboard.intake.clean_date import clean_day
from dashboard.intake.workbook import Cell, Sheet, read_workbook
from dashboard.plan.models import Fact, FactKind
from dashboard.wording import LANGUAGES, Refused, t

_DUE = re.compile(r"\D*(\d{1,2})\D+(\d{1,2})\D*")
_MONTH = re.compile(r"(\d{4})\D(\d{1,2})\D?")


def read(path: Path, known: Iterable[Item]) -> list[Fact]:
    """Return the facts of a filled-in workbook, a row each; rows with nothing filled in are none.

    Refused (one sentence: file, sheet, row, column, what to do) for a file that is not this workbook, a key the plan
    does not have, a value that is none of its kind, and a row that is filled in half.
    """
    book, found = read_workbook(path), {(item.kind, item.key): item for item in known}
    kinds = {t(f"desk.kind_{kind}", lang): kind for kind in KINDS for lang in LANGUAGES}
    sheets = [(kinds[sheet.name], sheet) for sheet in book.sheets if sheet.name in kinds]
    if not sheets:
        raise Refused("desk.not_the_book", file=path.name)
    return [fact for kind, sheet in sheets for fact in _facts(kind, sheet, found)]


def _facts(kind: FactKind, sheet: Sheet, known: Mapping[tuple[FactKind, str], Item]) -> Iterator[Fact]:
    for row in range(FIRST + 1, len(sheet.rows) + 1):
        cells = {name: sheet.cell(row, place, name) for place, name in enumerate(COLUMNS)}
        if any(cells[name].text.strip() for name in OPEN):
            yield _fact(kind, cells, known)


def _fact(kind: FactKind, cells: Mapping[str, Cell], known: Mapping[tuple[FactKind, str], Item]) -> Fact:
    item = known.get((kind, cells["key"].text.strip())) or _like(kind, cells["key"].text.strip(), known)
    if item is None:
        raise cells["key"].refuse("desk.cell_key")
    for name in ("value", "source", "person", "confirmed_on", "doc_no"):
        if not cells[name].text.strip():
            raise cells[name].refuse("desk.cell_empty", column_name=t(f"desk.column_{name}", "zh"))
    source, person, doc_no = (cells[name].text.strip() for name in ("source", "person", "doc_no"))
    return Fact(kind=kind, key=cells["key"].text.strip(), text=_text(item, cells["value"]), source=source,
                person=person, confirmed_on=_day(cells["confirmed_on"]), doc_no=doc_no)  # fmt: skip


def _like(kind: FactKind, key: str, known: Mapping[tuple[FactKind, str], Item]) -> Item | None:
    """Return the item of the same thing in another year, for a quota that is added by hand."""
    stem, _, year = key.rpartition("/")
    if kind != "quota" or not re.fullmatch(r"(\d{4})?", year, re.ASCII):
        return None
    return next((item for (of, code), item in known.items() if of == kind and code.startswith(f"{stem}/")), None)


def _text(item: Item, cell: Cell) -> str:
    text = cell.text.strip()
    match item.kind:
        case "base_value" | "quota":
            as_reported = item.kind == "base_value" and text in {t("desk.as_reported", lang) for lang in LANGUAGES}
            return "" if as_reported else _number(cell)
        case "reading" | "owners":
            return _codes(item, cell)
        case "milestone":
            return _matched(_MONTH, cell, "desk.cell_month", "{}-{:02d}")
        case "due":
            return _matched(_DUE, cell, "desk.cell_due", "{}/{}")
        case _:
            return text


def _number(cell: Cell) -> str:
    text = cell.text.strip().replace(",", "")
    if not re.fullmatch(r"-?\d+(\.\d+)?", text, re.ASCII):
        raise cell.refuse("desk.cell_number")
    return text


def _codes(item: Item, cell: Cell) -> str:
    codes = {name: code for code, name in item.options} | {code: code for code, _ in item.options}
    told = [one.strip() for one in re.split(r"[、,，;；]", cell.text) if one.strip()] if item.kind == "owners" else []
    told = told or [cell.text.strip()]
    for one in told:
        if one not in codes:
            raise cell.refuse("desk.cell_choice", choice=one, known="、".join(name for _, name in item.options))
    return ",".join(codes[one] for one in told)


def _matched(pattern: re.Pattern[str], cell: Cell, key: str, form: str) -> str:
    found = pattern.fullmatch(cell.text.strip())
    if found is None:
        raise cell.refuse(key)
    return form.format(*(int(part) for part in found.groups()))


def _day(cell: Cell) -> date:
    found = clean_day(cell.text)
    if not found.usable:
        raise cell.refuse("desk.cell_day")
    return date.fromisoformat(found.value)
