"""A document as DOCX in the layout of GB/T 9704: letterhead, text, annexes, imprint; to be finished and signed."""

from __future__ import annotations

from io import BytesIO

from docx.document import Document as Docx
from docx.shared import Mm, Pt

from dashboard.figures import drawing, glyphs
from dashboard.review import docx_base, docx_pages, title_lines
from dashboard.review.docx_imprint import imprint
from dashboard.review.docx_table import table
from dashboard.review.legible import legible
from dashboard.review.papers import Block, Heading, Paper, Paragraph, Picture, Table
from dashboard.review.surround import Surround, named_once, surround
from dashboard.wording import Language, t

_BETWEEN = "　"  # between the marks of a page
_ZOOM = 3.0  # pixels of a picture for each unit of the drawing
_UNIT = 0.2117  # mm of a drawing's unit at its full size
_LETTERHEAD = 34.0  # points, at most
_TITLE = 22.0  # points, as the style has it


def docx(paper: Paper) -> bytes:
    """Return a document as DOCX, the same bytes for the same content; Flawed where a table has no room."""
    paper = legible(paper)
    made, around = docx_base.empty(paper), surround(paper)
    docx_pages.first(made, _BETWEEN.join(filter(None, (paper.letter.draft, *paper.marks))))
    _head(made, paper, around)
    _blocks(made, paper.blocks, docx_pages.TALL, paper.lang)
    _end(made, paper, around)
    for label, annex in zip(around.labels, paper.annexes, strict=True):
        docx_pages.following(made, wide=annex.wide)
        made.add_paragraph(label, "Annex Label")
        made.add_paragraph(annex.title, "Annex Title")
        blocks = tuple(named_once(block, annex) for block in annex.blocks)
        _blocks(made, blocks, docx_pages.WIDE if annex.wide else docx_pages.TALL, paper.lang)
    imprint(made, around, docx_pages.WIDE if paper.annexes and paper.annexes[-1].wide else docx_pages.TALL)
    return docx_base.content(made)


def _head(made: Docx, paper: Paper, around: Surround) -> None:
    """Write the issuer in red, number and signer above a red line, title and addressees."""
    made.add_paragraph(paper.letter.draft, "Draft")
    issuer = made.add_paragraph(style="Letterhead").add_run(paper.letter.issuer)
    room = Mm(docx_pages.TALL).pt / max(glyphs.width(paper.letter.issuer, 1.0), 1.0)
    issuer.font.size = Pt(min(_LETTERHEAD, int(room)))
    made.add_paragraph(f"\t{around.number}\t{around.signer}", "Document Number")
    lines = title_lines.lines(paper.title, _TITLE, Mm(docx_pages.TALL).pt)
    made.add_paragraph("\n".join(lines), "Title")
    if around.to:
        made.add_paragraph(around.to, "Addressee")


def _blocks(made: Docx, blocks: tuple[Block, ...], width: float, lang: Language) -> None:
    """Write blocks in their order into so many millimetres."""
    for block in blocks:
        match block:
            case Heading():
                made.add_paragraph(block.text, f"Heading {min(block.level, 3)}")
            case Paragraph():
                made.add_paragraph(block.text, "Note" if block.kind == "note" else "Body Text")
            case Table():
                table(made, block, width, lang)
            case Picture():
                _picture(made, block, width)


def _picture(made: Docx, shown: Picture, width: float) -> None:
    wide = Mm(min(shown.drawing.width * _UNIT, width))
    line = made.add_paragraph(style="Picture")
    placed = line.add_run().add_picture(BytesIO(drawing.png(shown.drawing, _ZOOM)), wide)
    placed._inline.docPr.set("descr", shown.drawing.title or shown.caption)
    made.add_paragraph(shown.caption, "Caption")


def _end(made: Docx, paper: Paper, around: Surround) -> None:
    """Write the list of annexes, the issuer and the date, which is open in a draft."""
    head = t("typeset.annexes", paper.lang)
    for at, listed in enumerate(around.annexes):
        made.add_paragraph(listed if at else f"{head}{listed}", "Annex List" if at else "Annex List First")
    made.add_paragraph(style="Signature")
    made.add_paragraph(paper.letter.issuer, "Signature")
    day = made.add_paragraph(paper.letter.date or t("typeset.date", paper.lang), "Signature")
    day.paragraph_format.keep_with_next = False
