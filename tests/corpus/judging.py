"""What intake did with a workbook of the corpus, held against what is true. Reads the database with plain SQL."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.intake import load
from dashboard.intake.loading import LoadResult
from dashboard.plan.models import Catalogue
from dashboard.reporting import Database
from dashboard.wording import Refused
from tests.corpus.page import Truth
from tests.corpus.template import Book

Stored = dict[tuple[str, int], dict[str, str]]
_EXAMPLES = 6


@dataclass
class Figures:
    """Counts by pattern: what was met, and what went wrong, with the first examples of each."""

    met: Counter[tuple[str, str]] = field(default_factory=Counter)  # (pattern, what)
    examples: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    files: Counter[str] = field(default_factory=Counter)

    def note(self, code: str, what: str, example: str = "") -> None:
        """Count one event; keep its example while there are few."""
        self.met[code, what] += 1
        if example and len(self.examples[code, what]) < _EXAMPLES:
            self.examples[code, what].append(example)

    def total(self, what: str) -> int:
        """Return how often something happened over all patterns."""
        return sum(count for (_, found), count in self.met.items() if found == what)

    def share(self, part: str, whole: str) -> float:
        """Return a share; 1 of nothing."""
        return self.total(part) / self.total(whole) if self.total(whole) else 1.0

    def table(self) -> str:
        """Return the figures by pattern, and examples of what went wrong."""
        whats = ("clean", "clean held", "cells", "cells right", "bad", "silent", "altered", "leaked")
        lines = ["pattern        " + "".join(f"{what:>12}" for what in whats)]
        for code in sorted({code for code, _ in self.met}):
            lines.append(f"{code:<15}" + "".join(f"{self.met[code, what] or '':>12}" for what in whats))
        lines.append(f"{'all':<15}" + "".join(f"{self.total(what):>12}" for what in whats))
        lines += [f"files: {dict(sorted(self.files.items()))}"]
        for (code, what), told in sorted(self.examples.items()):
            lines += [f"{code} {what}: {one}" for one in told]
        return "\n".join(lines)


def judge(book: Book, empty: Path, catalogues: Mapping[str, Catalogue], figures: Figures) -> None:
    """Load a workbook into a copy of an empty database and count what became of it."""
    file = book.path.with_suffix(".db")
    file.write_bytes(empty.read_bytes())
    database = Database(f"sqlite:///{file}")
    try:
        for path in book.before:
            load(database, catalogues, [path])
            path.unlink()
        (result,) = load(database, catalogues, [book.path])
    except Refused as refusal:
        result = LoadResult(book.path, "refused", refusal=refusal)
    database.close()
    with sqlite3.connect(file) as found:
        told = "\n".join(found.iterdump())
        stored = _stored(found, book.path.name)
    found.close()
    file.unlink()
    _count(book, stored, result, told, figures)


def _stored(found: sqlite3.Connection, file: str) -> Stored:
    """Return what the database holds of each row of a file: attributes of an entry, values of a feed's row."""
    rows: Stored = defaultdict(dict)
    of_file = "where submission_id in (select id from submission where file_name = ?)"
    told = found.execute(f"select sheet, row_no, region, attributes from ledger_entry {of_file}", (file,))
    for sheet, row, region, attributes in told:
        rows[sheet, row] = {**json.loads(attributes), " region": region}
    names = "sheet, row_no, indicator, region, period, breakdown, value"
    told = found.execute(f"select {names} from observation {of_file}", (file,))
    for sheet, row, indicator, region, period, breakdown, value in told:
        rows[sheet, row] |= {indicator: str(value), " region": region, "period": period, "breakdown": breakdown}
    return rows


