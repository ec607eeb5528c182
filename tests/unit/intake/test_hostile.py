"""Files that would harm: each one is refused in a sentence, in time, in little memory, with nothing stored."""

from __future__ import annotations

import random
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest

from dashboard.intake import load
from dashboard.intake.isolation import _QUIET_SECONDS, _SERVER, read_apart
from dashboard.intake.progress import Worked
from dashboard.intake.workbook import read_workbook
from dashboard.reporting import Database
from dashboard.settings import ROOT
from dashboard.wording import LANGUAGES, Refused
from tests.unit.intake.drafting import Draft
from tests.unit.intake.invented import CATALOGUE
from tests.unit.intake.looking import dump
from tests.unit.intake.refusing import CATALOGUES, Expected, assert_refused, one_sentence

JULY = ["2024-07", "转让", 3]
SHEET, BOOK, STRINGS = "xl/worksheets/sheet2.xml", "xl/workbook.xml", "xl/sharedStrings.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
Parts = dict[str, bytes]


@pytest.fixture
def parts(tmp_path: Path) -> Parts:
    """The parts of a sound workbook by name."""
    file = Draft(CATALOGUE, "east", "2024Q3").add("transfers", JULY).save(tmp_path / "sound.xlsx")
    return unpacked(file.read_bytes())


def unpacked(content: bytes) -> Parts:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Parts, file: Path) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file


def cells(rows: int, columns: int) -> bytes:
    row = b"".join(b"<c><v>1</v></c>" for _ in range(columns))
    data = b"".join(b"<row>%b</row>" % row for _ in range(rows))
    return b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%b</sheetData></worksheet>' % data  # noqa: E501  # fmt: skip


def far(reference: bytes) -> bytes:
    return (
        cells(2, 1)
        .replace(b"<row><c>", b'<row r="1"><c r="A1">', 1)
        .replace(b"<row><c>", b'<row><c r="%b">' % reference)
    )


LAUGHS = b"".join(b'<!ENTITY a%d "%b">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">%b]><sst><si><t>&a9;</t></si></sst>' % LAUGHS
FILES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><sst><si><t>&a;</t></si></sst>'


@pytest.mark.parametrize(
    ("part", "content", "reason"),
    [
        (STRINGS, b" " * (300 << 20), "bomb"),
        (STRINGS, ENTITIES, "entities"),
        (STRINGS, FILES, "entities"),
        (STRINGS, b"<!--" + b" " * 9000 + b"-->" + ENTITIES.partition(b"?>")[2], "entities"),
        ("xl/vbaProject.bin", b"x", "macro"),
        (SHEET, far(b"A1000000000"), "too_large_sheet"),
        (SHEET, far(b"XFD1048576"), "too_large_sheet"),
        (SHEET, far(b"AZ190000"), "too_large_sheet"),
        (SHEET, cells(3, 10_000), "too_large_sheet"),
        (SHEET, cells(200_001, 1), "too_large_sheet"),
        (SHEET, b"<worksheet><sheetData><row>" + b"<c>" * 50_000, "unreadable"),
        (SHEET, b"", "unreadable"),
        (BOOK, b"\xff\xfe\0", "unreadable"),
    ],
)
def test_a_part_that_harms(
    database: Database, tmp_path: Path, parts: Parts, part: str, content: bytes, reason: str
) -> None:
    file = packed(parts | {part: content}, tmp_path / "harm.xlsx")
    start = time.monotonic()
    assert_refused(database, file, Expected(reason, ""))
    assert time.monotonic() - start < 10


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.xlsx", OLE + b"\0" * 900 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a.xls", OLE + b"\0" * 900 + "_VBA_PROJECT".encode("utf-16-le"), "macro"),
        ("a.xls", OLE + b"\0" * 3000, "unreadable"),
        ("a.xlsx", OLE + b"\0" * 3000, "wrong_extension"),
        ("a.et", b"<html><table></table></html>", "unreadable"),
        ("a.xlsm", b"PK", "macro"),
        ("a.pdf", b"%PDF-1.7", "picture_only"),
        ("a.xlsx", b"%PDF-1.7", "picture_only"),
        ("a.xls", b"\xff\xd8\xff\xe0", "picture_only"),
        ("a.jpg", b"", "picture_only"),
        ("a.csv", bytes(range(256)) * 20, "not_text"),
        ("a.csv", b'"' + b"x" * 40_000, "not_text"),
        ("a.csv", ("," * 600).encode(), "too_large_sheet"),
    ],
)
def test_a_file_that_is_something_else(
    database: Database, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert_refused(database, tmp_path / name, Expected(reason, ""))


def test_a_scan_in_a_workbook_is_no_table(database: Database, tmp_path: Path, parts: Parts) -> None:
    empty = cells(0, 0)
    pictured = {name: empty if "worksheets/sheet" in name else content for name, content in parts.items()}
    file = packed(pictured | {"xl/media/image1.jpeg": b"\xff\xd8\xff"}, tmp_path / "scan.xlsx")
    assert_refused(database, file, Expected("picture_only", ""))


def test_a_claim_about_the_size_is_not_believed(database: Database, tmp_path: Path, parts: Parts) -> None:
    sheet = parts[SHEET].replace(b'<dimension ref="A1:C4"', b'<dimension ref="A1:XFD1048576"')
    assert sheet != parts[SHEET]
    (result,) = load(database, CATALOGUES, [packed(parts | {SHEET: sheet}, tmp_path / "claim.xlsx")])
    assert result.added == 1


@pytest.mark.parametrize(
    ("memory", "seconds", "reason"), [(1 << 20, 60, "load.too_heavy"), (700 << 20, 0.2, "load.too_slow")]
)
def test_reading_goes_on_after_a_child_has_died(
    tmp_path: Path, parts: Parts, memory: int, seconds: float, reason: str
) -> None:
    sparse = far(b"AD200000")  # six million empty cells before it
    large = packed(parts | {SHEET: sparse}, tmp_path / "large.xlsx")
    with pytest.raises(Refused) as refusal:
        read_apart(large, memory, seconds)
    assert refusal.value.key == reason
    assert len(read_workbook(packed(parts, tmp_path / "sound.xlsx")).sheets) == 2


def stalling(parts: Parts, file: Path, chance: random.Random) -> Path:
    """Write a small file of eighteen million strings, with a picture that makes it look as if it might take long."""
    lines = (b"<!--%d-->" % chance.getrandbits(400) + b"<si/>" * 4_000 for _ in range(4_500))
    strings = b"<sst>%b</sst>" % b"".join(lines)
    return packed(parts | {STRINGS: strings, "xl/media/image1.jpeg": chance.randbytes(4 << 20)}, file)


@pytest.mark.parametrize("quiet", [1.0, pytest.param(_QUIET_SECONDS, marks=pytest.mark.large)])
def test_a_file_that_stalls_is_given_up_whatever_its_size(tmp_path: Path, parts: Parts, quiet: float) -> None:
    file = stalling(parts, tmp_path / "stalling.xlsx", random.Random(9))
    start = time.monotonic()
    with pytest.raises(Refused) as refusal:
        read_apart(file, quiet=quiet)
    full = {"load.too_heavy"} if quiet == _QUIET_SECONDS else set()  # a quick machine has filled its memory by then
    assert refusal.value.key in {"load.too_slow", *full}
    assert time.monotonic() - start < quiet + 9


def test_a_reading_process_that_was_killed_is_replaced(tmp_path: Path, parts: Parts) -> None:
    file = packed(parts, tmp_path / "sound.xlsx")
    read_apart(file)
    process = _SERVER.process
    assert process is not None
    process.kill()
    process.wait()
    assert read_apart(file)


def test_what_is_worked_off_gives_signs() -> None:
    signs: list[int] = []
    stream = Worked(bytes(3 << 20), lambda: signs.append(stream.tell()))
    while stream.read(1000):
        pass
    assert len(signs) == 5  # each at half a MiB and what the last read took beyond it
    assert all(later - earlier >= 512 << 10 for earlier, later in pairwise([0, *signs]))


def test_the_reading_process_holds_nothing_of_the_database() -> None:
    told = "import sys, dashboard.intake.reader; print(*{'pandas', 'sqlalchemy', 'pydantic'} & {*sys.modules})"
    found = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True, cwd=ROOT)
    assert found.stdout.split() == []


