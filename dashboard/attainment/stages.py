"""Dated stages: their state at a cut-off, and targets that are judged by them alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dashboard.attainment.awaiting import awaited, owing
from dashboard.attainment.values import StageFact, Values
from dashboard.attainment.verdict import Reason, StageMark, StageState, Verdict
from dashboard.plan import periods

SOON = timedelta(days=30)
DONE: tuple[StageState, ...] = ("done", "done_late")


def state(fact: StageFact, through: str) -> StageState:
    """Return the state of a stage or milestone at the end of a month.

    Done late keeps its mark. Overdue: its month is over and it is not done. A recurring one that is not due
    within 30 days is kept up (长期坚持), whatever its unit reports. Done after the cut-off is not done yet.
    """
    cut_off, due = periods.last_day(through), periods.last_day(fact.due)
    if fact.done_on is not None and fact.done_on <= cut_off:
        return "done" if fact.done_on <= due else "done_late"
    if due <= cut_off:
        return "overdue"
    if due - cut_off <= SOON:
        return "due_soon"
    if fact.recurring:
        return "continuous"
    return "not_started" if fact.reported == "not_started" else "under_way"


def mark(fact: StageFact, through: str) -> StageMark:
    """Return a stage with its state at the end of a month."""
    found = state(fact, through)
    return StageMark(fact.id, fact.due, fact.done_on if found in DONE else None, found)


def judge(blank: Verdict, start: str, end_year: int, values: Values, through: str) -> Verdict:
    """Judge a qualitative target: all stages done, one overdue, or on its way; at the end strictly."""
    end = f"{end_year}-12"
    at = min(through, end)
    known = replace(blank, stages=tuple(mark(fact, at) for fact in values.stages), period=at)
    if through < start or not values.stages:
        return replace(known, status="not_assessed", reason="not_started" if through < start else "no_stages")
    settled = through >= max(end, values.settled_by)
    owed = owing(values, start, at)
    done = all(found.state in DONE for found in known.stages)
    if owed and not settled:
        return awaited(replace(known, period=owed[-1]), values, owed)
    if through >= end:
        reason: Reason = "never_reported" if owed else "end_reached"
        return replace(known, status="final_met" if done and not owed else "final_missed", reason=reason, final=True,
                       missing=values.missing[owed[-1]] if owed else ())
    if done:
        return replace(known, status="completed", reason="stages_done")
    overdue = any(found.state == "overdue" for found in known.stages)
    return replace(known, status="behind" if overdue else "on_stages",
                   reason="stage_overdue" if overdue else "stages_open")
