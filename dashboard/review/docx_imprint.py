"""The imprint of an official paper, at the foot of its last page between lines: copies, who issued it and when."""

from __future__ import annotations

from docx.document import Document as Docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Emu, Mm, Pt
from docx.table import Table as Grid

from dashboard.review.surround import Surround

_INSET = Pt(20)  # between the end of a line and the last character of the date
_PLACE = """<w:tblpPr {names} w:vertAnchor="margin" w:horzAnchor="margin" w:tblpXSpec="left" w:tblpYSpec="bottom"/>"""
_EDGE = """<w:{name} w:val="single" w:sz="{thick}" w:space="0" w:color="000000"/>"""
_AFTER = ("w:tblW", "w:jc", "w:tblLayout", "w:tblLook")  # what follows the two in the schema
_LINES = (("top", 8), ("bottom", 8), ("insideH", 4))  # eighths of a point


def imprint(made: Docx, around: Surround, width: float) -> None:
    """Write copies and issue across so many millimetres, at the bottom of the page that the document ends on."""
    texts = (around.copies, around.issued)
    grid = _placed(made, len(texts), width)
    for text, row in zip(texts, grid.rows, strict=True):
        row.cells[0].width = Mm(width)
        line = row.cells[0].paragraphs[0]
        line.style = "Imprint"
        line.add_run(text)
        line.paragraph_format.tab_stops.add_tab_stop(Emu(Mm(width) - _INSET), WD_TAB_ALIGNMENT.RIGHT)
    made.add_paragraph(style="Anchor")  # a table that floats belongs to the paragraph below it


def _placed(made: Docx, rows: int, width: float) -> Grid:
    """Return an empty table that stands at the foot of its page, whatever is above it."""
    grid: Grid = made.add_table(rows, 1)
    grid.autofit = False
    grid.columns[0].width = Mm(width)
    edges = "".join(_EDGE.format(name=name, thick=thick) for name, thick in _LINES)
    told = grid._tbl.tblPr
    told.insert_element_before(parse_xml(_PLACE.format(names=nsdecls("w"))), *_AFTER)
    told.insert_element_before(parse_xml(f"<w:tblBorders {nsdecls('w')}>{edges}</w:tblBorders>"), *_AFTER[2:])
    return grid
