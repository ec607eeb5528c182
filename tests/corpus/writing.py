"""A page of the corpus into a file: .xlsx with its looks, .xls, .csv in either encoding, a picture of a table."""

from __future__ import annotations

import csv
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path

import xlwt
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image as Picture

from tests.corpus.page import Page

_DAY, _MOMENT = (xlwt.easyxf(num_format_str=form) for form in ("yyyy/m/d", "yyyy/m/d h:mm"))


def write_book(path: Path, pages: list[Page]) -> None:
    """Write pages as sheets of an .xlsx file."""
    book = Workbook()
    book.remove(book.active)
    for page in pages:
        sheet = book.create_sheet(page.name)
        for row, cells in enumerate(page.rows, start=1):
            for column, value in enumerate(cells, start=1):
                if value != "" and value is not None:
                    _cell(sheet, row, column, value)
        _looks(sheet, page)
    book.save(path)


def _cell(sheet: Worksheet, row: int, column: int, value: object) -> None:
    cell = sheet.cell(row, column)
    cell.value = value
    if isinstance(value, str) and value.startswith("="):
        cell.data_type = "s"
    if isinstance(value, date):
        cell.number_format = "yyyy/m/d h:mm" if isinstance(value, datetime) else "yyyy/m/d"


def _looks(sheet: Worksheet, page: Page) -> None:
    for first, left, last, right in page.merges:
        sheet.merge_cells(start_row=first, start_column=left, end_row=last, end_column=right)
    for row in page.hidden:
        sheet.row_dimensions[row].hidden = True
    for column in page.hidden_columns:
        sheet.column_dimensions[get_column_letter(column)].hidden = True
    for (row, column), text in page.comments.items():
        sheet.cell(row, column).comment = Comment(text, "审核")
    for places, font in ((page.struck, Font(strike=True)), (page.red, Font(color="FFFF0000"))):
        for row, column in places:
            for cell in sheet[row] if column == 0 else [sheet.cell(row, column)]:
                cell.font = font
    if page.picture:
        content = BytesIO()
        Picture.new("RGB", (640, 400), "white").save(content, "PNG")
        sheet.add_image(Image(content), "B4")


def write_xls(path: Path, pages: list[Page]) -> None:
    """Write pages as sheets of an .xls file; how cells look is left out."""
    book = xlwt.Workbook()
    for page in pages:
        sheet = book.add_sheet(page.name)
        for row, cells in enumerate(page.rows):
            for column, value in enumerate(cells):
                if value != "" and value is not None:
                    form = xlwt.Style.default_style
                    if isinstance(value, date):
                        form = _MOMENT if isinstance(value, datetime) else _DAY
                    sheet.write(row, column, value, form)
        for first, left, last, right in page.merges:
            sheet.merge(first - 1, last - 1, left - 1, right - 1)
    book.save(str(path))


def write_csv(path: Path, page: Page, encoding: str) -> None:
    """Write a page as a .csv file."""
    target = StringIO()
    writer = csv.writer(target)
    for cells in page.rows:
        writer.writerow([_text(value) for value in cells])
    path.write_bytes(target.getvalue().encode(encoding))


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y/%m/%d %H:%M}"
    if isinstance(value, date):
        return f"{value.year}/{value.month}/{value.day}"
    return "" if value is None else str(value)


def write_scan(path: Path) -> None:
    """Write what a scanner makes, under the name of a workbook."""
    Picture.new("L", (600, 800), "white").save(path, "PDF" if path.suffix == ".pdf" else "PNG")
