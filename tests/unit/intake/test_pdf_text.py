"""The text of a PDF from a process of its own: locked, broken and heavy ones are refused, pictures are no text."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from dashboard.intake.isolation import read_apart
from dashboard.wording import LANGUAGES, Refused


def scan() -> bytes:
    """A page that is a picture."""
    made = BytesIO()
    Image.new("RGB", (60, 80), "white").save(made, "PDF")
    return made.getvalue()


def locked(password: str, owner: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(scan())))
    writer.encrypt(password, owner, algorithm="AES-256")
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def drawn(content: bytes, pages: int = 1) -> bytes:
    """Pages that share one packed stream of operators."""
    writer, stream = PdfWriter(), StreamObject()
    stream.set_data(content)
    shared = writer._add_object(stream.flate_encode())
    for _ in range(pages):
        page = writer.add_blank_page(200, 200)
        page[NameObject("/Contents")] = shared
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject()})
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def read(tmp_path: Path, content: bytes, **limits: float) -> list[list[object]]:
    path = tmp_path / "通报.pdf"
    path.write_bytes(content)
    return read_apart(path, what="pdf", **limits)  # type: ignore[arg-type]


def test_a_scan_has_pages_and_no_text(tmp_path: Path) -> None:
    assert read(tmp_path, scan()) == [["page", ""]]


def test_one_that_is_only_kept_from_being_changed_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, locked("", "owner")) == [["page", ""]]


@pytest.mark.parametrize(("make", "key"), [
    (lambda: locked("secret", "owner"), "signed.encrypted"), (lambda: b"%PDF-1.7 nothing", "signed.broken"),
    (lambda: b"", "signed.broken"), (lambda: b"PK\x03\x04 a zip", "signed.broken"),
    (lambda: scan()[:200], "signed.broken"), (lambda: b"<html>", "signed.broken"),
])  # fmt: skip
def test_what_cannot_be_opened_is_refused_in_a_sentence(make: Callable[[], bytes], key: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        read(tmp_path, make())
    assert refusal.value.key == key
    assert all("通报.pdf" in refusal.value.sentence(lang) for lang in LANGUAGES)


def test_one_that_takes_for_ever_is_ended_and_the_next_one_is_read(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        read(tmp_path, drawn(b"BT (1) Tj ET\n" * 40_000, pages=300), seconds=1)
    assert refusal.value.key == "load.too_slow"
    assert read(tmp_path, scan()) == [["page", ""]]


def test_one_that_unpacks_to_very_much_gives_nothing_or_is_ended(tmp_path: Path) -> None:
    bomb = drawn(b"BT (1) Tj ET\n" * 8_000_000)  # 104 MB in a file of some hundred kB
    assert len(bomb) < 400_000
    try:
        told = read(tmp_path, bomb)
    except Refused as refusal:
        assert refusal.key in ("load.too_slow", "load.too_heavy", "signed.broken")
    else:
        assert told == [["page", ""]]


def test_a_workbook_that_is_a_pdf_stays_refused(tmp_path: Path) -> None:
    path = tmp_path / "表.pdf"
    path.write_bytes(scan())
    with pytest.raises(Refused) as refusal:
        read_apart(path)
    assert refusal.value.key == "load.picture_only"
