"""The parts of a unit's page as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.figures.marks import Mark
from dashboard.figures.steps import StepRow


@dataclass(frozen=True)
class Owing:
    """Sheets of one period that a unit owes, or is to send next."""

    period: str
    due: str
    days: int  # past the due date at the cut-off
    count: int
    sheets: str


@dataclass(frozen=True)
class SentRow:
    """One workbook that came."""

    period: str
    mark: Mark
    filled: str
    due: str
    sheets: int
    nil: int
    corrected: str


@dataclass(frozen=True)
class Duty:
    """A target or task that a unit answers for or supports."""

    code: str
    name: str
    href: str
    role: str
    mark: Mark | None = None
    done: int = 0
    due: int = 0
    overdue: int = 0


@dataclass(frozen=True)
class UnitPage:
    """Everything the page of a unit says."""

    name: str
    headline: str
    second: str
    owing: tuple[Owing, ...]
    late: tuple[StepRow, ...]
    next_sheets: tuple[Owing, ...]
    next_steps: tuple[StepRow, ...]
    sent: tuple[SentRow, ...]
    sent_more: tuple[SentRow, ...]
    done: tuple[StepRow, ...]
    counts: tuple[int, int, int]  # milestones done, due, in all
    tasks_href: str
    intake_href: str  # "" for a unit that sends nothing
    targets: tuple[Duty, ...]
    tasks: tuple[Duty, ...]
