"""One workbook as one value: its cover and every row of its sheets, clean or in question, not yet stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    return {item.name: _plain(getattr(row, item.name)) for item in fields(row)}


class Columns(Mapping[str, object]):
    """The columns of a row with those common to all of its table, made when they are asked for."""

    __slots__ = ("_common", "_row")

    def __init__(self, row: ObservationRow | EntryRow | MilestoneRow, common: Mapping[str, object]) -> None:
        self._row, self._common = row, common

    def __getitem__(self, name: str) -> object:
        """Return a column; KeyError when there is none of that name."""
        if name in self._common:
            return self._common[name]
        try:
            return _plain(getattr(self._row, name))
        except AttributeError as error:
            raise KeyError(name) from error

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the columns."""
        yield from self._common
        yield from (item.name for item in fields(self._row) if item.name not in self._common)

    def __len__(self) -> int:
        """Return how many columns there are."""
        return sum(1 for _ in self)


def _plain(value: object) -> object:
    return value.decode() if isinstance(value, bytes) else value
