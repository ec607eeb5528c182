"""A proof says so across every page, odd and even, upright and on its side."""

from __future__ import annotations

import zipfile
from io import BytesIO

from docx import Document

from dashboard.review import watermark


def pages() -> bytes:
    made, held = Document(), BytesIO()
    made.add_paragraph("一")
    made.add_section()
    made.save(held)
    return held.getvalue()


def test_the_word_stands_in_every_header() -> None:
    made = watermark.across(pages(), "送审稿<1>")
    with zipfile.ZipFile(BytesIO(made)) as parts:
        headers = [parts.read(name).decode() for name in parts.namelist() if "header" in name]
    assert len(headers) == 4
    assert all('string="送审稿&lt;1&gt;"' in header for header in headers)
    assert len({header.partition('id="watermark')[2][:3] for header in headers}) == 4
    assert Document(BytesIO(made)).paragraphs[0].text == "一"


def test_the_same_document_gives_the_same_bytes() -> None:
    one = pages()
    assert watermark.across(one, "送审稿") == watermark.across(one, "送审稿")
