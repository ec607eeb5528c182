"""Dated stages, and targets that rest on them alone."""

from __future__ import annotations

from datetime import date, timedelta

from dashboard.desk.recomputing.adding import Owed
from dashboard.desk.recomputing.months import last_day, of_month
from dashboard.desk.recomputing.question import Question
from dashboard.desk.recomputing.register import accepted
from dashboard.desk.recomputing.report import Json

_SOON = timedelta(days=30)


class Staged(Question):
    """Stages with their days."""

    def qualitative(self) -> Json:
        """Return the verdict on a target that stages alone decide."""
        start, at = self.reading.get("count_from") or self.start, min(self.through, self.end)
        if self.through < start or not self.target["stages"]:
            return {"status": "not_assessed"}
        owed, states = self.reporters_owing(at), [state for _, state in self.stages(at)]
        if owed and not self.over(self.end):
            return {"status": "awaited", "missing": owed[at], "period": at}
        done = all(state in ("done", "done_late") for state in states)
        if self.through >= self.end:
            return {"status": "final_met" if done and not owed else "final_missed", "period": at, "final": True}
        return {"status": "completed" if done else on_stages(states), "period": at}

    def reporters_owing(self, at: str) -> Owed:
        """Return who owes the sheet on which the stages rest, under the month looked at."""
        codes = [stage["milestone"] for stage in self.target["stages"] if stage.get("milestone")]
        units = dict.fromkeys(self.bundle.told["milestones"][code]["reporter"] for code in codes)
        late = self.adding.asked.missing("milestones", of_month(at, "Q")) or []
        owing = [unit for unit in units if unit in late]
        return {at: owing} if owing else {}

    def stages(self, at: str) -> list[tuple[str, str]]:
        """Return every stage with its state at the end of a month."""
        return [(stage["id"], self._state(stage, at)) for stage in self.target["stages"]]

    def _state(self, stage: Json, at: str) -> str:
        done, begun = self._reported(stage) if stage.get("milestone") else self._reached(stage)
        cut_off, due = last_day(at), last_day(stage["due"])
        if done is not None and done <= cut_off:
            return "done" if done <= due else "done_late"
        if due <= cut_off:
            return "overdue"
        if due - cut_off <= _SOON:
            return "due_soon"
        return "under_way" if begun else "not_started"

    def _reported(self, stage: Json) -> tuple[date | None, bool]:
        """Return the day on which a milestone was done, and whether it has begun, as its unit reports it."""
        reporter = self.bundle.told["milestones"][stage["milestone"]]["reporter"]
        row = self.bundle.milestones.get((stage["milestone"], reporter), {})
        done = date.fromisoformat(row["done_on"]) if row.get("done_on") else None
        return done, row.get("state", "not_started") != "not_started"

    def _reached(self, stage: Json) -> tuple[date | None, bool]:
        """Return the day of the n-th entry that has a date; where the target counts by it, from its own start on."""
        source = self.made.get("source", {})
        dates = [source.get("date"), *(source.get("also") or [])]
        first = self.start if stage["ledger"] == source.get("ledger") and stage["date"] in dates else ""
        rows = [row for row in self.adding.once(stage["ledger"]) if accepted(row, stage)]
        days = [day for row in rows if (day := self.adding.day(row, stage["date"])) is not None]
        days = sorted(day for day in days if day.isoformat()[:7] >= first)
        count = stage.get("count") or 1
        return days[count - 1] if len(days) >= count else None, bool(days)


def on_stages(states: list[str]) -> str:
    """Return the status that open stages give."""
    return "behind" if "overdue" in states else "on_stages"
