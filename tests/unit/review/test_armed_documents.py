"""The documents of an edition in which every text wants to be run: sound files without link, field or formula of it."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from dashboard.reporting import Database
from dashboard.review import book
from dashboard.review.documents import documents, tables
from dashboard.review.files import Flawed
from tests.conftest import Demo
from tests.poison import poisoned

COMPUTED = re.compile(r"[A-Z0-9$.+*/()%,-]+")  # what the annexes compute from cells of the same row


def require_sound(content: bytes, name: str) -> None:
    """Fail when a part of an office file is no XML, leads elsewhere, or computes what nobody of ours wrote."""
    with ZipFile(BytesIO(content)) as held:
        for part in held.namelist():
            made = held.read(part)
            if part.endswith(".xlsx"):
                require_sound(made, f"{name}/{part}")
            if not part.endswith((".xml", ".rels")):
                continue
            root = etree.fromstring(made)
            assert "External" not in [one.get("TargetMode") for one in root], (name, part)
            fields = [one.text or "" for one in root.iter("{*}instrText")]
            assert not [text for text in fields if "HYPERLINK" in text or "DDE" in text], (name, part)
            if "worksheets/" in part:
                found = [one.text or "" for one in root.iter("{*}f")]
                assert all(COMPUTED.fullmatch(text) for text in found), (name, part, found[:3])


@pytest.mark.large
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_document_holds_more_than_texts(demo: Demo, tmp_path: Path, lang: str) -> None:
    database = Database(poisoned(demo, tmp_path).url)
    opened = book.opened(database.rows, "xinyang-2022", "2025Q3", "en" if lang == "en" else "zh")
    made = list(tables(opened))
    try:
        made += documents(opened)
    except Flawed as flawed:
        assert "one_page" in flawed.key  # texts as long as these have no room on a briefing
    database.close()
    assert len(made) >= 3
    for file in made:
        if file.name.endswith((".docx", ".pptx", ".xlsx")):
            require_sound(file.content, file.name)
        if file.name.endswith(".pdf"):
            assert not re.search(rb"/(JavaScript|JS|URI|Launch)\\b", file.content)
