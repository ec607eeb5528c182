"""A register's entries as the edition counts them: each once, how far along its dated steps, proved or not.

What counts is decided by the functions that published the edition, so that the last step equals the verdict's number.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from dashboard.figures.series import Row
from dashboard.intake.cells import normal
from dashboard.plan.models import Indicator, Ledger, LedgerColumn, LedgerSource, Plan, Reading
from dashboard.publishing import ledgers
from dashboard.publishing.evidence import VERIFIED
from dashboard.publishing.facts import Entry, papers
from dashboard.wording import Language, t

Fate = Literal["counted", "open", "same", "early", "late", "other"]
# counts; not there yet; a thing counted already; before or after the time that counts; of a kind that does not count


@dataclass(frozen=True)
class Step:
    """A dated step of a register: its columns (the earliest filled one decides) and its name."""

    columns: tuple[str, ...]
    name: str

    @property
    def code(self) -> str:
        """The step's name in an address."""
        return self.columns[0]


@dataclass(frozen=True)
class Record:
    """One entry: as its first sender states it, the day of each step, and whether it counts."""

    entry: Entry
    row: Row
    days: tuple[date | None, ...]
    fate: Fate
    verified: bool
    thing: str  # what is counted once: the entry, or a firm
    others: tuple[Row, ...] = ()  # the same entry as other senders state it

    @property
    def reached(self) -> int:
        """The place of the last step that has a day; −1 without any."""
        return max((at for at, day in enumerate(self.days) if day is not None), default=-1)

    @property
    def newest(self) -> date | None:
        """The day of the last step reached."""
        return max((day for day in self.days if day is not None), default=None)


@dataclass(frozen=True)
class Register:
    """A target's register: its steps and its entries, those that came furthest first."""

    ledger: Ledger
    steps: tuple[Step, ...]
    records: tuple[Record, ...] = field(default=())

    def standing(self) -> tuple[int, ...]:
        """Return, for each step, how many things have come so far or further; the last one is what counts."""
        reached: dict[str, int] = {}
        for record in self.records:
            if record.fate in ("counted", "open", "same"):
                reached[record.thing] = max(record.reached, reached.get(record.thing, -1))
        return tuple(sum(place >= at for place in reached.values()) for at in range(len(self.steps)))


def steps(ledger: Ledger, source: LedgerSource, lang: Language) -> tuple[Step, ...]:
    """Return the date columns before the one that counts, in the order of the sheet, and the counting one last."""
    dated = [column for column in ledger.columns if column.type == "date"]
    counting = [column for column in dated if column.name in source.dates]
    before = dated[: min(dated.index(column) for column in counting)]
    last = t("counts.or", lang, one=_name(counting[0], lang), other=_name(counting[-1], lang))
    last = last if len(counting) > 1 else _name(counting[0], lang)
    return (*(Step((column.name,), _name(column, lang)) for column in before),
            Step(tuple(column.name for column in counting), last))  # fmt: skip


def _name(column: LedgerColumn, lang: Language) -> str:
    """Return what a date column dates, without the word that says it is a date."""
    if lang == "zh":
        return column.header.removesuffix("日期")
    return column.header_en.removesuffix(" on")


def register(
    found: tuple[Ledger, Indicator, Reading],
    plan: Plan,
    cut_off: date,
    rows: Sequence[Row],
    order: Mapping[str, int],
    proved: frozenset[str],
    lang: Language,
) -> Register:
    """Return the register of a target; ``order`` of senders decides whose statement counts, ``proved``: entry keys."""
    ledger, indicator, reading = found
    source = indicator.source
    assert isinstance(source, LedgerSource)
    known = [(_entry(row), row) for row in sorted(rows, key=lambda row: order.get(str(row["sender"]), len(order)))]
    made = steps(ledger, source, lang)
    first = reading.count_from_day or date.fromisoformat(f"{reading.count_from or plan.cumulative_start}-01")
    judge = _Judge(source, first, min(cut_off, date(reading.end_year, 12, 31)), _firsts(known, source, cut_off, first))
    records: dict[str, Record] = {}
    for entry, row in known:
        same = records.get(entry.key)
        if same is not None:
            records[entry.key] = Record(**{**same.__dict__, "others": (*same.others, row)})
            continue
        days = tuple(entry.earliest(step.columns, cut_off) for step in made)
        records[entry.key] = Record(entry, row, days, *judge.fate(entry, proved))
    ordered = sorted(records.values(), key=lambda r: (r.reached, r.newest or date.min, r.entry.key), reverse=True)
    return Register(ledger, made, tuple(ordered))


def _firsts(
    known: Sequence[tuple[Entry, Row]], source: LedgerSource, cut_off: date, first: date
) -> dict[tuple[str, int], str]:
    """Return the entry by which each thing counts: the one with its earliest day."""
    found: dict[tuple[str, int], tuple[date, str]] = {}
    for entry, day in ledgers.dated(ledgers.once(entry for entry, _ in known), source, first, cut_off):
        name = ledgers.thing(entry, source, day)
        found[name] = min((day, entry.key), found.get(name, (date.max, "")))
    return {name: key for name, (_, key) in found.items()}


@dataclass(frozen=True)
class _Judge:
    source: LedgerSource
    first: date
    last: date
    counted: Mapping[tuple[str, int], str]

    def fate(self, entry: Entry, proved: frozenset[str]) -> tuple[Fate, bool, str]:
        """Return whether an entry counts, whether it is proved, and the thing it belongs to."""
        day = entry.earliest(self.source.dates, date.max)
        name = ledgers.thing(entry, self.source, day or self.first)
        return self._fate(entry, day, name), entry.key in proved, f"{name[0]} {name[1]}"

    def _fate(self, entry: Entry, day: date | None, name: tuple[str, int]) -> Fate:
        if not ledgers.accepted(entry, self.source.where):
            return "other"
        if entry.earliest(self.source.dates, self.last) is None:
            return "open" if day is None else "late"
        if day is not None and day < self.first:
            return "early"
        return "counted" if self.counted.get(name) == entry.key else "same"


def proved(rows: Sequence[Row], filed: Sequence[Row], ledger: Ledger, cut_off: date) -> frozenset[str]:
    """Return the keys of a ledger's entries whose evidence was verified by the cut-off.

    ``rows``: of the ledger of evidence; ``filed``: the files, of ``evidence_as_of``.
    """
    found = {paper.subject for paper in papers(filed, cut_off) if paper.subject_kind == ledger.id}
    for row in rows:
        entry = _entry(row)
        told = entry.attributes
        mine = told.get("state") == VERIFIED and normal(told.get("subject", "")) == normal(ledger.sheet)
        if mine and entry.day("verified_on", cut_off) is not None:
            found.add("|".join(normal(part) for part in told.get("number", "").split("|")))
    return frozenset(found)


def _entry(row: Row) -> Entry:
    return Entry(str(row["ledger"]), str(row["entry_key"]), str(row["sender"]), str(row["region"]), str(row["zone"]),
                 json.loads(str(row["attributes"])))  # fmt: skip
