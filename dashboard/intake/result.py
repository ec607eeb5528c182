"""What became of one file: counts, issues, and the workbook that goes back to its sender."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from dashboard.intake.cover import Cover
from dashboard.intake.headers import REMARKS
from dashboard.intake.issue import Issue
from dashboard.intake.reply import write_reply
from dashboard.intake.rows import Tally
from dashboard.intake.storing import Stored
from dashboard.wording import Language, Refused, t

Outcome = Literal["loaded", "replaced", "unchanged", "refused"]


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What became of one file. Counts are rows of observations, entries and milestones that a reader sees change."""

    path: Path
    outcome: Outcome
    added: int = 0
    changed: int = 0
    closed: int = 0
    version: int = 0  # of the submission within its sender and report period; 0 when refused
    superseded_by: int = 0  # unchanged because this later version is already there
    rows: Tally = field(default_factory=Tally)
    issues: tuple[Issue, ...] = ()
    header_row: int = 0  # of its data sheets; 0 when refused
    refusal: Refused | None = None
    cover: Cover | None = None  # None when the whole file could not be read
    # what changed, row by row: only of a rehearsal
    stored: Stored = field(default_factory=Stored, compare=False, repr=False)

    def reply(self, folder: Path) -> Path | None:
        """Write the workbook that goes back to its sender; None when the whole file was refused."""
        if self.refusal is not None:
            return None
        return write_reply(
            self.path, self.issues, self.rows, self.header_row, folder / f"{self.path.stem}_{REMARKS}.xlsx"
        )

    def sentence(self, lang: Language) -> str:
        """Return what a user reads about this file."""
        if self.refusal is not None:
            return self.refusal.sentence(lang)
        key = "load.superseded" if self.superseded_by else f"load.{self.outcome}"
        told = t(
            key, lang, file=self.path.name, added=self.added, changed=self.changed, closed=self.closed,
            version=self.version, newer=self.superseded_by,
        )  # fmt: skip
        if self.rows == Tally(self.rows.passed):
            return told
        return told + t("load.rows", lang, **asdict(self.rows))
