"""A table as a native one of a slide: a line below every row, a status as shape and word in its tone, no fill."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Pt

from dashboard.figures.palette import LIGHT
from dashboard.figures.slide_chart import Box
from dashboard.review import deck
from dashboard.review.deck import CELLS, SIDE, SPACING, UPDOWN
from dashboard.review.papers import Align, Cell, Table

_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # the built-in style without fill and lines
_ALIGN = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "centre": PP_ALIGN.CENTER}


def add(slide: Slide, table: Table, box: Box) -> None:
    """Draw a table at a place; its header row is marked as one for screen readers."""
    shape = slide.shapes.add_table(len(table.rows) + 1, len(table.columns), Pt(box.left), Pt(box.top), Pt(box.width),
                                   Pt(box.height))  # fmt: skip
    shape.name = table.key
    shape._element.nvGraphicFramePr.cNvPr.set("descr", table.title)
    made = shape.table
    for style in made._tbl.iter(qn("a:tableStyleId")):
        style.text = _PLAIN
    made.horz_banding = False
    for at, wide in enumerate(deck.widths(table, box.width)):
        made.columns[at].width = Pt(wide)
    for at, high in enumerate(deck.heights(table, box.width)):
        made.rows[at].height = Pt(high)
    for at, column_ in enumerate(table.columns):
        _write(made.cell(0, at), deck.header(column_), "ink-2", column_.align, bold=True, below="mark")
    for place, cells in enumerate(table.rows, 1):
        _row([made.cell(place, at) for at in range(len(table.columns))], cells, table)


def _row(made: Sequence[_Cell], cells: Sequence[Cell], table: Table) -> None:
    if len(cells) == 1 and len(made) > 1:
        made[0].merge(made[-1])
        for one in made:
            _write(one, cells[0].text if one is made[0] else "", "ink", "left", bold=True, fill="panel")
        return
    for one, cell, column in zip(made, cells, table.columns, strict=True):
        _write(one, deck.words(cell), cell.tone or "ink", column.align, bold=bool(cell.tone))


def _write(cell: _Cell, text: str, ink: str, align: Align, *, bold: bool = False, below: str = "line",
           fill: str = "") -> None:  # fmt: skip
    cell.margin_left = cell.margin_right = Pt(SIDE)
    cell.margin_top = cell.margin_bottom = Pt(UPDOWN)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    _line(cell, below)
    if fill:
        cell.fill.solid()
        cell.fill.fore_color.rgb = RGBColor.from_string(LIGHT[fill][1:])
    line = cell.text_frame.paragraphs[0]
    line.alignment, line.line_spacing = _ALIGN[align], Pt(CELLS * SPACING)
    if text:
        run = line.add_run()
        run.text, run.font.size, run.font.bold = text, Pt(CELLS), bold
        run.font.color.rgb = RGBColor.from_string(LIGHT[ink][1:])
    etree.SubElement(line._p, qn("a:endParaRPr"), sz=str(round(CELLS * 100)))  # an empty cell is no higher


def _line(cell: _Cell, colour: str) -> None:
    """Draw a line below a cell."""
    held = cell._tc.get_or_add_tcPr()
    line = etree.SubElement(held, qn("a:lnB"), w=str(Pt(0.75)))
    held.insert(0, line)
    etree.SubElement(etree.SubElement(line, qn("a:solidFill")), qn("a:srgbClr"), val=LIGHT[colour][1:])
