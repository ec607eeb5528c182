"""One sheet that a sender owes as it stands today: reported, nothing new, in question, open, extended, overdue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from dashboard.figures.marks import Mark
from dashboard.figures.reports import Report
from dashboard.plan import lookup, periods
from dashboard.plan.due import DueDay
from dashboard.plan.models import Catalogue
from dashboard.wording import Language, day_words, t

DutyState = Literal["reported", "nil", "held", "open", "extended", "overdue"]
STATES: tuple[DutyState, ...] = get_args(DutyState)
LOOKS: Mapping[DutyState, tuple[str, str]] = {
    "reported": ("s-completed", "good"), "nil": ("h-on_schedule", "good"), "held": ("h-slightly_behind", "warn"),
    "open": ("s-not_assessed", "wait"), "extended": ("h-attained", "wait"), "overdue": ("s-behind", "bad"),
}  # fmt: skip
ASKED: tuple[DutyState, ...] = ("held", "overdue", "extended", "open")  # what a reminder can be about


@dataclass(frozen=True)
class Duty:
    """A sheet owed, the day on which it is due and why then."""

    report: Report
    due: DueDay
    today: date

    @property
    def state(self) -> DutyState:
        """How it stands; rows in question keep a sheet from being reported."""
        if self.report.came:
            return "held" if self.report.waiting else "reported" if self.report.stated else "nil"
        if self.today > self.due.day:
            return "overdue"
        return "extended" if self.due.extension is not None and self.today > self.due.regular else "open"

    @property
    def days(self) -> int:
        """Days past the day on which it was due, 0 while it is not overdue."""
        return (self.today - self.due.day).days if self.state == "overdue" else 0

    def mark(self, lang: Language) -> Mark:
        """Return how it stands as word, shape and tone: 逾期3天, 已延期至2026年10月20日."""
        word = t(f"due.state_{self.state}", lang, days=self.days, day=day_words(self.due.day, lang))
        return Mark(self.state, word, *LOOKS[self.state])


def duties(found: Iterable[Report], catalogue: Catalogue, quarter: str, today: date) -> tuple[Duty, ...]:
    """Return what a report period asks for: its own sheets, and yearly ones due in the quarter after it.

    In the order of the catalogue: units, then sheets.
    """
    made = []
    known = [*(item.id for item in lookup.subjects(catalogue)), lookup.MILESTONES]
    units = [unit.id for unit in catalogue.organisations]
    for report in found:
        if report.subject not in known or report.sender not in units:
            continue  # of a plan as it was
        if report.period == quarter or periods.frequency(report.period) == "A":
            due = lookup.due_day(catalogue, report.subject, report.period, report.sender)
            if asked_in(report.period, due.nominal) == quarter:
                made.append(Duty(report, due, today))
    return tuple(sorted(made, key=lambda duty: (units.index(duty.report.sender), known.index(duty.report.subject))))


def asked_in(period: str, nominal: date) -> str:
    """Return the quarter whose workbook asks for a report period: itself; for a year the quarter before it is due."""
    if periods.frequency(period) == "Q":
        return period
    return periods.of_month(periods.shift(f"{nominal:%Y-%m}", -3), "Q")


@dataclass(frozen=True)
class Tally:
    """Sheets by how they stand; they sum to all that is owed."""

    counts: Mapping[DutyState, int]

    @property
    def expected(self) -> int:
        """应报."""
        return sum(self.counts.values())

    @property
    def received(self) -> int:
        """实报: without a row in question."""
        return self.counts["reported"] + self.counts["nil"]


def tally(found: Iterable[Duty]) -> Tally:
    """Count sheets by how they stand."""
    counted = Counter(duty.state for duty in found)
    return Tally({state: counted[state] for state in STATES})


def why(due: DueDay, lang: Language) -> str:
    """Return why a sheet is due on its day: 原定…，逢国庆节顺延; 延期…; "" where the rule's own day stands."""
    parts = []
    if due.moved:
        names = dict.fromkeys(_rest(day, rest.name if lang == "zh" else rest.name_en, lang) for day, rest in due.rests)
        told = ("、" if lang == "zh" else ", ").join(names)
        parts.append(t("due.why_moved", lang, day=day_words(due.nominal, lang), names=told))
    if due.extension is not None:
        found = due.extension
        parts.append(t("due.why_extended", lang, day=day_words(due.regular, lang), reason=found.reason,
                       doc_no=found.doc_no or found.source))  # fmt: skip
    if not due.certain:
        parts.append(t("due.why_uncertain", lang, year=due.day.year))
    return ("；" if lang == "zh" else "; ").join(parts)


def _rest(day: date, name: str, lang: Language) -> str:
    return name or t(f"due.weekday_{day.isoweekday()}", lang)
