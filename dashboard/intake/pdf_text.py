"""The text of a PDF, page by page. Runs in the child process only; no picture in it is decoded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dashboard.intake.progress import Beat
from dashboard.wording import Refused

_MOST_PAGES, _MOST_SIGNS = 400, 2_000_000
Message = tuple[object, ...]


def messages(path: Path, beat: Beat) -> Iterator[Message]:
    """Yield ``page`` with its text for each page; Refused for a PDF that is locked, broken, or far too long."""
    from pypdf import PdfReader  # takes a while, and no workbook needs it
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(path, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):  # one that is only kept from being changed opens without
            raise Refused("signed.encrypted", file=path.name)
        if len(reader.pages) > _MOST_PAGES:
            raise Refused("signed.too_long", file=path.name, most=_MOST_PAGES)
        left = _MOST_SIGNS
        for page in reader.pages:
            beat()
            text = page.extract_text()[:left]
            left -= len(text)
            yield ("page", text)
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, NotImplementedError, OSError,
            RecursionError, AssertionError) as error:  # fmt: skip
        raise Refused("signed.broken", file=path.name) from error
