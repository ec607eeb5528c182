"""A document as PDF: A4, the bundled face embedded, headings as bookmarks, the same bytes for the same content."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from dashboard.figures.glyphs import Weight
from dashboard.figures.palette import LIGHT
from dashboard.review import face
from dashboard.review.files import Flawed
from dashboard.review.papers import Paper
from dashboard.review.typeset_data import plain

_TEMPLATE = Path(__file__).parent / "templates" / "paper.typ"
_WEIGHTS: tuple[Weight, ...] = (400, 700)


def pdf(paper: Paper) -> bytes:
    """Return a document as PDF; Flawed where a briefing takes more than its one page or a table has no room."""
    content = json.dumps({**plain(paper), "ink": LIGHT, "face": face.FAMILY}, ensure_ascii=False)
    with TemporaryDirectory() as folder:
        compiler = typst.Compiler(_TEMPLATE, root=_TEMPLATE.parent, font_paths=_fonts(content, Path(folder)),
                                  sys_inputs={"paper": content})  # fmt: skip
        made = compiler.compile(format="pdf", pdf_standards="a-2a")
        pages = int(compiler.query("<pages>", field="value", one=True))
    if paper.kind == "briefing" and pages != 1:
        raise Flawed("typeset.one_page", title=paper.title, pages=pages)
    assert isinstance(made, bytes)
    return made


def _fonts(content: str, folder: Path) -> typst.Fonts:
    """Return the bundled face with the characters of a document; no other font is looked at."""
    files = list(_written(content, folder))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=files)


def _written(content: str, folder: Path) -> Iterator[Path]:
    for weight in _WEIGHTS:
        (folder / str(weight)).mkdir()
        (folder / str(weight) / "face.otf").write_bytes(face.otf([content, face.BASIC], weight))
        yield folder / str(weight)
