"""The pages of a DOCX: A4 with the text block of GB/T 9704, upright or on its side; number and marks at the foot."""

from __future__ import annotations

from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.section import Section, _Footer
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as Line

from dashboard.figures import glyphs

LONG, SHORT = 297.0, 210.0  # mm of A4
TALL, WIDE = 156.0, 225.0  # mm of text across a page: upright, on its side
_TOP, _RIGHT, _BOTTOM, _LEFT = 37.0, 26.0, 35.0, 28.0  # mm around the text of an upright page
_FOOT, _FOOT_WIDE = 17.0, 11.0  # mm between the foot and the edge: the number is 7 mm below the text
_MARKS = (7.0, 9.0)  # points, at least and at most
_LOOSE = 0.93  # readers put a little space between Chinese and digits
_FIELD = f"""<w:r {nsdecls("w")}><w:fldChar w:fldCharType="{{}}"/></w:r>"""
_PAGE = f"""<w:r {nsdecls("w")}><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>"""


def first(made: Docx, marks: str) -> None:
    """Lay out the pages of the text itself; the pages that follow have the same foot."""
    section = made.sections[0]
    shape(section, wide=False)
    _foot(section.footer, marks, WD_ALIGN_PARAGRAPH.RIGHT)
    _foot(section.even_page_footer, marks, WD_ALIGN_PARAGRAPH.LEFT)


def following(made: Docx, *, wide: bool) -> None:
    """Begin a new page, upright or on its side."""
    shape(made.add_section(WD_SECTION.NEW_PAGE), wide=wide)
    made.paragraphs[-1].style = "Anchor"  # what ends a section takes no room: it would make an empty page


def shape(section: Section, *, wide: bool) -> None:
    """Set size and margins of a section; one on its side is the upright page turned."""
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(LONG), Mm(SHORT)) if wide else (Mm(SHORT), Mm(LONG))
    edges = (_LEFT, _BOTTOM, _RIGHT, _TOP) if wide else (_TOP, _RIGHT, _BOTTOM, _LEFT)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Mm, edges)
    section.header_distance, section.footer_distance = Mm(15), Mm(_FOOT_WIDE if wide else _FOOT)


def _foot(footer: _Footer, marks: str, side: WD_ALIGN_PARAGRAPH) -> None:
    """Write page number and marks: odd pages have the number at the right, even ones at the left."""
    footer.is_linked_to_previous = False
    line = footer.paragraphs[0]
    line.style, line.alignment = "footer", side
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = Pt(14)
    _number(line)
    footer.add_paragraph(style="Marks").add_run(marks).font.size = Pt(_fitting(marks))


def _fitting(marks: str) -> float:
    """Return the size at which the marks take one line of an upright page, if any does."""
    room = _LOOSE * Mm(TALL).pt / max(glyphs.width(marks, 1.0), 1.0)
    return max(_MARKS[0], min(_MARKS[1], int(room * 2) / 2))


def _number(line: Line) -> None:
    line.add_run("— ")
    for part in (_FIELD.format("begin"), _PAGE, _FIELD.format("separate")):
        line._p.append(parse_xml(part))
    line.add_run("1")
    line._p.append(parse_xml(_FIELD.format("end")))
    line.add_run(" —")
