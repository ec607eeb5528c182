"""Files that the office keeps as they are: PDF, JPG, PNG and OFD by their first bytes and their name, by their hash.

Nothing here opens, unpacks or draws one: a file is bytes that are handed out again as a download.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dashboard.intake import originals
from dashboard.wording import Refused

Kind = Literal["pdf", "jpg", "png", "ofd"]
EXTENSIONS: Mapping[str, Kind] = {".pdf": "pdf", ".jpg": "jpg", ".jpeg": "jpg", ".png": "png", ".ofd": "ofd"}
_BEGINS: Mapping[Kind, bytes] = {
    "pdf": b"%PDF-", "jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n", "ofd": b"PK\x03\x04",
}  # fmt: skip
_LONGEST = 120  # characters of a name that are kept
_HASH = 64


@dataclass(frozen=True)
class PaperFile:
    """A file as it came: its name without folders, what it is, and its bytes."""

    name: str
    kind: Kind
    content: bytes

    @property
    def digest(self) -> str:
        """The hash by which it is kept."""
        return hashlib.sha256(self.content).hexdigest()


def taken(name: str, content: bytes, most: int, kinds: tuple[Kind, ...] = ("pdf", "jpg", "png", "ofd")) -> PaperFile:
    """Return a file that may be kept; Refused when it is empty, larger than ``most`` MB, or not what its name says."""
    plain = plain_name(name)
    if not content:
        raise Refused("proof.empty", file=plain)
    if len(content) > most * 1_000_000:
        raise Refused("proof.too_large", file=plain, size=f"{len(content) / 1e6:.1f}", most=most)
    kind = EXTENSIONS.get(Path(plain).suffix.lower())
    if kind not in kinds:
        raise Refused("proof.not_taken", file=plain, known="、".join(one.upper() for one in kinds))
    if not content.startswith(_BEGINS[kind]):
        raise Refused("proof.disguised", file=plain, kind=kind.upper())
    return PaperFile(plain, kind, content)


def plain_name(name: str) -> str:
    """Return a file's name without folders and signs that are not seen, the end of it where it is long."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(sign for sign in last if sign.isprintable()).strip(" .")
    return seen[-_LONGEST:] or "?"


def keep(folder: Path, file: PaperFile) -> Path:
    """Keep a file under its hash and return where; once kept it is never written again. Refused when it cannot be."""
    return originals.put(file.content, folder / file.digest, file.name)


def kept(folder: Path, digest: str) -> bytes | None:
    """Return a kept file; None for one that is not there or is no longer what was kept."""
    if len(digest) != _HASH or not digest.isalnum():
        return None
    file = folder / digest
    content = file.read_bytes() if file.is_file() else None
    return content if content is not None and hashlib.sha256(content).hexdigest() == digest else None
