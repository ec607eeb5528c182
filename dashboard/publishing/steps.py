"""Milestones and stages of targets as dated facts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from dashboard.attainment import RubricFact, StageFact, milestone_state
from dashboard.attainment.stages import DONE
from dashboard.intake.cells import normal
from dashboard.plan import periods
from dashboard.plan.lookup import MILESTONES, indicator, milestone_instance, milestone_instances
from dashboard.plan.models import LedgerSource, Stage, Target
from dashboard.publishing import ledgers
from dashboard.publishing.completeness import Completeness
from dashboard.publishing.facts import Entry, Facts

SCORES = "scores"  # the ledger of the rubric, where a plan has one


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """The state of one milestone instance at the cut-off, as it is frozen."""

    milestone: str
    task: str
    state: str
    due: str
    done_on: str | None
    verified: int = 0  # 1 when its evidence was checked by the cut-off


def milestone_rows(facts: Facts, proved: Collection[tuple[str, str]] = ()) -> list[MilestoneRow]:
    """Return every instance with its state, in plan order; ``proved`` names the milestones whose evidence holds."""
    found = []
    for instance in milestone_instances(facts.catalogue):
        fact = _milestone(facts, instance.code, instance.due)
        state = milestone_state(fact, facts.through)
        done = fact.done_on.isoformat() if fact.done_on is not None and state in DONE else None
        checked = int(done is not None and (MILESTONES, instance.code) in proved)
        found.append(MilestoneRow(instance.code, instance.task, state, instance.due, done, checked))
    return found


def _milestone(facts: Facts, code: str, due: str) -> StageFact:
    """Return what the reporter of an instance says of it."""
    instance = milestone_instance(facts.catalogue, code)
    event = facts.reports.get((code, instance.reporter))
    if event is None:
        return StageFact(code, due, recurring=instance.recurring)
    return StageFact(code, due, event.done_on, event.state, instance.recurring)


def stage_facts(facts: Facts, target: Target) -> tuple[StageFact, ...]:
    """Return the dated stages of a target: done with their milestone, or with the n-th entry that has the date.

    A stage on the date by which the target itself counts begins with the plan, as the count does.
    """
    code = target.default.indicator
    source = indicator(facts.catalogue, code).source if code else None
    start = facts.catalogue.plan.cumulative_start
    counting = {(source.ledger, day) for day in source.dates} if isinstance(source, LedgerSource) else set()
    firsts = (start if (stage.ledger, stage.date) in counting else "" for stage in target.stages)
    return tuple(_stage(facts, stage, first) for stage, first in zip(target.stages, firsts, strict=True))


def rubric_facts(facts: Facts, target: Target) -> tuple[RubricFact, ...]:
    """Return the criteria of a qualitative target with the office's latest score of each, and what proves it."""
    told = {(e.attributes.get("target"), normal(e.attributes.get("criterion", ""))): e
            for e in facts.entries if e.ledger == SCORES}  # fmt: skip
    return tuple(
        _scored(facts, criterion.id, criterion.full, told.get((target.code, normal(criterion.name))))
        for criterion in target.criteria
    )


def _scored(facts: Facts, code: str, full: int, entry: Entry | None) -> RubricFact:
    day = entry.day("scored_on", facts.cut_off) if entry is not None else None
    if entry is None or day is None:
        return RubricFact(code, full)
    score = min(max(int(entry.attributes.get("score") or 0), 0), full)
    return RubricFact(code, full, score, day, entry.attributes.get("evidence", ""))


def _stage(facts: Facts, stage: Stage, first: str) -> StageFact:
    if stage.milestone is not None:
        fact = _milestone(facts, stage.milestone, stage.due)
        return StageFact(stage.id, stage.due, fact.done_on, fact.reported)
    days = sorted(day for day in _days(facts, stage) if periods.of_date(day, "M") >= first)
    done = days[stage.count - 1] if len(days) >= stage.count else None
    return StageFact(stage.id, stage.due, done, "done" if done else "under_way" if days else "not_started")


def _days(facts: Facts, stage: Stage) -> list[date]:
    entries = ledgers.once(ledgers.in_force(facts, stage.ledger or ""))
    days = (entry.day(stage.date or "", facts.cut_off) for entry in entries if ledgers.accepted(entry, stage.where))
    return [day for day in days if day is not None]


def reporters(facts: Facts, target: Target) -> tuple[str, ...]:
    """Return the units on whose milestone sheets a target's stages rest."""
    codes = (stage.milestone for stage in target.stages if stage.milestone)
    return tuple(dict.fromkeys(milestone_instance(facts.catalogue, code).reporter for code in codes))


def owing(facts: Facts, completeness: Completeness, target: Target, at: str) -> tuple[str, ...]:
    """Return which of these units owe their sheet of the quarter that holds a month."""
    quarter = periods.of_month(at, "Q")
    return tuple(unit for unit in reporters(facts, target) if completeness.milestones_missing(unit, quarter))
