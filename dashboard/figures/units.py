"""One unit as one frozen value: what it owes, what it has sent and done, what it gets next, what it answers for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.figures import steps
from dashboard.figures.board import Board
from dashboard.figures.marks import mark
from dashboard.figures.reports import Batch, Report
from dashboard.figures.steps import DONE, Asked, Owed
from dashboard.figures.unit_values import Duty, Owing, SentRow, UnitPage
from dashboard.plan.models import Task
from dashboard.wording import Language, day_words, joined, period_words, t

NEXT, SENDING = 6, 3  # milestones and days of sending named as what comes next
RECENT = 6  # batches seen before the rest is unfolded


@dataclass(frozen=True)
class Unit:
    """A unit with what it was to send and the board of milestones."""

    code: str
    board: Board
    batches: tuple[Batch, ...]
    subjects: Mapping[str, str]

    @property
    def lang(self) -> Language:
        """The reader's language."""
        return self.board.lang

    @property
    def milestones(self) -> list[Owed]:
        """The milestones that the unit answers for."""
        return self.board.found(Asked(unit=self.code))

    def page(self) -> UnitPage:
        """Return the page of the unit."""
        found, mine = self.milestones, [batch for batch in self.batches if batch.sender == self.code]
        ahead = sorted((one for one in found if one.step.state not in (*DONE, "overdue")), key=lambda o: o.step.due)
        late = sorted((one for one in found if one.step.state == "overdue"), key=lambda o: o.step.due)
        done = sorted((one for one in found if one.step.done_on), key=lambda o: str(o.step.done_on), reverse=True)
        owing, sent = self._listed(report for batch in mine for report in batch.owed), [b for b in mine if b.came]
        rows = tuple(self._sent(batch) for batch in reversed(sent))
        return UnitPage(
            name=self.board.unit(self.code),
            headline=self._headline(owing, found),
            second=self._second(mine, ahead),
            owing=owing,
            late=tuple(map(self.board.row, late)),
            next_sheets=self._coming(mine)[:SENDING],
            next_steps=tuple(map(self.board.row, ahead[:NEXT])),
            sent=rows[:RECENT],
            sent_more=rows[RECENT:],
            done=tuple(map(self.board.row, done[:NEXT])),
            counts=(len(done), len(done) + len(late), len(found)),
            tasks_href=self.board.href("tasks", unit=self.code),
            intake_href=self.board.href("intake", unit=self.code) if mine else "",
            targets=tuple(self._targets()),
            tasks=tuple(self._tasks(found)),
        )

    def _headline(self, owing: Sequence[Owing], found: Sequence[Owed]) -> str:
        lang, sheets = self.lang, sum(row.count for row in owing)
        late = sum(one.step.state == "overdue" for one in found)
        owed = [
            t(f"unit.owes_{kind}", lang, count=count) for kind, count in (("sheets", sheets), ("steps", late)) if count
        ]
        return t(
            "unit.headline" if owed else "unit.headline_clear",
            lang,
            unit=self.board.unit(self.code),
            day=day_words(self.board.state.edition.cut_off, lang),
            owed=joined(owed, lang),
        )

    def _second(self, mine: Sequence[Batch], ahead: Sequence[Owed]) -> str:
        """Return what comes next: the next day of sending and the next milestone."""
        sheets, parts = self._coming(mine), []
        if sheets:
            parts.append(
                t("unit.next_sheets_are", self.lang, day=sheets[0].due, period=sheets[0].period, count=sheets[0].count)
            )
        if ahead:
            due = steps.month_day(ahead[0].step.due, self.lang)
            count = sum(one.step.due == ahead[0].step.due for one in ahead)
            parts.append(t("unit.next_steps_are", self.lang, day=due, count=count))
        if not parts:
            return t("unit.next_nothing", self.lang)
        return t("unit.next", self.lang, parts=("；" if self.lang == "zh" else "; ").join(parts))

    def _listed(self, found: Iterable[Report]) -> tuple[Owing, ...]:
        """Return sheets by due day and period, the earliest first."""
        cut_off = self.board.state.edition.cut_off
        ordered = sorted(found, key=lambda report: (report.due, report.period))
        rows = []
        for (due, period), group in groupby(ordered, key=lambda report: (report.due, report.period)):
            names = [self.subjects.get(report.subject, report.subject) for report in group]
            words = period_words(period, self.lang)
            late = max((cut_off - due).days, 0)
            rows.append(
                Owing(
                    words,
                    day_words(due, self.lang),
                    late,
                    len(names),
                    ("、" if self.lang == "zh" else ", ").join(names),
                )
            )
        return tuple(rows)

    def _coming(self, mine: Iterable[Batch]) -> tuple[Owing, ...]:
        edition = self.board.state.edition
        return self._listed(r for batch in mine for r in batch.reports if not r.came and not r.owed(edition))

    def _sent(self, batch: Batch) -> SentRow:
        lang = self.lang
        corrected = t("reports.version", lang, number=batch.version) if batch.version > 1 else ""
        filled = day_words(batch.filled, lang) if batch.filled else ""
        return SentRow(period_words(batch.period, lang), batch.mark(lang), filled, day_words(batch.due, lang),
                       len(batch.came), batch.nil, corrected)  # fmt: skip

    def _targets(self) -> Iterator[Duty]:
        day = self.board.state.edition.cut_off
        for item in self.board.state.items:
            target = item.target
            role = "owner" if self.code in target.owners_on(day) else "partner" if self.code in target.partners else ""
            if role:
                href = self.board.href("target", target=target.id)
                yield Duty(
                    target.code, item.name(self.lang), href, t(f"unit.role_{role}", self.lang), mark(item, self.lang)
                )

    def _tasks(self, found: Sequence[Owed]) -> Iterator[Duty]:
        for measure in self.board.state.measures:
            mine = [one.step.state for one in found if one.measure is measure]
            role = self._role(measure.task) or ("reporter" if mine else "")
            if role:
                href = self.board.href("tasks", task=measure.task.id, unit=self.code if mine else "")
                done, overdue = sum(state in DONE for state in mine), mine.count("overdue")
                yield Duty(measure.task.code, self.board.short(measure.task), href, t(f"unit.role_{role}", self.lang),
                           None, done, done + overdue, overdue)  # fmt: skip

    def _role(self, task: Task) -> str:
        return "owner" if self.code in task.responsible else "partner" if self.code in task.supporting else ""
