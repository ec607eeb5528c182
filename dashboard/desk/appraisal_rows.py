"""What counts for a unit, row by row: targets by their verdicts, milestones by their day, reports by being whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboard.figures import steps
from dashboard.figures.marks import mark
from dashboard.figures.reports import Batch, Report
from dashboard.figures.steps import DONE
from dashboard.plan import periods
from dashboard.plan.appraisal import Appraisal
from dashboard.review.book import Book
from dashboard.wording import Language, day_words, joined, period_words, t

_ONE = Decimal(1)


@dataclass(frozen=True)
class Unit:
    """A unit with the edition as of which it is looked at."""

    code: str
    book: Book

    @property
    def lang(self) -> Language:
        """The language of the workbook."""
        return self.book.lang

    @property
    def name(self) -> str:
        """Its name at the cut-off."""
        return self.book.state.organisations.get(self.code, self.code)

    def since(self, rules: Appraisal) -> date:
        """Return the first day of what is looked at."""
        year = self.book.day.year if rules.span == "year" else self.book.plan.start_year
        return date(max(year, self.book.plan.start_year), 1, 1)


@dataclass(frozen=True)
class Counted:
    """A row: what is told of it, how much it counts, what it is worth (0 to 1); None where it does not count."""

    told: tuple[str | int, ...]
    counts: Decimal
    worth: Decimal | None


def targets(unit: Unit, rules: Appraisal) -> Iterator[Counted]:
    """Yield the targets that a unit leads or supports, with their verdicts as they are."""
    for item in unit.book.state.items:
        owners = item.target.owners_on(unit.book.day)
        role = "owner" if unit.code in owners else "partner" if unit.code in item.target.partners else None
        if role is None:
            continue
        worth = {str(status): worth for status, worth in rules.statuses.items()}.get(item.verdict.status)
        told = (item.target.code, item.name(unit.lang), t(f"unit.role_{role}", unit.lang), mark(item, unit.lang).word)
        yield Counted(told, rules.roles["owner" if role == "owner" else "partner"], worth)


def measures(unit: Unit, rules: Appraisal) -> Iterator[Counted]:
    """Yield the milestones that a unit answers for and that were due; of earlier years those that are still open."""
    since, lang = unit.since(rules), unit.lang
    for one in steps.every(unit.book.state):
        step, last = one.step, periods.last_day(one.step.due)
        due = step.state in DONE or step.state == "overdue"
        if step.reporter != unit.code or not due or (last < since and step.state != "overdue"):
            continue
        done = day_words(step.done_on, lang) if step.done_on else ""
        told = (step.code, steps.title(step, lang), steps.month_day(step.due, lang), done,
                t(f"status.milestone_{step.state}", lang))  # fmt: skip
        yield Counted(told, _ONE, rules.steps.get(step.state))


def reports(unit: Unit, rules: Appraisal) -> Iterator[Counted]:
    """Yield the report periods of a unit: each sheet counts once it is there whole, whenever it came."""
    for batch in unit.book.batches:
        due = [one for one in (*batch.came, *batch.owed) if _of(one, unit.since(rules))]
        if batch.sender == unit.code and due:
            whole = sum(one.came and not one.waiting for one in due)
            yield Counted(_of_reports(unit, batch, due, whole), Decimal(len(due)), Decimal(whole) / len(due))


def _of(report: Report, since: date) -> bool:
    """Return whether a report is of the time looked at: a quarter that ends in it, a yearly one that is due in it."""
    yearly = periods.frequency(report.period) == "A"
    return (report.due if yearly else periods.last_day(report.period)) >= since


def _of_reports(unit: Unit, batch: Batch, due: list[Report], whole: int) -> tuple[str | int, ...]:
    missing = sum(not one.came for one in due)
    held = len(due) - whole - missing
    notes = [t("appraisal.missing", unit.lang, count=missing)] if missing else []
    notes += [t("appraisal.held", unit.lang, count=held)] if held else []
    return period_words(batch.period, unit.lang), len(due), whole, joined(notes, unit.lang)


def tasks(unit: Unit) -> Iterator[tuple[str, ...]]:
    """Yield the tasks that a unit leads, supports or reports on, with its milestones done and due so far."""
    for measure in unit.book.state.measures:
        task = measure.task
        mine = [step.state for step in measure.steps if step.reporter == unit.code]
        role = ("owner" if unit.code in task.responsible else "partner" if unit.code in task.supporting
                else "reporter" if mine else "")  # fmt: skip
        if role:
            done = sum(state in DONE for state in mine)
            yield (task.code, task.short if unit.lang == "zh" else task.short_en, t(f"unit.role_{role}", unit.lang),
                   str(done + mine.count("overdue")), str(done), str(mine.count("overdue")))  # fmt: skip
