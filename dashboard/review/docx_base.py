"""An empty DOCX of our own: its styles, fonts and settings, nothing of any machine, properties dated by its paper."""

from __future__ import annotations

from datetime import UTC, datetime, time
from functools import cache
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as Docx
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.opc.part import XmlPart
from docx.oxml import parse_xml

from dashboard.review.legible import as_property
from dashboard.review.papers import Paper
from dashboard.review.zipped import settled
from dashboard.wording import Language

_FOLDER = Path(__file__).parent / "templates" / "docx"
_KEPT = {KIND.STYLES, KIND.SETTINGS, KIND.FONT_TABLE}
_INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'  # Chinese paragraphs start two characters in ...
_APART = '<w:spacing w:before="80" w:after="80"/>'  # ... English ones stand apart


def empty(paper: Paper) -> Docx:
    """Return a document without content: our styles, the properties of a paper."""
    made = Document()
    for key, relation in list(made.part.rels.items()):
        if relation.reltype not in _KEPT:
            del made.part.rels[key]
    for section in made.sections:
        for name in [name for name in section._sectPr.attrib if "rsid" in name]:  # of the library's own template
            del section._sectPr.attrib[name]
    _replace(made, paper.lang)
    _describe(made, paper)
    return made


def content(made: Docx) -> bytes:
    """Return a document as bytes that depend on what it holds alone."""
    held = BytesIO()
    made.save(held)
    return settled(held.getvalue())


def _replace(made: Docx, lang: Language) -> None:
    """Put our styles, settings and fonts in the place of those that come with the library."""
    for relation in made.part.rels.values():
        part, name = relation.target_part, Path(str(relation.target_part.partname)).name
        text = _text(name, lang)
        if isinstance(part, XmlPart):
            part._element = parse_xml(text)
        else:
            part._blob = text


@cache
def _text(name: str, lang: Language) -> bytes:
    text = (_FOLDER / name).read_text("utf-8")
    return (text if lang == "zh" else text.replace(_INDENT, _APART).replace('"zh-CN"', '"en-US"')).encode()


def _describe(made: Docx, paper: Paper) -> None:
    """Set the properties that a file browser shows; drop those about the machine that made it."""
    package = made.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype not in {KIND.OFFICE_DOCUMENT, KIND.CORE_PROPERTIES}:
            del package.rels[key]
    day = datetime.combine(paper.day, time(), UTC)
    told = made.core_properties
    told.title, told.author = as_property(paper.title), as_property(paper.letter.issuer)
    told.last_modified_by = told.author
    told.created = told.modified = day
    told.language = "zh-CN" if paper.lang == "zh" else "en"
    told.comments, told.keywords, told.revision = "", as_property("; ".join(paper.marks)), 1

