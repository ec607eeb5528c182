"""Zip files whose bytes depend on their content alone: one date, one order of parts, no trace of the machine."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dashboard.review.files import File

_DATE = (2000, 1, 1, 0, 0, 0)
_LEVEL = 6


def zipped(files: Iterable[File]) -> bytes:
    """Return files as one zip, in the order given."""
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as book:
        for file in files:
            info = ZipInfo(file.name, _DATE)
            info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
            book.writestr(info, file.content)
    return held.getvalue()


def unzipped(content: bytes) -> list[File]:
    """Return the files of a zip in their order."""
    with ZipFile(BytesIO(content)) as book:
        return [File(name, book.read(name)) for name in book.namelist()]


def settled(content: bytes) -> bytes:
    """Return an office document (a zip) with the dates of its parts taken away."""
    return zipped(unzipped(content))
