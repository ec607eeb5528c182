"""What the working edition holds, read once: observations, entries, milestones, receipts and what is owed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple, cast

from dashboard.attainment import Override, Status
from dashboard.plan import periods
from dashboard.plan.lookup import Expectation, expectations
from dashboard.plan.models import Catalogue
from dashboard.publishing import vintages
from dashboard.reporting import Reader

Sheet = tuple[str, str, str]  # subject, report period, sender
VERIFIED = "verified"  # the state of a file that somebody of the office has checked
_COMMENT = ("target", "period", "author", "content")


_date = lru_cache(maxsize=16384)(date.fromisoformat)  # millions of entries, thousands of days


class Observation(NamedTuple):
    """One value at the indicator's scale."""

    indicator: str
    region: str
    period: str
    breakdown: str
    sender: str
    value: int


class Entry(NamedTuple):
    """One ledger entry as its sender states it; attributes as canonical text by column."""

    ledger: str
    key: str
    sender: str
    region: str
    zone: str
    attributes: Mapping[str, str]

    def day(self, column: str, cut_off: date) -> date | None:
        """Return a date column's day; None when empty or after the cut-off."""
        text = self.attributes.get(column, "")
        found = _date(text) if text else None
        return found if found is not None and found <= cut_off else None

    def earliest(self, columns: Sequence[str], cut_off: date) -> date | None:
        """Return the first of the days in some date columns; None when all are empty or after the cut-off."""
        if len(columns) == 1:
            return self.day(columns[0], cut_off)
        days = (self.day(column, cut_off) for column in columns)
        return min((day for day in days if day is not None), default=None)


class Paper(NamedTuple):
    """A file that was verified as the proof of something: of an entry of a ledger, a milestone, a comment."""

    subject_kind: str  # the ledger, milestones or commentary
    subject: str
    file_hash: str
    day: str


@dataclass(frozen=True, slots=True)
class Event:
    """What a unit reports of a milestone."""

    milestone: str
    sender: str
    state: Literal["not_started", "under_way", "done"]
    done_on: date | None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything one edition is made from. ``through`` is its last month, ``cut_off`` that month's last day."""

    catalogue: Catalogue
    through: str
    cut_off: date
    observations: tuple[tuple[str, str, str, str, str, int], ...]  # each as an Observation
    entries: tuple[Entry, ...]
    reports: Mapping[tuple[str, str], Event]  # by milestone instance and sender
    receipts: frozenset[Sheet]  # without a row in question
    waiting: Mapping[Sheet, int] = field(default_factory=dict)  # rows in question of what came with some
    overrides: Mapping[str, Override] = field(default_factory=dict)  # by target; set by a publisher
    early: Mapping[Sheet, date] = field(default_factory=dict)  # filled in before their period ended
    comments: tuple[tuple[str, ...], ...] = ()  # target, report period, author, text; part of what is published
    papers: tuple[Paper, ...] = ()  # verified by the cut-off
    vintages: vintages.Vintages = vintages.NOTHING  # what earlier editions held; for the record of outlooks alone
    spoken: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)  # by feed: senders and periods of
    # values that are not among the observations here, because another part of the edition measures them

    @property
    def owed(self) -> tuple[Expectation, ...]:
        """What every sender owes for the report periods ended by the last month; made anew each time."""
        return expectations(self.catalogue, self.through)


def gather(reader: Reader, catalogue: Catalogue, edition: int, through: str) -> Facts:
    """Read the state of an edition up to a month. Quarterly sheets count for the quarter that holds the month."""
    plan = catalogue.plan.id
    observed = reader.rows("publishing_observations", plan=plan, edition=edition, through=through)
    entries = reader.rows("publishing_entries", plan=plan, edition=edition)
    return replace(
        frame(reader, catalogue, edition, through),
        observations=tuple(Observation(**row) for row in observed),  # type: ignore[arg-type]
        entries=tuple(map(entry, entries)),
    )


def frame(reader: Reader, catalogue: Catalogue, edition: int, through: str) -> Facts:
    """Read the same without observations and ledger entries: what grows with the number of senders alone."""
    plan = catalogue.plan.id
    quarter = periods.last_month(periods.of_month(through, "Q"))
    events = reader.rows("publishing_milestones", plan=plan, edition=edition)
    receipts = _receipts(reader.tuples("receipts_as_of", plan=plan, edition=edition, through=quarter))
    overrides = reader.rows("overrides_as_of", plan=plan, edition=edition)
    comments = reader.rows("commentary_as_of", plan=plan, edition=edition, last=periods.of_month(through, "Q"))
    cut_off = periods.last_day(through)
    return Facts(
        catalogue=catalogue,
        through=through,
        cut_off=cut_off,
        observations=(),
        entries=(),
        reports={(event.milestone, event.sender): event for event in map(_event, events)},
        receipts=frozenset(receipts.whole),
        waiting=receipts.waiting,
        overrides={str(row["target"]): _override(row) for row in overrides},
        early=receipts.early,
        comments=tuple(tuple(str(row[name]) for name in _COMMENT) for row in comments),
        papers=papers(reader.rows("evidence_as_of", plan=plan, edition=edition, scope=""), cut_off),
        vintages=vintages.read(reader, catalogue, edition),
    )


def papers(rows: Iterable[Mapping[str, object]], cut_off: date) -> tuple[Paper, ...]:
    """Return the files that were verified by a day, from the rows of ``evidence_as_of``."""
    return tuple(
        Paper(*(str(row[name]) for name in Paper._fields))
        for row in rows if row["state"] == VERIFIED and str(row["day"]) <= cut_off.isoformat()
    )  # fmt: skip


class _Receipts(NamedTuple):
    """Sheets that came, those of them with rows in question, and the day on which one was filled in too early."""

    whole: set[Sheet]
    waiting: dict[Sheet, int]
    early: dict[Sheet, date]


def _receipts(rows: Iterable[tuple[object, ...]]) -> _Receipts:
    """Return what came; a nation's receipts share the texts that they are made of."""
    found, same = _Receipts(set(), {}, {}), dict[str, str]()
    for sender, subject, period, _, waiting, filled in rows:
        subject, period, sender = (same.setdefault(str(text), str(text)) for text in (subject, period, sender))
        sheet = (subject, period, sender)
        if waiting:
            found.waiting[sheet] = int(str(waiting))
            continue
        found.whole.add(sheet)
        if filled and (day := date.fromisoformat(str(filled))) < periods.last_day(period):
            found.early[sheet] = day  # it does not cover its whole period
    return found


def entry(row: Mapping[str, object]) -> Entry:
    """Return a stored ledger entry."""
    ledger, key, sender, region, zone = (str(row[name]) for name in ("ledger", "entry_key", "sender", "region", "zone"))
    return Entry(ledger, key, sender, region, zone, json.loads(str(row["attributes"])))


def _override(row: Mapping[str, object]) -> Override:
    status, author, reason, doc_no = (str(row[name]) for name in ("status", "author", "reason", "doc_no"))
    days = [date.fromisoformat(str(row[name])) for name in ("made_on", "expires_on")]
    return Override(cast(Status, status), author, reason, doc_no, *days)


def _event(row: Mapping[str, object]) -> Event:
    done_on = date.fromisoformat(str(row["done_on"])) if row["done_on"] else None
    state = cast(Literal["not_started", "under_way", "done"], row["state"])
    return Event(str(row["milestone"]), str(row["sender"]), state, done_on)