def flipped(content: bytes, chance: random.Random) -> bytes:
    found = bytearray(content)
    for _ in range(chance.choice([1, 3, 30])):
        found[chance.randrange(len(found))] = chance.randrange(256)
    return bytes(found)


def cut(content: bytes, chance: random.Random) -> bytes:
    first, last = sorted(chance.sample(range(len(content)), 2))
    return content[:first] + content[last:]


def doubled(content: bytes, chance: random.Random) -> bytes:
    first, last = sorted(chance.sample(range(len(content)), 2))
    return content[:last] + content[first:]


def renumbered(content: bytes, chance: random.Random) -> bytes:
    digits = [place for place, sign in enumerate(content) if 48 <= sign <= 57]
    if not digits:
        return content
    place = chance.choice(digits)
    return content[:place] + chance.choice([b"-1", b"999999999999", b"1e308", b"", b"NaN"]) + content[place + 1 :]


Mutation = Callable[[bytes, random.Random], bytes]
MUTATIONS: tuple[Mutation, ...] = (flipped, cut, doubled, renumbered)


def mutated(parts: Parts, file: Path, chance: random.Random) -> Path:
    """Write a workbook that is spoilt in the archive or, with sound checksums, in one of its parts."""
    mutate = chance.choice(MUTATIONS)
    if chance.random() < 0.3:
        file.write_bytes(mutate(packed(parts, file).read_bytes(), chance))
        return file
    part = chance.choice(sorted(parts))
    return packed(parts | {part: mutate(parts[part], chance)}, file)


def assert_withstood(database: Database, parts: Parts, folder: Path, seeds: range) -> None:
    before, refused = dump(database), 0
    for seed in seeds:
        file = mutated(parts, folder / "mutated.xlsx", random.Random(seed))
        start = time.monotonic()
        try:
            load(database, CATALOGUES, [file], dry_run=True)
        except Refused as refusal:
            refused += 1
            assert all(one_sentence(refusal.sentence(lang), "。" if lang == "zh" else ".") for lang in LANGUAGES), seed
        assert time.monotonic() - start < 10, seed
    assert dump(database) == before
    assert refused > len(seeds) / 3


def test_mutated_workbooks(database: Database, tmp_path: Path, parts: Parts) -> None:
    assert_withstood(database, parts, tmp_path, range(200))


@pytest.mark.large
def test_many_mutated_workbooks(database: Database, tmp_path: Path, parts: Parts) -> None:
    assert_withstood(database, parts, tmp_path, range(200, 2_000))
