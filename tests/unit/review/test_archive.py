"""The archive: what was built stays as it was built, and says so when it no longer is."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from dashboard.review.archive import MANIFEST, Shelf
from dashboard.review.files import File
from dashboard.wording import Refused

FACTS = {"edition": "2025Q3"}


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A shelf that holds two files."""
    made = Shelf(tmp_path / "shelf")
    made.keep(FACTS, [File("b.txt", b"two"), File("site/a.html", b"one")])
    return made


def test_what_is_kept_is_handed_out_with_the_manifest_last(shelf: Shelf) -> None:
    files = shelf.files()
    assert [file.name for file in files] == ["b.txt", "site/a.html", MANIFEST]
    assert [file.content for file in files[:2]] == [b"two", b"one"]
    listed = json.loads(files[-1].content)
    assert listed["edition"] == "2025Q3"
    assert [entry["sha256"] for entry in listed["files"]] == [hashlib.sha256(c).hexdigest() for c in (b"two", b"one")]


def test_later_software_adds_what_was_missing_and_changes_nothing(shelf: Shelf) -> None:
    shelf.keep({"edition": "another"}, [File("b.txt", b"changed"), File("c.txt", b"three")])
    assert {file.name: file.content for file in shelf.files()[:-1]} == {
        "b.txt": b"two", "c.txt": b"three", "site/a.html": b"one",
    }  # fmt: skip
    assert shelf.facts() == FACTS


def test_a_file_that_is_no_longer_what_was_built_is_refused(shelf: Shelf) -> None:
    (shelf.folder / "b.txt").write_bytes(b"TWO")
    with pytest.raises(Refused, match=r"b\.txt.*校验值不符"):
        shelf.file("b.txt")


def test_a_file_that_is_gone_is_refused_not_left_out(shelf: Shelf) -> None:
    (shelf.folder / "b.txt").unlink()
    with pytest.raises(Refused, match="缺失"):
        shelf.files()


def test_before_the_manifest_is_written_nothing_of_a_pack_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir()
    (folder / "b.txt").write_bytes(b"half a pack, from a build that was killed")
    made = Shelf(folder)
    assert made.names() == () and made.files() == [] and made.file("b.txt") is None


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "site/../../x", "", MANIFEST])
def test_only_listed_names_are_served(shelf: Shelf, name: str) -> None:
    assert shelf.file(name) is None
