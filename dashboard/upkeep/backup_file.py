"""The file of a backup: a zip of tables and kept files, with a manifest of their hashes."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO, Self

from dashboard.wording import Refused

FORMAT = 1
MANIFEST = "manifest.json"
BLOCK = 1 << 20
FOLDERS = ("originals", "archive", "papers", "proofs")  # of kept files, below the folder of everything made
_NAME = re.compile(rf"(tables|{'|'.join(FOLDERS)})(/[^/\\\0]+)+")
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a backup."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What a backup says of itself."""

    made_at: str
    version: str  # of the tables
    editions: int
    wrong: list[str]  # those that were not what was published when they were backed up
    records: int  # of the audit log
    last: str  # the last one's hash


class Writer:
    """Adds members one after the other, and the manifest at the end."""

    def __init__(self, file: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self.members: list[Member] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        if failed is not None:
            self._zip.fp = None  # nothing more is written to what is given up

    def add(self, name: str, blocks: Iterable[bytes]) -> None:
        """Add a file from its blocks."""
        digest, size = hashlib.sha256(), 0
        with self._zip.open(name, "w", force_zip64=True) as target:
            for block in blocks:
                digest.update(block)
                size += len(block)
                target.write(block)
        self.members.append(Member(name, size, digest.hexdigest()))

    def finish(self, facts: Facts) -> None:
        """Write the manifest and the zip's directory."""
        listed = [asdict(member) for member in self.members]
        text = json.dumps({"format": FORMAT, **asdict(facts), "files": listed}, ensure_ascii=False, indent=1)
        self._zip.writestr(MANIFEST, text + "\n")
        self._zip.close()


@dataclass(frozen=True)
class Backup:
    """A backup whose every byte was compared with its manifest."""

    path: Path
    facts: Facts
    members: tuple[Member, ...]

    def names(self, folder: str) -> list[str]:
        """Return the members of a folder, in the order in which they were written."""
        return [member.name for member in self.members if member.name.startswith(f"{folder}/")]

    def read(self, name: str) -> bytes:
        """Return a member."""
        with zipfile.ZipFile(self.path) as opened:
            return opened.read(name)

    def lines(self, name: str) -> Iterator[list[object]]:
        """Yield the lines of a table: its columns, then its rows."""
        with zipfile.ZipFile(self.path) as opened, opened.open(name) as file:
            for line in file:
                yield json.loads(line)


def opened(path: Path) -> Backup:
    """Return a backup after hashing all of it; Refused when it is none, damaged, or of a later format."""
    try:
        with zipfile.ZipFile(path) as found:
            told = json.loads(found.read(MANIFEST))
            if told["format"] != FORMAT:
                raise Refused("backup.other_format", file=path, format=told["format"])
            members = tuple(Member(**member) for member in told["files"])
            facts = Facts(**{name: told[name] for name in Facts.__slots__})
            if wrong := _wrong(found, members):
                raise Refused("backup.damaged", file=path, part=wrong)
    except _DAMAGE as error:
        raise Refused("backup.damaged", file=path, part=MANIFEST) from error
    return Backup(path, facts, members)


def _wrong(found: zipfile.ZipFile, members: tuple[Member, ...]) -> str:
    """Return the first name that is not as the manifest says, empty when all are."""
    listed = {member.name for member in members}
    if strange := [name for name in found.namelist() if name != MANIFEST and name not in listed]:
        return strange[0]
    for member in members:
        if not _NAME.fullmatch(member.name) or {"..", "."} & set(member.name.split("/")):
            return member.name
        if not _same(found, member):
            return member.name
    return ""


def _same(found: zipfile.ZipFile, member: Member) -> bool:
    digest = hashlib.sha256()
    try:
        with found.open(member.name) as file:
            while block := file.read(BLOCK):
                digest.update(block)
    except _DAMAGE:
        return False
    return digest.hexdigest() == member.sha256
