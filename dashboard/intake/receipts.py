"""Receipts: what a workbook reports for which period, and whether rows of it still wait for an answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard.intake.issue import Issue
from dashboard.intake.observation import ObservationRow
from dashboard.intake.rows import Reading, leaves_out
from dashboard.intake.vocabulary import Vocabulary
from dashboard.intake.waiting import Waiting
from dashboard.plan.lookup import report_period
from dashboard.plan.models import Feed

_INDICATOR, _PERIOD = 0, 2  # parts of an observation's key


@dataclass(frozen=True, slots=True)
class Receipt:
    """A sender has reported a subject for a report period; ``waiting`` rows of it are held or returned."""

    subject: str
    period: str
    sheet: str
    waiting: int = 0


def of_quarters(subject: str, sheet: str, quarters: Iterable[str]) -> list[Receipt]:
    """Return what a sheet reports that speaks of every quarter of its workbook."""
    return [Receipt(subject, quarter, sheet) for quarter in quarters]


def of_feed(feed: Feed, sheet: str, quarters: Iterable[str], told: Reading[ObservationRow]) -> list[Receipt]:
    """Return what a feed's sheet reports: every quarter of the workbook, or the years that it holds."""
    if feed.frequency != "A":
        return of_quarters(feed.id, sheet, quarters)
    asked = {str(item.pattern[_PERIOD]) for item in told.waiting if item.pattern[_PERIOD] is not None}
    return of_quarters(feed.id, sheet, sorted({row.period for row in told.rows} | asked))


def weighed(
    receipts: Sequence[Receipt], issues: Iterable[Issue], waiting: Iterable[Waiting], words: Vocabulary
) -> tuple[Receipt, ...]:
    """Return receipts with the number of rows in question; a row whose period is unknown counts for each of its sheet.

    A row that only repeats another leaves nothing out and does not count.
    """
    rows = {(issue.sheet, issue.row_no): issue.rows for issue in issues if leaves_out(issue)}
    if not rows:
        return tuple(receipts)
    known = _periods(waiting, words)
    asked: dict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
    for (sheet, row_no), count in rows.items():
        asked[sheet].append((count, known.get((sheet, row_no), frozenset())))
    return tuple(
        replace(receipt, waiting=sum(n for n, told in asked[receipt.sheet] if not told or receipt.period in told))
        for receipt in receipts
    )


def _periods(waiting: Iterable[Waiting], words: Vocabulary) -> dict[tuple[str, int], frozenset[str]]:
    """Return the report periods of the rows whose period can be read."""
    feeds = {value.indicator: feed for feed in words.catalogue.feeds for value in feed.values}
    found: dict[tuple[str, int], frozenset[str]] = {}
    for item in waiting:
        period = item.pattern[_PERIOD] if item.table == ObservationRow.table else None
        if period is not None:
            told = report_period(feeds[str(item.pattern[_INDICATOR])], period)
            found[item.sheet, item.row_no] = found.get((item.sheet, item.row_no), frozenset()) | {told}
    return found