def _count(book: Book, stored: Stored, result: LoadResult, told: str, figures: Figures) -> None:
    name = f"{book.path.name} {book.form}"
    for secret in book.secrets:
        leaked = re.search(rf"(?<![0-9A-Za-z]){secret}(?![0-9A-Za-z])", told) is not None  # not within a hash
        figures.note("secrets", "leaked" if leaked else "kept", f"{name} {secret}" if leaked else "")
    refusal = result.refusal
    figures.files[f"{book.form} {'refused' if refusal else 'taken'}"] += 1
    if book.refused:
        figures.note("D24" if book.form == "scan" else "D13", "bad")
        if stored:
            figures.note("D24" if book.form == "scan" else "D13", "silent", name)
        return
    if refusal:
        figures.note(f"{book.form}", "refused", f"{name} {book.subject}: {refusal.sentence('zh')}")
    asked = {(issue.sheet, issue.row_no) for issue in result.issues}
    doubted = {(issue.sheet, issue.row_no) for issue in result.issues if not issue.harmless}
    _count_totals(book, doubted, figures, name)
    graver = sorted(result.issues, key=lambda issue: issue.outcome in ("held", "returned"))
    why = {(issue.sheet, issue.row_no): f"{issue.column} {issue.sentence('zh')}" for issue in graver}
    for truth in book.truths:
        row = stored.get((truth.sheet, truth.row))
        _count_row(book.form, truth, row, (truth.sheet, truth.row) in asked, why, figures, name)


def _count_totals(book: Book, doubted: set[tuple[str, int]], figures: Figures, name: str) -> None:
    """Count the totals that are none: somebody must be asked, about the total or about a row that may be the fault."""
    sound = {(truth.sheet, truth.row) for truth in book.truths if truth.line.grade in ("clean", "repair")}
    for truth in book.truths:
        if truth.line.asked:
            figures.note("D03 wrong", "bad")
            rows = {place for place in sound if place[0] == truth.sheet}
            if not doubted & {(truth.sheet, truth.row), *rows}:
                figures.note("D03 wrong", "silent", f"{name} {truth.sheet}!{truth.row} {truth.line.label}")


def _count_row(
    form: str, truth: Truth, row: dict[str, str] | None, asked: bool, why: dict[tuple[str, int], str],
    figures: Figures, name: str,
) -> None:  # fmt: skip
    grade, codes = truth.line.grade, truth.line.codes or {""}
    place = f"{name} {truth.subject} {truth.sheet}!{truth.row}"
    reason = why.get((truth.sheet, truth.row), "file")
    if grade in ("doubt", "wrong"):
        worst = [cell for cell in truth.line.cells.values() if cell.fate in ("doubt", "wrong")]
        code = truth.line.code or worst[0].code
        figures.note(code, "bad")
        if row is not None:
            sent = {
                name: repr(cell.value) for name, cell in truth.line.cells.items() if cell.fate in ("doubt", "wrong")
            }
            figures.note(code, "silent", f"{place} {sent or truth.line.label or truth.line.look}")
        return
    if row is None:
        if grade == "clean":
            figures.note(f"form {form}", "clean")
            figures.note(f"form {form}", "clean held", f"{place} {reason}" if reason != "file" else "")
    else:
        if grade == "clean":
            figures.note(f"form {form}", "clean")
        if grade == "remark" and not asked:
            figures.note(max(codes), "silent", f"{place} without a word")
        wrong = _differences(truth, row)
        for code, told in wrong:
            figures.note(code or f"form {form}", "altered", f"{place} {told}")
    _count_cells(truth, row, figures, f"{place}", reason)


def _count_cells(truth: Truth, row: dict[str, str] | None, figures: Figures, place: str, reason: str) -> None:
    if truth.line.grade not in ("repair",):
        return
    for column, cell in truth.line.cells.items():
        if cell.fate == "repair":
            figures.note(cell.code, "cells")
            if row is not None and row.get(column, "") == cell.truth:
                figures.note(cell.code, "cells right")
            elif reason != "file":
                figures.note(cell.code, "cells lost", f"{place} {column} {cell.value!r}: {reason}")


def _differences(truth: Truth, row: dict[str, str]) -> list[tuple[str, str]]:
    """Return the pattern and description of every cell that is stored other than true."""
    found = []
    for column, cell in truth.line.cells.items():
        held = row.get(column, "")
        held = "" if held is None else str(held)
        if column == "breakdown" or (cell.code == "D23" and held == cell.value):
            continue  # a name as sent is no wrong name
        if held != cell.truth:
            found.append((cell.code, f"{column}: {cell.value!r} is {held!r}, not {cell.truth!r}"))
    if truth.region and row[" region"] != truth.region:
        found.append(("D01", f"county {row[' region']!r}, not {truth.region!r}"))
    return found
