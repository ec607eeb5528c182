"""The page of sending as frozen values: what a unit owes for a report period, what came of it, and what is asked."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.figures.marks import Mark
from dashboard.figures.shell import Entry


@dataclass(frozen=True)
class OwedSheet:
    """A sheet that the unit owes for the period; ``href`` leads to the form that fills it in."""

    name: str
    due: str
    late: int  # days past the day it was due while it has not come
    mark: Mark
    rows: int
    asked: int  # rows in question
    href: str
    filled: bool  # its form is open
    why: str = ""  # why it is due on that day, where it is not the rule's own


@dataclass(frozen=True)
class Question:
    """A row that was changed, is held or was sent back, and why."""

    sheet: str
    row: int
    column: str
    mark: Mark
    message: str
    href: str = ""  # to the form of its sheet
    confirm: str = ""  # to saying that it is right as it is; "" where that cannot be said


@dataclass(frozen=True)
class Settled:
    """A held row that a person has confirmed: what was asked, why it is right, who said so, and when."""

    sheet: str
    row: int
    question: str
    reason: str
    person: str
    day: str


@dataclass(frozen=True)
class Outcomes:
    """Rows by what became of them, each with its mark."""

    passed: int
    repaired: int
    held: int
    returned: int
    marks: tuple[Mark, ...]

    @property
    def pairs(self) -> tuple[tuple[Mark, int], ...]:
        """The four outcomes with their numbers."""
        return tuple(zip(self.marks, (self.passed, self.repaired, self.held, self.returned), strict=True))


@dataclass(frozen=True)
class Version:
    """A workbook as it was sent: ``reply`` and ``withdraw`` are addresses, "" where there is nothing to be had."""

    period: str
    version: str
    file: str
    filled: str
    rows: int
    repaired: int
    held: int
    returned: int
    state: Mark
    reply: str = ""
    withdraw: str = ""


@dataclass(frozen=True)
class Act:
    """Something done about the unit's workbooks, as the audit log has it."""

    at: str
    actor: str
    what: str
    about: str


@dataclass(frozen=True)
class Change:
    """A row that is new or gone (``cells`` says what it holds), or one value of a row that is changed."""

    kind: str  # in words
    sheet: str
    what: str
    field: str = ""
    before: str = ""
    after: str = ""
    cells: str = ""


@dataclass(frozen=True)
class Effect:
    """A target whose verdict or value moves when a workbook is taken; ``note`` names the reading and further ones."""

    name: str
    note: str
    href: str
    before: Mark
    after: Mark
    value_before: str
    value_after: str


@dataclass(frozen=True)
class DraftCard:
    """A workbook that has been read and not yet been taken."""

    file: str
    unit: str
    period: str
    sentence: str
    refused: bool
    outcomes: Outcomes | None
    changes: tuple[Change, ...]
    effects: tuple[Effect, ...]
    questions: tuple[Question, ...]
    same_verdicts: str  # said where nothing moves


@dataclass(frozen=True)
class IntakePage:
    """Everything the page says of one unit and report period."""

    headline: str
    second: str
    units: tuple[Entry, ...]
    periods: tuple[Entry, ...]
    owed: tuple[OwedSheet, ...]
    questions: tuple[Question, ...]
    settled: tuple[Settled, ...]
    versions: tuple[Version, ...]
    acts: tuple[Act, ...]
    template: str  # address of the prefilled workbook
    unit_href: str
    data_href: str
    untouched: bool  # nothing has come for the period, and something is owed
    reminders: tuple[str, ...] = ()  # what the office has reminded the unit of
    proof_href: str = ""  # the unit's part of evidence
