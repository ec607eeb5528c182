"""From a file's bytes to messages: sheets, rows, findings. Runs in the child process only."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from dashboard.intake.csv_file import read_csv
from dashboard.intake.finding import Finding, FindingKind
from dashboard.intake.gate import pass_gate
from dashboard.intake.masking import Masker
from dashboard.intake.merging import Merge, filled_down
from dashboard.intake.progress import Beat, Worked
from dashboard.intake.sheet_scan import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, too_large
from dashboard.intake.values import Value
from dashboard.intake.xlsx_file import Looks, look
from dashboard.wording import Refused

Message = tuple[object, ...]
_CHUNK = 500  # rows of a message
_MOST_MERGES = 20_000
_MOST_TOLD = 200_000  # places of one kind on one sheet; each decides about a row
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n")


def messages(path: Path, beat: Beat) -> Iterator[Message]:
    """Yield what a file holds: ``file``, then ``sheet`` and ``rows`` of each sheet, ``finding``; Refused when bad.

    ``beat`` is called for what has been read between two messages.
    """
    content = path.read_bytes()
    kind = pass_gate(content, path.name, path.suffix.lower())
    yield ("file", hashlib.sha256(content).hexdigest())
    if kind == "csv":
        rows: list[list[Value]] = [list(row) for row in read_csv(content, path.name)]
        yield from _sheet(path.stem, False, (), (), rows)
        return
    looks = look(Worked(content, beat), path.name) if kind == "xlsx" else Looks()
    for finding in looks.findings:
        yield _told(finding)
    try:
        yield from _book(content, path.name, looks, beat)
    except PasswordError as error:
        raise Refused("load.encrypted", file=path.name) from error
    except (CalamineError, ValueError, RuntimeError, OverflowError) as error:
        raise Refused("load.unreadable", file=path.name) from error


def _book(content: bytes, file: str, looks: Looks, beat: Beat) -> Iterator[Message]:
    struck, seen, full = dict(looks.struck), {finding.sheet for finding in looks.findings}, False
    with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
        for about in book.sheets_metadata:
            if about.typ in (SheetTypeEnum.MacroSheet, SheetTypeEnum.Vba):
                raise Refused("load.macro", file=file)
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            beat()
            sheet = book.get_sheet_by_name(about.name)
            beat()
            _require_modest(sheet, file)
            full = full or sheet.total_height > 0
            hidden = about.visible != SheetVisibleEnum.Visible
            if hidden and about.name not in seen:
                yield _told(Finding("hidden_sheet", about.name, 0, -1))
            rows = _padded(sheet)
            yield from _sheet(about.name, hidden, struck.get(about.name, ()), _merges(sheet), rows)
    if not full and (looks.pictures or any(image in content for image in _IMAGES)):
        raise Refused("load.picture_only", file=file)


def _padded(sheet: CalamineSheet) -> Iterator[list[Value]]:
    """Yield the rows from A1 on, whatever the first cell with a value."""
    return iter(sheet.to_python(skip_empty_area=False)) if sheet.total_height < _CHUNK else iter(sheet.iter_rows())


def _require_modest(sheet: CalamineSheet, file: str) -> None:
    height, width = sheet.total_height, sheet.total_width
    if height > MOST_ROWS or width > MOST_COLUMNS or height * width > MOST_CELLS:
        raise too_large(file, sheet.name)


def _merges(sheet: CalamineSheet) -> tuple[Merge, ...]:
    ranges = sheet.merged_cell_ranges or []
    return tuple(
        Merge(row + 1, column, last_row + 1, last_column)
        for (row, column), (last_row, last_column) in ranges[:_MOST_MERGES]
    )


def _sheet(
    name: str, hidden: bool, struck: Iterable[int], merges: tuple[Merge, ...], rows: Iterable[list[Value]]
) -> Iterator[Message]:
    yield ("sheet", name, hidden, list(struck), [(m.row, m.column, m.last_row, m.last_column) for m in merges])
    masker, chunk = Masker(), list[list[Value]]()
    hiding: list[tuple[int, int]] = []
    numbers: list[tuple[int, int]] = []
    for number, row in enumerate(filled_down(rows, merges, numbers), start=1):
        shown = masker.row(row)
        if len(hiding) < _MOST_TOLD and shown != row:
            hiding += [(number, column) for column, (old, new) in enumerate(zip(row, shown, strict=True)) if old != new]
        chunk.append(shown)
        if len(chunk) == _CHUNK:
            yield ("rows", chunk)
            chunk = []
    yield ("rows", chunk)
    yield from _places("masked", name, hiding)
    yield from _places("merged_number", name, numbers)


def _places(kind: FindingKind, sheet: str, places: Iterable[tuple[int, int]]) -> Iterator[Message]:
    for row, column in list(places)[:_MOST_TOLD]:
        yield _told(Finding(kind, sheet, row, column))


def _told(finding: Finding) -> Message:
    return ("finding", finding.kind, finding.sheet, finding.row, finding.column, finding.text)
