"""Say that a held row is right as it is: its workbook is read again with that known, and the row counts."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dashboard.intake.comparing import compared
from dashboard.intake.confirmed import NOTHING, Confirmed, Known, known, may_stand
from dashboard.intake.issue import Issue
from dashboard.intake.loading import take
from dashboard.intake.originals import original
from dashboard.intake.result import LoadResult
from dashboard.intake.submission import restricted, understood
from dashboard.intake.vocabulary import Vocabulary, vocabulary
from dashboard.intake.workbook import Workbook, read_workbook
from dashboard.plan.models import Catalogue
from dashboard.reporting import Database, Reader, Transaction, require_tables
from dashboard.reporting.statements import Value
from dashboard.wording import Refused

_LONGEST = 500  # characters of a reason


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A row of the workbook in force of a sender and report period."""

    plan: str
    sender: str
    period: str
    sheet: str
    row_no: int  # as Excel counts


@dataclass(frozen=True, slots=True)
class Word:
    """What a person says about a row: the reason, by whom, on which day."""

    reason: str
    person: str
    day: date


def confirm(
    database: Database, catalogues: Mapping[str, Catalogue], row: HeldRow, word: Word, originals: Path
) -> LoadResult:
    """Confirm a held row and return what became of its workbook, which is read again from its original.

    Refused without a reason; when the row is not held any more, cannot be read as it stands or was sent back; when
    the original is not at hand; and when another version came at the same moment. Then nothing is stored.
    """
    require_tables(database)
    if not word.reason.strip():
        raise Refused("intake.reason_missing")
    words = {row.plan: vocabulary(catalogues[row.plan])}
    with database.snapshot() as reader:
        current, settled = _in_force(reader, row), known(reader, row.plan)
        source = _source(reader, row)
    with _again(source, row, originals) as (path, workbook):
        with database.snapshot() as reader:
            questions = _questions(reader, workbook, words, row, settled)
        own = settled.get((row.plan, row.sender), NOTHING)
        more = Confirmed({**own.reasons, **{issue.mark: word.reason.strip()[:_LONGEST] for issue in questions}})
        found = restricted(understood(workbook, words, {**settled, (row.plan, row.sender): more}), row.sheet)
        with database.transaction() as tx:
            tx.lock(row.plan)
            if _in_force(tx, row)["id"] != current["id"]:
                raise Refused("intake.confirm_moved", sheet=row.sheet, row=row.row_no)
            _record(tx, row, word, questions)
            result = take(tx, path, found, words, word.person)
            if result.outcome == "unchanged":  # then nothing of it would count: no record of it either
                raise Refused("intake.confirm_gone", sheet=row.sheet, row=row.row_no)
            return result


def _in_force(reader: Reader, row: HeldRow) -> Mapping[str, Value]:
    for found in reader.rows("intake_submission", plan=row.plan, sender=row.sender, period=row.period):
        if found["to_edition"] is None:
            return found
    raise Refused("intake.confirm_gone", sheet=row.sheet, row=row.row_no)


def _source(reader: Reader, row: HeldRow) -> Mapping[str, Value]:
    """Return the file in which a row in question was sent: of the workbook in force, or one of which it keeps it."""
    for found in reader.rows("waiting_rows", plan=row.plan, sender=row.sender, period=row.period):
        if (found["sheet"], found["row_no"]) == (row.sheet, row.row_no):
            return found
    raise Refused("intake.confirm_gone", sheet=row.sheet, row=row.row_no)


@contextmanager
def _again(current: Mapping[str, Value], row: HeldRow, originals: Path) -> Iterator[tuple[Path, Workbook]]:
    """The workbook as it came, under its own name, while it is read and taken."""
    kept = original(originals, str(current["file_hash"]))
    if kept is None:
        raise Refused("intake.confirm_no_original", sheet=row.sheet, row=row.row_no)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / Path(str(current["file_name"])).name
        copy.write_bytes(kept.read_bytes())
        yield copy, read_workbook(copy)


def _questions(
    reader: Reader, workbook: Workbook, words: Mapping[str, Vocabulary], row: HeldRow, settled: Known
) -> Sequence[Issue]:
    """Return what is asked about a row today; Refused when that is nothing, or cannot be answered by confirming."""
    found = compared(reader, understood(workbook, words, settled), words[row.plan])
    asked = [issue for issue in found.issues if (issue.sheet, issue.row_no) == (row.sheet, row.row_no)]
    questions = [issue for issue in asked if not issue.harmless]
    if not questions:
        raise Refused("intake.confirm_gone", sheet=row.sheet, row=row.row_no)
    if not all(map(may_stand, questions)):
        raise Refused("intake.confirm_unreadable", sheet=row.sheet, row=row.row_no)
    return questions


def _record(tx: Transaction, row: HeldRow, word: Word, questions: Sequence[Issue]) -> None:
    reason = word.reason.strip()[:_LONGEST]
    common = {
        "plan": row.plan, "sender": row.sender, "period": row.period, "sheet": row.sheet, "row_no": row.row_no,
        "reason": reason, "person": word.person, "confirmed_on": word.day.isoformat(),
        "from_edition": tx.working_edition(row.plan), "to_edition": None,
    }  # fmt: skip
    answered = {issue.mark: issue for issue in questions}
    tx.insert("confirmation", [
        {**common, "column_name": issue.column or None, "code": issue.code, "message": issue.message, "mark": mark}
        for mark, issue in answered.items()
    ])  # fmt: skip
    detail = {"sheet": row.sheet, "row": row.row_no, "reason": reason, "codes": sorted(i.code for i in questions)}
    tx.audit(word.person, "confirm", f"{row.plan}/{row.sender}/{row.period}", detail)
