"""Read a workbook as a submission: the cover, every sheet by what its sender owes, and the hash of its content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from dashboard.intake.cells import normal
from dashboard.intake.confirmed import NOTHING, Known
from dashboard.intake.cover import Cover, read_cover
from dashboard.intake.feeds import read_feed
from dashboard.intake.headers import SUMMARY
from dashboard.intake.issue import Issue
from dashboard.intake.ledgers import read_ledger
from dashboard.intake.milestones import read_milestones
from dashboard.intake.misfit import withheld
from dashboard.intake.receipts import Receipt, of_feed, of_quarters, weighed
from dashboard.intake.rows import Item, Reading, apart
from dashboard.intake.sightings import seen_in_file
from dashboard.intake.stray import left_unread, no_table
from dashboard.intake.subjects import about_county, is_empty, other_county, subject_of
from dashboard.intake.submitted import Submission, columns
from dashboard.intake.template import Template, templates
from dashboard.intake.vocabulary import Vocabulary
from dashboard.intake.workbook import Sheet, Workbook, read_workbook
from dashboard.intake.zero_report import nothing_new
from dashboard.plan.lookup import MILESTONES
from dashboard.plan.models import Feed
from dashboard.reporting.hashing import hash_of_parts
from dashboard.wording import Refused

_PROVENANCE = ("sheet", "row_no", "row_hash")


def read_submission(path: Path, words: Mapping[str, Vocabulary], known: Known | None = None) -> Submission:
    """Read a workbook against the plans' vocabularies; Refused when it cannot be taken at all.

    A row that is doubtful or wrong does not stop the others: it is among the ``issues``. ``known``: what persons have
    confirmed of such rows.
    """
    return understood(read_workbook(path), words, known)


def understood(workbook: Workbook, words: Mapping[str, Vocabulary], known: Known | None = None) -> Submission:
    """Return what a workbook says; see ``read_submission``."""
    cover = read_cover(workbook, {plan: found.catalogue for plan, found in words.items()})
    confirmed = (known or {}).get((cover.plan, cover.sender), NOTHING)
    found = Submission(workbook.file, workbook.hash, cover, confirmed=confirmed)
    return _complete(_read(workbook, found, words[cover.plan]), words[cover.plan])


def _read(workbook: Workbook, found: Submission, words: Vocabulary) -> Submission:
    cover = found.cover
    template = templates()[cover.template]
    skipped = (template.cover.sheet, SUMMARY)
    sheets = [sheet for sheet in workbook.sheets if normal(sheet.name) not in skipped]
    sheets = [sheet for sheet in sheets if not is_empty(sheet)]
    if not sheets and any(finding.kind == "picture" for finding in workbook.findings):
        raise Refused("load.picture_only", file=workbook.file)
    if not sheets and not cover.zero_report:
        raise Refused("load.no_data_sheet", file=workbook.file, sheet=template.cover.sheet)
    found = replace(found, issues=(*seen_in_file(workbook.findings), *_by_name(cover, words)))
    for sheet in sheets:
        found = _add(found, sheet, template, words)
    if not found.sheets and not cover.zero_report:
        raise no_table(sheets[0], cover, words)
    return nothing_new(found, words) if cover.zero_report else found


def _by_name(cover: Cover, words: Vocabulary) -> Iterator[Issue]:
    """Yield a remark when the file's name had to say what no cover says."""
    if cover.by_name:
        unit = words.organisations[cover.sender].names[-1].name
        told = {"unit": unit, "period": cover.period, "day": cover.filled_on.isoformat()}
        yield Issue("", 0, "", "noted", "seen.by_name", told)


