"""One workbook as one value: its cover and every row of its sheets, clean or in question, not yet stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from dashboard.intake.confirmed import NOTHING, Confirmed
from dashboard.intake.cover import Cover
from dashboard.intake.entry import EntryRow
from dashboard.intake.issue import Issue
from dashboard.intake.milestones import MilestoneRow
from dashboard.intake.observation import ObservationRow
from dashboard.intake.receipts import Receipt
from dashboard.intake.waiting import Waiting


@dataclass(frozen=True, slots=True)
class Submission:
    """Everything one workbook says. ``receipts`` also stand for sheets without a row."""

    file_name: str
    file_hash: str
    cover: Cover
    observations: tuple[ObservationRow, ...] = ()
    entries: tuple[EntryRow, ...] = ()
    milestones: tuple[MilestoneRow, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    issues: tuple[Issue, ...] = ()
    waiting: tuple[Waiting, ...] = ()  # what the rows in question may speak of
    sheets: Mapping[str, str] = field(default_factory=dict)  # name of each sheet that was read -> what it reports
    row_count: int = 0
    content_hash: str = field(default="", compare=False)
    confirmed: Confirmed = field(default=NOTHING, compare=False, repr=False)  # what was known of it when it was read

    @property
    def rows(self) -> tuple[ObservationRow | EntryRow | MilestoneRow, ...]:
        """Every row in the order of the tables."""
        return (*self.observations, *self.entries, *self.milestones)

    @property
    def subjects(self) -> frozenset[str]:
        """Feeds and ledgers of which it speaks; of any other it takes nothing back."""
        return frozenset(self.sheets.values()) | {receipt.subject for receipt in self.receipts}

    @property
    def settled(self) -> tuple[str, ...]:
        """Marks of the questions that a person has answered by confirming the row."""
        return tuple(sorted({issue.mark for issue in self.issues if issue.confirmed}))


def columns(row: ObservationRow | EntryRow | MilestoneRow | Cover) -> dict[str, object]:
    """Return the columns of a row by name."""
    return {item.name: getattr(row, item.name) for item in fields(row)}
