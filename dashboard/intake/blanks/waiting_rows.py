"""Rows of the workbook in force that wait for an answer, as they were sent: nobody else remembers them."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.intake.cells import normal
from dashboard.intake.clean_text import folded
from dashboard.intake.originals import original
from dashboard.intake.template import templates
from dashboard.intake.workbook import Sheet, plain, read_workbook
from dashboard.reporting import Reader
from dashboard.reporting.statements import Value
from dashboard.wording import Refused

_FEWEST = 2  # known headers by which a row of headers is recognised


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A held or returned row: its sheet, its row as Excel counts, its cells as text by header."""

    sheet: str
    row_no: int
    cells: Mapping[str, str] = field(default_factory=dict)


def waiting_rows(
    reader: Reader, plan: str, sender: str, period: str, headers: Mapping[str, Sequence[str]], originals: Path
) -> tuple[WaitingRow, ...]:
    """Return the rows in question; ``headers`` of the issued sheets by name.

    Refused when there are some and they cannot be read from the original: it is not kept, or in a form of its own.
    """
    told = reader.rows("waiting_rows", plan=plan, sender=sender, period=period)
    found = [row for row in told if row["row_no"] is not None]
    if not found:
        return ()
    files = {str(row["file_hash"]): row for row in found}
    sheets = {(digest, normal(sheet.name)): sheet for digest, row in files.items()
              for sheet in _sheets(row, originals, len(found))}  # fmt: skip
    rows = []
    for row in found:
        name, number = normal(str(row["sheet"])), int(str(row["row_no"]))
        header_row = templates()[str(row["template"])].header_row
        cells = _cells(sheets.get((str(row["file_hash"]), name)), header_row, number, headers.get(name, ()))
        if not cells:
            raise Refused("intake.questions_open", count=len(found))
        rows.append(WaitingRow(name, number, cells))
    return tuple(rows)


def _sheets(found: Mapping[str, Value], originals: Path, count: int) -> tuple[Sheet, ...]:
    kept = original(originals, str(found["file_hash"]))
    if kept is None:
        raise Refused("intake.questions_open", count=count)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / f"sent{Path(str(found['file_name'])).suffix}"
        copy.write_bytes(kept.read_bytes())
        return read_workbook(copy).sheets


def _cells(sheet: Sheet | None, header_row: int, number: int, headers: Sequence[str]) -> dict[str, str]:
    """Return the texts of a row by the headers of the issued sheet; nothing where the sheet has others."""
    if sheet is None or not 0 < header_row < number <= len(sheet.rows):
        return {}
    known = {folded(header): header for header in headers}
    line = [known.get(folded(str(value))) for value in sheet.rows[header_row - 1]]
    if sum(header is not None for header in line) < min(_FEWEST, len(headers)):
        return {}
    values = zip(line, sheet.rows[number - 1], strict=False)
    return {header: plain(value) for header, value in values if header and plain(value)}
