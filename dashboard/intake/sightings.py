"""What was seen beside the values, as questions and notes about rows: struck, red, broken, commented, hidden."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from dashboard.intake.clean_text import is_nothing
from dashboard.intake.finding import Finding, FindingKind
from dashboard.intake.header_words import split
from dashboard.intake.headers import Headed
from dashboard.intake.issue import Issue, Verdict
from dashboard.intake.table import Table
from dashboard.intake.values import plain
from dashboard.intake.workbook import Sheet

# A sender who strikes out or leaves a broken formula must say what holds; red is by custom still to be confirmed.
_OF_A_ROW: Mapping[FindingKind, Verdict] = {
    "error": "held", "struck_cell": "held", "red_font": "held", "merged_number": "held",
    "comment": "noted", "masked": "noted", "hidden_row": "noted",
}  # fmt: skip
_OF_A_SHEET = frozenset({"hidden_sheet", "hidden_column", "filter", "external_link", "picture"})
STRUCK = "seen.struck_row"
_NUMBERING = re.compile(r"序号|行号|编?号|№|NO\.?")
_FEW = 3  # red rows of a short sheet are meant, whatever their share


def seen_in_rows(table: Table) -> Iterator[Issue]:
    """Yield the issues of a sheet's rows: struck rows and doubtful cells held, comments and hidden rows noted."""
    lines = {line.row: line.kind for line in table.lines}
    for line in table.lines:
        if line.kind == "struck":
            yield Issue(table.sheet.name, line.row, "", "held", STRUCK)
    red = _red(table.sheet, lines)
    if red:
        yield _note(table.sheet.name, "red_style", rows=red)
    headers = {index: header for header, index in table.columns.items()}
    ends = {(merge.row, merge.column): merge.last_row for merge in table.sheet.merges}
    for found in table.sheet.findings:
        if found.kind not in _OF_A_ROW or (red and found.kind == "red_font"):
            continue
        if found.column >= 0 and found.column not in headers:
            continue
        last = ends.get((found.row, found.column), found.row) if found.kind == "merged_number" else found.row
        for row in range(found.row, last + 1):
            if lines.get(row) == "data":
                yield _of_row(found, row, table.sheet, headers.get(found.column, ""))


def _of_row(found: Finding, row: int, sheet: Sheet, header: str) -> Issue:
    text = found.text or (plain(sheet.cell(found.row, found.column).value) if found.column >= 0 else "")
    return Issue(sheet.name, row, header, _OF_A_ROW[found.kind], f"seen.{found.kind}", {"text": text})


def seen_in_sheet(sheet: Sheet, columns: Mapping[str, int]) -> Iterator[Issue]:
    """Yield what a reader of a sheet should know: hidden columns, filters. Row 0 is the sheet itself."""
    headers = {index: header for header, index in columns.items()}
    for finding in sheet.findings:
        if finding.kind in _OF_A_SHEET:
            yield _note(sheet.name, finding.kind, headers.get(finding.column, ""), text=finding.text)


def seen_in_header(table: Table, headed: Headed, running: Mapping[str, str]) -> Iterator[Issue]:
    """Yield what the headers say beside their meaning: own columns left out, cumulative values, money without a unit.

    ``running``: those cumulative columns, by header, that must not be; each of their values is a question.
    """
    own = [name for name in headed.aside if not _NUMBERING.fullmatch(split(name)[0])]
    if own := list(dict.fromkeys((*own, *table.strange))):
        yield _note(table.sheet.name, "aside", columns="、".join(own))
    doubts = {header: ("seen.running", {"text": text}) for header, text in running.items()}
    doubts |= {header: ("seen.no_unit", {"unit": split(header)[1]}) for header in headed.unitless}
    for row in table if doubts else ():
        for header, (code, fields) in doubts.items():
            if row[header].text and not is_nothing(row[header].text):
                yield Issue(table.sheet.name, row.number, header, "held", code, fields)


def seen_in_file(findings: Iterable[Finding]) -> Iterator[Issue]:
    """Yield what concerns no sheet of its own: links to other workbooks, pictures."""
    for finding in findings:
        if finding.kind in _OF_A_SHEET and not finding.sheet:
            yield _note("", finding.kind, text=finding.text)


def _note(sheet: str, kind: str, column: str = "", **fields: object) -> Issue:
    return Issue(sheet, 0, column, "noted", f"seen.{kind}", fields)


def _red(sheet: Sheet, lines: Mapping[int, str]) -> int:
    """Return how many rows are red where red is the look of the table and says nothing; else 0."""
    red = {found.row for found in sheet.findings if found.kind == "red_font" and lines.get(found.row) == "data"}
    return len(red) if len(red) > max(_FEW, Counter(lines.values())["data"] / 2) else 0
