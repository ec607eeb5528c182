"""A word across every page of a DOCX, as word processors set it: a shape in the header of every section."""

from __future__ import annotations

from io import BytesIO
from xml.sax.saxutils import quoteattr

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.section import _Header

from dashboard.review import docx_base

_SHAPE = """<w:r {spaces} xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<w:rPr><w:noProof/></w:rPr><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>
<v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/>
</v:shapetype>
<v:shape id="watermark{number}" o:spid="_x0000_s{spid}" type="#_x0000_t136" stroked="f" fillcolor="silver"
style="position:absolute;margin-left:0;margin-top:0;width:360pt;height:120pt;rotation:315;z-index:-251658752;\
mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;\
mso-position-vertical-relative:margin"><v:fill opacity=".4"/>
<v:textpath style="font-family:&quot;宋体&quot;;font-size:1pt" string={word}/></v:shape></w:pict></w:r>"""


def across(content: bytes, word: str) -> bytes:
    """Return a DOCX with a word across every page, odd and even; the same bytes for the same content."""
    made = Document(BytesIO(content))
    number = 0
    for section in made.sections:
        for header in (section.header, section.even_page_header):
            number += 1
            _set(header, word, number)
    return docx_base.content(made)


def _set(header: _Header, word: str, number: int) -> None:
    header.is_linked_to_previous = False
    line = header.paragraphs[0]
    shape = _SHAPE.format(spaces=nsdecls("w"), number=number, spid=2048 + number, word=quoteattr(word))
    line._p.append(parse_xml(shape))
