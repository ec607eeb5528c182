"""A table in a DOCX: unit at the right above, a head that is repeated on every page, notes below; no row is torn."""

from __future__ import annotations

from docx.document import Document as Docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as Grid
from docx.table import _Cell, _Row

from dashboard.figures.palette import LIGHT
from dashboard.review.papers import Align, Cell, Column, Table
from dashboard.review.signs import sign
from dashboard.review.surround import unit_line
from dashboard.review.table_fit import Fit, fitted
from dashboard.wording import Language

_SIDES: dict[Align, WD_ALIGN_PARAGRAPH] = {
    "left": WD_ALIGN_PARAGRAPH.LEFT, "right": WD_ALIGN_PARAGRAPH.RIGHT, "centre": WD_ALIGN_PARAGRAPH.CENTER,
}  # fmt: skip


def table(made: Docx, shown: Table, width: float, lang: Language) -> None:
    """Write a table into so many millimetres; Flawed where a word is wider than its column can be."""
    fit = fitted(shown, Mm(width).pt)
    if shown.title:
        made.add_paragraph(shown.title, "Table Title")
    if shown.unit:
        made.add_paragraph(unit_line(shown, lang), "Table Unit")
    grid = _grid(made, len(shown.rows) + 1, fit)
    _heads(grid.rows[0], shown.columns, fit.size)
    for cells, row in zip(shown.rows, grid.rows[1:], strict=True):
        _row(cells, row, shown.columns, fit.size)
    for place in grid.rows[-1].cells if shown.notes else ():
        place.paragraphs[0].paragraph_format.keep_with_next = True
    for note in shown.notes:
        made.add_paragraph(note, "Table Note")
    if not shown.notes:
        made.add_paragraph(style="Anchor")  # two tables in a row would be one


def _grid(made: Docx, rows: int, fit: Fit) -> Grid:
    """Return an empty table whose columns have fixed widths."""
    grid: Grid = made.add_table(rows, len(fit.widths), "Table Grid")
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, wide in zip(grid.columns, fit.widths, strict=True):
        column.width = Pt(wide)
    for row in grid.rows:
        for place, wide in zip(row.cells, fit.widths, strict=True):
            place.width = Pt(wide)
            place.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            place.paragraphs[0].style = "Table Text"
    return grid


def _heads(row: _Row, columns: tuple[Column, ...], size: float) -> None:
    """Fill the head, which every page begins with."""
    _flag(row, "w:cantSplit")
    _flag(row, "w:tblHeader")
    for place, column in zip(row.cells, columns, strict=True):
        place.paragraphs[0].style = "Table Head"
        _fill(place, Cell(column.header), "centre", size, bold=False)


def _row(cells: tuple[Cell, ...], row: _Row, columns: tuple[Column, ...], size: float) -> None:
    """Fill a row; a single cell spans all columns and stays with the row below."""
    _flag(row, "w:cantSplit")
    places = row.cells
    if len(cells) == 1 < len(columns):
        whole = places[0].merge(places[-1])
        for extra in whole.paragraphs[1:]:
            extra._p.getparent().remove(extra._p)
        whole.paragraphs[0].paragraph_format.keep_with_next = True
        _fill(whole, cells[0], "left", size, bold=True)
        return
    for cell, place, column in zip(cells, places, columns, strict=True):
        _fill(place, cell, column.align, size, bold=bool(cell.tone))


def _fill(place: _Cell, cell: Cell, align: Align, size: float, *, bold: bool) -> None:
    line = place.paragraphs[0]
    line.alignment = _SIDES[align]
    mark = sign(cell.shape)
    run = line.add_run(f"{mark}{cell.text}" if mark else cell.text)
    run.font.size, run.bold = Pt(size), bold or None
    if cell.tone:
        run.font.color.rgb = RGBColor.from_string(LIGHT[cell.tone][1:].upper())


def _flag(row: _Row, name: str) -> None:
    element: BaseOxmlElement = OxmlElement(name)
    row._tr.get_or_add_trPr().append(element)
