"""Files that are kept: by their first bytes and their name, under their hash, never twice, never altered unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.desk.paper_files import PaperFile, keep, kept, plain_name, taken
from dashboard.wording import LANGUAGES, Refused

PDF, JPG, PNG, OFD = b"%PDF-1.7\n", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04 OFD.xml"
HTML = b"<html><script>alert(1)</script></html>"


@pytest.mark.parametrize(("name", "content", "kind"), [
    ("批复.pdf", PDF, "pdf"), ("照片.JPG", JPG, "jpg"), ("照片.jpeg", JPG, "jpg"), ("证书.png", PNG, "png"),
    ("公文.ofd", OFD, "ofd"), ("a.pdf", PDF + HTML, "pdf"),  # what else is in it is never looked at
])  # fmt: skip
def test_four_kinds_are_taken(name: str, content: bytes, kind: str) -> None:
    found = taken(name, content, 1)
    assert (found.name, found.kind, found.content) == (name, kind, content)


@pytest.mark.parametrize(("name", "content", "key"), [
    ("a.pdf", b"", "empty"), ("a.pdf", PDF + b"0" * 1_000_000, "too_large"), ("a.pdf", HTML, "disguised"),
    ("a.png", PDF, "disguised"), ("a.ofd", PDF, "disguised"), ("a.pdf", b" " + PDF, "disguised"),
    ("a.jpg", b"GIF89a", "disguised"), ("a.zip", OFD, "not_taken"), ("a.docx", OFD, "not_taken"),
    ("a.svg", HTML, "not_taken"), ("a.pdf.html", PDF, "not_taken"), ("a.html", PDF, "not_taken"),
    ("a", PDF, "not_taken"), ("a.pdf\x00.exe", PDF, "not_taken"), (".pdf", PDF, "not_taken"),
])  # fmt: skip
def test_what_is_not_what_it_says_is_refused_in_a_sentence(name: str, content: bytes, key: str) -> None:
    with pytest.raises(Refused) as refusal:
        taken(name, content, 1)
    assert refusal.value.key == f"proof.{key}"
    assert all("{" not in refusal.value.sentence(lang) for lang in LANGUAGES)


@pytest.mark.parametrize(("name", "plain"), [
    ("../../etc/passwd.pdf", "passwd.pdf"), ("C:\\用户\\批复.pdf", "批复.pdf"), ("/a/b/", "?"), ("..", "?"),
    ("a\u202efdp.exe\r\n.pdf", "afdp.exe.pdf"), ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
])  # fmt: skip
def test_a_name_has_no_folders_and_nothing_unseen(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_a_file_is_kept_once_for_its_owner_alone_and_missed_when_it_changes(tmp_path: Path) -> None:
    folder, file = tmp_path / "papers", PaperFile("批复.pdf", "pdf", PDF)
    place = keep(folder, file)
    assert place == folder / file.digest and kept(folder, file.digest) == PDF
    assert (place.stat().st_mode & 0o077, folder.stat().st_mode & 0o077) == (0, 0)
    made = place.stat().st_mtime_ns
    assert keep(folder, PaperFile("again.pdf", "pdf", PDF)) == place and place.stat().st_mtime_ns == made
    place.write_bytes(b"%PDF-1.7 other")
    assert kept(folder, file.digest) is None
    for wrong in ("", "0" * 64, "../" + "a" * 61, f"..%2f{'a' * 59}"):
        assert kept(folder, wrong) is None


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "papers").write_text("")
    with pytest.raises(Refused) as refusal:
        keep(tmp_path / "papers", PaperFile("批复.pdf", "pdf", PDF))
    assert refusal.value.key == "load.not_kept"
