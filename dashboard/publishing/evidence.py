"""Verified evidence: which entries and milestones are proved, and how many of the things that a count counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from dashboard.intake.cells import normal
from dashboard.intake.template import templates
from dashboard.plan.lookup import MILESTONES, indicator
from dashboard.plan.models import Catalogue, LedgerSource, Reading
from dashboard.publishing import ledgers
from dashboard.publishing.facts import Entry, Facts
from dashboard.publishing.measures import Measuring
from dashboard.publishing.values import counted_from

LEDGER, VERIFIED = "evidence", "已核验"
Proved = frozenset[tuple[str, str]]  # (ledger or milestones, entry key or milestone instance)


def verified(facts: Facts) -> Proved:
    """Return what has evidence that was verified by the cut-off: a row of its ledger, or a file."""
    return frozenset(_proved(facts)) | {(paper.subject_kind, paper.subject) for paper in facts.papers}


def _proved(facts: Facts) -> Iterator[tuple[str, str]]:
    for subject, state, entry in told(facts.catalogue, facts.entries):
        if state == VERIFIED and entry.day("verified_on", facts.cut_off) is not None:
            yield subject


def told(catalogue: Catalogue, entries: Iterable[Entry]) -> Iterator[tuple[tuple[str, str], str, Entry]]:
    """Yield what each row of the ledger of evidence speaks of, the state that it gives, and the row."""
    subjects = {normal(ledger.sheet): ledger.id for ledger in catalogue.ledgers}
    subjects |= {normal(template.milestones.sheet): MILESTONES for template in templates().values()}
    for entry in entries:
        if entry.ledger != LEDGER:
            continue
        subject = subjects.get(normal(entry.attributes.get("subject", "")))
        if subject is not None:
            number = entry.attributes.get("number", "")
            key = "|".join(normal(part) for part in number.split("|"))
            yield (subject, key), entry.attributes.get("state", ""), entry


def verified_count(measuring: Measuring, reading: Reading, proved: Proved) -> int | None:
    """Return how many of the things that a reading's cumulative count holds at the cut-off are proved.

    The same start, end, conditions and things as in the count; a distinct firm is proved when any of its counted
    entries is. None where nothing is counted from a ledger.
    """
    found = indicator(measuring.facts.catalogue, reading.indicator) if reading.indicator else None
    if found is None or not isinstance(found.source, LedgerSource) or found.aggregation != "cumulative_count":
        return None
    first = counted_from(reading) or measuring.start(found)
    last = min(measuring.facts.cut_off, date(reading.end_year, 12, 31))
    entries = measuring.entries(found.source.ledger, measuring.city)
    return len(set(_things(found.source, ledgers.dated(entries, found.source, first, last), proved)))


def _things(
    source: LedgerSource, dated: Iterable[tuple[Entry, date]], proved: Proved
) -> Iterator[tuple[str, int]]:
    for entry, day in dated:
        if (source.ledger, entry.key) in proved:
            yield ledgers.thing(entry, source, day)
