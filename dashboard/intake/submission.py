"""One workbook as one value: its cover and every row of its sheets, clean or in question, not yet stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from dashboard.intake.cells import normal
from dashboard.intake.cover import Cover, read_cover
from dashboard.intake.feeds import ObservationRow, read_feed
from dashboard.intake.headers import SUMMARY
from dashboard.intake.issue import Issue
from dashboard.intake.ledgers import EntryRow, read_ledger
from dashboard.intake.milestones import MilestoneRow, read_milestones
from dashboard.intake.rows import Item, Reading, apart
from dashboard.intake.subjects import about_county, is_empty, is_notes, subject_of
from dashboard.intake.template import Template, templates
from dashboard.intake.vocabulary import Vocabulary
from dashboard.intake.workbook import Sheet, Workbook, read_workbook
from dashboard.plan.lookup import MILESTONES
from dashboard.plan.models import Feed
from dashboard.reporting.hashing import hash_of
from dashboard.wording import Refused

_PROVENANCE = ("sheet", "row_no", "row_hash")


@dataclass(frozen=True, slots=True)
class Submission:
    """Everything one workbook says. ``receipts`` are (subject, period) pairs, also for sheets without a row."""

    file_name: str
    file_hash: str
    cover: Cover
    observations: tuple[ObservationRow, ...] = ()
    entries: tuple[EntryRow, ...] = ()
    milestones: tuple[MilestoneRow, ...] = ()
    receipts: tuple[tuple[str, str], ...] = ()
    issues: tuple[Issue, ...] = ()
    row_count: int = 0
    content_hash: str = field(default="", compare=False)

    @property
    def rows(self) -> tuple[ObservationRow | EntryRow | MilestoneRow, ...]:
        """Every row in the order of the tables."""
        return (*self.observations, *self.entries, *self.milestones)


def read_submission(path: Path, words: Mapping[str, Vocabulary]) -> Submission:
    """Read a workbook against the plans' vocabularies; Refused when it cannot be taken at all.

    A row that is doubtful or wrong does not stop the others: it is among the ``issues``.
    """
    workbook = read_workbook(path)
    cover = read_cover(workbook, {plan: found.catalogue for plan, found in words.items()})
    return _complete(_read(workbook, cover, words[cover.plan]))


def _read(workbook: Workbook, cover: Cover, words: Vocabulary) -> Submission:
    template = templates()[cover.template]
    found = Submission(workbook.file, workbook.hash, cover)
    skipped = (template.cover.sheet, SUMMARY)
    sheets = [sheet for sheet in workbook.sheets if normal(sheet.name) not in skipped]
    sheets = [sheet for sheet in sheets if not is_empty(sheet)]
    if not sheets and any(finding.kind == "picture" for finding in workbook.findings):
        raise Refused("load.picture_only", file=workbook.file)
    if not sheets:
        raise Refused("load.no_data_sheet", file=workbook.file, sheet=template.cover.sheet)
    for sheet in sheets:
        found = _add(found, sheet, template, words)
    return found


def _add(found: Submission, sheet: Sheet, template: Template, words: Vocabulary) -> Submission:
    """Return the submission with one more sheet read; Refused for a sheet that its sender does not owe."""
    name, cover = normal(sheet.name), found.cover
    subject = subject_of(sheet, cover.sender, words)
    if name == template.milestones.sheet and cover.sender in words.reporters.values():
        states = read_milestones(sheet, template, cover, words)
        return replace(
            _noted(found, states),
            milestones=(*found.milestones, *states.rows),
            receipts=(*found.receipts, *((MILESTONES, quarter) for quarter in cover.quarters)),
        )
    if subject is None and is_notes(sheet):
        return found
    if subject is None or subject.id not in words.owed[cover.sender]:
        raise _stray(sheet, template, cover, words)
    if isinstance(subject, Feed):
        observations = read_feed(sheet, template.header_row, subject, cover, words)
        receipts = _receipts(subject, cover, observations.rows)
        told = (*found.observations, *observations.rows)
        return replace(_noted(found, observations), observations=told, receipts=(*found.receipts, *receipts))
    entries = read_ledger(about_county(sheet, words), template, subject, cover, words)
    return replace(
        _noted(found, entries),
        entries=(*found.entries, *entries.rows),
        receipts=(*found.receipts, *((subject.id, quarter) for quarter in cover.quarters)),
    )


def _noted(found: Submission, reading: Reading[Item]) -> Submission:
    return replace(found, issues=(*found.issues, *reading.issues), row_count=found.row_count + reading.count)


def _receipts(feed: Feed, cover: Cover, rows: Iterable[ObservationRow]) -> list[tuple[str, str]]:
    """Return what a feed sheet reports: every quarter of the workbook, or the years it holds."""
    periods = sorted({row.period for row in rows}) if feed.frequency == "A" else cover.quarters
    return [(feed.id, period) for period in periods]


def _stray(sheet: Sheet, template: Template, cover: Cover, words: Vocabulary) -> Refused:
    owed = words.owed[cover.sender]
    names = [subject.sheet for subject in words.subjects.values() if subject.id in owed]
    if cover.sender in words.reporters.values():
        names.append(template.milestones.sheet)
    known = normal(sheet.name) in words.subjects or normal(sheet.name) == template.milestones.sheet
    key = "load.sheet_not_owed" if known else "load.unknown_sheet"
    place = {"file": sheet.file, "sheet": sheet.name, "sender": cover.sender}
    return Refused(key, **place, options="、".join(names) or "—")


def _complete(found: Submission) -> Submission:
    """Return the submission with the hash of its content; what two sheets state otherwise is a question too."""
    observations, doubts = apart(found.observations)
    whole = replace(found, observations=observations, issues=(*found.issues, *doubts))
    return replace(whole, content_hash=_content_hash(whole))


def _content_hash(found: Submission) -> str:
    """SHA-256 of cover, rows and receipts, whatever the order of sheets, rows and columns."""
    rows = sorted(found.rows, key=lambda row: (type(row).__name__, row.key))
    told = [[type(row).__name__, {name: value for name, value in columns(row).items() if name not in _PROVENANCE}]
            for row in rows]  # fmt: skip
    parts: list[object] = [columns(found.cover), told, sorted(found.receipts)]
    asked = sorted([issue.code, issue.column, issue.message] for issue in found.issues if issue.outcome != "repaired")
    return hash_of([*parts, asked] if asked else parts)


def columns(row: ObservationRow | EntryRow | MilestoneRow | Cover) -> dict[str, object]:
    """Return the columns of a row by name."""
    return {item.name: getattr(row, item.name) for item in fields(row)}
