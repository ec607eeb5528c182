"""Of which feeds and ledgers a workbook speaks: what the former version said of any other stays as it was."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from dashboard.intake.cells import normal
from dashboard.intake.resolve import Stated
from dashboard.intake.statements import ENTRY, MILESTONE, OBSERVATION, Kind, Slot
from dashboard.intake.stray import OF_STRAYS
from dashboard.intake.submitted import Submission
from dashboard.intake.template import templates
from dashboard.intake.vocabulary import Vocabulary
from dashboard.plan.lookup import MILESTONES
from dashboard.plan.models import Feed
from dashboard.reporting import Transaction

QUESTIONS = "submission_issue"


@dataclass(frozen=True, slots=True)
class Covered:
    """Of which subjects a workbook speaks, on which sheets; ``names``: subject by the name of its sheet in the form."""

    subjects: frozenset[str]
    sheets: frozenset[str]
    indicators: frozenset[str]
    names: Mapping[str, str]

    def has(self, kind: Kind, row: Stated) -> bool:
        """True when a stored row is of a subject that the workbook speaks of."""
        if kind is OBSERVATION:
            return row.columns["indicator"] in self.indicators
        if kind is MILESTONE:
            return MILESTONES in self.subjects
        return row.columns["ledger" if kind is ENTRY else "subject"] in self.subjects

    def leaves_open(self, sheet: str, code: str, kept: Collection[str]) -> bool:
        """True when a question about a sheet of the former version is none about what this workbook holds.

        A sheet of any name may have reported what is ``kept``, unless this workbook has a sheet of that name.
        """
        if not sheet or sheet in self.sheets or code in OF_STRAYS:
            return False
        named = max((known for known in self.names if known in normal(sheet)), key=len, default="")
        return bool(kept) and (not named or self.names[named] in kept)


def covered(found: Submission, words: Vocabulary) -> Covered:
    """Return what a workbook covers."""
    owed = [subject for subject in words.subjects.values() if subject.id in words.owed[found.cover.sender]]
    feeds = (subject for subject in owed if isinstance(subject, Feed) and subject.id in found.subjects)
    steps = templates()[found.cover.template].milestones.sheet
    names = {normal(subject.sheet): subject.id for subject in owed} | {normal(steps): MILESTONES}
    told = frozenset(value.indicator for feed in feeds for value in feed.values)
    return Covered(found.subjects, frozenset(found.sheets), told, names)


def left_alone(kind: Kind, former: Iterable[Stated], found: Covered | None) -> set[int]:
    """Return which rows of the former version stay because nothing is said of their subject."""
    if found is None:
        return set()
    return {row.row_id for row in former if row.row_id is not None and not found.has(kind, row)}


def keep_questions(tx: Transaction, slot: Slot, found: Covered) -> None:
    """Keep the open questions of the former version about what the workbook does not speak of."""
    kept = {str(row["subject"]) for row in tx.rows("intake_kept_subjects", submission=slot.id) if row["subject"]}
    if slot.previous is None or not kept:
        return
    asked = [row for row in tx.rows("intake_questions", submission=slot.previous) if row["id"] is not None]
    open_ = [row["id"] for row in asked if found.leaves_open(str(row["sheet"]), str(row["code"]), kept)]
    tx.insert("kept_row", [{"submission_id": slot.id, "kind": QUESTIONS, "row_id": row} for row in open_])
