"""A .csv file as rows of texts: UTF-8 with or without its mark, UTF-16 with it, else GB18030."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from io import StringIO

from dashboard.intake.sheet_scan import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, too_large
from dashboard.wording import Refused

_SEPARATORS = ",\t;，"
_SAMPLE = 20_000
_LONGEST = 32_767  # characters of a cell, as in Excel


def read_csv(content: bytes, file: str) -> list[list[str]]:
    """Return the rows of a .csv file; Refused when it is no text in a known encoding, or too large."""
    text = _decode(content, file)
    csv.field_size_limit(_LONGEST)
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=_separator(text), strict=False):
            rows.append(row)
            cells += len(row)
            if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS or cells > MOST_CELLS:
                raise too_large(file, file)
    except csv.Error as error:
        raise Refused("load.not_text", file=file) from error
    return rows


def _decode(content: bytes, file: str) -> str:
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeError:
            continue
        if _is_text(text):
            return text
    raise Refused("load.not_text", file=file)


def _is_text(text: str) -> bool:
    """False for bytes that only happen to decode: control, private or unassigned characters."""
    kinds = Counter(unicodedata.category(sign) for sign in text[:_SAMPLE] if sign not in "\r\n\t")
    return "\0" not in text and sum(kinds[kind] for kind in ("Cc", "Co", "Cn", "Cs")) * 200 <= len(text[:_SAMPLE])


def _separator(text: str) -> str:
    """Return the separator that stands in most of the first lines."""
    lines = text[:_SAMPLE].splitlines()[:30]
    return max(_SEPARATORS, key=lambda sign: sum(sign in line for line in lines))
