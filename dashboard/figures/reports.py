"""Who was to send what by when, and what came: sheets of one sender and period as one batch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dashboard.figures.decode import known
from dashboard.figures.facts import Edition
from dashboard.figures.marks import Mark
from dashboard.figures.series import Row
from dashboard.plan import periods
from dashboard.wording import Language, t

Sent = Literal["missing", "partial", "held", "late", "nil", "on_time", "open"]  # open: not asked for yet
LOOKS: dict[Sent, tuple[str, str]] = {
    "on_time": ("s-completed", "good"),
    "nil": ("h-on_schedule", "good"),
    "late": ("s-slightly_behind", "warn"),
    "held": ("h-slightly_behind", "warn"),
    "partial": ("h-behind", "bad"),
    "missing": ("s-behind", "bad"),
    "open": ("s-not_assessed", "wait"),
}


@dataclass(frozen=True)
class Report:
    """One sheet of a sender for a period; ``filled`` is None until it has come."""

    sender: str
    subject: str
    period: str
    due: date
    filled: date | None = None
    version: int = 0  # of the workbook; 0 until it has come
    stated: int = 0  # rows of the sheet; none is a 零报告
    file: str = ""
    waiting: int = 0  # rows held or returned: until they are clear the sheet does not count as reported

    @property
    def came(self) -> bool:
        """True when the sheet has come."""
        return self.version > 0

    @property
    def late(self) -> bool:
        """True when it was filled in after the day it was due."""
        return self.filled is not None and self.filled > self.due

    def owed(self, edition: Edition) -> bool:
        """True when an edition lacks it: its quarter is over, or the day on which a yearly one is due has passed."""
        over = periods.frequency(self.period) == "Q" and periods.last_month(self.period) <= edition.through
        return not self.came and (over or self.due <= edition.cut_off)


@dataclass(frozen=True)
class Batch:
    """The sheets of one sender for one period."""

    sender: str
    period: str
    reports: tuple[Report, ...]
    owed: tuple[Report, ...]

    @property
    def came(self) -> tuple[Report, ...]:
        """The sheets that have come."""
        return tuple(report for report in self.reports if report.came)

    @property
    def nil(self) -> int:
        """How many sheets came without a row."""
        return sum(not report.stated and not report.waiting for report in self.came)

    @property
    def waiting(self) -> int:
        """How many sheets have rows that wait for an answer."""
        return sum(report.waiting > 0 for report in self.reports)

    @property
    def version(self) -> int:
        """The newest version of the workbook; above 1 it was corrected."""
        return max((report.version for report in self.reports), default=0)

    @property
    def filled(self) -> date | None:
        """The day on which the last of its sheets was filled in."""
        return max((report.filled for report in self.came if report.filled), default=None)

    @property
    def due(self) -> date:
        """The day on which its first sheet was due."""
        return min(report.due for report in self.reports)

    @property
    def sent(self) -> Sent:
        """How it was sent."""
        if not self.came:
            return "missing" if self.owed else "open"
        if self.owed:
            return "partial"
        if self.waiting:
            return "held"
        if any(report.late for report in self.came):
            return "late"
        return "nil" if self.nil == len(self.came) else "on_time"

    def mark(self, lang: Language) -> Mark:
        """Return how it was sent as word, shape and tone."""
        return sent_mark(self.sent, lang)


def sent_mark(sent: Sent, lang: Language) -> Mark:
    """Return a way of sending as word, shape and tone."""
    return Mark(sent, t(f"reports.{sent}", lang), *LOOKS[sent])


def reports(rows: Iterable[Row], sheets: Iterable[Row], names: Mapping[str, frozenset[str]]) -> tuple[Report, ...]:
    """Return the sheets expected with what came; ``names``: the names that a subject's sheet may have."""
    stated = {(int(str(row["submission_id"])), str(row["sheet"])): int(str(row["stated"])) for row in sheets}
    return tuple(_report(row, stated, names) for row in rows)


def _report(row: Row, stated: Mapping[tuple[int, str], int], names: Mapping[str, frozenset[str]]) -> Report:
    subject, due = str(row["subject"]), date.fromisoformat(str(row["due"]))
    bare = Report(str(row["sender"]), subject, str(row["period"]), due)
    if not known(row["submission_id"]):
        return bare
    submission = int(float(str(row["submission_id"])))
    filled = date.fromisoformat(str(row["filled_on"])) if row["filled_on"] else None
    number = sum(stated.get((submission, name), 0) for name in names.get(subject, frozenset()))
    version = int(float(str(row["version"])))
    waiting = int(float(str(row["waiting"])))
    return Report(bare.sender, subject, bare.period, due, filled, version, number, str(row["file_name"]), waiting)


def batches(found: Iterable[Report], edition: Edition) -> tuple[Batch, ...]:
    """Return the sheets by sender and period, as an edition sees them, in the order of first mention."""
    groups: dict[tuple[str, str], list[Report]] = {}
    for report in found:
        groups.setdefault((report.sender, report.period), []).append(report)
    return tuple(
        Batch(sender, period, tuple(group), tuple(report for report in group if report.owed(edition)))
        for (sender, period), group in groups.items()
    )
