"""The workbook that goes back to its sender: their own table, one column of remarks, marks on cells, a summary."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.intake.clean_text import folded
from dashboard.intake.headers import REMARKS, SUMMARY
from dashboard.intake.rows import Tally
from dashboard.intake.workbook import read_workbook
from dashboard.wording import Language, t

_FILLS = {"noted": "F2F2F2", "repaired": "DCE9F5", "held": "FBE9C6", "returned": "F6D3CF"}
_WIDTH = 60
_SUM = re.compile(r"=(?:(?:SUM|ROUND|AVERAGE|COUNTA?|MIN|MAX|ABS|SUBTOTAL)\(|\$?[A-Z]{1,3}\$?\d{1,7}|[\d.,:+*/() %-])+",
                  re.IGNORECASE)  # of its own sheet: no other file, program or address can be named in it
_BARRED, _LONGEST_NAME = re.compile(r"[\\/*?:\[\]]"), 31  # of the name of a sheet


class Remark(Protocol):
    """What became of a row: an issue just found, or one as it was stored."""

    @property
    def sheet(self) -> str:
        """Name of its sheet."""

    @property
    def row_no(self) -> int:
        """Its row as Excel counts."""

    @property
    def column(self) -> str:
        """Header of its column; "" for the whole row."""

    @property
    def outcome(self) -> str:
        """repaired, held or returned."""

    def sentence(self, lang: Language) -> str:
        """Return what was changed or what is asked."""


def write_reply(source: Path, issues: Sequence[Remark], rows: Tally, header_row: int, target: Path) -> Path:
    """Write the sender's workbook with what became of each row and return its path; ``source`` stays as it is."""
    book = load_workbook(source, keep_links=False) if source.suffix.lower() == ".xlsx" else _copied(source)
    for sheet in book.worksheets:
        _disarm(sheet)
    by_sheet: dict[str, list[Remark]] = defaultdict(list)
    for issue in issues:
        by_sheet[issue.sheet].append(issue)
    for name, found in by_sheet.items():
        page = _BARRED.sub("_", name)[:_LONGEST_NAME]
        if page in book.sheetnames:
            _remark(book[page], found, header_row)
    if SUMMARY in book.sheetnames:
        del book[SUMMARY]
    _summarise(book.create_sheet(SUMMARY), issues, rows)
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    return target


def _copied(source: Path) -> Workbook:
    """Return a workbook with the values of a .csv, .xls or .et file, as text where a value might run as a formula."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in read_workbook(source).sheets:
        page = book.create_sheet(_BARRED.sub("_", sheet.name)[:_LONGEST_NAME])
        for number, row in enumerate(sheet.rows, start=1):
            for column, value in enumerate(row, start=1):
                cell = page.cell(number, column, value)
                cell.data_type = "s" if cell.data_type == "f" else cell.data_type
    return book


def _disarm(page: Worksheet) -> None:
    """Leave a sender's sums as they are; a formula that may reach beyond its sheet becomes the text of itself."""
    for row in page.iter_rows():
        for cell in row:
            if cell.hyperlink:
                cell.hyperlink = None
            if cell.data_type == "f" and not _SUM.fullmatch(str(cell.value)):
                _quote(cell)


def _as_texts(page: Worksheet) -> None:
    for row in page.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                _quote(cell)


def _quote(cell: Cell | MergedCell) -> None:
    if isinstance(cell, Cell):  # a merged one holds nothing
        cell.value = str(getattr(cell.value, "text", cell.value))
        cell.data_type, cell.quotePrefix = "s", True


def _remark(page: Worksheet, issues: Iterable[Remark], header_row: int) -> None:
    headers = {folded(str(cell.value or "")): cell.column for cell in page[header_row]}
    column = headers.get(REMARKS) or 1 + max((c.column for c in page[header_row] if c.value), default=0)
    page.cell(header_row, column, REMARKS).font = Font(bold=True)
    page.column_dimensions[get_column_letter(column)].width = _WIDTH
    told: dict[int, list[str]] = defaultdict(list)
    for issue in issues:
        place = f"{issue.column}：" if issue.column else ""
        row = issue.row_no or header_row  # what concerns the sheet stands beside its header
        told[row].append(f"【{_word(issue.outcome)}】{place}{issue.sentence('zh')}")
        fill = PatternFill("solid", fgColor=_FILLS[issue.outcome])
        page.cell(row, headers.get(folded(issue.column)) or column).fill = fill
    for row, sentences in told.items():
        cell = page.cell(row, column, "\n".join(sentences))
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _summarise(page: Worksheet, issues: Sequence[Remark], rows: Tally) -> None:
    page.append([SUMMARY])
    for outcome in ("passed", "repaired", "held", "returned"):
        page.append([_word(outcome), getattr(rows, outcome)])
    page.append([])
    page.append([t(f"load.reply_{name}", "zh") for name in ("sheet", "row", "column", "outcome", "remark")])
    for issue in issues:
        page.append([issue.sheet, issue.row_no or None, issue.column, _word(issue.outcome), issue.sentence("zh")])
    _as_texts(page)
    for letter, width in zip("ABCDE", (18, 8, 24, 12, 80), strict=True):
        page.column_dimensions[letter].width = width
    page["A1"].font = Font(bold=True, size=14)


def _word(outcome: str, lang: Language = "zh") -> str:
    return t(f"load.outcome_{outcome}", lang)
