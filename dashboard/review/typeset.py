"""A document as PDF: A4, the bundled face embedded, headings as bookmarks, the same bytes for the same content."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from dashboard.figures.glyphs import Weight
from dashboard.figures.palette import LIGHT
from dashboard.review import face
from dashboard.review.files import Flawed
from dashboard.review.legible import legible
from dashboard.review.papers import Paper
from dashboard.review.typeset_data import plain

_TEMPLATE = Path(__file__).parent / "templates" / "paper.typ"
_BRIEF = (12.0, 11.5, 11.0, 10.5, 10.0, 9.5)  # points of a text on one page; the first is that of any other
_WEIGHTS: tuple[Weight, ...] = (400, 700)


def pdf(paper: Paper) -> bytes:
    """Return a document as PDF; Flawed where a briefing takes more than its one page or a table has no room.

    A briefing is set in the largest type that keeps it on its page.
    """
    content = json.dumps({**plain(legible(paper)), "ink": LIGHT, "face": face.FAMILY}, ensure_ascii=False)
    brief, pages = paper.kind == "briefing", 0
    with TemporaryDirectory() as folder, _readable(paper.title):
        fonts = _fonts(content, Path(folder))
        for size in _BRIEF if brief else _BRIEF[:1]:
            told = {"paper": content, "size": str(size)}
            compiler = typst.Compiler(_TEMPLATE, root=_TEMPLATE.parent, font_paths=fonts, sys_inputs=told)
            pages = int(compiler.query("<pages>", field="value", one=True))
            if pages == 1 or not brief:
                return bytes(compiler.compile(format="pdf", pdf_standards="a-2a"))  # type: ignore[arg-type]
    raise Flawed("typeset.one_page", title=paper.title, pages=pages)


@contextmanager
def _readable(title: str) -> Iterator[None]:
    """Within the block what the typesetter cannot read is an error of the values that it was given."""
    try:
        yield
    except RuntimeError as error:
        raise ValueError(f"{title}: {error}") from error


def _fonts(content: str, folder: Path) -> typst.Fonts:
    """Return the bundled face with the characters of a document; no other font is looked at."""
    files = list(_written(content, folder))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=files)


def _written(content: str, folder: Path) -> Iterator[Path]:
    texts = (content, _TEMPLATE.read_text("utf-8"), face.BASIC)
    for weight in _WEIGHTS:
        (folder / str(weight)).mkdir()
        (folder / str(weight) / "face.otf").write_bytes(face.otf(texts, weight))
        yield folder / str(weight)
