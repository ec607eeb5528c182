"""Dated stages: their state at a cut-off, and targets that are judged by them alone."""

from __future__ import annotations

from datetime import timedelta

from dashboard.attainment.awaiting import awaited, owing
from dashboard.attainment.values import RubricFact, StageFact, Values
from dashboard.attainment.verdict import Reason, RubricMark, StageMark, Verdict, replace
from dashboard.plan import periods
from dashboard.plan.judging import Light, RuleSet, StageState
from dashboard.plan.models import Reading

SOON = timedelta(days=30)
DONE: tuple[StageState, ...] = ("done", "done_late")
URGENT: tuple[Light, ...] = ("grey", "blue", "green", "yellow", "red")  # the last one weighs most


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


def by_stages(known: Verdict, rules: RuleSet) -> Verdict:
    """Judge by dated stages: one overdue is behind, else on its way; the most urgent stage gives the light."""
    overdue = any(found.state == "overdue" for found in known.stages)
    lights = [rules.stage_lights[found.state] for found in known.stages if found.state in rules.stage_lights]
    return replace(known, status="behind" if overdue else "on_stages",
                   reason="stage_overdue" if overdue else "stages_open",
                   light=max(lights, key=URGENT.index, default=None))


def judge(blank: Verdict, reading: Reading, values: Values, through: str, rules: RuleSet) -> Verdict:
    """Judge a qualitative target: all stages done, one overdue, or on its way; at the end strictly.

    The rubric's scores stand beside it with their evidence; they never decide.
    """
    start, end = reading.count_from or values.start, f"{reading.end_year}-12"
    at = min(through, end)
    known = replace(blank, stages=tuple(mark(fact, at) for fact in values.stages), period=at,
                    rubric=tuple(scored(fact, at) for fact in values.rubric), verified=values.verified)
    if through < start or not values.stages:
        return replace(known, status="not_assessed", reason="not_started" if through < start else "no_stages")
    settled = through >= max(end, values.settled_by)
    owed = owing(values, start, at)
    done = all(found.state in DONE for found in known.stages)
    if owed and not settled:
        return awaited(replace(known, period=owed[-1]), values, owed)
    known = replace(known, expected_senders=values.expected.get(at) or None)
    if through >= end:
        reason: Reason = "never_reported" if owed else "end_reached"
        return replace(known, status="final_met" if done and not owed else "final_missed", reason=reason, final=True,
                       missing=values.missing[owed[-1]] if owed else ())
    if done:
        return replace(known, status="completed", reason="stages_done")
    return by_stages(known, rules)


def scored(fact: RubricFact, at: str) -> RubricMark:
    """Return a criterion as scored by the end of a month; a later score is not known yet."""
    if fact.scored_on is None or fact.scored_on > periods.last_day(at):
        return RubricMark(fact.id, None, fact.full)
    return RubricMark(fact.id, fact.score, fact.full, fact.scored_on, fact.evidence)
