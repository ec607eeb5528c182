"""Slides as a PPTX file of native text, tables and charts, with marks on every one; same slides, same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, time
from io import BytesIO

import pptx
from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.slide import Slide, SlideLayout
from pptx.text.text import TextFrame
from pptx.util import Emu, Pt

from dashboard.figures import slide_chart
from dashboard.figures.palette import LIGHT
from dashboard.figures.slide_chart import Box
from dashboard.review import deck, deck_table
from dashboard.review.book import Book
from dashboard.review.deck import BODY, HEIGHT, PAD, SPACING, WIDTH, Charts, Page
from dashboard.review.legible import as_property
from dashboard.review.papers import Heading, Paragraph, Table
from dashboard.review.zipped import settled

FACE = "Microsoft YaHei"  # a program without it takes its own Chinese face, which is as wide
_TITLE, _FOOT = 24.0, 10.0
_TAG = 90.0  # width of the mark of demo data, with the space before it
_TITLE_ONLY = 5  # of the layouts that the library brings along


def opened() -> Presentation:
    """Return an empty file of slides 16:9 with one layout: a title above."""
    made = pptx.Presentation()
    made.slide_width, made.slide_height = Pt(WIDTH), Pt(HEIGHT)
    for at, layout in enumerate(list(made.slide_layouts)):
        if at != _TITLE_ONLY:
            made.slide_layouts.remove(layout)
    for holder in list(made.slide_layouts[0].placeholders)[1:]:
        holder._element.getparent().remove(holder._element)
    _placed(made.slide_layouts[0])
    theme = made.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = _faces(theme.blob)
    for key in [key for key, rel in made.part.package._rels.items() if rel.reltype.endswith("/thumbnail")]:
        made.part.package.drop_rel(key)
    return made


def _placed(layout: SlideLayout) -> None:
    place(layout.placeholders[0], Box(PAD, 26, WIDTH - 2 * PAD - _TAG, 44))


def place(shape: BaseShape, box: Box) -> None:
    """Put a shape to a place."""
    shape.left, shape.top, shape.width, shape.height = (Pt(v) for v in (box.left, box.top, box.width, box.height))


def _faces(theme: bytes) -> bytes:
    """Return the theme with the face of the slides for every script, and the colours of the light palette."""
    face = f'<a:latin typeface="{FACE}"/><a:ea typeface="{FACE}"/><a:cs typeface=""/>'
    text = re.sub(r"(<a:m(?:ajor|inor)Font>).*?(</a:m(?:ajor|inor)Font>)", rf"\1{face}\2", theme.decode("utf-8"),
                  flags=re.DOTALL)  # fmt: skip
    for at, name in enumerate(("bar", "outlook", "time", "good", "warn", "mark"), 1):
        text = re.sub(rf"(<a:accent{at}>).*?(</a:accent{at}>)", rf'\1<a:srgbClr val="{LIGHT[name][1:]}"/>\2', text)
    return text.encode("utf-8")


def saved(made: Presentation, book: Book, title: str) -> bytes:
    """Return the file, dated by the edition."""
    told, day = made.core_properties, datetime.combine(book.day, time())
    told.title, told.author, told.last_modified_by = as_property(title), "", ""
    told.subject, told.keywords, told.comments = as_property(" · ".join(book.stamp.notes)), book.stamp.demo, ""
    told.created = told.modified = day
    told.revision, told.language = 1, "zh-CN" if book.lang == "zh" else "en-GB"
    held = BytesIO()
    made.save(held)
    return settled(held.getvalue())


def page(made: Presentation, found: Page, book: Book) -> Slide:
    """Add a slide: title, blocks at their places, marks below, and what the speaker needs."""
    slide: Slide = made.slides.add_slide(made.slide_layouts[0])
    holder = slide.shapes.title
    assert holder is not None
    _title(holder.text_frame, found.title)
    for block, box in found.placed:
        _block(slide, block, box, book)
    surround(made, slide, book)
    noted(slide, found.notes)
    return slide


def _title(frame: TextFrame, words: str) -> None:
    """Write a title in one line if it can be, in two small ones otherwise."""
    wide = WIDTH - 2 * PAD - _TAG
    size = next((s for s in (_TITLE, 22.0, 20.0, 18.0) if len(deck.lines(words, s, wide, bold=True)) == 1), 16.0)
    write(frame, [words], size, "ink", bold=True)
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE


def _block(slide: Slide, block: deck.Block, box: Box, book: Book) -> None:
    if isinstance(block, Paragraph | Heading):
        note, head = isinstance(block, Paragraph) and block.kind == "note", isinstance(block, Heading)
        words(slide, [block.text], box, deck.text_size(block), "ink-2" if note else "ink", bold=head)
    elif isinstance(block, Table):
        deck_table.add(slide, block, box)
    else:
        _charts(slide, block, box, book)


def _charts(slide: Slide, block: Charts, box: Box, book: Book) -> None:
    """Draw charts side by side, at the right of their table."""
    left = deck.BESIDE if block.table else 0.0
    if block.table:
        high = deck.height(block.table, left)
        deck_table.add(slide, block.table, Box(box.left, box.top, left, high))
        left += 24
    each = (box.width - left - 16 * (len(block.plots) - 1)) / len(block.plots)
    for at, plot in enumerate(block.plots):
        slide_chart.add(slide, plot, Box(box.left + left + at * (each + 16), box.top, each, box.height), book.lang)


def words(slide: Slide, told: Iterable[str], box: Box, size: float = BODY, ink: str = "ink", *,
          bold: bool = False, align: PP_ALIGN = PP_ALIGN.LEFT) -> TextFrame:  # fmt: skip
    """Write paragraphs into a box of the slide."""
    made = slide.shapes.add_textbox(Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
    frame: TextFrame = made.text_frame
    write(frame, told, size, ink, bold=bold, align=align)
    return frame


def write(frame: TextFrame, told: Iterable[str], size: float, ink: str, *, bold: bool = False,
          align: PP_ALIGN = PP_ALIGN.LEFT) -> None:  # fmt: skip
    """Write paragraphs: lines as far apart in every program, no margins, nothing shrunk by itself."""
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
    for at, text in enumerate(told):
        line = frame.paragraphs[0] if not at else frame.add_paragraph()
        line.line_spacing, line.alignment = Pt(size * SPACING), align
        run = line.add_run()
        run.text, run.font.size, run.font.bold = text, Pt(size), bold
        run.font.color.rgb = RGBColor.from_string(LIGHT[ink][1:])


def surround(made: Presentation, slide: Slide, book: Book) -> None:
    """Write cut-off, edition and rules below, 演示数据 above, and the number of the slide."""
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Pt(PAD), Pt(506), Pt(WIDTH - PAD), Pt(506))
    line._element.remove(line._element.find(qn("p:style")))  # the theme's, with a shadow
    line.line.color.rgb, line.line.width = RGBColor.from_string(LIGHT["line"][1:]), Pt(0.75)
    words(slide, ["    ".join(book.stamp.notes)], Box(PAD, 512, WIDTH - 2 * PAD - 60, 14), _FOOT, "ink-3")
    frame = words(slide, [""], Box(WIDTH - PAD - 50, 512, 50, 14), _FOOT, "ink-3", align=PP_ALIGN.RIGHT)
    _numbered(frame, len(made.slides))
    if book.stamp.demo:
        tag = slide.shapes.add_textbox(Pt(WIDTH - PAD - 74), Pt(36), Pt(74), Pt(24))
        write(tag.text_frame, [book.stamp.demo], 12, "demo", bold=True, align=PP_ALIGN.CENTER)
        tag.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        tag.line.color.rgb, tag.line.width = RGBColor.from_string(LIGHT["demo-line"][1:]), Pt(1)


def _numbered(frame: TextFrame, number: int) -> None:
    """Write the number of the slide as a field, which follows when slides are moved."""
    run = frame.paragraphs[0].runs[0]._r
    field = etree.SubElement(run.getparent(), f"{{{run.nsmap['a']}}}fld", id="{00000000-0000-4000-8000-000000000001}",
                             type="slidenum")  # fmt: skip
    run.getparent().replace(run, field)
    for part in (run.rPr, run.t):
        field.append(part)
    field[-1].text = str(number)


def noted(slide: Slide, notes: Iterable[str]) -> None:
    """Write what the speaker needs below the slide."""
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = "\n".join(notes)
