"""The gate before any parser: what a file's bytes are, and what is never let in."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import Literal

from dashboard.wording import Refused

FileKind = Literal["xlsx", "xls", "csv"]
EXTENSIONS: dict[str, FileKind] = {".xlsx": "xlsx", ".xls": "xls", ".et": "xls", ".csv": "csv"}
MOST_BYTES = 64 << 20  # of a file
_MOST_UNPACKED = 600 << 20
_MOST_PARTS = 5_000
_BOMB_FROM, _BOMB_RATIO = 8 << 20, 250  # a part this large that was packed this well holds nothing but repetition
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK"
_PICTURES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_MACRO_EXTENSIONS = (".xlsm", ".xltm", ".xlam", ".xlsb", ".ettm")
_PICTURE_EXTENSIONS = (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp")
_HEAD = 4096
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


def pass_gate(content: bytes, name: str, extension: str) -> FileKind:
    """Return what a file is; Refused for one that is not what it says or that could do harm."""
    _require_extension(content, name, extension)
    kind = EXTENSIONS[extension]
    if kind == "csv":
        if content.startswith((_OLE, _ZIP)):
            raise _wrong(name, extension, ".xlsx")
        return kind
    is_ole, is_zip = content.startswith(_OLE), content.startswith(_ZIP)
    if is_ole:
        _require_plain_ole(content, name)
    if (is_ole and kind == "xlsx") or (is_zip and kind == "xls"):
        raise _wrong(name, extension, ".xls" if is_ole else ".xlsx")
    if not is_ole and kind == "xls":
        raise Refused("load.unreadable", file=name)
    if kind == "xlsx":
        _require_plain_zip(content, name)
    return kind


def _require_extension(content: bytes, name: str, extension: str) -> None:
    if content.startswith(_PICTURES) or extension in _PICTURE_EXTENSIONS:
        raise Refused("load.picture_only", file=name)
    if extension in _MACRO_EXTENSIONS:
        raise Refused("load.macro", file=name)
    if extension not in EXTENSIONS:
        raise _wrong(name, extension, ".xlsx")


def _wrong(name: str, extension: str, expected: str) -> Refused:
    return Refused("load.wrong_extension", file=name, value=extension, expected=expected)


def _utf16(word: str) -> bytes:
    return word.encode("utf-16-le")


def _require_plain_ole(content: bytes, name: str) -> None:
    if _utf16("EncryptedPackage") in content:
        raise Refused("load.encrypted", file=name)
    if _utf16("_VBA_PROJECT") in content:
        raise Refused("load.macro", file=name)


def _require_plain_zip(content: bytes, name: str) -> None:
    """Look at the directory of the archive before anything is unpacked, then at every part for damage."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            _require_modest(parts, name)
            if any(part.flag_bits & 1 for part in parts):
                raise Refused("load.encrypted", file=name)
            if any("vbaproject" in part.filename.lower() for part in parts):
                raise Refused("load.macro", file=name)
            for part in parts:
                _require_sound(archive, part, name)
    except _BROKEN as error:
        raise Refused("load.unreadable", file=name) from error


def _require_modest(parts: list[zipfile.ZipInfo], name: str) -> None:
    bomb = any(part.file_size > max(_BOMB_FROM, _BOMB_RATIO * part.compress_size) for part in parts)
    if bomb or len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise Refused("load.bomb", file=name)


def _require_sound(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    """Read a part to its end, for its checksum: the fast reader takes damaged cells for values."""
    with archive.open(part) as stream:
        head = stream.read(_HEAD)
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head or b"<\0!\0D\0O\0C" in head:
            raise Refused("load.entities", file=name)
        while stream.read(1 << 20):
            pass
