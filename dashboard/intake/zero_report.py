"""零报告: a ticked box on the cover says that nothing new has happened, and stands for every sheet that is owed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from dashboard.intake.receipts import of_quarters
from dashboard.intake.rows import leaves_out
from dashboard.intake.submitted import Submission
from dashboard.intake.template import templates
from dashboard.intake.vocabulary import Vocabulary
from dashboard.plan import periods
from dashboard.plan.lookup import MILESTONES
from dashboard.plan.models import Feed
from dashboard.wording import Refused

Place = tuple[str, int]  # sheet and row


def nothing_new(found: Submission, words: Vocabulary) -> Submission:
    """Return a zero report with a receipt for all that its sender owes each quarter; Refused when a row denies it.

    What a prefilled table repeats from earlier periods, and a value of nought, deny nothing.
    """
    denied = min((place for place in _news(found, words)), key=lambda place: place[1], default=None)
    if denied is not None:
        cover = templates()[found.cover.template].cover.sheet
        raise Refused("load.zero_with_rows", file=found.file_name, cover=cover, sheet=denied[0], row=denied[1])
    told = {receipt.subject for receipt in found.receipts}
    more = [
        receipt
        for subject in _owed(found, words)
        if subject not in told
        for receipt in of_quarters(subject, "", found.cover.quarters)
    ]
    return replace(found, receipts=(*found.receipts, *more))


def _owed(found: Submission, words: Vocabulary) -> Iterator[str]:
    """Yield what a sender owes every quarter; a year's value is never nothing."""
    owed = words.owed[found.cover.sender]
    for subject in words.subjects.values():
        if subject.id in owed and not (isinstance(subject, Feed) and subject.frequency == "A"):
            yield subject.id
    if found.cover.sender in words.reporters.values():
        yield MILESTONES


def _news(found: Submission, words: Vocabulary) -> Iterator[Place]:
    """Yield the rows that say something of the quarters reported, or that nobody can read."""
    first, last = periods.months_of(found.cover.period_from)[0], periods.last_month(found.cover.period)
    dates = {
        ledger.id: [c.name for c in ledger.columns if c.type == "date" and c.name in words.counted.get(ledger.id, ())]
        for ledger in words.catalogue.ledgers
    }
    for value in found.observations:
        if value.value and first <= periods.last_month(value.period) <= last:
            yield value.sheet, value.row_no
    for entry in found.entries:
        attributes = json.loads(entry.attributes)
        days = (attributes.get(name, "") for name in dates[entry.ledger])
        if any(first <= day[:7] <= last for day in days if day):
            yield entry.sheet, entry.row_no
    for step in found.milestones:
        if step.done_on and first <= step.done_on[:7] <= last:
            yield step.sheet, step.row_no
    for issue in found.issues:
        if leaves_out(issue):
            yield issue.sheet, issue.row_no