def _add(found: Submission, sheet: Sheet, template: Template, words: Vocabulary) -> Submission:
    """Return the submission with one more sheet read; one that its sender does not owe is only named."""
    name, cover = normal(sheet.name), found.cover
    subject, doubt = subject_of(sheet, cover.sender, words), other_county(sheet, cover.sender, words)
    if name == template.milestones.sheet and cover.sender in words.reporters.values():
        states = withheld(read_milestones(sheet, template, cover, words, found.confirmed), doubt)
        receipts = of_quarters(MILESTONES, sheet.name, cover.quarters)
        whole = _noted(found, states, (sheet.name, MILESTONES), receipts)
        return replace(whole, milestones=(*found.milestones, *states.rows))
    if subject is None or subject.id not in words.owed[cover.sender]:
        stray = left_unread(sheet, cover, words)
        return replace(found, issues=(*found.issues, stray), row_count=found.row_count + (not stray.harmless))
    if isinstance(subject, Feed):
        told = read_feed(sheet, template.header_row, subject, cover, words, found.confirmed)
        observations = withheld(told, doubt)
        receipts = of_feed(subject, sheet.name, cover.quarters, observations)
        whole = _noted(found, observations, (sheet.name, subject.id), receipts)
        return replace(whole, observations=(*found.observations, *observations.rows))
    page = sheet if doubt else about_county(sheet, words)
    entries = withheld(read_ledger(page, template, subject, cover, words, found.confirmed), doubt)
    receipts = of_quarters(subject.id, sheet.name, cover.quarters)
    return replace(_noted(found, entries, (sheet.name, subject.id), receipts), entries=(*found.entries, *entries.rows))


def _noted(
    found: Submission, reading: Reading[Item], told: tuple[str, str], receipts: Iterable[Receipt]
) -> Submission:
    return replace(
        found,
        issues=(*found.issues, *reading.issues),
        waiting=(*found.waiting, *reading.waiting),
        row_count=found.row_count + reading.count,
        receipts=(*found.receipts, *receipts),
        sheets={**found.sheets, told[0]: told[1]},
    )


def _complete(found: Submission, words: Vocabulary) -> Submission:
    """Return the submission with the hash of its content; what two sheets state otherwise is a question too."""
    observations, doubts, doubted = apart(found.observations)
    issues, waiting = (*found.issues, *doubts), (*found.waiting, *doubted)
    receipts = weighed(found.receipts, issues, waiting, words)
    whole = replace(found, observations=observations, issues=issues, waiting=waiting, receipts=receipts)
    return replace(whole, content_hash=_content_hash(whole))


def restricted(found: Submission, sheet: str) -> Submission:
    """Return what a submission says of the feed or ledger of one sheet; of any other it takes nothing back."""
    subject = found.sheets.get(sheet)
    names = {name: own for name, own in found.sheets.items() if own == subject}
    receipts = tuple(receipt for receipt in found.receipts if receipt.subject == subject)
    part = replace(
        found, sheets=names, receipts=receipts,
        observations=tuple(row for row in found.observations if row.sheet in names),
        entries=tuple(row for row in found.entries if row.sheet in names),
        milestones=tuple(row for row in found.milestones if row.sheet in names),
        issues=tuple(issue for issue in found.issues if issue.sheet in names),
        waiting=tuple(item for item in found.waiting if item.sheet in names),
    )  # fmt: skip
    return replace(part, content_hash=_content_hash(part))


def _content_hash(found: Submission) -> str:
    """SHA-256 of cover, rows and receipts, whatever the order of sheets, rows and columns."""
    rows = sorted(found.rows, key=lambda row: (type(row).__name__, row.key))
    told = ([type(row).__name__, {name: value for name, value in columns(row).items() if name not in _PROVENANCE}]
            for row in rows)  # fmt: skip
    receipts = sorted((receipt.subject, receipt.period) for receipt in found.receipts)
    asked = sorted([issue.code, issue.column, issue.message] for issue in found.issues if not issue.harmless)
    waiting = sorted([item.table, *(part or "" for part in item.pattern)] for item in found.waiting)
    unsaid = {"by_name"} if found.cover.zero_report else {"by_name", "zero_report"}
    cover = {name: value for name, value in columns(found.cover).items() if name not in unsaid}
    return hash_of_parts([cover, told, receipts, *([asked, waiting] if asked else [])])
