"""A sheet beside the tables of the form: named in the answer, never read, and never a reason to refuse the others."""

from __future__ import annotations

from dashboard.intake.cells import normal
from dashboard.intake.cover import Cover
from dashboard.intake.issue import Issue
from dashboard.intake.layout import lines_below
from dashboard.intake.subjects import header_of, is_notes, resembles
from dashboard.intake.template import newest
from dashboard.intake.vocabulary import Vocabulary
from dashboard.intake.workbook import Sheet
from dashboard.wording import Refused

_OF_OTHERS, _UNCLEAR = "load.sheet_of_others", "load.sheet_unclear"
OF_STRAYS = frozenset({_OF_OTHERS, _UNCLEAR})


def left_unread(sheet: Sheet, cover: Cover, words: Vocabulary) -> Issue:
    """Return what is said of a sheet that is not read: a remark, or a question where its rows may be owed.

    A table of another unit, and one with the headers of a table that is owed, have rows that may be missing somewhere.
    """
    if _is_known(sheet, words) and not _is_blank(sheet, words):
        return Issue(sheet.name, 0, "", "returned", _OF_OTHERS, {"options": "、".join(_owed(cover, words)) or "—"})
    alike = [] if is_notes(sheet) else resembles(sheet, cover.sender, words)
    if alike:
        return Issue(sheet.name, 0, "", "returned", _UNCLEAR, {"options": "、".join(alike)})
    return Issue(sheet.name, 0, "", "noted", "seen.stray_sheet")


def no_table(sheet: Sheet, cover: Cover, words: Vocabulary) -> Refused:
    """Return the refusal of a workbook of which no sheet is one that its sender owes."""
    key = "load.sheet_not_owed" if _is_known(sheet, words) else "load.unknown_sheet"
    place = {"file": sheet.file, "sheet": sheet.name, "sender": cover.sender}
    return Refused(key, **place, options="、".join(_owed(cover, words)) or "—")


def _is_known(sheet: Sheet, words: Vocabulary) -> bool:
    return normal(sheet.name) in words.subjects or normal(sheet.name) == newest().milestones.sheet


def _is_blank(sheet: Sheet, words: Vocabulary) -> bool:
    """True for a table of the form without a row."""
    subject = words.subjects.get(normal(sheet.name))
    header = header_of(sheet, subject) if subject else None
    return header is not None and not any(line.kind == "data" for line in lines_below(sheet, header.last))


def _owed(cover: Cover, words: Vocabulary) -> list[str]:
    owed = words.owed[cover.sender]
    names = [subject.sheet for subject in words.subjects.values() if subject.id in owed]
    steps = [newest().milestones.sheet] if cover.sender in words.reporters.values() else []
    return names + steps
