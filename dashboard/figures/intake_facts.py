"""What the database knows of a unit's workbooks, as values: what is owed, which versions came, with which issues."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.figures.decode import known
from dashboard.figures.duty import asked_in, why
from dashboard.figures.intake_values import Settled
from dashboard.figures.series import Row
from dashboard.plan import lookup, periods
from dashboard.plan.due import DueDay
from dashboard.plan.models import Catalogue
from dashboard.wording import Language, day_words

GRADES = ("noted", "repaired", "held", "returned")


@dataclass(frozen=True)
class Due:
    """A feed, ledger or milestone sheet of a period; ``submission`` is the workbook that reported it, 0 for none.

    ``waiting``: its rows that are held or sent back; a sheet with one does not count as reported. ``quarter``: the
    report period that asks for it: its own, for a yearly one the quarter before the one in which its rule has it due.
    ``why``: why it is due on its day, where that is not the rule's own.
    """

    subject: str
    period: str
    due: date
    submission: int
    quarter: str
    waiting: int = 0
    why: str = ""

    @property
    def reported(self) -> bool:
        """True when it has come without a row in question."""
        return self.submission > 0 and not self.waiting

    def asked_in(self, quarter: str) -> bool:
        """True when a report period's workbook is expected to hold it: its own, or a later one as long as it lacks."""
        return self.quarter == quarter or (not self.submission and self.yearly and self.quarter < quarter)

    @property
    def yearly(self) -> bool:
        """True for what is sent once a year."""
        return periods.frequency(self.period) == "A"


@dataclass(frozen=True)
class Remark:
    """An issue of a row as it was stored; it speaks like the issue it was."""

    sheet: str
    row_no: int
    column: str
    outcome: str
    code: str
    message: str

    @property
    def place(self) -> str:
        """Its row as an address names it."""
        return f"{self.row_no}:{self.sheet}"

    def sentence(self, lang: Language) -> str:
        """Return why, in a language; older issues were written in one language only."""
        return str(json.loads(self.message)[lang]) if self.message.startswith("{") else self.message


@dataclass(frozen=True)
class Sending:
    """One version of a workbook; ``stated`` are its rows by sheet."""

    id: int
    period: str
    version: int
    file: str
    file_hash: str
    template: str
    filled: date | None
    in_force: bool
    stated: Mapping[str, int]
    remarks: tuple[Remark, ...]

    def rows_with(self, outcome: str) -> int:
        """Return how many rows have an outcome as the gravest of theirs."""
        worst: dict[tuple[str, int], int] = {}
        for remark in self.remarks:
            place = (remark.sheet, remark.row_no)
            worst[place] = max(worst.get(place, 0), GRADES.index(remark.outcome))
        return sum(grade == GRADES.index(outcome) for grade in worst.values())


def dues(rows: Iterable[Row], catalogue: Catalogue, unit: str, lang: Language) -> tuple[Due, ...]:
    """Return what a unit owes; ``rows`` of ``sender_reports``."""
    return tuple(_due(row, catalogue, unit, lang) for row in rows)


def _due(row: Row, catalogue: Catalogue, unit: str, lang: Language) -> Due:
    subject, period, due = str(row["subject"]), str(row["period"]), date.fromisoformat(str(row["due"]))
    try:
        found = lookup.due_day(catalogue, subject, period, unit)
    except KeyError:  # a sheet that the plan's files no longer have
        found = DueDay(due, due, due)
    return Due(subject, period, due, _id(row["submission_id"]), asked_in(period, found.nominal),
               _id(row["waiting"]), why(found, lang))  # fmt: skip


def sendings(rows: Iterable[Row], sheets: Iterable[Row], issues: Iterable[Row]) -> tuple[Sending, ...]:
    """Return the versions of a unit's workbooks, the newest first; rows of the queries ``sender_...``."""
    stated: dict[int, dict[str, int]] = {}
    for row in sheets:
        stated.setdefault(_id(row["submission_id"]), {})[str(row["sheet"])] = _id(row["stated"])
    told: dict[int, list[Remark]] = {}
    for row in issues:
        if known(row["outcome"]):
            told.setdefault(_id(row["submission_id"]), []).append(_remark(row))
    return tuple(_sending(row, stated, told) for row in rows)


def settled(rows: Iterable[Row], lang: Language) -> Mapping[str, tuple[Settled, ...]]:
    """Return the confirmed rows by the report period of their workbook; ``rows`` of ``sender_confirmations``."""
    found: dict[str, tuple[Settled, ...]] = {}
    for row in rows:
        if known(row["period"]):
            period, day = str(row["period"]), date.fromisoformat(str(row["confirmed_on"]))
            said = Settled(str(row["sheet"]), _id(row["row_no"]), str(json.loads(str(row["message"]))[lang]),
                           str(row["reason"]), str(row["person"]), day_words(day, lang))  # fmt: skip
            found[period] = (*found.get(period, ()), said)
    return found


def _sending(row: Row, stated: Mapping[int, Mapping[str, int]], told: Mapping[int, list[Remark]]) -> Sending:
    own, filled = _id(row["id"]), row["filled_on"]
    return Sending(
        own, str(row["period"]), _id(row["version"]), str(row["file_name"]), str(row["file_hash"]),
        str(row["template"]), date.fromisoformat(str(filled)) if known(filled) else None,
        not known(row["to_edition"]), stated.get(own, {}), tuple(told.get(own, ())),
    )  # fmt: skip


def _remark(row: Row) -> Remark:
    column = str(row["column_name"]) if known(row["column_name"]) else ""
    return Remark(str(row["sheet"]), _id(row["row_no"]), column, str(row["outcome"]), str(row["code"]),
                  str(row["message"]))  # fmt: skip


def _id(value: object) -> int:
    return int(float(str(value))) if known(value) else 0
